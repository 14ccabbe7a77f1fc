#pragma once
#include <cstdint>
#include <string_view>

#include "text/span.h"

namespace asklint {

/// One line of a text: its bytes without the end of line, and where the next one begins.
struct Line {
  Span text;
  std::uint32_t next = 0;
};

/// The line that begins at `at`, cut at `limit`. Lines end at LF, CRLF or a lone CR.
[[nodiscard]] inline Line line_at(std::string_view text, std::uint32_t at, std::uint32_t limit) {
  std::uint32_t end = at;
  while (end < limit && text[end] != '\n' && text[end] != '\r') ++end;
  std::uint32_t next = end;
  if (next < limit) ++next;
  if (next < limit && text[end] == '\r' && text[next] == '\n') ++next;
  return {{at, end}, next};
}

/// Without the blanks (space, tab, no-break space) at both ends.
[[nodiscard]] std::string_view trim_blanks(std::string_view line);

}  // namespace asklint
