#include "match/heard_before.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <string>
#include <vector>

namespace asklint {
namespace {

struct Kept {
  std::vector<HeardSentence::Hit> hits;
  std::vector<std::uint32_t> entries;
  std::vector<std::int32_t> sums;
  [[nodiscard]] HeardSentence view() const { return {hits, entries, sums}; }
};

Kept kept(std::uint32_t number) {
  return {{{number, {1, 2}}, {number + 1, {2, 5}}}, {number, number + 7}, {static_cast<std::int32_t>(number), -3}};
}

bool same(const HeardSentence& a, const HeardSentence& b) {
  return std::ranges::equal(a.hits, b.hits,
                            [](const auto& x, const auto& y) { return x.signal == y.signal && x.span == y.span; }) &&
         std::ranges::equal(a.entries, b.entries) && std::ranges::equal(a.sums, b.sums);
}

TEST_CASE("the same words at the same place are heard as before") {
  HeardBefore before;
  CHECK_FALSE(before.find("Thanks in advance", 1));
  before.keep("Thanks in advance", 1, kept(3).view());
  before.keep("thanks in advance", 1, kept(4).view());
  before.keep("Thanks in advance", 2, Kept{}.view());
  REQUIRE(before.find("Thanks in advance", 1));
  CHECK(same(*before.find("Thanks in advance", 1), kept(3).view()));
  CHECK(same(*before.find("thanks in advance", 1), kept(4).view()));
  CHECK(same(*before.find("Thanks in advance", 2), Kept{}.view()));
  CHECK_FALSE(before.find("Thanks in advance", 4));
}

TEST_CASE("what is asked for again is kept, the rest forgotten, and its size stays bounded") {
  HeardBefore before;
  const std::string again = "As always, write to us with whatever you need.";
  before.keep(again, 1, kept(1).view());
  std::size_t bytes = 0;
  std::uint32_t number = 0;
  for (; bytes < 3 * HeardBefore::most_bytes; ++number) {
    const std::string sentence = "This is sentence " + std::to_string(number) + std::string(200, '.');
    if (!before.find(sentence, 1)) before.keep(sentence, 1, kept(number).view());
    bytes += sentence.size();
    REQUIRE(before.find(again, 1));
    REQUIRE(before.bytes() < HeardBefore::most_bytes * 5 / 4);
  }
  CHECK(same(*before.find(again, 1), kept(1).view()));
  CHECK_FALSE(before.find("This is sentence 0" + std::string(200, '.'), 1));
  const std::string last = "This is sentence " + std::to_string(number - 1) + std::string(200, '.');
  REQUIRE(before.find(last, 1));
  CHECK(same(*before.find(last, 1), kept(number - 1).view()));
}

TEST_CASE("asking for all that is old again does not grow it") {
  HeardBefore before;
  const auto sentence = [](std::uint32_t number) { return std::to_string(number) + std::string(200, '.'); };
  std::uint32_t number = 0;
  for (int turn = 0; turn < 8; ++turn) {
    const std::uint32_t begin = number;
    for (std::size_t bytes = 0; bytes < HeardBefore::most_bytes / 3; bytes += 200)
      before.keep(sentence(number++), 1, kept(1).view());
    for (std::uint32_t i = 0; i < begin; ++i) static_cast<void>(before.find(sentence(i), 1));
    CHECK(before.bytes() < HeardBefore::most_bytes * 5 / 4);
  }
  CHECK(before.find(sentence(number - 1), 1));
}

}  // namespace
}  // namespace asklint
