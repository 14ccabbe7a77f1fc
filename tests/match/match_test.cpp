// From a message to findings, on a pack made for the test.
#include <doctest/doctest.h>

#include "match/matcher.h"
#include "reader/reader.h"
#include "rule/load.h"

using namespace asklint;

namespace {

const char* const english = R"--(
language: en
common: [the, you, me, to, this, my, is, and, can, i, who, else, do, know, could]
abbreviations: [Dr.]
telling: [asked, ask]
words: {friend: [friend, sister]}
signals:
  question: {hear: ["(can|could) you ~4 (help|send|call)"]}
  third: {hear: ["my {friend}"]}
  thanks: {hear: [thanks, thank you], except: [no thanks]}
  haste: {hear: [asap], where: [header, body]}
  many: {hear: [dear all], where: [greeting]}
  formal: {hear: [You], cased: true}
  offer: {hear: ["i can (help|meet|introduce)"]}
wordings:
  worded: {threshold: 30}
  doubted: {threshold: 100, doubt: 0}
weights: {kindly: 10 0, "at once": 20 0, else: -15 0, "immed*": 30 0, perhaps: 0 -1, really: 0 1}
zones:
  greeting: ["(hi|dear)( \\w+){0,3},"]
  closing: ["(best|cheers),?$"]
  attribution: ["on .{3,80} wrote:"]
  forward: ["-+ forwarded message -+"]
  original: ["-+original-+"]
  sender: ["(from|sent): "]
  history: ["(to|subject): "]
)--";
const char* const german = R"--(
language: de
common: [der, die, das, ich, du, mir, nicht, und, kannst, meiner, wen, kennst, noch]
signals:
  question: {hear: ["kannst du ~4 (helfen|schicken)"]}
  third: {hear: ["mein(er|em) (freundin|bruder)"]}
)--";
const char* const concepts = R"--(
concepts:
  ask: {when: {any: [question]}}
)--";

std::string rule(const std::string& code, const std::string& when) {
  return "code: " + code + "\nname: " + code + R"--(
severity: warning
source: test
message: {en: english, de: deutsch}
why: {en: w, de: w}
not_when: {en: n, de: n}
help: {en: h, de: h}
try: {en: t, de: t}
languages: [none]
examples: {}
when: )--" +
         when + "\n";
}

Matcher matcher(const std::vector<std::string>& whens) {
  PackFiles files{{"en.yaml", english}, {"de.yaml", german}, {"concepts.yaml", concepts}};
  for (std::size_t i = 0; i < whens.size(); ++i)
    files.emplace_back("r.yaml", rule("ASK10" + std::to_string(i), whens[i]));
  auto pack = parse_pack(files);
  if (!pack) FAIL(pack.errors().front().file << ": " << pack.errors().front().message);
  return Matcher(std::move(*pack));
}

/// "code excerpt|code excerpt"
std::string found(const std::vector<std::string>& whens, const std::string& text, const char* path = "a.txt") {
  auto document = read_document(path, text, {});
  REQUIRE(document.has_value());
  std::string out;
  for (const Finding& finding : matcher(whens).lint(*document, {}).findings)
    out += (out.empty() ? "" : "|") + finding.code.substr(3) + " " + finding.excerpt;
  return out;
}

}  // namespace

TEST_CASE("conditions hold in their scope") {
  struct Row {
    std::string what;
    const char* when;
    const char* text;
    const char* found;
  };
  for (const Row& row : {
           Row{"all in one sentence", "{all: [ask, third]}", "Could you help my friend? My sister is well.",
               "100 Could you help my friend"},
           Row{"not over sentences", "{all: [ask, third]}", "Could you help me? My sister is well.", ""},
           Row{"in the paragraph", "{scope: paragraph, all: [ask, third]}", "Could you help me? My sister is well.",
               "100 Could you help"},
           Row{"not over paragraphs", "{scope: paragraph, all: [ask, third]}",
               "Could you help me?\n\nMy sister is well.", ""},
           Row{"in the message", "{scope: message, all: [ask, third], mark: [third]}",
               "Could you help me?\n\nMy sister is well.", "100 My sister"},
           Row{"none", "{all: [ask], none: [third]}", "Could you help me? Could you help my friend?",
               "100 Could you help"},
           Row{"missing looks everywhere", "{all: [ask], missing: [thanks]}", "Could you help me?\n\nThanks to you.",
               ""},
           Row{"any", "{any: [third, thanks], span: each}", "Thanks for my friend.", "100 Thanks|100 my friend"},
           Row{"count", "{scope: message, count: {of: [ask], min: 2}, mark: [ask], span: hull}",
               "Could you help? Can you call me?", "100 Could you help? Can you call"},
           Row{"before", "{before: [third, ask]}", "My sister asks: could you help? ",
               "100 My sister asks: could you help"},
           Row{"not after", "{before: [third, ask]}", "Could you help my sister?", ""},
           Row{"near", "{near: {of: [ask, third], words: 0}}", "Could you help my sister?",
               "100 Could you help my sister"},
           Row{"too far", "{near: {of: [ask, third], words: 1}}", "Could you help with that for my sister?", ""},
           Row{"near in sentences", "{scope: message, near: {of: [ask, third], sentences: 1}, mark: [ask]}",
               "My sister is ill. Could you help?", "100 Could you help"},
           Row{"too many sentences away", "{scope: message, near: {of: [ask, third], sentences: 1}, mark: [ask]}",
               "My sister is ill. I know you. Could you help?", ""},
           Row{"earlier", "{all: [ask, {in: earlier, any: [third]}], mark: [ask]}",
               "My sister is ill. Could you help? ", "100 Could you help"},
           Row{"later is not earlier", "{all: [ask, {in: earlier, any: [third]}], mark: [ask]}",
               "Could you help? My sister is ill.", ""},
           Row{"weighed", "{weigh: {threshold: 2, evidence: {ask: 1.5, third: 0.6}}}", "Could you help my friend?",
               "100 Could you help my friend"},
           Row{"weighed too light", "{weigh: {threshold: 2, evidence: {ask: 1.5, third: 0.4}}}",
               "Could you help my friend?", ""},
           Row{"wording: words and pairs add up", "{all: [worded]}", "Kindly do it at once.",
               "100 Kindly do it at once"},
           Row{"wording: each word once", "{all: [worded]}", "Kindly, kindly, kindly do it.", ""},
           Row{"wording: a pair is of neighbours", "{all: [worded]}", "Kindly do it at, well, once.", ""},
           Row{"wording: some words weigh against it", "{all: [worded]}", "Kindly do it at once or else.", ""},
           Row{"wording: over sentences, and the heaviest is meant", "{all: [worded]}",
               "Kindly note this. It is red. Do it at once.", "100 Do it at once"},
           Row{"wording: a word's beginning", "{all: [worded]}", "Do it immediately.", "100 Do it immediately"},
           Row{"wording: a beginning is of longer words", "{all: [worded]}", "Do it immed.", ""},
           Row{"wording: where it doubts, nothing is found", "{all: [ask]}\nwording: doubted",
               "Could you help me perhaps?", ""},
           Row{"wording: where it knows nothing, it does not doubt", "{all: [ask]}\nwording: doubted",
               "Could you help me?", "100 Could you help"},
           Row{"wording: of all windows, the one that doubts least", "{all: [ask]}\nwording: doubted",
               "Perhaps so. It is red. Could you help me? Yes. Really.", "100 Could you help"},
           Row{"wording: gives way to what is surer nearby",
               "[{all: [ask]}, {all: [worded], mark: [worded]}]\nwording: worded",
               "Could you help me? Do it immediately.", "100 Could you help"},
           Row{"wording: not over four", "{all: [worded]}", "Kindly note this. It is red. It is new. Do it at once.",
               ""},
           Row{"wording: not what is told about", "{all: [worded]}", "She asked me to \"kindly do it at once\".", ""},
           Row{"clause", "{all: [ask], span: clause}", "Could you help me with this, please?",
               "100 Could you help me with this"},
           Row{"sentence", "{all: [ask], span: sentence}", "So: could you help me? Bye.", "100 So: could you help me"},
           Row{"an exception", "{all: [thanks]}", "No thanks.", ""},
           Row{"capitals where they matter", "{all: [formal]}", "I know You, you know me.", "100 You"},
       }) {
    CAPTURE(row.what);
    CHECK(found({row.when}, row.text) == row.found);
  }
}

TEST_CASE("only the author's own words count") {
  const char* const ask = "{all: [ask]}";
  struct Row {
    std::string what;
    const char* text;
    const char* found;
  };
  for (const Row& row : {
           Row{"quotation marks", "My sister asked: \"Could you help me?\" and I know you.", ""},
           Row{"curly ones", "They ask “could you help me with this” and you know.", ""},
           Row{"German ones", "Und dann „Kannst du mir helfen?“ und das nicht.", ""},
           Row{"a message that is all in quotation marks", "\"Could you help me with this?\"", "100 Could you help"},
           Row{"an apostrophe is no quotation mark", "I can't and you don't. Could you help me, it's mine?",
               "100 Could you help"},
           Row{"quoted history", "I know.\n\n> Could you help me?\n", ""},
           Row{"below an attribution", "I know you.\n\nOn 4 May 2026, Ben wrote:\n\nCould you help me?", ""},
           Row{"below words about what somebody wrote", "I know you.\n\nOn Monday, Ben wrote:\n\nCould you help me?",
               "100 Could you help"},
           Row{"between inline quotes", "On Monday, Ben wrote:\n> I know you.\n\nCould you help me?",
               "100 Could you help"},
           Row{"forwarded", "I know you.\n\n---- Forwarded message ----\nCould you help me?", ""},
           Row{"pasted headers", "I know you.\n\nFrom: Ben\nSent: Monday\nTo: me\n\nCould you help me?", ""},
           Row{"under the signature", "I know you.\n\n-- \nCould you help me?\n", ""},
           Row{"behind a greeting on the line", "Hi Ben, could you help me?", "100 could you help"},
       }) {
    CAPTURE(row.what);
    CHECK(found({ask}, row.text) == row.found);
  }
}

TEST_CASE("findings stand under the same words however they are written") {
  const char* const when = "{all: [ask, third]}";
  struct Row {
    std::string what;
    const char* text;
    const char* found;
  };
  for (const Row& row : {
           Row{"as it is", "Kannst du meiner Freundin helfen?", "100 Kannst du meiner Freundin helfen"},
           Row{"capitals", "KANNST DU MEINER FREUNDIN HELFEN?", "100 KANNST DU MEINER FREUNDIN HELFEN"},
           Row{"wrapped", "Kannst du\nmeiner\r\nFreundin helfen?", "100 Kannst du\nmeiner\r\nFreundin helfen"},
           Row{"no-break spaces", "Kannst\u00a0du meiner Freundin helfen?",
               "100 Kannst\u00a0du meiner Freundin helfen"},
           Row{"behind a byte-order mark", "\uFEFFKannst du meiner Freundin helfen?",
               "100 Kannst du meiner Freundin helfen"},
           Row{"no final newline, no mark", "kannst du meiner freundin helfen", "100 kannst du meiner freundin helfen"},
       }) {
    CAPTURE(row.what);
    CHECK(found({when}, row.text) == row.found);
  }
}

TEST_CASE("a sentence is heard in its own language") {
  struct Row {
    std::string what;
    const char* text;
    const char* found;
  };
  for (const Row& row : {
           Row{"two words of German", "Kannst du mir helfen", "100 Kannst du mir helfen"},
           Row{"German, then English", "Ich kann das nicht. Could you help me?", "100 Could you help"},
           Row{"another language",
               "Nous sommes arrivés hier à la gare de Lyon et nous attendons toujours la réponse de notre ami, qui ne "
               "viendra pas ce soir. Il dit : can you help, et rien de plus, ce qui est bien dommage pour nous tous.",
               ""},
       }) {
    CAPTURE(row.what);
    CHECK(found({"{all: [ask]}"}, row.text) == row.found);
  }
}

TEST_CASE("the same words are heard anew where they stand otherwise") {
  const Matcher one = matcher({"haste", "question", "{all: [thanks]}", "many", "worded"});
  const std::vector<std::string> texts = {
      "Send it asap. Thanks.",
      "She asked: \"Can you please help me with this?\" I did.",
      "Can you please help me with this?",
      "She asked: \"Can you please help me with this?\" Can you please help me with this?",
      "Dear all,\n\nasap\n",
      "asap",
      "Subject: asap\n\nasap\n",
      "Do it immediately, will you",
      "do it IMMEDIATELY, will you",
      "Kannst du mir das schicken?"};
  const auto told = [](const Matcher& by, const std::string& text) {
    const auto document = read_document("a.txt", text, {});
    REQUIRE(document.has_value());
    std::string out;
    for (const Finding& finding : by.lint(*document, {}).findings)
      out += finding.code + " " + std::to_string(finding.raw.begin) + "-" + std::to_string(finding.raw.end) + "|";
    return out;
  };
  std::size_t findings = 0;
  for (int turn = 0; turn < 2; ++turn)
    for (const std::string& text : texts) {
      CAPTURE(text);
      const std::string fresh = told(matcher({"haste", "question", "{all: [thanks]}", "many", "worded"}), text);
      CHECK(told(one, text) == fresh);
      findings += fresh.empty() ? 0 : 1;
    }
  CHECK(findings >= 12);
}

TEST_CASE("a mail's subject and headers are heard where a rule asks for them") {
  const std::string mail =
      "From: a@b.example\nTo: c@d.example, e@f.example\nSubject: asap\n\nDear all,\n\nCould you help me?\n";
  CHECK(found({"{all: [haste]}"}, mail, "a.eml") == "100 asap");
  CHECK(found({"{all: [many]}"}, mail, "a.eml") == "100 Dear all");
  CHECK(found({"{scope: message, all: [ask, {header: {recipients: {min: 2}}}], mark: [to-header]}"}, mail, "a.eml") ==
        "100 c@d.example, e@f.example");
  CHECK(found({"{all: [ask, {header: {recipients: {min: 3}}}]}"}, mail, "a.eml").empty());
  CHECK(found({"{all: [ask, {header: {reply: true}}]}"}, mail, "a.eml").empty());
  CHECK(found({"{all: [ask, {header: {mail: false}}]}"}, mail, "a.eml").empty());
  CHECK(found({"{all: [ask, {header: {list: true}}]}"}, mail, "a.eml").empty());
  CHECK_FALSE(found({"{all: [ask, {header: {list: true}}]}"}, "List-Id: <l.example>\n" + mail, "a.eml").empty());
}

TEST_CASE("placeholders are heard, except that a template may have them") {
  const char* const when = "{all: [placeholder, {header: {template: false}}], span: each}";
  CHECK(found({when}, "Hi {{name}}, I know {{firm}} and you.") == "100 {{name}}|100 {{firm}}");
  CHECK(found({when}, "Hi {{name}}, I know you.", "templates/a.txt").empty());
}

TEST_CASE("findings come by place, with line and column of the file") {
  auto document = read_document("a.txt", "é: thanks.\r\nCould you help\r\nmy friend?", {});
  REQUIRE(document.has_value());
  const LintResult result = matcher({"{all: [ask, third]}", "{all: [thanks]}"}).lint(*document, {});
  REQUIRE(result.findings.size() == 2);
  CHECK(result.findings[0].code == "ASK101");
  CHECK((result.findings[0].start == LineColumn{1, 4}));
  CHECK((result.findings[0].end == LineColumn{1, 10}));
  CHECK(result.findings[1].code == "ASK100");
  CHECK((result.findings[1].start == LineColumn{2, 1}));
  CHECK((result.findings[1].end == LineColumn{3, 10}));
  CHECK(result.findings[1].message == "english");
}

TEST_CASE("freezing a pack loses nothing that linting needs") {
  PackFiles files{{"en.yaml", english},
                  {"de.yaml", german},
                  {"concepts.yaml", concepts},
                  {"r.yaml", rule("ASK100", "{all: [ask, third], none: [thanks]}")}};
  auto pack = parse_pack(files);
  REQUIRE(pack.has_value());
  const std::string frozen = freeze(*pack);
  Pack thawed = thaw(frozen);
  CHECK(freeze(thawed) == frozen);
  CHECK(thawed.rules.front().examples.empty());
  thaw_examples(freeze_examples(*pack), thawed);
  CHECK(freeze_examples(thawed) == freeze_examples(*pack));
  CHECK(thawed.rules.front().examples.size() == pack->rules.front().examples.size());
  CHECK(thaw_files(freeze_files(files)) == files);
}

TEST_CASE("conditions over the quoted history") {
  const char* const by_author = "{all: [ask, {thread: {by: author, any: [ask]}}], mark: [ask]}";
  const char* const unless_offered =
      "{all: [ask], none: [{echoes: {by: reader, heard: [offer], about: [third]}}], mark: [ask]}";
  const char* const twice = "{all: [ask, {thread: {by: author, turns: 2, any: [ask]}}], mark: [ask]}";
  const char* const last = "{all: [ask, {thread: {by: author, newest: true, any: [ask]}}], mark: [ask]}";
  const std::string ask = "Could you help my sister?\n\nAnn Lee\n\n";
  struct Row {
    std::string what;
    const char* when;
    std::string history;
    bool found;
  };
  for (const Row& row : {
           Row{"no history", by_author, "", false},
           Row{"by the author, who is named in the signature", by_author,
               "On Monday Ann Lee wrote:\n> Can you call me?\n", true},
           Row{"by somebody else", by_author, "On Monday Bo Falk wrote:\n> Can you call me?\n", false},
           Row{"by nobody knows whom", by_author, "> Can you call me?\n", false},
           Row{"one level down", by_author,
               "On Monday Bo Falk wrote:\n> Yes.\n>> On Sunday Ann Lee wrote:\n>> Can you call\n>> me?\n", true},
           Row{"one level down, with marks apart", by_author,
               "On Monday Bo Falk wrote:\n> Yes.\n>\n> On Sunday Ann Lee wrote:\n> > Can you call me?\n", true},
           Row{"words before an attribution are no part of it", last,
               "On Monday Bo Falk wrote:\n> Yes.\n>\n> On Sunday Ann Lee wrote:\n> > Can you call me?\n", false},
           Row{"pasted headers", by_author,
               "From: Ann Lee\nSent: Monday\nTo: Bo Falk\nSubject: x\n\nCan you call me?\n", true},
           Row{"pasted headers: the author is who was written to", by_author,
               "From: Bo Falk\nSent: Monday\nTo: Ann Lee\nSubject: x\n\nCan you call me?\n", false},
           Row{"pasted headers, the second of two", by_author,
               "From: Bo Falk\nSent: Monday\nTo: Ann Lee\n\nYes.\n\nFrom: Ann Lee\nSent: Sunday\nTo: Bo "
               "Falk\n\nCan you call me?\n",
               true},
           Row{"pasted headers below a caption", by_author,
               "-----Original-----\nFrom: Ann Lee\nSent: Monday\nTo: Bo Falk\n\nCan you call me?\n", true},
           Row{"twice", twice,
               "On Monday Ann Lee wrote:\n> Can you call me?\n>> On Sunday Ann Lee wrote:\n>> Can you help me?\n",
               true},
           Row{"twice in one mail is once", twice,
               "On Monday Ann Lee wrote:\n> Can you call me?\n>\n> Can you help me?\n", false},
           Row{"the newest is the author's", last, "On Monday Ann Lee wrote:\n> Can you call me?\n", true},
           Row{"the newest is the reader's", last,
               "On Monday Bo Falk wrote:\n> Yes.\n>> On Sunday Ann Lee wrote:\n>> Can you call me?\n", false},
           Row{"offered for the same person", unless_offered, "On Monday Bo Falk wrote:\n> I can meet your sister.\n",
               false},
           Row{"offered right after", unless_offered,
               "On Monday Bo Falk wrote:\n> Your sister? No problem. I can meet her.\n", false},
           Row{"offered for somebody else", unless_offered, "On Monday Bo Falk wrote:\n> I can meet your aunt.\n",
               true},
           Row{"offered by nobody knows whom", unless_offered, "> I can meet your sister.\n", false},
           Row{"offered by the author", unless_offered, "On Monday Ann Lee wrote:\n> I can meet your sister.\n", true},
       }) {
    CAPTURE(row.what);
    CHECK(found({row.when}, ask + row.history) == (row.found ? "100 Could you help" : ""));
  }
  CHECK(found({unless_offered}, "Could you help?\n\nAnn Lee\n\n> I can meet your sister.\n").empty());
}

TEST_CASE("a mail's author is known by the header") {
  const std::string mail = "From: Ann Lee <ann@lee.example>\nTo: bo@falk.example\nSubject: x\n\nCould you help me?\n\n";
  const char* const when = "{all: [ask, {thread: {by: author, any: [ask]}}], mark: [ask]}";
  CHECK(found({when}, mail + "On Monday ann@lee.example wrote:\n> Can you call me?\n", "a.eml") ==
        "100 Could you help");
  CHECK(found({when}, mail + "On Monday Ann wrote:\n> Can you call me?\n", "a.eml") == "100 Could you help");
  CHECK(found({when}, mail + "On Monday Bo Falk wrote:\n> Can you call me?\n", "a.eml").empty());

  // Their relatives and namesakes are not the author.
  CHECK(found({when}, mail + "On Monday Bo Lee wrote:\n> Can you call me?\n", "a.eml").empty());
  CHECK(found({when}, mail + "On Monday Ann Falk <a.falk@bank.example> wrote:\n> Can you call me?\n", "a.eml").empty());
  const std::string turned = "From: \"Lee, Ann\" <ann@lee.example>\nSubject: x\n\nCould you help me?\n\n";
  CHECK(found({when}, turned + "On Monday Bo Lee wrote:\n> Can you call me?\n", "a.eml").empty());
  CHECK(found({when}, turned + "On Monday Ann wrote:\n> Can you call me?\n", "a.eml") == "100 Could you help");
}
