#pragma once
#include <cstdint>
#include <string>
#include <string_view>

#include "text/source_map.h"
#include "text/span.h"

namespace asklint {

/// What one step of decoding made of its source, with the way back to it.
struct Decoded {
  std::string out;              ///< bytes, or UTF-8, as the step says
  SourceMap map;                ///< out -> source
  std::uint32_t bad = 0;        ///< how many source bytes could not be read; each left a U+FFFD, or nothing
  std::uint32_t first_bad = 0;  ///< source byte of the first of them

  void keep(std::string_view bytes, std::uint32_t source_begin);  ///< the same bytes as at `source_begin`
  void put(std::string_view bytes, Span source);                  ///< stands for all of `source`
  void bad_bytes(std::uint32_t count, std::uint32_t source_begin);
};

/// Appends what `outer` made of `inner.out`, led back to inner's source, which begins at byte `shift` of the origin.
/// Cost: linear in the pieces of both (times a logarithm).
void append_through(Decoded& to, const Decoded& outer, const SourceMap& inner, std::uint32_t shift = 0);

/// The same for `outer` right on the origin, shifted by `shift`.
void append_shifted(Decoded& to, const Decoded& outer, std::uint32_t shift);

/// Two steps as one: outer made of inner's out, led back to inner's source.
[[nodiscard]] Decoded then(const Decoded& outer, const Decoded& inner);

}  // namespace asklint
