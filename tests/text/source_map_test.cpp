#include "text/source_map.h"

#include <doctest/doctest.h>

#include <string>

namespace asklint {
namespace {

TEST_CASE("SourceMap leads quoted-printable text back to the file") {
  // raw: caf=C3=A9 n=<LF>ow     text: café now     (é: 2 bytes of text, 6 of raw; the soft line break leaves nothing)
  SourceMap map;
  map.append({{0, 3}, {0, 3}, true});
  map.append({{3, 5}, {3, 9}, false});
  map.append({{5, 7}, {9, 11}, true});
  map.append({{7, 7}, {11, 13}, false});
  map.append({{7, 9}, {13, 15}, true});
  struct Row {
    std::string what;
    Span text;
    Span raw;
  };
  for (const Row& row : {
           Row{"plain run", {0, 3}, {0, 3}},
           Row{"inside a plain run", {1, 2}, {1, 2}},
           Row{"half an escape widens to all of it", {4, 5}, {3, 9}},
           Row{"from plain into the escape", {2, 5}, {2, 9}},
           Row{"after the escape", {6, 7}, {10, 11}},
           Row{"across the soft line break", {6, 9}, {10, 15}},
           Row{"right after the soft line break", {7, 9}, {13, 15}},
           Row{"everything", {0, 9}, {0, 15}},
           Row{"empty at the begin", {0, 0}, {0, 0}},
           Row{"empty inside an escape is at its begin", {4, 4}, {3, 3}},
           Row{"empty at the end", {9, 9}, {15, 15}},
       }) {
    CAPTURE(row.what);
    CHECK((map.back(row.text) == row.raw));
  }
}

TEST_CASE("SourceMap joins exact pieces that touch on both sides") {
  SourceMap map;
  map.append({{0, 2}, {5, 7}, true});
  map.append({{2, 4}, {7, 9}, true});
  CHECK(map.pieces().size() == 1);
  map.append({{4, 6}, {10, 12}, true});  // a byte of the origin is left out
  CHECK(map.pieces().size() == 2);
  map.append({{6, 7}, {12, 13}, false});
  CHECK(map.pieces().size() == 3);
}

TEST_CASE("SourceMap identity shifts by its begin") {
  CHECK((SourceMap::identity(10, 3).back({2, 4}) == Span{5, 7}));
  CHECK((SourceMap::identity(10).back({10, 10}) == Span{10, 10}));
  CHECK((SourceMap::identity(0).back({0, 0}) == Span{0, 0}));
}

}  // namespace
}  // namespace asklint
