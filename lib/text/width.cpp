#include "text/width.h"

#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include <algorithm>

namespace asklint {
namespace {

constexpr std::uint32_t tab_stop = 4;
constexpr char32_t zero_width_joiner = 0x200D;

bool is_skin_tone(char32_t c) {
  return c >= 0x1F3FB && c <= 0x1F3FF;
}

/// What a terminal would obey, or what would reorder the line (bidi overrides), instead of showing it.
bool is_dangerous(char32_t c) {
  return c < 0x20 || (c >= 0x7F && c < 0xA0) || c == 0x2028 || c == 0x2029 || (c >= 0x202A && c <= 0x202E) ||
         (c >= 0x2066 && c <= 0x2069);
}

std::string hex(std::string_view prefix, std::uint32_t value, int digits) {
  constexpr std::string_view digit = "0123456789abcdef";
  std::string out(prefix);
  for (int shift = 4 * (digits - 1); shift >= 0; shift -= 4) out += digit[(value >> shift) & 0xF];
  return out;
}

std::string escaped(char32_t c) {
  return c < 0x100 ? hex("\\x", c, 2) : hex("\\u", c, 4);
}

/// The next code point of `line` at `*byte`, which moves on; negative for a byte that is no UTF-8.
std::int32_t next_code_point(std::string_view line, std::uint32_t* byte) {
  const auto* data = reinterpret_cast<const std::uint8_t*>(line.data());
  auto at = static_cast<std::int32_t>(*byte);
  const auto size = static_cast<std::int32_t>(line.size());
  UChar32 c = 0;
  U8_NEXT(data, at, size, c);
  *byte = c < 0 ? *byte + 1 : static_cast<std::uint32_t>(at);  // each broken byte stands for itself
  return c;
}

Glyph glyph_of(std::string_view line, Span source, std::int32_t code_point, std::uint32_t cell) {
  Glyph glyph{source, {}, cell, 0};
  if (code_point == '\t') {
    glyph.shown.assign(tab_stop - cell % tab_stop, ' ');
  } else if (code_point < 0) {
    glyph.shown = hex("\\x", static_cast<std::uint8_t>(line[source.begin]), 2);
  } else if (is_dangerous(static_cast<char32_t>(code_point))) {
    glyph.shown = escaped(static_cast<char32_t>(code_point));
  } else {
    glyph.shown = slice(line, source);
    glyph.cells = cells_of(static_cast<char32_t>(code_point));
    return glyph;
  }
  glyph.cells = static_cast<std::uint32_t>(glyph.shown.size());
  return glyph;
}

}  // namespace

std::uint32_t cells_of(char32_t code_point) {
  const auto c = static_cast<UChar32>(code_point);
  const auto type = u_charType(c);
  if (type == U_NON_SPACING_MARK || type == U_ENCLOSING_MARK) return 0;
  if (type == U_FORMAT_CHAR && code_point != 0xAD) return 0;   // a soft hyphen is shown by most terminals
  if (code_point >= 0x1160 && code_point <= 0x11FF) return 0;  // Hangul vowels and finals join the syllable
  const auto width = u_getIntPropertyValue(c, UCHAR_EAST_ASIAN_WIDTH);
  return width == U_EA_FULLWIDTH || width == U_EA_WIDE ? 2 : 1;
}

std::vector<Glyph> lay_out(std::string_view line) {
  std::vector<Glyph> glyphs;
  std::uint32_t cell = 0;
  std::int32_t before = 0;
  for (std::uint32_t byte = 0; byte < line.size();) {
    const std::uint32_t begin = byte;
    const std::int32_t c = next_code_point(line, &byte);
    Glyph glyph = glyph_of(line, {begin, byte}, c, cell);
    // Terminals that know emoji sequences draw them in the cells of the first.
    const bool joined =
        static_cast<char32_t>(before) == zero_width_joiner || (is_skin_tone(static_cast<char32_t>(c)) && before > 0xFF);
    if (joined && glyph.cells == 2) glyph.cells = 0;
    cell += glyph.cells;
    before = c;
    glyphs.push_back(std::move(glyph));
  }
  return glyphs;
}

std::string printable(std::string_view text) {
  std::string out;
  for (const Glyph& glyph : lay_out(text)) out += glyph.shown;
  return out;
}

std::uint32_t cells_of(std::string_view text) {
  const auto glyphs = lay_out(text);
  return glyphs.empty() ? 0 : glyphs.back().cell + glyphs.back().cells;
}

std::vector<std::string> wrap(std::string_view text, std::uint32_t cells) {
  std::vector<std::string> lines;
  std::uint32_t used = 0;
  for (std::size_t begin = 0; begin < text.size();) {
    const auto end = std::min(text.find_first_of(" \t\n", begin), text.size());
    const std::string word = printable(text.substr(begin, end - begin));
    begin = end + 1;
    if (word.empty()) continue;
    const std::uint32_t width = cells_of(word);
    if (lines.empty() || used + 1 + width > cells) {
      lines.push_back(word);
      used = width;
    } else {
      lines.back() += " " + word;
      used += 1 + width;
    }
  }
  return lines;
}

}  // namespace asklint
