#include "rule/regex_tree.h"

#include <doctest/doctest.h>

using namespace asklint;

namespace {

RegexNode tree(std::string_view regex) {
  auto parsed = parse_regex(regex);
  REQUIRE_MESSAGE(std::holds_alternative<RegexNode>(parsed), regex);
  return std::get<RegexNode>(parsed);
}

}  // namespace

TEST_CASE("what can match nothing is known") {
  struct Row {
    const char* regex;
    bool nothing;
  };
  for (const Row& row : {Row{"a?", true}, Row{"(a|b)?c*", true}, Row{"a?b", false}, Row{"^$", true}, Row{"(a|)", true},
                         Row{"[ab]", false}, Row{"a{0,3}", true}}) {
    CAPTURE(row.regex);
    CHECK(matches_nothing(tree(row.regex)) == row.nothing);
  }
}

TEST_CASE("gaps without a bound are known") {
  struct Row {
    const char* regex;
    bool wide;
  };
  for (const Row& row : {Row{"a.*b", true}, Row{"a[^.]+b", true}, Row{"a\\w*b", false}, Row{"a[a-z]+b", false},
                         Row{"a(b c)*", true}, Row{"a.{0,40}b", false}, Row{"a.{0,81}b", true}, Row{"a[^ ]*", false},
                         Row{"a\\s*b", true}, Row{"a.{3,}b", true}}) {
    CAPTURE(row.regex);
    CHECK(has_wide_gap(tree(row.regex), 80) == row.wide);
  }
}

TEST_CASE("finite patterns are listed") {
  struct Row {
    const char* regex;
    std::vector<std::string> all;
  };
  for (const Row& row : {Row{"(mein|dein)e?", {"meine", "mein", "deine", "dein"}}, Row{"a[bc]", {"ab", "ac"}},
                         Row{"ha{1,2}", {"haa", "ha"}}}) {
    CAPTURE(row.regex);
    CHECK(all_matches(tree(row.regex), 10) == row.all);
  }
  CHECK_FALSE(all_matches(tree("a\\w"), 10));
  CHECK_FALSE(all_matches(tree("^a"), 10));
  CHECK_FALSE(all_matches(tree("(a|b)(c|d)(e|f)"), 7));
}

TEST_CASE("words that must occur are found, in their order") {
  // Anchors are parted by spaces, their words by /; + says that the word follows the one before at once.
  struct Row {
    std::string what;
    const char* regex;
    std::string anchors;
  };
  for (const Row& row : {
           Row{"each word", "can you (?:[^ ]+ ){0,3}introduce", "can +you introduce"},
           Row{"alternatives", "(?:my|our) \\w+ (?:lawyer|doctor)", "my/our doctor/lawyer"},
           Row{"a beginning", "empfehl\\w*", "empf*"},
           Row{"a beginning is four letters at least", "abc\\w* defg", "defg"},
           Row{"an optional word is none", "(?:please )?send", "send"},
           Row{"an edge is no word", "(?:^|, )send", "send"},
           Row{"half words do not count", "\\w+ing it", "it"},
           Row{"over an apostrophe", "can't you", "can +t +you"},
           Row{"none", "\\w+ \\w+", ""},
           Row{"one branch without a word", "(?:send|\\w+)", ""},
       }) {
    CAPTURE(row.what);
    std::string got;
    for (const Anchor& anchor : required_words(tree(row.regex), {})) {
      if (!got.empty()) got += ' ';
      if (anchor.adjacent) got += '+';
      for (std::size_t i = 0; i < anchor.words.size(); ++i) got += (i > 0 ? "/" : "") + anchor.words[i];
    }
    CHECK(got == row.anchors);
  }
}

TEST_CASE("common words are poor anchors") {
  AnchorOptions options;
  options.poor = [](std::string_view word, const void*) { return word == "could"; };
  const auto anchors = required_words(tree("could \\w+ it"), options);
  REQUIRE(anchors.size() == 2);
  CHECK(anchors[0].score < anchors[1].score);
}

TEST_CASE("syntax mistakes are told") {
  for (const char* regex : {"(a", "a)", "[a", "a{2", "*a", "a\\", "(?i)a", "\\pL"}) {
    CAPTURE(regex);
    CHECK(std::holds_alternative<std::string>(parse_regex(regex)));
  }
}
