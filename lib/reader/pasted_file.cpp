#include "reader/pasted_file.h"

#include <algorithm>

#include "reader/lines.h"

namespace asklint {

namespace {

/// `begin 644 name`: a mode of three or four octal digits.
bool begins_uu(std::string_view line) {
  constexpr std::string_view word = "begin ";
  if (!line.starts_with(word)) return false;
  line.remove_prefix(word.size());
  const std::size_t digits = std::min(line.find_first_not_of("01234567"), line.size());
  return (digits == 3 || digits == 4) && line.substr(digits).starts_with(' ') && line.size() > digits + 1;
}

/// Its first character says how many bytes the line holds, four characters for three of them. Some programs leave out
/// blanks at the end, some add a check character.
bool is_uu_line(std::string_view line) {
  if (line.empty() || line.front() < ' ' || line.front() > '`') return false;
  const std::size_t bytes = static_cast<std::size_t>(line.front() - ' ') & 63U;
  const std::size_t size = (bytes + 2) / 3 * 4 + 1;
  const bool plain = std::ranges::all_of(line, [](char c) { return c >= ' ' && c <= '`'; });
  return plain && bytes <= 45 && line.size() <= size + 2 && line.size() + 3 >= size;
}

std::uint32_t after_uu(std::string_view text, Line line, std::uint32_t begin, std::uint32_t limit) {
  bool any = false;
  for (std::uint32_t at = line.next; at < limit; at = line.next) {
    line = line_at(text, at, limit);
    const std::string_view words = slice(text, line.text);
    if (trim_blanks(words) == "end") return line.next;
    if (!is_uu_line(words)) return any ? at : begin;
    any = true;
  }
  return any ? limit : begin;
}

/// Any byte may stand in its lines, so only its end tells where it ends.
std::uint32_t after_yenc(std::string_view text, Line line, std::uint32_t limit) {
  for (std::uint32_t at = line.next; at < limit; at = line.next) {
    line = line_at(text, at, limit);
    if (slice(text, line.text).starts_with("=yend ")) return line.next;
  }
  return limit;
}

}  // namespace

std::uint32_t after_pasted_file(std::string_view text, std::uint32_t begin, std::uint32_t limit) {
  const Line line = line_at(text, begin, limit);
  const std::string_view words = slice(text, line.text);
  if (begins_uu(words)) return after_uu(text, line, begin, limit);
  if (words.starts_with("=ybegin ") && words.find(" size=") != std::string_view::npos)
    return after_yenc(text, line, limit);
  return begin;
}

}  // namespace asklint
