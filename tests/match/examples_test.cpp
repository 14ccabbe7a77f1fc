#include "match/examples.h"

#include <doctest/doctest.h>

#include "rule/load.h"

using namespace asklint;

namespace {

constexpr std::string_view english = R"(
language: en
common: [i, need, this, it, the, please, me, is, and, or]
signals:
  haste: {hear: [asap, right now]}
)";

constexpr std::string_view rule_of_haste = R"(
code: ASK901
name: hurry
severity: warning
source: "a test"
message: {en: presses for speed}
why: {en: because}
not_when: {en: never}
help: {en: wait}
try: {en: later}
when: {all: [haste], mark: [haste], span: each}
examples:
  bad: [{en: "I need this [[ASAP]]."}]
  good: [{en: "I need this."}]
)";

Matcher matcher() {
  auto pack =
      parse_pack({{"signals/en/a.yaml", std::string(english)}, {"pitfalls/ASK901.yaml", std::string(rule_of_haste)}});
  for (const Error& error : pack ? std::vector<Error>() : pack.errors()) MESSAGE(error.message);
  REQUIRE(pack.has_value());
  return Matcher(std::move(*pack));
}

std::string verdict_on(const Matcher& matcher, std::string text, std::vector<Span> marks) {
  Example example;
  example.bad = !marks.empty();
  example.lang = "en";
  example.text = std::move(text);
  example.marks = std::move(marks);
  const ExampleVerdict verdict = judge_example(example, matcher.pack().rules.front(), matcher);
  std::string out(name_of(verdict.judgement));
  for (const Deviation& deviation : verdict.deviations)
    out += "; " + std::string(name_of(deviation.judgement)) + " '" +
           std::string(slice(example.text, deviation.marked)) + "' '" +
           std::string(slice(example.text, deviation.found)) + "'";
  return out;
}

}  // namespace

TEST_CASE("an example is judged by the exact words") {
  const Matcher rules = matcher();
  struct Row {
    const char* what;
    std::string text;
    std::vector<Span> marks;
    std::string_view verdict;
  };
  for (const Row& row : {
           Row{"as marked", "I need this ASAP.", {{12, 16}}, "reported"},
           Row{"nothing to find", "I need this.", {}, "clean"},
           Row{"two marks", "I need it ASAP and right now.", {{10, 14}, {19, 28}}, "reported"},
           Row{"not found", "I need this soon.", {{12, 16}}, "missing; missing 'soon' ''"},
           Row{"one of two not found", "I need it ASAP and soon.", {{10, 14}, {19, 23}}, "missing; missing 'soon' ''"},
           Row{"found in a good one", "I need this ASAP.", {}, "noisy; noisy '' 'ASAP'"},
           Row{"found beside the mark", "I need it ASAP and right now.", {{10, 14}}, "noisy; noisy '' 'right now'"},
           Row{"other words, overlapping", "I need this ASAP.", {{7, 16}}, "misplaced; misplaced 'this ASAP' 'ASAP'"},
       }) {
    CAPTURE(row.what);
    CHECK(verdict_on(rules, row.text, row.marks) == row.verdict);
  }
}

TEST_CASE("an example is read as what it stands for") {
  CHECK(path_of(ExampleAs::text) == "example.txt");
  CHECK(path_of(ExampleAs::mail) == "example.eml");
  CHECK(path_of(ExampleAs::outreach) == "templates/example.txt");
}
