#include <algorithm>
#include <array>

#include "reader/lines.h"
#include "reader/mail/ascii.h"
#include "reader/mail/mail.h"

namespace asklint {
namespace {

/// The name in `Name: value`; empty for a line that is no header.
std::string_view header_name(std::string_view line) {
  const std::size_t colon = line.find(':');
  if (colon == std::string_view::npos || colon == 0 || colon > 76) return {};
  const std::string_view name = line.substr(0, colon);
  const bool plain = std::ranges::all_of(name, [](char c) { return c > ' ' && c < 0x7F; });
  return plain ? name : std::string_view{};
}

constexpr auto known_headers = std::to_array<std::string_view>({
    "from",
    "to",
    "cc",
    "bcc",
    "subject",
    "date",
    "sender",
    "reply-to",
    "mime-version",
    "received",
    "return-path",
    "message-id",
    "in-reply-to",
    "references",
    "delivered-to",
    "content-type",
    "content-transfer-encoding",
    "dkim-signature",
    "auto-submitted",
    "x-mailer",
    "user-agent",
    "authentication-results",
    "envelope-to",
    "list-id",
    "x-original-to",
    "arc-seal",
    "x-received",
});

bool is_known_header(std::string_view name) {
  return std::ranges::any_of(known_headers, [&](std::string_view known) { return same_word(known, name); });
}

}  // namespace

bool begins_like_mail(std::string_view text) {
  const auto limit = static_cast<std::uint32_t>(text.size());
  Line line = line_at(text, 0, limit);
  if (slice(text, line.text).starts_with("From ")) line = line_at(text, line.next, limit);  // a mailbox's mark
  int known = 0;
  bool first = true;
  bool first_counts = false;  // a list of things may hold a "Date:" too, but does not begin like this
  for (;; line = line_at(text, line.next, limit)) {
    const std::string_view words = slice(text, line.text);
    if (words.empty()) return (known > 0 && first_counts) || known > 2;
    const bool continued = !first && (words.front() == ' ' || words.front() == '\t');
    if (!continued) {
      const std::string_view name = header_name(words);
      if (name.empty()) return false;
      if (is_known_header(name)) ++known;
      if (first) first_counts = known > 0 || starts_with_word(name, "x-");
    }
    first = false;
    if (line.next >= limit) return known > 1 && first_counts;  // nothing but a header: one line could be anything
  }
}

}  // namespace asklint
