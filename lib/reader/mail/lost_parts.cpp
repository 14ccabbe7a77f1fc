#include "reader/mail/lost_parts.h"

#include <algorithm>

#include "reader/lines.h"

namespace asklint {

namespace {

constexpr std::string_view dashes = "--";

bool begins_part_header(std::string_view line) {
  constexpr std::string_view name = "content-";
  return std::ranges::equal(line.substr(0, name.size()), name, [](char a, char b) { return (a | 0x20) == (b | 0x20); });
}

std::string_view boundary_in(std::string_view source, std::uint32_t begin) {
  const auto limit = static_cast<std::uint32_t>(source.size());
  for (auto at = find_line(source, dashes, begin); at; at = find_line(source, dashes, *at)) {
    const Line line = line_at(source, *at, limit);
    const std::string_view boundary = slice(source, line.text).substr(dashes.size());
    const bool fits = !boundary.empty() && boundary.find_first_of("\"\\") == std::string_view::npos;
    if (fits && begins_part_header(slice(source, line_at(source, line.next, limit).text))) return boundary;
    at = line.next;
  }
  return {};
}

}  // namespace

std::optional<std::uint32_t> find_line(std::string_view source, std::string_view mark, std::uint32_t begin) {
  if (source.substr(std::min<std::size_t>(begin, source.size())).starts_with(mark)) return begin;
  const std::string there = '\n' + std::string(mark);
  if (const std::size_t at = source.find(there, begin); at != std::string_view::npos)
    return static_cast<std::uint32_t>(at) + 1;
  return std::nullopt;
}

std::optional<std::string> with_found_boundary(std::string_view source, std::uint32_t body_begin,
                                               std::string_view subtype) {
  const std::string_view boundary = boundary_in(source, body_begin);
  if (boundary.empty()) return std::nullopt;
  std::string header =
      "Content-Type: multipart/" + std::string(subtype) + "; boundary=\"" + std::string(boundary) + "\"\n";
  constexpr std::string_view padding = "X:";
  if (header.size() + padding.size() + 2 > body_begin) return std::nullopt;
  header += padding;
  header.append(body_begin - header.size() - 2, '-');
  header += "\n\n";
  return header.append(source.substr(body_begin));
}

}  // namespace asklint
