#pragma once
#include <cstdint>
#include <string_view>

namespace asklint {

/// Words and pairs of words as numbers, by which wording is weighed: 64-bit FNV-1a of their bytes, with a joint between
/// the two of a pair. A word is a run of [a-z0-9'], or one `?` or `!`.
inline constexpr std::uint64_t no_word = 0xcbf29ce484222325ULL;

/// The number of what `number` stands for with `bytes` behind it.
[[nodiscard]] constexpr std::uint64_t word_number(std::string_view bytes, std::uint64_t number = no_word) {
  for (const char c : bytes) number = (number ^ static_cast<unsigned char>(c)) * 0x100000001b3ULL;
  return number;
}

[[nodiscard]] constexpr bool in_word(char c) {
  return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '\'';
}

/// Between neighbours, and between those that one word stands between.
inline constexpr std::string_view pair_joint = " ", gap_joint = " _ ";

/// Words longer than this are weighed by their beginning as well: so many letters and a `*`, which no word holds.
inline constexpr std::size_t beginning_letters = 5;

/// The number of a word's beginning; `no_word` where the word is too short to have one.
[[nodiscard]] constexpr std::uint64_t beginning_number(std::string_view word) {
  if (word.size() <= beginning_letters) return no_word;
  return word_number("*", word_number(word.substr(0, beginning_letters)));
}

/// Calls `use(begin, word)` for each word of a folded lower-case text; `begin` in bytes of it. Linear.
template <class Use>
void each_word(std::string_view folded, Use&& use) {
  for (std::size_t at = 0; at < folded.size();) {
    std::size_t end = at + 1;
    if (in_word(folded[at]))
      while (end < folded.size() && in_word(folded[end])) ++end;
    else if (folded[at] != '?' && folded[at] != '!') {
      ++at;
      continue;
    }
    use(at, folded.substr(at, end - at));
    at = end;
  }
}

}  // namespace asklint
