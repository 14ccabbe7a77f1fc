#include "reader/decoded.h"

#include <algorithm>

namespace asklint {

namespace {

std::uint32_t size32(const std::string& bytes) {
  return static_cast<std::uint32_t>(bytes.size());
}

Span shifted(Span span, std::uint32_t by) {
  return {span.begin + by, span.end + by};
}

/// Appends pieces, and joins those that stand for the very same source: all the text of one base64 line is one piece.
class Pieces {
 public:
  explicit Pieces(SourceMap& map) : map_(map) {}
  ~Pieces() { flush(); }
  Pieces(const Pieces&) = delete;
  Pieces& operator=(const Pieces&) = delete;

  void add(Piece piece) {
    if (piece.to.empty()) return;
    if (waiting_ && !last_.exact && !piece.exact && last_.from == piece.from) {
      last_.to.end = piece.to.end;
      return;
    }
    flush();
    last_ = piece;
    waiting_ = true;
  }

 private:
  void flush() {
    if (waiting_) map_.append(last_);
    waiting_ = false;
  }

  SourceMap& map_;
  Piece last_;
  bool waiting_ = false;
};

}  // namespace

void Decoded::keep(std::string_view bytes, std::uint32_t source_begin) {
  const auto size = static_cast<std::uint32_t>(bytes.size());
  const std::uint32_t begin = size32(out);
  out += bytes;
  map.append({{begin, begin + size}, {source_begin, source_begin + size}, true});
}

void Decoded::put(std::string_view bytes, Span source) {
  const std::uint32_t begin = size32(out);
  out += bytes;
  map.append({{begin, size32(out)}, source, false});
}

void Decoded::bad_bytes(std::uint32_t count, std::uint32_t source_begin) {
  if (bad == 0) first_bad = source_begin;
  bad += count;
}

void append_through(Decoded& to, const Decoded& outer, const SourceMap& inner, std::uint32_t shift) {
  const std::uint32_t base = size32(to.out);
  to.out += outer.out;
  if (outer.bad != 0) to.bad_bytes(outer.bad, shift + inner.back({outer.first_bad, outer.first_bad}).begin);

  Pieces pieces(to.map);
  const auto& runs = inner.pieces();
  std::size_t run = 0;
  for (const Piece& piece : outer.map.pieces()) {
    if (!piece.exact) {
      pieces.add({shifted(piece.to, base), shifted(inner.back(piece.from), shift), false});
      continue;
    }
    while (run < runs.size() && runs[run].to.end <= piece.from.begin) ++run;
    // Offsets of this piece's `to` are those of inner's out plus `lead` (unsigned, so it may wrap around and back).
    const std::uint32_t lead = base + piece.to.begin - piece.from.begin;
    for (std::size_t i = run; i < runs.size() && runs[i].to.begin < piece.from.end; ++i) {
      const Span common{std::max(runs[i].to.begin, piece.from.begin), std::min(runs[i].to.end, piece.from.end)};
      const Span source = runs[i].exact ? inner.back(common) : runs[i].from;
      pieces.add({shifted(common, lead), shifted(source, shift), runs[i].exact});
    }
  }
}

void append_shifted(Decoded& to, const Decoded& outer, std::uint32_t shift) {
  const std::uint32_t base = size32(to.out);
  to.out += outer.out;
  if (outer.bad != 0) to.bad_bytes(outer.bad, shift + outer.first_bad);
  for (const Piece& piece : outer.map.pieces()) {
    to.map.append({shifted(piece.to, base), shifted(piece.from, shift), piece.exact});
  }
}

Decoded then(const Decoded& outer, const Decoded& inner) {
  Decoded both;
  if (inner.bad != 0) both.bad_bytes(inner.bad, inner.first_bad);
  append_through(both, outer, inner.map);
  return both;
}

}  // namespace asklint
