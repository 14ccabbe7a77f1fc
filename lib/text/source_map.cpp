#include "text/source_map.h"

#include <algorithm>
#include <cassert>

namespace asklint {

namespace {

std::uint32_t begin_of(const Piece& piece, std::uint32_t to) {
  return piece.exact ? piece.from.begin + (to - piece.to.begin) : piece.from.begin;
}

std::uint32_t end_of(const Piece& piece, std::uint32_t to) {
  return piece.exact ? piece.from.begin + (to - piece.to.begin) : piece.from.end;
}

}  // namespace

SourceMap SourceMap::identity(std::uint32_t size, std::uint32_t from_begin) {
  SourceMap map;
  map.append({{0, size}, {from_begin, from_begin + size}, true});
  return map;
}

void SourceMap::append(Piece piece) {
  assert(piece.to.begin == (pieces_.empty() ? 0 : pieces_.back().to.end));
  assert(!piece.exact || piece.to.size() == piece.from.size());
  if (piece.to.empty()) return;  // bytes that left nothing behind are a gap between two pieces
  if (!pieces_.empty()) {
    Piece& last = pieces_.back();
    if (last.exact && piece.exact && last.from.end == piece.from.begin) {
      last.to.end = piece.to.end;
      last.from.end = piece.from.end;
      return;
    }
  }
  pieces_.push_back(piece);
}

Span SourceMap::back(Span to) const {
  // The piece that holds a byte: the last one that begins at or before it.
  const auto holding = [&](std::uint32_t byte) -> const Piece& {
    const auto after = std::ranges::upper_bound(pieces_, byte, {}, [](const Piece& p) { return p.to.begin; });
    return after == pieces_.begin() ? pieces_.front() : *(after - 1);
  };
  if (pieces_.empty()) return {};
  const Piece& first = holding(to.begin);
  if (to.empty()) {
    const std::uint32_t place = to.begin >= first.to.end ? first.from.end : begin_of(first, to.begin);
    return {place, place};
  }
  const std::uint32_t begin = begin_of(first, to.begin);
  return {begin, std::max(begin, end_of(holding(to.end - 1), to.end))};
}

}  // namespace asklint
