#include "text/edit_distance.h"

#include <doctest/doctest.h>

using namespace asklint;

TEST_CASE("edit distance") {
  struct Row {
    std::string_view a, b;
    std::uint32_t distance;
  };
  for (const Row& row :
       {Row{"", "", 0}, Row{"rush", "rush", 0}, Row{"", "rush", 4}, Row{"rush", "rus", 1}, Row{"rush", "rusch", 1},
        Row{"rush", "ruhs", 1}, Row{"ASK101", "ASK110", 1}, Row{"abc", "xyz", 3}}) {
    CAPTURE(row.a);
    CAPTURE(row.b);
    CHECK(edit_distance(row.a, row.b) == row.distance);
    CHECK(edit_distance(row.b, row.a) == row.distance);
  }
}

TEST_CASE("did you mean: the nearest, where one is near enough") {
  const std::vector<std::string> codes{"ASK101", "ASK203", "why-not", "rush"};
  struct Row {
    std::string_view typed, meant;
  };
  for (const Row& row : {Row{"ask102", "ASK101"}, Row{"ASK2O3", "ASK203"}, Row{"whynot", "why-not"},
                         Row{"rsuh", "rush"}, Row{"banana", ""}, Row{"", ""}}) {
    CAPTURE(row.typed);
    CHECK(did_you_mean(row.typed, codes) == row.meant);
  }
}
