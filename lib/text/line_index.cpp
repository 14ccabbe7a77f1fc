#include "text/line_index.h"

#include <algorithm>
#include <cassert>

#include "text/utf8.h"

namespace asklint {

namespace {

// Where a line's columns are counted anew from: a line of 100 MB must not be walked for each finding in it.
constexpr std::uint32_t mark_every = 4096;

/// Steps over whole code points that end at or before `limit`; returns how many, and moves `byte`.
std::uint32_t count_code_points(std::string_view text, std::uint32_t& byte, std::uint32_t limit) {
  std::uint32_t count = 0;
  while (byte < limit) {
    const std::uint32_t size = utf8_step(text, byte).size;
    if (size > limit - byte) break;  // the limit is inside this code point, which is the one it names
    byte += size;
    ++count;
  }
  return count;
}

}  // namespace

LineIndex::LineIndex(std::string_view text) : text_(text) {
  begins_.push_back(text.starts_with(utf8_bom) ? static_cast<std::uint32_t>(utf8_bom.size()) : 0);
  for (std::size_t i = begins_.front(); i < text.size(); ++i) {
    const char c = text[i];
    if (c != '\n' && c != '\r') continue;
    if (c == '\r' && i + 1 < text.size() && text[i + 1] == '\n') ++i;
    begins_.push_back(static_cast<std::uint32_t>(i + 1));
  }
  for (std::size_t i = 0; i < begins_.size(); ++i) {
    const auto end = static_cast<std::uint32_t>(i + 1 < begins_.size() ? begins_[i + 1] : text.size());
    mark_long_line(static_cast<std::uint32_t>(i), end);
  }
}

void LineIndex::mark_long_line(std::uint32_t line, std::uint32_t end) {
  std::uint32_t byte = begins_[line];
  std::uint32_t column = 1;
  while (end - byte > mark_every) {
    column += count_code_points(text_, byte, byte + mark_every);
    marks_.push_back({byte, column});
  }
}

LineColumn LineIndex::at(std::uint32_t byte) const {
  assert(byte <= text_.size());
  const auto after = std::ranges::upper_bound(begins_, byte);
  if (after == begins_.begin()) return {1, 1};  // inside the byte-order mark
  const auto line = static_cast<std::uint32_t>(after - begins_.begin());
  Mark from{*(after - 1), 1};
  const auto next_mark = std::ranges::upper_bound(marks_, byte, {}, &Mark::byte);
  if (next_mark != marks_.begin() && (next_mark - 1)->byte >= from.byte) from = *(next_mark - 1);
  return {line, from.column + count_code_points(text_, from.byte, byte)};
}

Span LineIndex::line(std::uint32_t number) const {
  assert(number >= 1 && number <= count());
  const std::uint32_t begin = begins_[number - 1];
  auto end = static_cast<std::uint32_t>(number < count() ? begins_[number] : text_.size());
  if (number < count() && end > begin && text_[end - 1] == '\n') --end;
  if (number < count() && end > begin && text_[end - 1] == '\r') --end;
  return {begin, end};
}

}  // namespace asklint
