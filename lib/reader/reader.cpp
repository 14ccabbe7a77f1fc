#include "reader/reader.h"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

#include "reader/binary.h"
#include "reader/blocks.h"
#include "reader/charset.h"
#include "reader/html/html.h"
#include "reader/mail/mail.h"
#include "reader/markdown.h"
#include "reader/markup.h"
#include "reader/placeholders.h"
#include "text/edit_distance.h"
#include "text/utf8.h"

namespace asklint {

namespace {

constexpr std::size_t most_bytes = 1U << 30U;  // decoded text may be three times as long, and spans are 32 bits
constexpr std::size_t looked_at = 8U << 10U;   // for NUL bytes

enum class Format : std::uint8_t { text, mail, markdown, html };

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

/// The folders of a Maildir that hold messages; their names have flags, and no suffix that people give.
bool is_in_maildir(std::string_view path) {
  const std::size_t slash = path.rfind('/');
  if (slash == std::string_view::npos || name_in(path).find('.') == std::string_view::npos) return false;
  const std::string_view folder = name_in(path.substr(0, slash));
  return folder == "cur" || folder == "new";
}

Format format_of(std::string_view path, std::string_view bytes, As as) {
  const std::string_view name = name_in(path);
  switch (as) {
    case As::text:
      return Format::text;
    case As::markdown:
      return Format::markdown;
    case As::html:
      return Format::html;
    case As::mail:
      return Format::mail;
    case As::detect:
      break;
  }
  // `mail.html.j2` is a template of HTML.
  std::string_view suffix = suffix_of(name);
  if (is_template_suffix(suffix)) suffix = suffix_of(name.substr(0, name.size() - suffix.size()));
  constexpr auto markdown = std::to_array<std::string_view>({".md", ".markdown"});
  constexpr auto html = std::to_array<std::string_view>({".html", ".htm"});
  if (same_word(suffix, ".eml") || same_word(suffix, ".mbox")) return Format::mail;
  if (is_one_of(suffix, markdown)) return Format::markdown;
  if (is_one_of(suffix, html) || begins_like_html(without_bom(bytes))) return Format::html;
  return is_in_maildir(path) || begins_like_mail(without_bom(bytes)) ? Format::mail : Format::text;
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

void warn_of_page(Document& document, const HtmlTrouble& trouble, const SourceMap& to_raw) {
  const std::uint32_t raw = to_raw.back({trouble.source, trouble.source}).begin;
  document.warnings.push_back({ErrorCode::limit, document.path, LineIndex(document.raw).at(raw), trouble.message, {}});
}

void read_text(Document& document, Format format) {
  DecodedFile file = decode_file(document.raw);
  warn_of_bad_bytes(document, file.decoded, file.charset);
  std::vector<Block> marked;
  if (format == Format::html) {
    HtmlPage page = read_html(file.decoded.out);
    if (page.trouble) warn_of_page(document, *page.trouble, file.decoded.map);
    file.decoded = then(page.decoded, file.decoded);
    marked = std::move(page.marked);
  }
  document.text = std::move(file.decoded.out);
  document.to_raw = std::move(file.decoded.map);
  if (format == Format::markdown) return;
  const Span words{0, static_cast<std::uint32_t>(document.text.size())};
  if (format == Format::html)
    split_page(document.text, words, marked, document.blocks);
  else
    split_blocks(document.text, words, document.blocks);
}

Span subject_of(const Document& document) {
  const bool has_one = !document.blocks.empty() && document.blocks.front().role == Role::header;
  return has_one ? document.blocks.front().text : Span{};
}

/// `[Handbook]` is a link where `[Handbook]: target` stands somewhere.
void drop_links(std::vector<Span>& names, std::string_view text) {
  const std::vector<std::string> links = link_names(text);
  if (links.empty()) return;
  std::erase_if(names, [&](Span name) {
    const std::string_view words = slice(text, name);
    return words.starts_with('[') && std::ranges::binary_search(links, lower_ascii(words.substr(1, words.size() - 2)));
  });
}

/// `spans` but those that overlap one of `holes`; both ascend.
std::vector<Span> clear_of(std::vector<Span> spans, const std::vector<Span>& holes) {
  auto hole = holes.begin();
  std::erase_if(spans, [&](Span span) {
    while (hole != holes.end() && hole->end <= span.begin) ++hole;
    return hole != holes.end() && overlaps(*hole, span);
  });
  return spans;
}

/// Blocks, and what reads as a word or as nothing. In inline code a placeholder is told about, not left over.
void take_markdown(Document& document, Placeholders& placeholders) {
  drop_links(placeholders.names, document.text);
  auto page = read_markdown(document.text, placeholders);
  if (!page) {
    document.warnings.push_back(
        {ErrorCode::io, document.path, {0, 0}, "not to be parsed as markdown, read as plain text", {}});
    split_blocks(document.text, {0, static_cast<std::uint32_t>(document.text.size())}, document.blocks);
    page.emplace();
    page->markup = find_markup(document.text, document.blocks);
  }
  if (!page->blocks.empty()) document.blocks = std::move(page->blocks);
  document.placeholders = clear_of(std::move(placeholders.names), page->code);
  // In a template the target of a link is filled in, and is none of the sentence's words.
  const std::vector<Span> none;
  const std::vector<Span> names = clear_of(document.placeholders, document.is_template ? page->markup : none);
  document.words = united(page->code, names);
  const std::vector<Span> controls = clear_of(std::move(placeholders.controls), page->code);
  document.controls = united(controls, without(page->markup, united(names, controls)));
}

void take_placeholders(Document& document, Placeholders& placeholders) {
  const std::vector<Span> tags = united(placeholders.names, placeholders.controls);
  document.controls = united(placeholders.controls, without(find_markup(document.text, document.blocks), tags));
  document.words = placeholders.names;
  document.placeholders = std::move(placeholders.names);
}

}  // namespace

bool is_mail(std::string_view path, std::string_view bytes, As as) {
  return format_of(path, bytes, as) == Format::mail;
}

Result<Document> read_document(std::string path, std::string bytes, const ReadOptions& options, Origin origin) {
  if (bytes.size() > most_bytes) {
    return Error{ErrorCode::limit,
                 std::move(path),
                 {0, 0},
                 "longer than 1 GiB, which is the most that one message may have",
                 {}};
  }
  const Format format = format_of(path, bytes, options.as);
  const bool mail = format == Format::mail;
  if (const auto kind = binary_kind(bytes); kind && !(mail && kind->empty())) return not_text(std::move(path), *kind);

  Document document;
  document.path = std::move(path);
  document.origin = origin;
  document.raw = std::move(bytes);
  document.is_template = options.force_template || is_template_path(document.path);
  if (mail) {
    if (auto error = read_mail(document, options.limits)) return std::move(*error);
  } else {
    read_text(document, format);
  }
  Placeholders placeholders = find_placeholders(document.text, subject_of(document));
  if (format == Format::markdown)
    take_markdown(document, placeholders);
  else
    take_placeholders(document, placeholders);
  for (Error& warning : document.warnings) warning.place = origin.in_file(warning.place);
  return document;
}

}  // namespace asklint
