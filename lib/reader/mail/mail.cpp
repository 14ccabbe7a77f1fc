#include "reader/mail/module.h"

#include <gmime/gmime.h>

#include <algorithm>
#include <array>
#include <memory>
#include <optional>
#include <unordered_set>

#include "reader/binary.h"
#include "reader/blocks.h"
#include "reader/charset.h"
#include "reader/decoded.h"
#include "reader/html/html.h"
#include "reader/lines.h"
#include "reader/mail/ascii.h"
#include "reader/mail/base64.h"
#include "reader/mail/flowed.h"
#include "reader/mail/header_text.h"
#include "reader/mail/lost_parts.h"
#include "reader/mail/mail_facts.h"
#include "reader/mail/mail_parts.h"
#include "reader/mail/quoted_printable.h"
#include "reader/mail/shield.h"
#include "reader/mail/trouble.h"
#include "text/utf8.h"

namespace asklint {

namespace {

struct Unref {
  void operator()(void* object) const { g_object_unref(object); }
};
template <class T>
using Object = std::unique_ptr<T, Unref>;

struct FreeOptions {
  void operator()(GMimeParserOptions* options) const { g_mime_parser_options_free(options); }
};

bool is_space(char c) {
  return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

Span trimmed(std::string_view bytes, Span span) {
  while (!span.empty() && is_space(bytes[span.begin])) ++span.begin;
  while (!span.empty() && is_space(bytes[span.end - 1])) --span.end;
  return span;
}

/// The source: the file without byte-order mark; or, where the file is UTF-16, what that decodes to.
class MailReader {
 public:
  MailReader(std::string_view source, Document& document, const Limits& limits)
      : source_(source), document_(document), limits_(limits), shielded_(shield(source, limits)) {}

  void read() {
    static const bool ready = (g_mime_init(), true);
    (void)ready;
    say_what_was_cut();
    const Object<GMimeMessage> message = parse(shielded_.copy ? std::string_view(*shielded_.copy) : source_);
    if (!message) {
      append_body_as_is(0);  // no header: the body alone, as when it is piped in from a mail program
      return;
    }
    read_headers(message.get());
    read_body(message.get());
  }

  [[nodiscard]] Decoded take_text() { return std::move(text_); }
  [[nodiscard]] const std::vector<Trouble>& troubles() const { return troubles_.all(); }

 private:
  void trouble(std::uint32_t source, std::string message, std::string help = {}) {
    troubles_.add(source, std::move(message), std::move(help));
  }

  void say_what_was_cut() {
    if (shielded_.header_cut)
      trouble(*shielded_.header_cut, "the header is longer than the limit: from here on it is not read",
              "--max-header raises the limit");
    if (shielded_.boundary_cut)
      trouble(*shielded_.boundary_cut, "parts nested more than " + std::to_string(limits_.depth) + " deep are left out",
              "--max-depth raises the limit");
  }

  // --- parsing -------------------------------------------------------------------------------------------------------

  Object<GMimeMessage> parse(std::string_view given) {
    const Object<GMimeStream> stream(g_mime_stream_mem_new_with_buffer(given.data(), given.size()));
    const Object<GMimeParser> parser(g_mime_parser_new_with_stream(stream.get()));
    g_mime_parser_set_persist_stream(parser.get(), TRUE);  // so that each part knows its bounds
    g_mime_parser_set_format(parser.get(), GMIME_FORMAT_MESSAGE);
    const std::unique_ptr<GMimeParserOptions, FreeOptions> options(g_mime_parser_options_new());
    g_mime_parser_options_set_address_compliance_mode(options.get(), GMIME_RFC_COMPLIANCE_LOOSE);
    return Object<GMimeMessage>(g_mime_parser_construct_message(parser.get(), options.get()));
  }

  // --- headers -------------------------------------------------------------------------------------------------------

  void read_headers(GMimeMessage* message) {
    GMimeHeaderList* all = g_mime_object_get_header_list(GMIME_OBJECT(message));
    for (int i = 0; i < g_mime_header_list_get_count(all); ++i) {
      last_header_ = std::max(last_header_, value_of(g_mime_header_list_get_header_at(all, i), source_).end);
    }
    MailFacts& facts = document_.mail;
    facts = facts_of(message, source_);
    const Span subject = value_of(header_of(message, "Subject"), source_);
    if (subject.empty()) return;
    const Decoded decoded = decode_header_text(slice(source_, subject));
    if (is_garbage(decoded.out)) return trouble(subject.begin, "the Subject is no text: it is left out");
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

  // --- the parts -----------------------------------------------------------------------------------------------------

  void read_body(GMimeMessage* message) {
    GMimeObject* top = g_mime_message_get_mime_part(message);
    const bool hollow = top != nullptr && GMIME_IS_MULTIPART(top) && !GMIME_IS_MULTIPART_ENCRYPTED(top) &&
                        g_mime_multipart_get_count(GMIME_MULTIPART(top)) == 0;
    if (hollow || top == nullptr) return read_lost_parts(top);
    append_parts(top);
  }

  void append_parts(GMimeObject* top) {
    const IsStub stub = [this](const TextPart& plain, const TextPart& html) { return is_stub(plain, html); };
    for (const TextPart& part : text_parts(top, source_, limits_, stub, troubles_)) append_part(part);
  }

  /// A multipart without parts: its boundary is missing, or another one. The one that is there is taken.
  void read_lost_parts(GMimeObject* top) {
    const std::uint32_t begin = body_begin();
    if (trimmed(source_, {begin, static_cast<std::uint32_t>(source_.size())}).empty()) return;
    const char* boundary = top == nullptr ? nullptr : g_mime_object_get_content_type_parameter(top, "boundary");
    const bool alternative =
        top != nullptr && g_mime_content_type_is_type(g_mime_object_get_content_type(top), "multipart", "alternative");
    if (const auto mended = with_found_boundary(shielded_.copy ? *shielded_.copy : source_, begin,
                                                alternative ? "alternative" : "mixed")) {
      const Object<GMimeMessage> message = parse(*mended);
      GMimeObject* found = message ? g_mime_message_get_mime_part(message.get()) : nullptr;
      if (found != nullptr && GMIME_IS_MULTIPART(found) && g_mime_multipart_get_count(GMIME_MULTIPART(found)) > 0) {
        trouble(begin, "the boundary that the header names is not there: the parts are read by the one that is");
        return append_parts(found);
      }
    }
    if (boundary != nullptr && is_closed_at_once(boundary, begin)) return;
    trouble(begin, "the parts that the header promises are not there: the body is read as plain text");
    append_body_as_is(begin);
  }

  /// True where the first line that begins with the boundary is nothing but it: a multipart that has no parts. Whatever
  /// else the parser did not see is better read as it is.
  [[nodiscard]] bool is_closed_at_once(std::string_view boundary, std::uint32_t begin) const {
    constexpr std::size_t longest = 200;  // RFC 2046 allows 70; of a far longer one the parser sees none
    const std::string mark = "--" + std::string(boundary);
    const auto at = boundary.empty() || boundary.size() > longest ? std::nullopt : find_line(source_, mark, begin);
    if (!at) return false;
    const Line line = line_at(source_, *at, static_cast<std::uint32_t>(source_.size()));
    const std::string_view words = slice(source_, trimmed(source_, line.text));
    return words == mark || words == mark + "--";
  }

  // --- from bytes to text --------------------------------------------------------------------------------------------

  void append_part(TextPart part) {
    const auto text = decode_part(part, troubles_);
    if (!text) return;
    if (part.html)
      append_page(*text, part.source.begin);
    else
      append_text(*text, part.source.begin);
  }

  void append_page(const Decoded& html, std::uint32_t begin) {
    const HtmlPage page = read_html(html.out);
    if (page.trouble)
      trouble(begin + html.map.back({page.trouble->source, page.trouble->source}).begin, page.trouble->message);
    append_text(then(page.decoded, html), begin, page.marked);
  }

  /// The content of `part` as text, nothing where it is none. Where its type lies about HTML, `part` is corrected.
  std::optional<Decoded> decode_part(TextPart& part, Troubles& troubles) const {
    const std::uint32_t begin = part.source.begin;
    auto bytes = decode_transfer(part, troubles);
    if (!bytes) return std::nullopt;
    const std::string_view content = bytes->out;
    if (const std::string_view name = known_binary(content); !name.empty()) {
      troubles.add(begin, "this part says that it is text, and is not (" + std::string(name) + "): it is left out");
      return std::nullopt;
    }
    const char* charset = g_mime_object_get_content_type_parameter(GMIME_OBJECT(part.part), "charset");
    auto read = to_text(content, charset, begin, *bytes, troubles);
    if (!read) return std::nullopt;
    Decoded text = then(*read, *bytes);
    if (!part.html && begins_like_html(text.out)) {
      troubles.add(begin, "this part says that it is plain text, and is HTML: it is read as that");
      part.html = true;
    } else if (part.html && !has_markup(text.out)) {
      part.html = false;  // its lines are what structure there is
    }
    if (!part.html && is_parameter(part.part, "format", "flowed"))
      text = then(decode_flowed(text.out, is_parameter(part.part, "delsp", "yes") ? DelSp::yes : DelSp::no), text);
    return text;
  }

  /// The bytes that the part's transfer encoding stands for.
  std::optional<Decoded> decode_transfer(const TextPart& part, Troubles& troubles) const {
    const std::string_view encoded = slice(source_, part.source);
    const std::uint32_t begin = part.source.begin;
    switch (g_mime_part_get_content_encoding(part.part)) {
      case GMIME_CONTENT_ENCODING_QUOTEDPRINTABLE:
        return decode_quoted_printable(encoded);
      case GMIME_CONTENT_ENCODING_BASE64: {
        if (!looks_like_base64(encoded)) {
          troubles.add(begin, "this part says that it is base64, and is not: it is read as it is");
          break;
        }
        Decoded bytes = decode_base64(encoded);
        if (bytes.bad != 0)
          troubles.add(begin + bytes.first_bad, "not valid base64: " + bytes_said(bytes.bad) + " passed over");
        bytes.bad = 0;
        return bytes;
      }
      case GMIME_CONTENT_ENCODING_UUENCODE:
        troubles.add(begin, "a uuencoded part is left out");
        return std::nullopt;
      default:
        break;
    }
    Decoded bytes;
    bytes.keep(encoded, 0);
    return bytes;
  }

  static bool is_parameter(GMimePart* part, const char* name, std::string_view value) {
    const char* said = g_mime_object_get_content_type_parameter(GMIME_OBJECT(part), name);
    return said != nullptr && same_word(said, value);
  }

  /// A tag or an entity.
  static bool has_markup(std::string_view text) {
    for (std::size_t at = text.find_first_of("<&"); at < text.size(); at = text.find_first_of("<&", at + 1)) {
      const char next = at + 1 < text.size() ? lower(text[at + 1]) : ' ';
      if ((next >= 'a' && next <= 'z') || next == '/' || next == '!' || next == '#') return true;
    }
    return false;
  }

  /// A plain part that only says where the words are ("please view this as HTML"): short, the HTML says far more, and
  /// says something else.
  [[nodiscard]] bool is_stub(TextPart plain, TextPart html) const {
    constexpr std::uint32_t looked_at = 1U << 16U;  // bytes
    if (plain.source.size() > looked_at) return false;
    html.source.end = std::min(html.source.end, html.source.begin + looked_at);
    Troubles unheard;
    const auto short_text = decode_part(plain, unheard);
    if (!short_text) return true;
    const auto short_words = words_in(short_text->out);
    if (short_words.size() > 60) return false;
    const auto markup = decode_part(html, unheard);
    if (!markup) return false;
    const std::string visible = html.html ? read_html(markup->out).decoded.out : markup->out;
    const auto long_words = words_in(visible);
    if (short_words.empty()) return !long_words.empty();
    const auto shared = static_cast<std::size_t>(
        std::ranges::count_if(short_words, [&](std::string_view word) { return long_words.contains(word); }));
    return long_words.size() > short_words.size() * 3 && shared * 2 < short_words.size();
  }

  /// The different words of a text, as they are written.
  static std::unordered_set<std::string_view> words_in(std::string_view text) {
    const auto in_word = [](char c) {
      return (c >= '0' && c <= '9') || (lower(c) >= 'a' && lower(c) <= 'z') || static_cast<unsigned char>(c) >= 0x80;
    };
    std::unordered_set<std::string_view> words;
    for (std::size_t at = 0; at < text.size();) {
      std::size_t end = at;
      while (end < text.size() && in_word(text[end])) ++end;
      if (end > at) words.insert(text.substr(at, end - at));
      at = end + 1;
    }
    return words;
  }

  void append_body_as_is(std::uint32_t begin) {
    Decoded bytes;
    bytes.keep(source_.substr(begin), 0);
    if (const auto text = to_text(bytes.out, nullptr, begin, bytes, troubles_)) append_text(*text, begin);
  }

  /// UTF-8 from bytes in `charset`; nothing where they are no text. `inner`: how the bytes were made from those that
  /// begin at `begin` of the source, for warnings.
  static std::optional<Decoded> to_text(std::string_view bytes, const char* charset, std::uint32_t begin,
                                        const Decoded& inner, Troubles& troubles) {
    const std::string_view named = charset == nullptr ? std::string_view() : std::string_view(charset);
    CharsetText text = decode_charset(bytes, named);
    if (is_garbage(text.decoded.out)) {
      troubles.add(begin, "what should be text here is not: it is left out");
      return std::nullopt;
    }
    if (text.outcome == CharsetOutcome::unknown)
      troubles.add(begin, "unknown charset \"" + printable(named) + "\": read as " + text.used);
    if (text.outcome == CharsetOutcome::mislabelled)
      troubles.add(begin, "not in the charset that is named (" + printable(named) + "): read as " + text.used);
    if (text.decoded.bad != 0)
      troubles.add(begin + inner.map.back({text.decoded.first_bad, text.decoded.first_bad}).begin,
                   bytes_said(text.decoded.bad) + " of this part are not valid " + text.used + ": read as U+FFFD");
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
  const Limits& limits_;
  Shielded shielded_;
  Decoded text_;
  Troubles troubles_;
  std::uint32_t last_header_ = 0;  ///< where the last header's value ends
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

extern "C" void asklint_read_mail(Document& document, const Limits& limits) {
  document.kind = Kind::mail;
  const std::string_view raw = document.raw;
  const std::uint32_t bom = raw.starts_with(utf8_bom) ? static_cast<std::uint32_t>(utf8_bom.size()) : 0;
  const std::optional<Decoded> outer = raw.starts_with(mailbox_mark) ? from_mailbox(raw) : from_utf16(raw);
  MailReader reader(outer ? std::string_view(outer->out) : raw.substr(bom), document, limits);
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
