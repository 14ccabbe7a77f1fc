#include "rule/word_edges.h"

#include <doctest/doctest.h>
#include <re2/re2.h>

#include <string>

namespace asklint {
namespace {

bool finds(const std::string& regex, const std::string& text) {
  return RE2::PartialMatch(text, RE2(with_word_edges(regex)));
}

}  // namespace

TEST_CASE("where all ends are alike, the edge stands at the very end") {
  CHECK(with_word_edges("could you") == "\\b(?:could you)\\b");
  CHECK(with_word_edges("(could|can) (you|u)") == "\\b(?:(could|can) (you|u))\\b");
  CHECK(with_word_edges("please( help)?") == "\\b(?:please( help)?)\\b");
  CHECK(with_word_edges("(^|, )help[.!]") == "(?:(^|, )help[.!])");
  CHECK(with_word_edges("help\\w*") == "\\b(?:help\\w*)\\b");
}

TEST_CASE("a match is whole words, whichever alternative it begins and ends with") {
  struct Row {
    std::string regex, found, not_found;
  };
  for (const Row& row : {
           Row{"help( me|[.!])", "now help.", "help meat"},
           Row{"help( ?[?.!]|$| me)", "can you help?", "help meat"},
           Row{"help( ?[?.!]|$| me)", "please help", "helper"},
           Row{"help( me|!)?", "they help us", "helping"},
           Row{"help( me|!)?", "help!", "helping"},
           Row{"(^|[,;:] |und )kannst", "ja, und kannst", "der hund kannst"},
           Row{"(^|[,;:] |und )kannst", "nein, kannst", "rund kannst"},
           Row{"(, |: )?kannst", "er sagt: kannst", "bekannst"},
           Row{"(so|- )(soon|now[!.]|(at once|today)(!|ish))", "well - now!", "also soon"},
           Row{"(so|- )(soon|now[!.])", "sosoon", "sosooner"},
           Row{"a (b|c[.]|)", "a d", "xa b"},
           Row{"(me|you[)])", "(me", "came"},
       }) {
    CAPTURE(row.regex);
    CAPTURE(with_word_edges(row.regex));
    REQUIRE(RE2(with_word_edges(row.regex)).ok());
    CHECK(finds(row.regex, row.found));
    CHECK_FALSE(finds(row.regex, row.not_found));
  }
}

}  // namespace asklint
