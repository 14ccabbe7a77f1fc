#include "report/text.h"

#include <doctest/doctest.h>

#include <string>
#include <vector>

using namespace asklint;

namespace {

/// A file that is read as it stands.
Document plain(std::string_view raw) {
  Document document;
  document.path = "draft.txt";
  document.raw = raw;
  document.text = raw;
  document.to_raw = SourceMap::identity(static_cast<std::uint32_t>(raw.size()));
  return document;
}

/// A finding under these bytes of the text; as the engine would make it.
Finding finding_at(const Document& document, Span text) {
  Finding finding;
  finding.path = "draft.txt";
  finding.code = "ASK101";
  finding.name = "third-party-favor";
  finding.message = "asks for somebody else";
  finding.text = text;
  finding.raw = document.to_raw.back(text);
  finding.start = LineIndex(document.raw).at(finding.raw.begin);
  finding.end = LineIndex(document.raw).at(finding.raw.end);
  finding.excerpt = slice(document.text, text);
  return finding;
}

/// Under the first `words` in the text.
Finding finding_under(const Document& document, std::string_view words) {
  const auto at = static_cast<std::uint32_t>(document.text.find(words));
  return finding_at(document, {at, at + static_cast<std::uint32_t>(words.size())});
}

std::string rendered(const Document& document, const Finding& finding, Color color = Color::never) {
  return render_text(finding, Source(document), color);
}

/// All but the first line, which the tables about frames leave out.
std::string frame_of(const Document& document, const Finding& finding) {
  const std::string text = rendered(document, finding);
  return text.substr(text.find('\n') + 1);
}

std::string frame_of(std::string_view raw, std::string_view words) {
  const Document document = plain(raw);
  return frame_of(document, finding_under(document, words));
}

}  // namespace

TEST_CASE("a finding as people see it") {
  const Document document = plain("Hi Ben,\n\ncould you help my friend Lea?\n");
  Finding finding = finding_under(document, "help my friend Lea");
  finding.help = "leave it with your friend";
  finding.suggestion = "\"May she send you one question?\"";
  CHECK(rendered(document, finding) ==
        "draft.txt:3:11: warning: asks for somebody else [ASK101 third-party-favor]\n"
        "  3 | could you help my friend Lea?\n"
        "    |           ^~~~~~~~~~~~~~~~~~\n"
        "    = help: leave it with your friend\n"
        "    = try:  \"May she send you one question?\"\n");
}

TEST_CASE("colours say nothing that the words do not") {
  const Document document = plain("help me\n");
  Finding finding = finding_under(document, "help");
  finding.severity = Severity::error;
  finding.help = "do";
  CHECK(rendered(document, finding, Color::always) ==
        "\x1b[1mdraft.txt:1:1:\x1b[0m \x1b[1;31merror:\x1b[0m asks for somebody else \x1b[2m[ASK101 "
        "third-party-favor]\x1b[0m\n"
        "\x1b[34m  1 |\x1b[0m help me\n"
        "\x1b[34m    |\x1b[0m \x1b[1;31m^~~~\x1b[0m\n"
        "    \x1b[1;32m= help:\x1b[0m do\n");
}

TEST_CASE("carets stand under the very words") {
  struct Row {
    const char* what;
    std::string_view raw, words;
    std::string_view frame;
  };
  for (const Row& row : {
           Row{"start of the file", "help me\n", "help", "  1 | help me\n    | ^~~~\n"},
           Row{"end of the line", "please help\nme", "help", "  1 | please help\n    |        ^~~~\n"},
           Row{"end of the file without a newline", "please help", "help", "  1 | please help\n    |        ^~~~\n"},
           Row{"one character", "a b c", "b", "  1 | a b c\n    |   ^\n"},
           Row{"after a tab", "\thelp", "help", "  1 |     help\n    |     ^~~~\n"},
           Row{"a tab inside", "a\tb", "a\tb", "  1 | a   b\n    | ^~~~~\n"},
           Row{"after é: two bytes, one cell", "café help", "help", "  1 | café help\n    |      ^~~~\n"},
           Row{"after 漢字: three bytes, two cells each", "漢字 help", "help", "  1 | 漢字 help\n    |      ^~~~\n"},
           Row{"under wide characters", "a 漢字!", "漢字", "  1 | a 漢字!\n    |   ^~~~\n"},
           Row{"after an emoji", "🙏 help", "help", "  1 | 🙏 help\n    |    ^~~~\n"},
           Row{"after NFD",
               "u\xCC\x88"
               "ber help",
               "help",
               "  1 | u\xCC\x88"
               "ber help\n    |      ^~~~\n"},
           Row{"CRLF", "a\r\nhelp me\r\n", "help", "  2 | help me\n    | ^~~~\n"},
           Row{"byte-order mark", "\xEF\xBB\xBFhelp", "help", "  1 | help\n    | ^~~~\n"},
           Row{"an escape sequence is shown, not obeyed", "\x1b[31m help", "help",
               "  1 | \\x1b[31m help\n    |          ^~~~\n"},
           Row{"a broken byte before", "\xFF help", "help", "  1 | \\xff help\n    |      ^~~~\n"},
           Row{"two lines", "can you\nhelp me?", "you\nhelp",
               "  1 | can you\n    |     ^~~\n  2 | help me?\n    | ~~~~\n"},
           Row{"indented lines", "you\n\t help", "you\n\t help",
               "  1 | you\n    | ^~~\n  2 |      help\n    |      ~~~~\n"},
           Row{"a blank line inside", "you\n\nhelp", "you\n\nhelp", "  1 | you\n    | ^~~\n  3 | help\n    | ~~~~\n"},
           Row{"three lines", "a\nb\nc\nd", "a\nb\nc", "  1 | a\n    | ^\n  2 | b\n    | ~\n  3 | c\n    | ~\n"},
           Row{"more than three lines", "a\nb\nc\nd", "a\nb\nc\nd",
               "  1 | a\n    | ^\n  2 | b\n    | ~\n  3 | c\n    | ~\n    | …\n"},
           Row{"numbers of two widths", "\n\n\n\n\n\n\n\na\nb", "a\nb", "   9 | a\n     | ^\n  10 | b\n     | ~\n"},
       }) {
    CAPTURE(row.what);
    CHECK(frame_of(row.raw, row.words) == row.frame);
  }
}

TEST_CASE("an empty finding has one caret") {
  const Document document = plain("Hi\n\nBye");
  CHECK(frame_of(document, finding_at(document, {3, 3})) == "  2 |\n    | ^\n");
  CHECK(frame_of(document, finding_at(document, {7, 7})) == "  3 | Bye\n    |    ^\n");
  CHECK(frame_of(document, finding_at(document, {0, 0})) == "  1 | Hi\n    | ^\n");
  CHECK(frame_of(plain(""), finding_at(plain(""), {0, 0})) == "  1 |\n    | ^\n");
}

TEST_CASE("long lines are cut around the words, between words") {
  std::string words;
  for (int i = 0; i < 30; ++i) words += "word" + std::to_string(10 + i) + " ";
  SUBCASE("in the middle") {
    CHECK(frame_of(words, "word25") ==
          "  1 | …word19 word20 word21 word22 word23 word24 word25 word26 word27 word28 word29 word30 word31…\n"
          "    |                                            ^~~~~~\n");
  }
  SUBCASE("at the start") {
    CHECK(frame_of(words, "word10") ==
          "  1 | word10 word11 word12 word13 word14 word15 word16 word17 word18 word19 word20 word21 word22 word23…\n"
          "    | ^~~~~~\n");
  }
  SUBCASE("at the end") {
    CHECK(frame_of(words, "word39") ==
          "  1 | …word26 word27 word28 word29 word30 word31 word32 word33 word34 word35 word36 word37 word38 word39\n"
          "    |                                                                                             ^~~~~~\n");
  }
  SUBCASE("longer than the room") {
    const std::string frame = frame_of(words, words.substr(7, 190));
    CHECK(frame.find("  1 | …word11 ") == 0);
    CHECK(frame.find("…\n    |  ^~~") != std::string::npos);
  }
  SUBCASE("a line of megabytes without a space") {
    const std::string raw = std::string(3'000'000, 'x') + "help" + std::string(3'000'000, 'y');
    const std::string frame = frame_of(raw, "help");
    CHECK(frame.size() < 300);
    CHECK(frame.find("xhelpy") != std::string::npos);
  }
}

TEST_CASE("lines that the file holds in another form are shown as they are read") {
  struct Row {
    const char* what;
    std::string raw, text;
    std::vector<Piece> pieces;
    std::string_view words, frame;
  };
  for (const Row& row : {
           Row{"quoted-printable, over a soft line break",
               "so gr=C3=BC=C3=9Fe=\n ich",
               "so grüße ich",
               {{{0, 5}, {0, 5}, true},
                {{5, 7}, {5, 11}, false},
                {{7, 9}, {11, 17}, false},
                {{9, 10}, {17, 18}, true},
                {{10, 14}, {20, 24}, true}},
               "ich",
               "  2 | so grüße ich\n    |          ^~~\n"},
           Row{"another charset",
               "\nso gr\xFC\xDF"
               "e",
               "\nso grüße",
               {{{0, 6}, {0, 6}, true}, {{6, 8}, {6, 7}, false}, {{8, 10}, {7, 8}, false}, {{10, 11}, {8, 9}, true}},
               "so",
               "  2 | so grüße\n    | ^~\n"},
           Row{"base64: two lines out of one",
               "\naGVscAptZQ==",
               "\nhelp\nme",
               {{{0, 1}, {0, 1}, true}, {{1, 8}, {1, 13}, false}},
               "help\nme",
               "  2 | help\n    | ^~~~\n    | me\n    | ~~\n"},
           Row{"base64: one line out of two",
               "aGVs\ncA==",
               "help",
               {{{0, 3}, {0, 4}, false}, {{3, 4}, {5, 9}, false}},
               "p",
               "  2 | help\n    |    ^\n"},
           Row{"ends of line alone make no difference",
               "a\r\nb\r\n",
               "a\nb\n",
               {{{0, 1}, {0, 1}, true}, {{1, 2}, {1, 3}, false}, {{2, 3}, {3, 4}, true}, {{3, 4}, {4, 6}, false}},
               "a\nb",
               "  1 | a\n    | ^\n  2 | b\n    | ~\n"},
           Row{"a part of a line, as a subject is, stays in its line",
               "Subject: help",
               "help",
               {{{0, 4}, {9, 13}, true}},
               "help",
               "  1 | Subject: help\n    |          ^~~~\n"},
           Row{"control characters in what was decoded",
               "=1B[2J",
               "\x1b[2J",
               {{{0, 1}, {0, 3}, false}, {{1, 4}, {3, 6}, true}},
               "2J",
               "  1 | \\x1b[2J\n    |      ^~\n"},
       }) {
    CAPTURE(row.what);
    Document document;
    document.raw = row.raw;
    document.text = row.text;
    for (const Piece& piece : row.pieces) document.to_raw.append(piece);
    CHECK(frame_of(document, finding_under(document, row.words)) == row.frame);
  }
}

TEST_CASE("what stands outside the text, as the To header does, is shown from the file") {
  Document document = plain("To: a@x.example, b@x.example\n");
  Finding finding = finding_at(document, {4, 28});
  document.text.clear();
  finding.text = {};
  CHECK(frame_of(document, finding) == "  1 | To: a@x.example, b@x.example\n    |     ^~~~~~~~~~~~~~~~~~~~~~~~\n");
}

TEST_CASE("a path cannot fool the terminal either") {
  const Document document = plain("help");
  Finding finding = finding_under(document, "help");
  finding.path = "a\x1b[2Jb.txt";
  CHECK(rendered(document, finding).starts_with("a\\x1b[2Jb.txt:1:1: warning: "));
}

TEST_CASE("the summary counts") {
  struct Row {
    Tally tally;
    const char* text;
  };
  for (const Row& row : {
           Row{{.messages = 1}, "no findings in 1 message\n"},
           Row{{.messages = 2}, "no findings in 2 messages\n"},
           Row{{.messages = 1, .warnings = 2, .notes = 1}, "3 findings (2 warnings, 1 note) in 1 message\n"},
           Row{{.messages = 3, .errors = 1}, "1 finding (1 error) in 3 messages\n"},
           Row{{.messages = 3, .errors = 2, .warnings = 1, .notes = 4},
               "7 findings (2 errors, 1 warning, 4 notes) in 3 messages\n"},
       })
    CHECK(render_summary(row.tally, Color::never) == row.text);
}

TEST_CASE("statistics: the most frequent first, then by code") {
  Tally tally;
  tally.by_code = {{"ASK101", 2}, {"ASK203", 12}, {"ASK301", 2}};
  Rule rush;
  rush.code = "ASK203";
  rush.name = "rush";
  CHECK(render_statistics(tally, {rush}, Color::never) == "    12  ASK203 rush\n     2  ASK101\n     2  ASK301\n");
  CHECK(render_statistics({}, {rush}, Color::never).empty());
}
