#include "reader/mail.h"

#include <gmime/gmime.h>

#include <algorithm>
#include <array>
#include <memory>
#include <optional>

#include "reader/base64.h"
#include "reader/blocks.h"
#include "reader/charset.h"
#include "reader/decoded.h"
#include "reader/header_text.h"
#include "reader/html.h"
#include "reader/lines.h"
#include "reader/quoted_printable.h"
#include "text/utf8.h"

namespace asklint {

namespace {

constexpr int deepest_part = 64;
constexpr std::size_t most_troubles = 20;

struct Unref {
  void operator()(void* object) const { g_object_unref(object); }
};
template <class T>
using Object = std::unique_ptr<T, Unref>;

struct FreeOptions {
  void operator()(GMimeParserOptions* options) const { g_mime_parser_options_free(options); }
};

char lower(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

bool same_word(std::string_view a, std::string_view b) {
  return std::ranges::equal(a, b, [](char x, char y) { return lower(x) == lower(y); });
}

bool starts_with_word(std::string_view text, std::string_view word) {
  return text.size() >= word.size() && same_word(text.substr(0, word.size()), word);
}

bool is_space(char c) {
  return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

Span trimmed(std::string_view bytes, Span span) {
  while (!span.empty() && is_space(bytes[span.begin])) ++span.begin;
  while (!span.empty() && is_space(bytes[span.end - 1])) --span.end;
  return span;
}

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

/// What could not be read, at a byte of the source that the mail was parsed from.
struct Trouble {
  std::uint32_t source = 0;
  std::string message;
  std::string help;
};

/// A part whose words are the message's.
struct TextPart {
  GMimePart* part = nullptr;  ///< borrowed from the message
  bool html = false;
  Span source;  ///< its content, encoded
};

/// The source: the file without byte-order mark; or, where the file is UTF-16, what that decodes to.
class MailReader {
 public:
  MailReader(std::string_view source, Document& document) : source_(source), document_(document) {}

  void read() {
    static const bool ready = (g_mime_init(), true);
    (void)ready;
    const Object<GMimeMessage> message = parse();
    if (!message) {
      append_body_as_is(0);  // no header: the body alone, as when it is piped in from a mail program
      return;
    }
    read_headers(message.get());
    read_body(message.get());
  }

  [[nodiscard]] Decoded take_text() { return std::move(text_); }
  [[nodiscard]] const std::vector<Trouble>& troubles() const { return troubles_; }

 private:
  void trouble(std::uint32_t source, std::string message, std::string help = {}) {
    if (troubles_.size() < most_troubles) troubles_.push_back({source, std::move(message), std::move(help)});
  }

  // --- parsing -------------------------------------------------------------------------------------------------------

  Object<GMimeMessage> parse() {
    const Object<GMimeStream> stream(g_mime_stream_mem_new_with_buffer(source_.data(), source_.size()));
    const Object<GMimeParser> parser(g_mime_parser_new_with_stream(stream.get()));
    g_mime_parser_set_persist_stream(parser.get(), TRUE);  // so that each part knows its bounds
    g_mime_parser_set_format(parser.get(), GMIME_FORMAT_MESSAGE);
    const std::unique_ptr<GMimeParserOptions, FreeOptions> options(g_mime_parser_options_new());
    g_mime_parser_options_set_address_compliance_mode(options.get(), GMIME_RFC_COMPLIANCE_LOOSE);
    return Object<GMimeMessage>(g_mime_parser_construct_message(parser.get(), options.get()));
  }

  // --- headers -------------------------------------------------------------------------------------------------------

  static GMimeHeader* header(GMimeMessage* message, const char* name) {
    return g_mime_header_list_get_header(g_mime_object_get_header_list(GMIME_OBJECT(message)), name);
  }

  /// Bytes of a header's value, without the blanks around it; empty where the parser does not know its place.
  [[nodiscard]] Span value_of(GMimeHeader* header) const {
    if (header == nullptr) return {};
    const gint64 offset = g_mime_header_get_offset(header);
    if (offset < 0 || static_cast<std::uint64_t>(offset) >= source_.size()) return {};
    const auto begin = static_cast<std::uint32_t>(offset);
    const std::size_t colon = source_.find(':', begin);
    if (colon == std::string_view::npos) return {};
    const auto limit = static_cast<std::uint32_t>(source_.size());
    Line line = line_at(source_, static_cast<std::uint32_t>(colon) + 1, limit);
    std::uint32_t end = line.text.end;
    while (line.next < limit && (source_[line.next] == ' ' || source_[line.next] == '\t')) {
      line = line_at(source_, line.next, limit);
      end = line.text.end;
    }
    return trimmed(source_, {static_cast<std::uint32_t>(colon) + 1, end});
  }

  void read_headers(GMimeMessage* message) {
    GMimeHeaderList* all = g_mime_object_get_header_list(GMIME_OBJECT(message));
    for (int i = 0; i < g_mime_header_list_get_count(all); ++i) {
      last_header_ = std::max(last_header_, value_of(g_mime_header_list_get_header_at(all, i)).end);
    }
    MailFacts& facts = document_.mail;
    facts.recipients = count(g_mime_message_get_to(message)) + count(g_mime_message_get_cc(message));
    facts.to_header = value_of(header(message, "To"));
    facts.reply = !value_of(header(message, "In-Reply-To")).empty() || !value_of(header(message, "References")).empty();
    const std::string_view automatic = slice(source_, value_of(header(message, "Auto-Submitted")));
    facts.automatic = !automatic.empty() && !same_word(automatic.substr(0, automatic.find(';')), "no");
    const Span subject = value_of(header(message, "Subject"));
    if (subject.empty()) return;
    const Decoded decoded = decode_header_text(slice(source_, subject));
    append_shifted(text_, decoded, subject.begin);
    facts.reply = facts.reply || is_reply(text_.out);
    add_block(Role::header, {0, text_size()});
    text_.put("\n\n", {subject.end, subject.end});
  }

  /// `Re:`, `AW:`, `Re[2]:`: what mail programs put there.
  static bool is_reply(std::string_view subject) {
    if (!starts_with_word(subject, "re") && !starts_with_word(subject, "aw")) return false;
    subject.remove_prefix(2);
    if (subject.starts_with('[')) subject.remove_prefix(std::min(subject.find(']'), subject.size() - 1) + 1);
    return subject.starts_with(':');
  }

  static std::uint32_t count(InternetAddressList* list) {
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

  // --- the parts -----------------------------------------------------------------------------------------------------

  void read_body(GMimeMessage* message) {
    std::vector<TextPart> parts;
    GMimeObject* top = g_mime_message_get_mime_part(message);
    if (top != nullptr) collect(top, 0, parts);
    const bool hollow = top != nullptr && GMIME_IS_MULTIPART(top) && !GMIME_IS_MULTIPART_ENCRYPTED(top) &&
                        g_mime_multipart_get_count(GMIME_MULTIPART(top)) == 0;
    if (hollow || top == nullptr) {
      if (trimmed(source_, {body_begin(), static_cast<std::uint32_t>(source_.size())}).empty()) return;
      trouble(body_begin(), "the parts that the header promises are not there: the body is read as plain text");
      append_body_as_is(body_begin());
      return;
    }
    for (const TextPart& part : parts) append_part(part);
    if (parts.empty()) trouble(body_begin(), "no part of this mail is text");
  }

  void collect(GMimeObject* object, int depth, std::vector<TextPart>& parts) {
    if (depth > deepest_part) {
      if (!too_deep_)
        trouble(place_of(object), "parts nested more than " + std::to_string(deepest_part) + " deep are left out");
      too_deep_ = true;
      return;
    }
    if (GMIME_IS_MULTIPART_ENCRYPTED(object)) {
      trouble(place_of(object), "an encrypted part is left out");
    } else if (GMIME_IS_MULTIPART(object)) {
      collect_multipart(GMIME_MULTIPART(object), depth, parts);
    } else if (GMIME_IS_PART(object)) {
      if (const auto part = text_part(GMIME_PART(object))) parts.push_back(*part);
    }
    // A message inside a message is somebody else's words.
  }

  void collect_multipart(GMimeMultipart* multipart, int depth, std::vector<TextPart>& parts) {
    GMimeContentType* type = g_mime_object_get_content_type(GMIME_OBJECT(multipart));
    const int children = g_mime_multipart_get_count(multipart);
    if (g_mime_content_type_is_type(type, "multipart", "alternative")) {
      collect_alternative(multipart, children, depth, parts);
      return;
    }
    // In `related` the others serve the first, in `signed` they prove it.
    const bool first_only =
        g_mime_content_type_is_type(type, "multipart", "related") || GMIME_IS_MULTIPART_SIGNED(multipart);
    for (int i = 0; i < children; ++i) {
      const std::size_t before = parts.size();
      collect(g_mime_multipart_get_part(multipart, i), depth + 1, parts);
      if (first_only && parts.size() > before) return;
    }
  }

  /// The same said twice: the plain one, if there are words in it, otherwise the last one that can be read.
  void collect_alternative(GMimeMultipart* multipart, int children, int depth, std::vector<TextPart>& parts) {
    std::vector<TextPart> last;
    for (int i = 0; i < children; ++i) {
      std::vector<TextPart> found;
      collect(g_mime_multipart_get_part(multipart, i), depth + 1, found);
      const bool plain = std::ranges::any_of(
          found, [&](const TextPart& part) { return !part.html && !trimmed(source_, part.source).empty(); });
      if (!found.empty()) last = std::move(found);
      if (plain) break;
    }
    parts.insert(parts.end(), last.begin(), last.end());
  }

  std::optional<TextPart> text_part(GMimePart* part) {
    GMimeContentType* type = g_mime_object_get_content_type(GMIME_OBJECT(part));
    const bool html = type != nullptr && g_mime_content_type_is_type(type, "text", "html");
    const bool plain = type == nullptr || g_mime_content_type_is_type(type, "text", "plain") ||
                       g_mime_content_type_is_type(type, "text", "markdown") || has_broken_type(part);
    if ((!html && !plain) || g_mime_part_is_attachment(part)) return std::nullopt;
    GMimeDataWrapper* content = g_mime_part_get_content(part);
    GMimeStream* stream = content == nullptr ? nullptr : g_mime_data_wrapper_get_stream(content);
    if (stream == nullptr) return std::nullopt;
    const auto size = static_cast<gint64>(source_.size());
    const gint64 begin = std::clamp<gint64>(stream->bound_start, 0, size);
    const gint64 end = stream->bound_end < 0 ? size : std::clamp<gint64>(stream->bound_end, begin, size);
    return TextPart{part, html, {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)}};
  }

  /// A type that is none counts as plain text (RFC 2045, 5.2).
  static bool has_broken_type(GMimePart* part) {
    GMimeHeader* header =
        g_mime_header_list_get_header(g_mime_object_get_header_list(GMIME_OBJECT(part)), "Content-Type");
    const char* value = header == nullptr ? nullptr : g_mime_header_get_raw_value(header);
    return value != nullptr && std::string_view(value).find('/') == std::string_view::npos;
  }

  [[nodiscard]] std::uint32_t place_of(GMimeObject* object) const {
    GMimeHeaderList* headers = g_mime_object_get_header_list(object);
    const gint64 offset = g_mime_header_list_get_count(headers) > 0
                              ? g_mime_header_get_offset(g_mime_header_list_get_header_at(headers, 0))
                              : -1;
    return offset < 0 || static_cast<std::uint64_t>(offset) > source_.size() ? 0 : static_cast<std::uint32_t>(offset);
  }

  // --- from bytes to text --------------------------------------------------------------------------------------------

  void append_part(const TextPart& part) {
    const char* charset = g_mime_object_get_content_type_parameter(GMIME_OBJECT(part.part), "charset");
    const std::string_view encoded = slice(source_, part.source);
    const GMimeContentEncoding encoding = g_mime_part_get_content_encoding(part.part);
    Decoded text;
    switch (encoding) {
      case GMIME_CONTENT_ENCODING_QUOTEDPRINTABLE: {
        const Decoded bytes = decode_quoted_printable(encoded);
        text = then(to_utf8(bytes.out, charset, part.source.begin), bytes);
        break;
      }
      case GMIME_CONTENT_ENCODING_BASE64: {
        const Decoded bytes = decode_base64(encoded);
        if (bytes.bad != 0)
          trouble(part.source.begin + bytes.first_bad, "not valid base64: " + bytes_said(bytes.bad) + " passed over");
        text = then(to_utf8(bytes.out, charset, part.source.begin), bytes);
        break;
      }
      case GMIME_CONTENT_ENCODING_UUENCODE:
        trouble(part.source.begin, "a uuencoded part is left out");
        return;
      default:
        text = to_utf8(encoded, charset, part.source.begin);
    }
    if (part.html)
      append_page(text, part.source.begin);
    else
      append_text(text, part.source.begin);
  }

  void append_page(const Decoded& html, std::uint32_t begin) {
    const HtmlPage page = read_html(html.out);
    if (page.trouble)
      trouble(begin + html.map.back({page.trouble->source, page.trouble->source}).begin, page.trouble->message);
    append_text(then(page.decoded, html), begin, page.marked);
  }

  void append_body_as_is(std::uint32_t begin) { append_text(to_utf8(source_.substr(begin), {}, begin), begin); }

  /// `begin`: where in the source the bytes came from, for warnings.
  Decoded to_utf8(std::string_view bytes, const char* charset, std::uint32_t begin) {
    const std::string_view named = charset == nullptr ? std::string_view() : std::string_view(charset);
    CharsetText text = decode_charset(bytes, named);
    if (text.outcome == CharsetOutcome::unknown)
      trouble(begin, "unknown charset \"" + printable(named) + "\": read as " + text.used);
    if (text.outcome == CharsetOutcome::mislabelled)
      trouble(begin, "not in the charset that is named (" + printable(named) + "): read as " + text.used);
    if (text.decoded.bad != 0)
      trouble(begin, bytes_said(text.decoded.bad) + " of this part are not valid " + text.used + ": read as U+FFFD");
    return std::move(text.decoded);
  }

  static std::string bytes_said(std::uint32_t count) {
    return std::to_string(count) + (count == 1 ? " byte" : " bytes");
  }

  static std::string printable(std::string_view name) {
    std::string clean(name.substr(0, 40));
    std::ranges::replace_if(
        clean, [](char c) { return c < ' ' || c > '~'; }, '?');
    return clean;
  }

  /// `marked`: runs of it whose role is known.
  void append_text(const Decoded& text, std::uint32_t begin, const std::vector<Block>& marked = {}) {
    if (!text_.out.empty() && !text_.out.ends_with("\n\n")) text_.put("\n\n", {begin, begin});
    const std::uint32_t from = text_size();
    append_shifted(text_, text, begin);
    split_page(text_.out, {from, text_size()}, marked, document_.blocks);
  }

  void add_block(Role role, Span text) {
    const Span words = trimmed(text_.out, text);
    if (!words.empty()) document_.blocks.push_back({role, words});
  }

  [[nodiscard]] std::uint32_t text_size() const { return static_cast<std::uint32_t>(text_.out.size()); }

  /// After the empty line that ends the header.
  [[nodiscard]] std::uint32_t body_begin() const {
    const auto limit = static_cast<std::uint32_t>(source_.size());
    for (std::uint32_t at = last_header_; at < limit;) {
      const Line line = line_at(source_, at, limit);
      if (line.text.empty() && at != last_header_) return line.next;
      at = line.next;
    }
    return limit;
  }

  std::string_view source_;
  Document& document_;
  Decoded text_;
  std::vector<Trouble> troubles_;
  std::uint32_t last_header_ = 0;  ///< where the last header's value ends
  bool too_deep_ = false;
};

constexpr std::string_view mailbox_mark = "From ";

/// Without the line that a mailbox puts before each message, and without the `>` by which it keeps a line of the body
/// from looking like one.
Decoded from_mailbox(std::string_view raw) {
  Decoded to;
  std::size_t kept = std::min(raw.find('\n'), raw.size() - 1) + 1;
  for (std::size_t at = raw.find("\n>", kept); at != std::string_view::npos; at = raw.find("\n>", at + 1)) {
    const std::size_t words = raw.find_first_not_of('>', at + 1);
    if (words == std::string_view::npos || !raw.substr(words).starts_with(mailbox_mark)) continue;
    to.keep(raw.substr(kept, at + 1 - kept), static_cast<std::uint32_t>(kept));
    kept = at + 2;
  }
  to.keep(raw.substr(kept), static_cast<std::uint32_t>(kept));
  return to;
}

std::optional<Decoded> from_utf16(std::string_view raw) {
  if (raw.starts_with("\xFF\xFE")) return decode_utf16(raw, ByteOrder::little);
  if (raw.starts_with("\xFE\xFF")) return decode_utf16(raw, ByteOrder::big);
  return std::nullopt;
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

void read_mail(Document& document) {
  document.kind = Kind::mail;
  const std::string_view raw = document.raw;
  const std::uint32_t bom = raw.starts_with(utf8_bom) ? static_cast<std::uint32_t>(utf8_bom.size()) : 0;
  const std::optional<Decoded> outer = raw.starts_with(mailbox_mark) ? from_mailbox(raw) : from_utf16(raw);
  MailReader reader(outer ? std::string_view(outer->out) : raw.substr(bom), document);
  reader.read();

  Decoded text;
  const SourceMap& inner = outer ? outer->map : SourceMap::identity(static_cast<std::uint32_t>(raw.size()) - bom, bom);
  append_through(text, reader.take_text(), inner);
  document.text = std::move(text.out);
  document.to_raw = std::move(text.map);
  document.mail.to_header = inner.back(document.mail.to_header);
  if (reader.troubles().empty()) return;
  const LineIndex index(raw);
  for (const Trouble& trouble : reader.troubles()) {
    const LineColumn place = index.at(inner.back({trouble.source, trouble.source}).begin);
    document.warnings.push_back({ErrorCode::io, document.path, place, trouble.message, trouble.help});
  }
}

}  // namespace asklint
