#pragma once
#include <bitset>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "rule/pack.h"

namespace asklint {

/// A regular expression of the part of RE2's syntax that rules use, as a tree: for what RE2 does not tell
/// (whether a gap has a bound, which words must occur) and for programs that need no compiling when asklint starts.
/// RE2 itself remains the judge of the syntax.
struct RegexNode {
  enum class Kind : std::uint8_t { literal, one_of, any_of_class, concat, alternate, repeat, edge };
  enum class Edge : std::uint8_t { text_begin, text_end, word, inside };  ///< ^ \A, $ \z, \b, \B
  static constexpr std::uint32_t unbounded = 0xFFFFFFFF;

  Kind kind = Kind::concat;
  char letter = 0;                  ///< literal
  std::string letters;              ///< one_of: a small class, letter by letter
  std::bitset<256> bytes;           ///< one_of, any_of_class: what it matches, as RE2 does in Latin-1
  Edge edge = Edge::word;           ///< edge
  bool lazy = false;                ///< repeat: the shortest first
  std::uint32_t min = 0, max = 0;   ///< repeat
  std::vector<RegexNode> children;  ///< concat, alternate, repeat (one)
};

/// A byte of a word as RE2 sees it in Latin-1 (`\w`, `\b`): ASCII only.
[[nodiscard]] constexpr bool ascii_word(char c) {
  return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || c == '_';
}

/// The tree, or what is wrong in it, in words.
[[nodiscard]] std::variant<RegexNode, std::string> parse_regex(std::string_view regex);

/// What can match without a single byte.
[[nodiscard]] bool matches_nothing(const RegexNode& node);

/// The first repetition without a bound (or one over `most`) of what can match a space.
[[nodiscard]] bool has_wide_gap(const RegexNode& node, std::uint32_t most);

/// Everything that it can match, where that is finite and at most `limit` strings; what RE2 prefers comes first.
[[nodiscard]] std::optional<std::vector<std::string>> all_matches(const RegexNode& node, std::size_t limit);

/// `text` as a pattern that matches it and nothing else.
[[nodiscard]] std::string quote_literal(std::string_view text);

/// Which words every match needs: anchors in the order in which they occur. Empty: there is no such word.
struct AnchorOptions {
  std::size_t limit = 4000;                                         ///< most words of an anchor
  bool (*poor)(std::string_view word, const void* data) = nullptr;  ///< words too common to tell much
  const void* data = nullptr;
};
[[nodiscard]] std::vector<Anchor> required_words(const RegexNode& node, const AnchorOptions& options);

}  // namespace asklint
