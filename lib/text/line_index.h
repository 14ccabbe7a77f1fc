#pragma once
#include <cstdint>
#include <string_view>
#include <vector>

#include "text/span.h"

namespace asklint {

/// For people: both from 1; the column counts Unicode code points (a byte that is no UTF-8 counts as one).
struct LineColumn {
  std::uint32_t line = 1;
  std::uint32_t column = 1;
  friend constexpr auto operator<=>(const LineColumn&, const LineColumn&) = default;
};

/// Finds line and column of bytes. Borrows `text`, which must outlive it.
/// Lines end at LF, CRLF or a lone CR. A byte-order mark at the start has no column of its own.
class LineIndex {
 public:
  explicit LineIndex(std::string_view text);

  /// A byte inside a code point has the place of that code point.
  /// Requires byte <= text.size(). Cost: O(log lines), however long the line.
  [[nodiscard]] LineColumn at(std::uint32_t byte) const;

  /// The bytes of a line (from 1), without its end and without a byte-order mark. A final line end begins one more,
  /// empty line. Requires line <= count().
  [[nodiscard]] Span line(std::uint32_t number) const;
  [[nodiscard]] std::uint32_t count() const { return static_cast<std::uint32_t>(begins_.size()); }

 private:
  struct Mark {
    std::uint32_t byte;
    std::uint32_t column;
  };
  void mark_long_line(std::uint32_t line, std::uint32_t end);

  std::string_view text_;
  std::vector<std::uint32_t> begins_;
  std::vector<Mark> marks_;  ///< known columns inside long lines, ascending
};

}  // namespace asklint
