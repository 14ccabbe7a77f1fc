#include "reader/mail/mail_facts.h"

#include <algorithm>

#include "reader/charset.h"
#include "reader/lines.h"

namespace asklint {

namespace {

char lower(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

bool same_word(std::string_view a, std::string_view b) {
  return std::ranges::equal(a, b, [](char x, char y) { return lower(x) == lower(y); });
}

bool is_space(char c) {
  return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

Span trimmed(std::string_view bytes, Span span) {
  while (!span.empty() && is_space(bytes[span.begin])) ++span.begin;
  while (!span.empty() && is_space(bytes[span.end - 1])) --span.end;
  return span;
}

std::uint32_t count(InternetAddressList* list) {
  std::uint32_t mailboxes = 0;
  for (int i = 0; list != nullptr && i < internet_address_list_length(list); ++i) {
    InternetAddress* address = internet_address_list_get_address(list, i);
    const bool group = INTERNET_ADDRESS_IS_GROUP(address);
    const int members =
        group ? internet_address_list_length(internet_address_group_get_members(INTERNET_ADDRESS_GROUP(address))) : 1;
    mailboxes += static_cast<std::uint32_t>(std::max(members, 1));
  }
  return mailboxes;
}

/// Headers as one asks for them: by name, with the value trimmed.
class Headers {
 public:
  Headers(GMimeMessage* message, std::string_view source) : message_(message), source_(source) {}

  [[nodiscard]] Span place(const char* name) const { return value_of(header_of(message_, name), source_); }
  [[nodiscard]] std::string_view value(const char* name) const { return slice(source_, place(name)); }
  [[nodiscard]] bool has(const char* name) const { return !place(name).empty(); }

  /// True where the value's first word is one of `words`.
  template <class... Words>
  [[nodiscard]] bool says(const char* name, Words... words) const {
    std::string_view first = value(name);
    first = first.substr(0, first.find_first_of("; \t\r\n("));
    return (same_word(first, words) || ...);
  }

 private:
  GMimeMessage* message_;
  std::string_view source_;
};

/// Marks by which programs say that no person wrote this. X-Auto-Response-Suppress is none: it asks for quiet, and
/// people's servers add it, too.
bool is_automatic(GMimeMessage* message, const Headers& headers) {
  if (headers.has("Auto-Submitted") && !headers.says("Auto-Submitted", "no")) return true;  // RFC 3834
  for (const char* name : {"X-Autoreply", "X-Autorespond", "X-Autoresponse"})
    if (headers.has(name) && !headers.says(name, "no", "false")) return true;
  if (headers.says("Precedence", "auto_reply")) return true;
  if (headers.value("Return-Path") == "<>") return true;  // RFC 5321, 4.5.5: nobody to answer to
  GMimeObject* top = g_mime_message_get_mime_part(message);
  GMimeContentType* type = top == nullptr ? nullptr : g_mime_object_get_content_type(top);
  return type != nullptr && g_mime_content_type_is_type(type, "multipart", "report");  // RFC 6522
}

bool is_list(const Headers& headers) {
  return headers.has("List-Id") || headers.has("List-Post") || headers.has("List-Unsubscribe") ||
         headers.says("Precedence", "list", "bulk");
}

std::string valid(const char* text) {
  return text == nullptr ? std::string() : decode_charset(text, {}).decoded.out;
}

void read_author(GMimeMessage* message, MailFacts& facts) {
  InternetAddressList* from = g_mime_message_get_from(message);
  for (int i = 0; from != nullptr && i < internet_address_list_length(from); ++i) {
    InternetAddress* address = internet_address_list_get_address(from, i);
    if (!INTERNET_ADDRESS_IS_MAILBOX(address)) continue;
    facts.from_name = valid(internet_address_get_name(address));
    facts.from_address = valid(internet_address_mailbox_get_addr(INTERNET_ADDRESS_MAILBOX(address)));
    return;
  }
}

std::string id_in(std::string_view value) {
  std::string id = decode_charset(value, {}).decoded.out;
  std::erase_if(id, is_space);
  if (id.empty()) return id;
  id.erase(std::min(id.find('>'), id.size() - 1) + 1);
  return id;
}

}  // namespace

GMimeHeader* header_of(GMimeMessage* message, const char* name) {
  return g_mime_header_list_get_header(g_mime_object_get_header_list(GMIME_OBJECT(message)), name);
}

Span value_of(GMimeHeader* header, std::string_view source) {
  if (header == nullptr) return {};
  const gint64 offset = g_mime_header_get_offset(header);
  if (offset < 0 || static_cast<std::uint64_t>(offset) >= source.size()) return {};
  const auto begin = static_cast<std::uint32_t>(offset);
  const std::size_t colon = source.find(':', begin);
  if (colon == std::string_view::npos) return {};
  const auto limit = static_cast<std::uint32_t>(source.size());
  Line line = line_at(source, static_cast<std::uint32_t>(colon) + 1, limit);
  std::uint32_t end = line.text.end;
  while (line.next < limit && (source[line.next] == ' ' || source[line.next] == '\t')) {
    line = line_at(source, line.next, limit);
    end = line.text.end;
  }
  return trimmed(source, {static_cast<std::uint32_t>(colon) + 1, end});
}

MailFacts facts_of(GMimeMessage* message, std::string_view source) {
  const Headers headers(message, source);
  MailFacts facts;
  facts.recipients = count(g_mime_message_get_to(message)) + count(g_mime_message_get_cc(message)) +
                     count(g_mime_message_get_bcc(message));
  facts.to_header = headers.place("To");
  facts.reply = headers.has("In-Reply-To") || headers.has("References");
  facts.automatic = is_automatic(message, headers);
  facts.list = is_list(headers);
  facts.message_id = id_in(headers.value("Message-ID"));
  read_author(message, facts);
  if (GDateTime* date = g_mime_message_get_date(message)) facts.date = g_date_time_to_unix(date);
  return facts;
}

}  // namespace asklint
