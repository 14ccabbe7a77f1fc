#include "text/word_pairs.h"

#include <doctest/doctest.h>

#include <string>
#include <vector>

using namespace asklint;

TEST_CASE("words are runs of letters, digits and apostrophes; ? and ! are words too") {
  const auto words = [](std::string_view text) {
    std::vector<std::string> out;
    each_word(text, [&](std::size_t begin, std::string_view word) {
      CHECK(text.substr(begin, word.size()) == word);
      out.emplace_back(word);
    });
    return out;
  };
  CHECK(words("can't you, 2 of them?!") == std::vector<std::string>{"can't", "you", "2", "of", "them", "?", "!"});
  CHECK(words("").empty());
  CHECK(words(" - ... ").empty());
}

TEST_CASE("the number of a pair is that of its words with a space between") {
  CHECK(word_number("you", word_number(" ", word_number("can"))) == word_number("can you"));
  CHECK(word_number("can") != word_number("you"));
}
