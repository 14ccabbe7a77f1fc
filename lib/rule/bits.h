#pragma once
#include <cstddef>
#include <cstdint>
#include <stdexcept>

namespace asklint {

/// The value, of which so many bits are kept. Throws std::length_error where it has more: cut off, it would lead astray,
/// and no pack comes near.
[[nodiscard]] inline std::uint32_t fitted(std::size_t value, unsigned bits) {
  if (value >> bits != 0) throw std::length_error("too many patterns for an index");
  return static_cast<std::uint32_t>(value);
}

/// Said once more where a number is put into its bits, for the compiler.
inline constexpr std::uint32_t bits_6 = 0x3F, bits_8 = 0xFF, bits_20 = 0xFFFFF, bits_24 = 0xFFFFFF;
inline constexpr std::uint32_t bits_30 = 0x3FFFFFFF, bits_31 = 0x7FFFFFFF;

}  // namespace asklint
