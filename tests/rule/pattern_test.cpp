#include "rule/pattern.h"

#include <doctest/doctest.h>

using namespace asklint;

namespace {

const Vocabulary vocabulary{{"relative", "bruder|nichte"}, {"clause", "(?:^|, )"}};

Pattern pattern(std::string_view written, bool cased = false) {
  auto compiled = compile_pattern(written, vocabulary, {cased, false, nullptr});
  if (auto* fault = std::get_if<PatternFault>(&compiled)) FAIL(written << ": " << fault->message);
  return std::get<Pattern>(compiled);
}

std::string fault(std::string_view written) {
  auto compiled = compile_pattern(written, vocabulary, {});
  return std::holds_alternative<PatternFault>(compiled) ? std::get<PatternFault>(compiled).message : "";
}

}  // namespace

TEST_CASE("plain patterns become phrases in the folded shape") {
  CHECK(pattern("so schnell wie möglich").phrases == std::vector<std::string>{"so schnell wie moeglich"});
  CHECK(pattern("mein(e|en)? {relative}").phrases == std::vector<std::string>{"mein bruder", "mein nichte",
                                                                              "meine bruder", "meine nichte",
                                                                              "meinen bruder", "meinen nichte"});
  CHECK(pattern("grü(ß|ss)e").phrases == std::vector<std::string>{"gruesse"});
  CHECK(pattern("can’t").phrases == std::vector<std::string>{"can't"});
  CHECK(pattern("Könnten Sie", true).phrases == std::vector<std::string>{"Koennten Sie"});
}

TEST_CASE("other patterns become a regex over whole words, with anchors") {
  struct Row {
    std::string written;
    std::string regex;
    std::vector<std::string> anchors;
  };
  for (const Row& row : {
           Row{"kannst ~3 helfen", "\\b(?:kannst (?:[^ ]+ ){0,3}helfen)\\b", {"kannst", "helfen"}},
           Row{"{clause}schick", "(?:(?:(?:^|, ))schick)\\b", {"schick"}},
           Row{"empfehl\\w*", "\\b(?:empfehl\\w*)\\b", {"empf*"}},
           Row{"ü+ber es", "\\b(?:(?:ue)+ber es)\\b", {"es"}},
       }) {
    CAPTURE(row.written);
    const Pattern compiled = pattern(row.written);
    CHECK(compiled.regex == row.regex);
    std::vector<std::string> anchors;
    for (const Anchor& anchor : compiled.anchors)
      anchors.insert(anchors.end(), anchor.words.begin(), anchor.words.end());
    CHECK(anchors == row.anchors);
  }
}

TEST_CASE("what is wrong with a pattern is said") {
  struct Row {
    const char* written;
    const char* message;
  };
  for (const Row& row : {
           Row{"{nobody} da", "unknown list or shape {nobody}"},
           Row{"a ~9 b", "a gap is written ~1 to ~8, with a space after it"},
           Row{"a.*b", "the pattern has a gap without a bound"},
           Row{"(a)?", "the pattern can match nothing at all"},
           Row{"\\w+ \\w+",
               "the pattern has no anchor: no whole word, or word's first four letters, has to occur in it"},
           Row{"(a", "bad pattern: missing )"},
           Row{"x[äö] y", "'ä' is two letters when folded and cannot stand in [ ]"},
       }) {
    CAPTURE(row.written);
    CHECK(fault(row.written) == row.message);
  }
  CHECK(fault("wort[a-zäöü]* ja").empty());
}

TEST_CASE("word lists hold what is finite") {
  auto words = expand_entry("(nichte|neffe)n?", vocabulary, false);
  CHECK(std::get<std::vector<std::string>>(words) == std::vector<std::string>{"neffe", "neffen", "nichte", "nichten"});
  CHECK(std::holds_alternative<PatternFault>(expand_entry("a\\w*", vocabulary, false)));
}
