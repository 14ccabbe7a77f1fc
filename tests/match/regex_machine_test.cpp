// Regex code finds what RE2 finds, in few steps.
#include "match/regex_machine.h"

#include <doctest/doctest.h>
#include <re2/re2.h>

#include <string>
#include <vector>

#include "match/matcher.h"
#include "rule/builtin.h"
#include "rule/load.h"
#include "rule/regex_code.h"

using namespace asklint;

namespace {

class Coded {
 public:
  explicit Coded(const std::string& regex) : coder_(pool_) {
    const auto tree = parse_regex(regex);
    start_ = coder_.add(*std::get_if<RegexNode>(&tree));
    machine_.emplace(RegexCode{coder_.ops(), coder_.sets(), coder_.nodes(), coder_.edges(), pool_});
  }

  std::vector<Span> all(std::string_view text) {
    std::vector<Span> out;
    for (std::size_t at = 0; at <= text.size();) {
      const auto found = machine_->find(start_, text, {static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(text.size() + 1)});
      if (!found) break;
      out.push_back(*found);
      at = std::max<std::size_t>(found->end, found->begin + std::size_t{1});
    }
    return out;
  }
  [[nodiscard]] std::uint64_t steps() const { return machine_->steps(); }

 private:
  std::string pool_;
  RegexCoder coder_;
  RegexStart start_;
  std::optional<RegexMachine> machine_;
};

RE2::Options latin1() {
  RE2::Options out;
  out.set_never_capture(true);
  out.set_encoding(RE2::Options::EncodingLatin1);
  return out;
}

std::vector<Span> all_of_re2(const RE2& regex, std::string_view text) {
  std::vector<Span> out;
  re2::StringPiece found;
  for (std::size_t at = 0;
       at <= text.size() && regex.Match({text.data(), text.size()}, at, text.size(), RE2::UNANCHORED, &found, 1);) {
    const auto begin = static_cast<std::uint32_t>(found.data() - text.data());
    out.push_back({begin, static_cast<std::uint32_t>(begin + found.size())});
    at = std::max<std::size_t>(begin + found.size(), begin + std::size_t{1});
  }
  return out;
}

}  // namespace

TEST_CASE("code finds what RE2 finds") {
  const std::vector<std::string> texts = {
      "", "a", "could you please help me, or could you not?", "aaaa aab ab b", "x1 y22 _z; (see below)",
      "who else do you know in the firm. who?", "caf\xe9 \xfc ber", "so very very very kind of you", "\nline two\n",
      "helping helper helps help", "a-b--c---d"};
  for (const char* regex :
       {"a", "a*b", "(a|ab)(b|)", "a+?b", "(?:a|aa|aaa)+b", "\\bcould you( please| not)?\\b", "^co|you.$",
        "(who|who else|else) (do|else)", "[^ ]+ [^ ]+$", "(?:[^ ]+ ){0,3}kind", "very( very){1,2}", "(very ){2}",
        "(very )+kind", "[a-c_]{2,}", "\\w+\\W\\w", "\\d{1,2}", "\\D\\d", "\\s\\S", "h(elp|elper|elping)(s|ing)?\\b",
        "\\Bel", "(help|helper|helps){1,3}", "-{2,3}[^-]", "(-|--|---)(d|c)", "[.?]", "(a|b|c|d)-(b|-b|--c)",
        "(?P<name>see|seen) below", "x*", "(x|y)?\\d", ".\\z", "\\Aa", "\xe9 \xfc", "[^a]b", "(a*)*b", "(a|b?)*c|x"}) {
    const RE2 re2(regex, latin1());
    REQUIRE(re2.ok());
    Coded coded(regex);
    for (const std::string& text : texts) {
      CAPTURE(regex);
      CAPTURE(text);
      CHECK(coded.all(text) == all_of_re2(re2, text));
    }
  }
}

TEST_CASE("so do the rules' own patterns on the rules' own examples") {
  const auto pack = parse_pack(builtin_files());
  REQUIRE(pack.has_value());
  std::vector<std::string> texts;  // of all rules: patterns of one say nothing in the examples of another
  for (const Rule& rule : pack->rules)
    for (std::size_t i = 0; i < rule.examples.size(); i += 20) texts.push_back(rule.examples[i].text);
  REQUIRE(texts.size() > 50);
  std::size_t found = 0, seen = 0;
  for (const Hearing& hearing : pack->hearings)
    for (const Pattern& pattern : hearing.hear) {
      if (pattern.regex.empty() || ++seen % 11 != 0) continue;
      const RE2 re2(pattern.regex, latin1());
      Coded coded(pattern.regex);
      for (const std::string& text : texts) {
        CAPTURE(pattern.regex);
        CAPTURE(text);
        const std::vector<Span> spans = coded.all(text);
        found += spans.size();
        REQUIRE(spans == all_of_re2(re2, text));
      }
    }
  CHECK(found > 10);
}

TEST_CASE("what fails again and again is not tried again") {
  Coded coded("(a|aa|aaa|a?)+b");
  std::uint64_t before = 0;
  for (const std::size_t size : {1000U, 2000U, 4000U}) {
    const std::uint64_t start = coded.steps();
    CHECK(coded.all(std::string(size, 'a')).empty());
    const std::uint64_t steps = coded.steps() - start;
    if (before > 0) CHECK(steps < before * 5 / 2);  // twice the text, hardly more than twice the steps
    before = steps;
  }
}
