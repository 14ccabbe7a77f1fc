#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "text/span.h"

namespace asklint {

/// Terminal cells that a code point takes: 0 for combining marks and format characters, 2 for wide East Asian
/// characters and emoji, otherwise 1. Control characters have no width of their own: see `lay_out`.
[[nodiscard]] std::uint32_t cells_of(char32_t code_point);

/// One character of a line, as it can be put on a terminal.
struct Glyph {
  Span source;             ///< bytes of the line it stands for
  std::string shown;       ///< a tab as spaces, a control character or a broken byte as `\x1b`; otherwise the character
  std::uint32_t cell = 0;  ///< its first display cell, from 0
  std::uint32_t cells = 0;  ///< how many it takes; 0 for what joins the character before
};

/// The characters of `line` from left to right; they touch, in bytes and in cells. Tab stops are 4 cells apart.
/// Nothing in `shown` can move the cursor or change colours. Cost: O(line), about 64 bytes of memory a character.
[[nodiscard]] std::vector<Glyph> lay_out(std::string_view line);

/// `text` with control characters and broken bytes escaped: safe on a terminal, always on one line.
[[nodiscard]] std::string printable(std::string_view text);

/// Display cells of printable(text).
[[nodiscard]] std::uint32_t cells_of(std::string_view text);

/// `text` broken at spaces into lines of at most `cells` cells; a longer word stands alone. No line for an empty text.
[[nodiscard]] std::vector<std::string> wrap(std::string_view text, std::uint32_t cells);

}  // namespace asklint
