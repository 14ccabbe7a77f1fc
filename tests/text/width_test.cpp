#include "text/width.h"

#include <doctest/doctest.h>

#include <string>
#include <vector>

using namespace asklint;

TEST_CASE("display cells: what a terminal gives a text") {
  struct Row {
    const char* what;
    std::string_view text;
    std::uint32_t cells;
  };
  for (const Row& row : {
           Row{"nothing", "", 0},
           Row{"ASCII", "help", 4},
           Row{"two bytes, one cell", "Grüße", 5},
           Row{"combining mark joins its letter (NFD)", "u\xCC\x88", 1},
           Row{"wide characters", "漢字", 4},
           Row{"fullwidth letter", "Ａ", 2},
           Row{"emoji", "🙏", 2},
           Row{"emoji with a skin tone", "🙏🏽", 2},
           Row{"emoji joined to one", "👩‍💻", 2},
           Row{"flag: two letters, a cell each", "🇩🇪", 2},
           Row{"zero width space",
               "a\xE2\x80\x8B"
               "b",
               2},
           Row{"no-break space",
               "a\xC2\xA0"
               "b",
               3},
           Row{"tab at the start goes to the first stop", "\tx", 5},
           Row{"tab after two goes to the first stop", "ab\tx", 5},
           Row{"tab on a stop goes to the next", "abcd\tx", 9},
           Row{"escape is spelled out", "\x1b[31m", 8},
           Row{"broken byte is spelled out",
               "a\xFF"
               "b",
               6},
           Row{"cut character: each byte for itself", "\xE6\xBC", 8},
       }) {
    CAPTURE(row.what);
    CHECK(cells_of(row.text) == row.cells);
  }
}

TEST_CASE("printable text cannot move a terminal's cursor, nor turn the line round") {
  struct Row {
    std::string_view text, shown;
  };
  for (const Row& row : {
           Row{"plain, ünlike, 漢", "plain, ünlike, 漢"},
           Row{"\x1b]0;title\x07", "\\x1b]0;title\\x07"},
           Row{"a\r\nb", "a\\x0d\\x0ab"},
           Row{"\xC2\x9B"
               "31m",
               "\\x9b31m"},
           Row{"a\xE2\x80\xAE"
               "b",
               "a\\u202eb"},
           Row{"a\xE2\x80\xA8"
               "b",
               "a\\u2028b"},
           Row{"\xC3", "\\xc3"},
       }) {
    CAPTURE(row.shown);
    CHECK(printable(row.text) == row.shown);
  }
}

TEST_CASE("glyphs touch, in bytes and in cells") {
  const std::string line = "a\tü漢u\xCC\x88\xFF!";
  std::uint32_t byte = 0, cell = 0;
  for (const Glyph& glyph : lay_out(line)) {
    CHECK(glyph.source.begin == byte);
    CHECK(glyph.cell == cell);
    byte = glyph.source.end;
    cell += glyph.cells;
  }
  CHECK(byte == line.size());
}

TEST_CASE("wrap breaks at spaces") {
  struct Row {
    const char* what;
    std::string_view text;
    std::vector<std::string> lines;
  };
  for (const Row& row : {
           Row{"nothing", "", {}},
           Row{"only white space", " \n\t ", {}},
           Row{"fits", "one two", {"one two"}},
           Row{"breaks", "one two three", {"one two", "three"}},
           Row{"counts cells, not bytes", "für öde Tür", {"für öde", "Tür"}},
           Row{"wide", "漢字漢 字漢", {"漢字漢", "字漢"}},
           Row{"a long word stands alone", "a Donaudampfschiff b", {"a", "Donaudampfschiff", "b"}},
           Row{"line ends are spaces", "one\ntwo", {"one two"}},
       }) {
    CAPTURE(row.what);
    CHECK(wrap(row.text, 8) == row.lines);
  }
}
