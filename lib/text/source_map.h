#pragma once
#include <vector>

#include "text/span.h"

namespace asklint {

/// One run that one space's bytes and another's have in common.
/// exact: the same bytes, so offsets shift one to one; otherwise the whole of one stands for the whole of the other.
struct Piece {
  Span to;    ///< the derived space: decoded text, or the folded shape
  Span from;  ///< the space it came from: the raw file, or the text
  bool exact = false;
};

/// Leads a place in a derived space back to where it came from: decoded text to the raw file, folded shape to the text.
/// Immutable after building, so safe to share between threads. Owns its pieces, refers to no text.
class SourceMap {
 public:
  SourceMap() = default;

  /// The map that changes nothing, for `size` bytes that start at `from_begin`.
  static SourceMap identity(std::uint32_t size, std::uint32_t from_begin = 0);

  /// Appends the next piece; joins it to the last one where both are exact and touch on both sides.
  /// Requires: piece.to begins where the last one ended (0 for the first).
  void append(Piece piece);

  /// Forgets what lies at or after `to_size` of the derived space. Requires: it falls on the end of a piece or inside
  /// an exact one.
  void truncate(std::uint32_t to_size) {
    while (!pieces_.empty() && pieces_.back().to.begin >= to_size) pieces_.pop_back();
    if (pieces_.empty() || pieces_.back().to.end <= to_size) return;
    pieces_.back().from.end -= pieces_.back().to.end - to_size;
    pieces_.back().to.end = to_size;
  }

  /// The bytes that produced `to`, widened to whole pieces where the change was not byte for byte
  /// (`=C3=A9`, `&amp;`, base64, `ä` folded to `ae`). An empty span stays empty, at its begin.
  /// Requires to.end <= the size of the derived space. Cost: O(log pieces).
  [[nodiscard]] Span back(Span to) const;

  [[nodiscard]] const std::vector<Piece>& pieces() const { return pieces_; }

 private:
  std::vector<Piece> pieces_;
};

}  // namespace asklint
