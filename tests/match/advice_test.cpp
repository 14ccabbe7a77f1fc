#include "match/advice.h"

#include <doctest/doctest.h>

#include "match/matcher.h"
#include "reader/reader.h"
#include "rule/load.h"

namespace asklint {
namespace {

const char* const english = R"(
language: en
common: [could, you, my, the, a, get]
signals:
  ask: {about: a, hear: [could you]}
  person: {about: p, hear: ['my (cousin|friend)']}
  job: {about: j, hear: [job]}
  thanks: {about: t, hear: [thanks]}
  reader: {about: r, cased: true, where: [greeting], hear: ['Hi [A-Z][a-z]+,']}
zones: {greeting: ['hi \w+,']}
)";
const char* const german = R"(
language: de
common: [kannst, du, mir, können, Sie]
signals:
  ask: {about: a, hear: [kannst du, können sie]}
  du: {about: d, hear: [du]}
  sie: {about: s, cased: true, hear: ['[Kk]oennen Sie']}
)";
const char* const advice = R"(
advice:
  registers: {de.du: du, de.sie: sie}
  slots:
    reader: {heard: [reader], in: message}
    person: {heard: [person]}
    somebody: {heard: [person], verbatim: true}
    thing: {named: {job: {en: a job, de: eine Stelle}}}
  turned: {en: {my: your}}
  dropped: {en: [hi]}
  whole:
    asks: ask
    label: {en: in all, de: im Ganzen}
    one: {en: 1 ask, de: 1 Bitte}
    many: {en: '{n} asks', de: '{n} Bitten'}
    virtues:
      - {heard: [thanks], has: {en: thanks, de: Dank}, lacks: {en: no thanks, de: kein Dank}}
)";
const char* const rule = R"(
code: ASK101
name: r
severity: note
source: s
message: {en: m, de: m}
why: {en: w, de: w}
not_when: {en: n, de: n}
help: {en: general, de: allgemein}
try: {en: try it, de: versuch es, de.sie: versuchen Sie es}
fit:
  - help: {en: 'do not ask {reader} to get {person} {thing}'}
  - help: {en: 'let {person} ask'}
  - try: {en: 'for {somebody}'}
when: ask
examples:
  bad: [{en: '[[Could you]] get it?'}, {de: '[[Kannst du]] es?'}]
  good: [{en: Hello.}, {de: Hallo.}]
)";

LintResult lint(const std::string& text) {
  auto pack = parse_pack({{"en.yaml", english}, {"de.yaml", german}, {"advice.yaml", advice}, {"rule.yaml", rule}});
  REQUIRE(pack.has_value());
  const std::string frozen = freeze(*pack);
  const Matcher matcher(thaw(frozen));
  const auto document = read_document("a.txt", text, {});
  REQUIRE(document.has_value());
  // Patterns are not part of the frozen form; the words that advice needs are.
  CHECK(matcher.pack().advice.slots.size() == pack->advice.slots.size());
  return Matcher(std::move(*pack)).lint(*document, {});
}

}  // namespace

TEST_CASE("help names what was heard, as it is said to the author") {
  const auto found = lint("Hi Ben,\n\ncould you get my cousin a job?\n").findings;
  REQUIRE(found.size() == 1);
  CHECK(found.front().help == "do not ask Ben to get your cousin a job");
  CHECK(found.front().suggestion == "for my cousin");
}

TEST_CASE("help with a slot that nothing fills is not said") {
  CHECK(lint("Could you get my friend the key?").findings.front().help == "let your friend ask");
  CHECK(lint("Could you get the key?").findings.front().help == "general");
  CHECK(lint("Could you get the key?").findings.front().suggestion == "try it");
}

TEST_CASE("a phrase that began its sentence is said inside another one") {
  CHECK(lint("My cousin is new here. Could you get the key?").findings.front().suggestion == "for my cousin");
}

TEST_CASE("what stands far from the finding does not fill a slot, but for the whole message's") {
  const std::string far = "Hi Ben,\n\nI met my cousin. The rain was cold. The river rose. Could you get the key?\n";
  CHECK(lint(far).findings.front().help == "general");
}

TEST_CASE("a better wording keeps to the register of the message") {
  CHECK(lint("Kannst du mir helfen?").findings.front().suggestion == "versuch es");
  CHECK(lint("Können Sie mir helfen?").findings.front().suggestion == "versuchen Sie es");
}

TEST_CASE("the whole message: what it asks, has and lacks") {
  CHECK(lint("Could you get the key?").whole.words == "1 ask; no thanks");
  CHECK(lint("Could you get the key? Could you get the map? Thanks!").whole.words == "2 asks; thanks");
  CHECK(lint("Could you get the key?").whole.label == "in all");
  CHECK(lint("The key is with my cousin.").whole.words.empty());
}

TEST_CASE("mistakes in the words of advice are told with their place") {
  const std::string wrong = std::string(rule) + "\n";
  std::string unknown = wrong;
  unknown.replace(unknown.find("{person} ask"), 8, "{nobody}");
  const auto pack =
      parse_pack({{"en.yaml", english}, {"de.yaml", german}, {"advice.yaml", advice}, {"rule.yaml", unknown}});
  REQUIRE_FALSE(pack.has_value());
  CHECK(pack.errors().front().message == "no slot 'nobody'");
  CHECK(pack.errors().front().file == "rule.yaml");
}

}  // namespace asklint
