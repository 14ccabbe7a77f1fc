#include "reader/reader.h"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

#include "reader/binary.h"
#include "reader/blocks.h"
#include "reader/charset.h"
#include "reader/mail.h"
#include "reader/markup.h"
#include "reader/placeholders.h"
#include "reader/visible_text.h"
#include "text/utf8.h"

namespace asklint {

namespace {

constexpr std::size_t most_bytes = 1U << 30U;  // decoded text may be three times as long, and spans are 32 bits
constexpr std::size_t looked_at = 8U << 10U;   // for NUL bytes

enum class Format : std::uint8_t { text, mail, mailbox, markdown, html };

char lower(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

bool same_word(std::string_view a, std::string_view b) {
  return std::ranges::equal(a, b, [](char x, char y) { return lower(x) == lower(y); });
}

std::string_view name_in(std::string_view path) {
  const std::size_t slash = path.rfind('/');
  return slash == std::string_view::npos ? path : path.substr(slash + 1);
}

std::string_view suffix_of(std::string_view name) {
  const std::size_t dot = name.rfind('.');
  return dot == std::string_view::npos ? std::string_view() : name.substr(dot);
}

template <std::size_t N>
bool is_one_of(std::string_view word, const std::array<std::string_view, N>& words) {
  return std::ranges::any_of(words, [&](std::string_view other) { return same_word(word, other); });
}

bool is_template_suffix(std::string_view suffix) {
  constexpr auto suffixes =
      std::to_array<std::string_view>({".j2", ".jinja", ".jinja2", ".hbs", ".mustache", ".liquid", ".erb", ".tmpl"});
  return is_one_of(suffix, suffixes);
}

/// By its suffix, or by a folder on the way to it.
bool is_template_path(std::string_view path) {
  constexpr auto folders = std::to_array<std::string_view>({"templates", "template"});
  if (is_template_suffix(suffix_of(name_in(path)))) return true;
  for (std::size_t slash = path.find('/'); slash != std::string_view::npos; slash = path.find('/')) {
    if (is_one_of(path.substr(0, slash), folders)) return true;
    path.remove_prefix(slash + 1);
  }
  return false;
}

/// What the bytes are, where they are no text; nothing where they may be.
std::optional<std::string> binary_kind(std::string_view bytes) {
  if (const std::string_view name = known_binary(bytes); !name.empty()) return " (" + std::string(name) + ")";
  const bool wide32 = bytes.starts_with(std::string_view("\xFF\xFE\0\0", 4));
  const bool wide16 = bytes.starts_with("\xFF\xFE") || bytes.starts_with("\xFE\xFF");
  if (wide16 && !wide32) return std::nullopt;
  if (bytes.substr(0, looked_at).find('\0') != std::string_view::npos) return std::string();
  return std::nullopt;
}

Error not_text(std::string path, const std::string& kind) {
  return {ErrorCode::io,
          std::move(path),
          {0, 0},
          "looks like a binary file" + kind + ", not a message",
          "save it as text or as mail (.txt, .md, .eml), in UTF-8"};
}

std::string_view without_bom(std::string_view bytes) {
  return bytes.starts_with(utf8_bom) ? bytes.substr(utf8_bom.size()) : bytes;
}

Format format_of(std::string_view path, std::string_view bytes, As as) {
  const std::string_view name = name_in(path);
  switch (as) {
    case As::text:
      return Format::text;
    case As::markdown:
      return Format::markdown;
    case As::mail:
      return bytes.starts_with("From ") ? Format::mailbox : Format::mail;
    case As::detect:
      break;
  }
  // `mail.html.j2` is a template of HTML.
  std::string_view suffix = suffix_of(name);
  if (is_template_suffix(suffix)) suffix = suffix_of(name.substr(0, name.size() - suffix.size()));
  constexpr auto markdown = std::to_array<std::string_view>({".md", ".markdown"});
  constexpr auto html = std::to_array<std::string_view>({".html", ".htm"});
  if (same_word(suffix, ".eml")) return bytes.starts_with("From ") ? Format::mailbox : Format::mail;
  if (same_word(suffix, ".mbox")) return Format::mailbox;
  if (is_one_of(suffix, markdown)) return Format::markdown;
  if (is_one_of(suffix, html) || begins_like_html(without_bom(bytes))) return Format::html;
  if (begins_like_mail(without_bom(bytes))) return bytes.starts_with("From ") ? Format::mailbox : Format::mail;
  return Format::text;
}

struct DecodedFile {
  Decoded decoded;
  std::string_view charset = "UTF-8";
};

DecodedFile decode_file(std::string_view raw) {
  if (raw.starts_with("\xFF\xFE")) return {decode_utf16(raw, ByteOrder::little), "UTF-16"};
  if (raw.starts_with("\xFE\xFF")) return {decode_utf16(raw, ByteOrder::big), "UTF-16"};
  return {decode_utf8(raw), "UTF-8"};
}

void warn_of_bad_bytes(Document& document, const Decoded& decoded, std::string_view charset) {
  if (decoded.bad == 0) return;
  const std::string count = std::to_string(decoded.bad) + (decoded.bad == 1 ? " byte is" : " bytes are");
  const LineColumn place = LineIndex(document.raw).at(decoded.first_bad);
  document.warnings.push_back({ErrorCode::io, document.path, place,
                               count + " not valid " + std::string(charset) + ", the first one here",
                               "save the file as UTF-8"});
}

void read_text(Document& document, Format format) {
  DecodedFile file = decode_file(document.raw);
  warn_of_bad_bytes(document, file.decoded, file.charset);
  if (format == Format::html) file.decoded = then(decode_visible_text(file.decoded.out), file.decoded);
  document.text = std::move(file.decoded.out);
  document.to_raw = std::move(file.decoded.map);

  Span words{0, static_cast<std::uint32_t>(document.text.size())};
  if (format == Format::markdown) {
    const Span front = front_matter(document.text);
    if (!front.empty()) document.blocks.push_back({Role::code, front});
    words.begin = front.end;
  }
  split_blocks(document.text, words, format == Format::markdown ? Dialect::markdown : Dialect::plain, document.blocks);
}

Span subject_of(const Document& document) {
  const bool has_one = !document.blocks.empty() && document.blocks.front().role == Role::header;
  return has_one ? document.blocks.front().text : Span{};
}

}  // namespace

Result<Document> read_document(std::string path, std::string bytes, const ReadOptions& options) {
  if (bytes.size() > most_bytes) {
    return Error{ErrorCode::limit,
                 std::move(path),
                 {0, 0},
                 "longer than 1 GiB, which is the most that one message may have",
                 {}};
  }
  const Format format = format_of(path, bytes, options.as);
  const bool mail = format == Format::mail || format == Format::mailbox;
  if (const auto kind = binary_kind(bytes); kind && !(mail && kind->empty())) return not_text(std::move(path), *kind);

  Document document;
  document.path = std::move(path);
  document.raw = std::move(bytes);
  document.is_template = options.force_template || is_template_path(document.path);
  if (mail) {
    read_mail(document, format == Format::mailbox ? Store::mailbox : Store::single, options.limits);
  } else {
    read_text(document, format);
  }
  Placeholders placeholders = find_placeholders(document.text, subject_of(document));
  const Dialect dialect = format == Format::markdown ? Dialect::markdown : Dialect::plain;
  const std::vector<Span> tags = united(placeholders.names, placeholders.controls);
  document.controls =
      united(placeholders.controls, without(find_markup(document.text, document.blocks, dialect), tags));
  document.placeholders = std::move(placeholders.names);
  return document;
}

}  // namespace asklint
