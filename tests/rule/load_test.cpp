#include "rule/load.h"

#include <doctest/doctest.h>

#include "match/matcher.h"

using namespace asklint;

namespace {

const char* const language = R"(language: en
common: [the]
signals:
  haste: {hear: [asap]}
)";

const char* const rule = R"(code: ASK203
name: rush
severity: warning
source: test
message: {en: m}
why: {en: w}
not_when: {en: n}
help: {en: h}
try: {en: t}
when: {all: [haste]}
examples:
  bad: [{en: "send it [[asap]]"}]
  good: [{en: "no rush"}]
)";

/// "file:line:column message" of every error, in order.
std::string errors(const PackFiles& files) {
  std::string out;
  auto pack = parse_pack(files);
  if (pack) return out;
  for (const Error& e : pack.errors())
    out += e.file + ":" + std::to_string(e.place.line) + ":" + std::to_string(e.place.column) + " " + e.message + "\n";
  return out;
}

std::string lines(const std::vector<std::string>& texts) {
  std::string out;
  for (const std::string& text : texts) out += text + "\n";
  return out;
}

std::string replaced(std::string text, const std::string& from, const std::string& to) {
  const std::size_t at = text.find(from);
  REQUIRE(at != std::string::npos);
  return text.replace(at, from.size(), to);
}

}  // namespace

TEST_CASE("a right pack has no errors") {
  CHECK(errors({{"en.yaml", language}, {"r.yaml", rule}}).empty());
}

TEST_CASE("every mistake has a place and a name") {
  struct Row {
    std::string what;
    PackFiles files;
    std::vector<std::string> errors;
  };
  for (const Row& row : {
           Row{"unknown key",
               {{"l", language}, {"r", replaced(rule, "help:", "hlep:")}},
               {"r:1:1 the rule has no help:", "r:8:1 unknown key 'hlep' in a rule"}},
           Row{"duplicate key",
               {{"l", language}, {"r", std::string(rule) + "name: again\n"}},
               {"r:14:1 the key 'name' stands twice"}},
           Row{"unknown signal",
               {{"l", language}, {"r", replaced(rule, "[haste]", "[hast]")}},
               {"r:10:14 unknown signal 'hast'"}},
           Row{"missing translation",
               {{"l", language},
                {"d", "language: de\nsignals: {}\n"},
                {"r", replaced(rule, "good:", "good: [{de: a}]\n  bed:")}},
               {"r:5:10 missing translation: message has no 'de'", "r:6:6 missing translation: why has no 'de'",
                "r:7:11 missing translation: not_when has no 'de'", "r:8:7 missing translation: help has no 'de'",
                "r:9:6 missing translation: try has no 'de'", "r:12:3 ASK203 has no bad example in 'de'",
                "r:12:3 ASK203 has no good example in 'en'", "r:14:3 unknown key 'bed' in examples"}},
           Row{"a mark that is not there",
               {{"l", language}, {"r", replaced(rule, "[[asap]]", "asap")}},
               {"r:12:9 a bad example without a mark"}},
           Row{"half a mark",
               {{"l", language}, {"r", replaced(rule, "[[asap]]", "[[asap")}},
               {"r:12:9 the marks [[ ]] of this example do not pair up"}},
           Row{"a mark in a good one",
               {{"l", language}, {"r", replaced(rule, "no rush", "no [[rush]]")}},
               {"r:13:10 a good example has a mark"}},
           Row{"a code twice", {{"l", language}, {"r", rule}, {"s", rule}}, {"s:1:7 the code ASK203 is used twice"}},
           Row{"a bad code",
               {{"l", language}, {"r", replaced(rule, "ASK203", "RUSH")}},
               {"r:1:7 the code 'RUSH' is not ASK and three digits"}},
           Row{"not YAML",
               {{"l", language}, {"r", "code: [a\n"}},
               {"r:2:1 not valid YAML: end of sequence flow not found"}},
           Row{"a circle",
               {{"l", language}, {"c", "concepts:\n  a: {when: b}\n  b: {when: a}\n"}},
               {"c:2:3 the concept 'a' is made of itself"}},
           Row{"a signal twice",
               {{"l", language}, {"m", "language: en\nsignals:\n  haste: {hear: [now]}\n"}},
               {"m:3:10 the signal 'haste' is defined twice in this language"}},
           Row{"a wording without numbers",
               {{"l", std::string(language) + "wordings:\n  w: {doubt: 1}\n  haste: {threshold: 1}\n"}},
               {"l:6:6 the wording 'w' has no threshold",
                "l:7:10 the signal 'haste' is defined twice in this language"}},
           Row{"a word that weighs no number",
               {{"l",
                 std::string(language) + "wordings:\n  w: {threshold: 1}\nweights: {a: x, b: 1 2, c: 200, d: -1}\n"}},
               {"l:7:14 the weights of 'a' must be one whole number of -127 to 127 for each wording",
                "l:7:20 the weights of 'b' must be one whole number of -127 to 127 for each wording",
                "l:7:28 the weights of 'c' must be one whole number of -127 to 127 for each wording"}},
           Row{"a list twice",
               {{"l", "language: en\nwords: {a: [b]}\nshapes: {a: c}\n"}},
               {"l:3:10 the shape 'a' is defined twice in this language"}},
           Row{"unknown scope",
               {{"l", language}, {"r", replaced(rule, "{all:", "{scope: page, all:")}},
               {"r:10:15 unknown scope 'page'"}},
           Row{"unknown severity",
               {{"l", language}, {"r", replaced(rule, "severity: warning", "severity: fatal")}},
               {"r:3:11 unknown severity"}},
           Row{"no file of a pack", {{"l", language}, {"x", "hello: world\n"}}, {"x:1:1 not a file of a pack"}},
           Row{"two files at once",
               {{"l", replaced(language, "asap", "a.*b")}, {"r", replaced(rule, "help:", "hlep:")}},
               {"l:4:18 the pattern has a gap without a bound",
                "r:1:1 the rule has no help:", "r:8:1 unknown key 'hlep' in a rule"}},
       }) {
    CAPTURE(row.what);
    CHECK(errors(row.files) == lines(row.errors));
  }
}

TEST_CASE("a regex that only RE2 refuses is found when patterns are checked") {
  auto pack = parse_pack({{"l", replaced(language, "asap", "'x{1,3}{1,3}a [b-a]'")}, {"r", rule}});
  REQUIRE(pack.has_value());
  const auto faults = check_patterns(*pack);
  REQUIRE(faults.size() == 1);
  CHECK(faults.front().file == "l");
  CHECK((faults.front().place == LineColumn{4, 18}));
}

TEST_CASE("inflected lists name their cells and all forms") {
  const char* const words = R"(language: en
paradigms: {weak: {inf: ['~'], past: [~ed]}}
inflect: {send: {weak: [mail], forms: {past: [sent], inf: [send]}}}
signals:
  a: {hear: ["{send.past}"]}
  b: {hear: ["{send}"]}
)";
  auto pack = parse_pack({{"l", words}});
  REQUIRE(pack.has_value());
  CHECK(pack->hearings[0].hear[0].phrases == std::vector<std::string>{"mailed", "sent"});
  CHECK(pack->hearings[1].hear[0].phrases == std::vector<std::string>{"mail", "mailed", "send", "sent"});
}
