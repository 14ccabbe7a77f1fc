#include "text/line_index.h"

#include <doctest/doctest.h>

#include <string>

namespace asklint {
namespace {

TEST_CASE("LineIndex counts lines and code points from 1") {
  struct Row {
    std::string what;
    std::string_view text;
    std::uint32_t byte;
    LineColumn place;
  };
  for (const Row& row : {
           Row{"empty text", "", 0, {1, 1}},
           Row{"first byte", "ab", 0, {1, 1}},
           Row{"end without a final newline", "ab", 2, {1, 3}},
           Row{"after the final newline", "ab\n", 3, {2, 1}},
           Row{"LF", "a\nbc", 3, {2, 2}},
           Row{"CRLF is one end", "a\r\nbc", 4, {2, 2}},
           Row{"a lone CR ends a line", "a\rbc", 3, {2, 2}},
           Row{"CR CR LF is two ends", "a\r\r\nb", 4, {3, 1}},
           Row{"an empty line", "\n\nx", 2, {3, 1}},
           Row{"inside the byte-order mark", "\xEF\xBB\xBFx", 1, {1, 1}},
           Row{"after the byte-order mark", "\xEF\xBB\xBFx", 3, {1, 1}},
           Row{"second byte after the mark", "\xEF\xBB\xBFxy", 4, {1, 2}},
           Row{"a tab is one column", "\tx", 1, {1, 2}},
           Row{"é before", "éx", 2, {1, 2}},
           Row{"漢 before", "漢x", 3, {1, 2}},
           Row{"emoji before", "😀x", 4, {1, 2}},
           Row{"inside a code point", "漢x", 2, {1, 1}},
           Row{"bad bytes are a column each", "\xFF\xC3x", 2, {1, 3}},
           Row{"a cut code point at the end", "a\xE6\xBC", 3, {1, 4}},
       }) {
    CAPTURE(row.what);
    CHECK((LineIndex(row.text).at(row.byte) == row.place));
  }
}

TEST_CASE("LineIndex gives a line without its end") {
  const LineIndex index("\xEF\xBB\xBFone\r\n\ntwo\rthree");
  CHECK(index.count() == 4);
  CHECK((index.line(1) == Span{3, 6}));
  CHECK((index.line(2) == Span{8, 8}));
  CHECK((index.line(3) == Span{9, 12}));
  CHECK((index.line(4) == Span{13, 18}));
  CHECK((LineIndex("").line(1) == Span{0, 0}));
  CHECK((LineIndex("a\n").line(2) == Span{2, 2}));
}

TEST_CASE("LineIndex knows columns deep inside a long line") {
  std::string text = "first\n";
  for (int i = 0; i < 50'000; ++i) text += "é";
  text += "\nlast";
  const LineIndex index(text);
  for (const std::uint32_t n : {0U, 1U, 2047U, 2048U, 2049U, 30'000U, 49'999U}) {
    CAPTURE(n);
    CHECK((index.at(6 + 2 * n) == LineColumn{2, n + 1}));
  }
  CHECK((index.at(static_cast<std::uint32_t>(text.size())) == LineColumn{3, 5}));
}

}  // namespace
}  // namespace asklint
