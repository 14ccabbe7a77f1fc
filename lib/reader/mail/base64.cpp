#include "reader/mail/base64.h"

#include <array>
#include <cstdint>

namespace asklint {

namespace {

constexpr std::uint8_t none = 0xFF;

constexpr std::array<std::uint8_t, 256> values = [] {
  std::array<std::uint8_t, 256> table{};
  for (auto& value : table) value = none;
  constexpr std::string_view alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  for (std::size_t i = 0; i < alphabet.size(); ++i) {
    table[static_cast<unsigned char>(alphabet[i])] = static_cast<std::uint8_t>(i);
  }
  return table;
}();

/// Nothing but digits, padding and blanks at its end.
bool is_base64_line(std::string_view line) {
  const std::size_t last = line.find_last_not_of(" \t\r");
  line = line.substr(0, last == std::string_view::npos ? 0 : last + 1);
  for (const char c : line) {
    if (c != '=' && values[static_cast<unsigned char>(c)] == none) return false;
  }
  return true;
}

constexpr std::size_t line_size = 76;  // what RFC 2045 allows; a longer line is cut into pieces of about that size

}  // namespace

Decoded decode_base64(std::string_view encoded) {
  Decoded to;
  to.out.reserve(encoded.size() / 4 * 3);
  std::string line;            // decoded, not yet put
  std::size_t line_begin = 0;  // its first character
  std::uint32_t group = 0;
  int digits = 0;
  bool line_ended = false;
  bool padded = false;

  const auto put_line = [&](std::size_t end) {
    if (!line.empty()) to.put(line, {static_cast<std::uint32_t>(line_begin), static_cast<std::uint32_t>(end)});
    line.clear();
  };
  // What is left of a group at padding or at the end: 2 digits are one byte, 3 are two.
  const auto finish_group = [&] {
    if (digits >= 2) line.push_back(static_cast<char>(static_cast<unsigned char>(group >> (digits == 2 ? 4U : 10U))));
    if (digits == 3) line.push_back(static_cast<char>(static_cast<unsigned char>((group >> 2U) & 0xFFU)));
    group = 0;
    digits = 0;
  };

  std::size_t last = 0;  // past the last character that counted
  for (std::size_t at = 0; at < encoded.size(); ++at) {
    const char c = encoded[at];
    if (c == '\r' || c == '\n') line_ended = true;
    if (c == '\n' && padded && !is_base64_line(encoded.substr(at + 1, encoded.find('\n', at + 1) - at - 1))) break;
    if (c == '\r' || c == '\n' || c == ' ' || c == '\t') continue;
    if (c == '=') {
      if (digits > 0) finish_group();
      last = at + 1;
      padded = true;
      continue;
    }
    const std::uint8_t value = values[static_cast<unsigned char>(c)];
    if (value == none) {
      to.bad_bytes(1, static_cast<std::uint32_t>(at));
      continue;
    }
    if (digits == 0) {
      // Between two groups is where a piece may end.
      if (line_ended || at - line_begin >= line_size) put_line(last);
      line_ended = false;
      if (line.empty()) line_begin = at;
    }
    group = (group << 6U) | value;
    last = at + 1;
    if (++digits < 4) continue;
    for (const unsigned shift : {16U, 8U, 0U}) {
      line.push_back(static_cast<char>(static_cast<unsigned char>((group >> shift) & 0xFFU)));
    }
    group = 0;
    digits = 0;
  }
  if (digits == 1) to.bad_bytes(1, static_cast<std::uint32_t>(last - 1));  // cut off: six bits are no byte
  finish_group();
  put_line(last);
  return to;
}

bool looks_like_base64(std::string_view encoded) {
  std::size_t digits = 0;
  std::size_t others = 0;  // and blanks between digits, as between words
  bool line_begun = false;
  for (std::size_t at = 0; at < encoded.size(); ++at) {
    const char c = encoded[at];
    if (c == '=') break;  // what follows the padding may be a footer
    if (c == '\n' || c == '\r') {
      line_begun = false;
    } else if (c == ' ' || c == '\t') {
      const std::size_t next = encoded.find_first_not_of(" \t", at);
      const bool inside =
          line_begun && next != std::string_view::npos && encoded[next] != '\n' && encoded[next] != '\r';
      if (inside) ++others;
      at = next == std::string_view::npos ? encoded.size() : next - 1;
    } else {
      ++(values[static_cast<unsigned char>(c)] == none ? others : digits);
      line_begun = true;
    }
  }
  return others == 0 || others * 12 < digits || (others == 1 && digits > 2);
}

}  // namespace asklint
