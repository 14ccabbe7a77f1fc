#pragma once
#include <compare>
#include <cstdint>
#include <string_view>

namespace asklint {

/// Half-open range [begin, end) of BYTES. Which bytes is said by the name of the variable:
/// `raw` (the file as stored), `text` (decoded UTF-8), `folded` (the shape that rules match).
/// 32 bits: one message; offsets of a whole mailbox are 64 bits wide and kept apart.
struct Span {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;

  [[nodiscard]] constexpr std::uint32_t size() const { return end - begin; }
  [[nodiscard]] constexpr bool empty() const { return end <= begin; }
  friend constexpr auto operator<=>(const Span&, const Span&) = default;
};

/// True where the two share at least one byte.
[[nodiscard]] constexpr bool overlaps(Span a, Span b) {
  return a.begin < b.end && b.begin < a.end;
}

/// True where `inner` lies wholly in `outer`.
[[nodiscard]] constexpr bool contains(Span outer, Span inner) {
  return outer.begin <= inner.begin && inner.end <= outer.end;
}

/// From the first byte of either to the last of either.
[[nodiscard]] constexpr Span hull(Span a, Span b) {
  return {a.begin < b.begin ? a.begin : b.begin, a.end > b.end ? a.end : b.end};
}

/// The bytes of `text` under `span`; borrowed from `text`. Requires span.end <= text.size().
[[nodiscard]] constexpr std::string_view slice(std::string_view text, Span span) {
  return text.substr(span.begin, span.size());
}

}  // namespace asklint
