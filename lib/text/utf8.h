#pragma once
#include <cstdint>
#include <string>
#include <string_view>

namespace asklint {

/// One step through bytes that should be UTF-8.
struct Utf8Step {
  char32_t code_point = 0;  ///< U+FFFD where not valid
  std::uint32_t size = 1;   ///< bytes to go on; 1 where not valid, so each bad byte is a step of its own
  bool valid = true;
};

/// The code point that begins at `at`. Overlong forms, surrogates and what lies past U+10FFFF are not valid.
/// Requires at < bytes.size().
[[nodiscard]] constexpr Utf8Step utf8_step(std::string_view bytes, std::size_t at) {
  constexpr Utf8Step bad{0xFFFD, 1, false};
  const auto byte = [&](std::size_t i) {
    return static_cast<std::uint32_t>(static_cast<unsigned char>(bytes[at + i]));
  };
  const std::uint32_t lead = byte(0);
  if (lead < 0x80) return {static_cast<char32_t>(lead), 1, true};
  if (lead < 0xC2 || lead > 0xF4) return bad;
  const std::uint32_t size = lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
  if (bytes.size() - at < size) return bad;
  std::uint32_t value = lead & (0x7FU >> size);
  for (std::uint32_t i = 1; i < size; ++i) {
    if ((byte(i) & 0xC0U) != 0x80U) return bad;
    value = (value << 6U) | (byte(i) & 0x3FU);
  }
  const bool overlong = (size == 3 && value < 0x800) || (size == 4 && value < 0x10000);
  const bool surrogate = value >= 0xD800 && value <= 0xDFFF;
  if (overlong || surrogate || value > 0x10FFFF) return bad;
  return {static_cast<char32_t>(value), size, true};
}

/// Appends `code_point` as UTF-8. Requires a code point that is no surrogate and at most U+10FFFF.
inline void append_utf8(std::string& to, char32_t code_point) {
  const auto put = [&](std::uint32_t byte) { to.push_back(static_cast<char>(static_cast<unsigned char>(byte))); };
  const auto value = static_cast<std::uint32_t>(code_point);
  if (value < 0x80) {
    put(value);
  } else if (value < 0x800) {
    put(0xC0U | (value >> 6U));
    put(0x80U | (value & 0x3FU));
  } else if (value < 0x10000) {
    put(0xE0U | (value >> 12U));
    put(0x80U | ((value >> 6U) & 0x3FU));
    put(0x80U | (value & 0x3FU));
  } else {
    put(0xF0U | (value >> 18U));
    put(0x80U | ((value >> 12U) & 0x3FU));
    put(0x80U | ((value >> 6U) & 0x3FU));
    put(0x80U | (value & 0x3FU));
  }
}

inline constexpr std::string_view utf8_bom = "\xEF\xBB\xBF";

}  // namespace asklint
