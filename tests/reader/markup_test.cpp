#include "reader/markup.h"

#include <doctest/doctest.h>

#include <string>

namespace asklint {
namespace {

/// The text without what reads as nothing.
std::string read(std::string_view text) {
  const std::vector<Block> blocks{{Role::body, {0, static_cast<std::uint32_t>(text.size())}}};
  std::string left;
  std::uint32_t at = 0;
  for (const Span span : find_markup(text, blocks)) {
    CHECK(span.begin >= at);
    left += text.substr(at, span.begin - at);
    at = span.end;
  }
  return left += text.substr(at);
}

struct Row {
  std::string_view text, read;
};

TEST_CASE("emphasis reads as nothing in any text") {
  for (const Row& row : {
           Row{"", ""},
           Row{"*please* help", "please help"},
           Row{"_really_, **now**!", "really, now!"},
           Row{"(*please*)", "(please)"},
           Row{"snake_case and 2*3*4", "snake_case and 2*3*4"},
           Row{"3 * 4 _ 5", "3 * 4 _ 5"},
           Row{"name: ______", "name: ______"},
           Row{"*é*", "é"},
       }) {
    CAPTURE(row.text);
    CHECK(read(row.text) == row.read);
  }
}

TEST_CASE("spans without holes") {
  CHECK(without({{0, 10}, {12, 14}}, {{2, 4}, {9, 13}}) == std::vector<Span>{{0, 2}, {4, 9}, {13, 14}});
  CHECK(without({{0, 2}}, {{0, 2}}).empty());
  CHECK(without({{3, 5}}, {}) == std::vector<Span>{{3, 5}});
  CHECK(united({{0, 1}, {4, 5}}, {{2, 3}}) == std::vector<Span>{{0, 1}, {2, 3}, {4, 5}});
}

}  // namespace
}  // namespace asklint
