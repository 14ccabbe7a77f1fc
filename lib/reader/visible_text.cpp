#include "reader/visible_text.h"

#include <algorithm>
#include <array>
#include <optional>
#include <string>

#include "text/utf8.h"

namespace asklint {

namespace {

struct Entity {
  std::string_view name;
  char32_t code_point;
};

/// Those that mail programs write; all others are written as numbers or as themselves. Sorted by name.
constexpr auto entities = std::to_array<Entity>({
    {"Auml", 0xC4},    {"Ccedil", 0xC7},   {"Eacute", 0xC9}, {"Ouml", 0xD6},    {"Uuml", 0xDC},    {"agrave", 0xE0},
    {"amp", '&'},      {"apos", '\''},     {"aring", 0xE5},  {"auml", 0xE4},    {"bdquo", 0x201E}, {"bull", 0x2022},
    {"ccedil", 0xE7},  {"copy", 0xA9},     {"eacute", 0xE9}, {"ecirc", 0xEA},   {"egrave", 0xE8},  {"euro", 0x20AC},
    {"gt", '>'},       {"hellip", 0x2026}, {"laquo", 0xAB},  {"ldquo", 0x201C}, {"lsquo", 0x2018}, {"lt", '<'},
    {"mdash", 0x2014}, {"middot", 0xB7},   {"nbsp", 0xA0},   {"ndash", 0x2013}, {"ntilde", 0xF1},  {"oacute", 0xF3},
    {"oslash", 0xF8},  {"ouml", 0xF6},     {"quot", '"'},    {"raquo", 0xBB},   {"rdquo", 0x201D}, {"rsquo", 0x2019},
    {"sbquo", 0x201A}, {"shy", 0xAD},      {"szlig", 0xDF},  {"uuml", 0xFC},    {"zwnj", 0x200C},
});

/// After these the next words are another paragraph.
constexpr auto paragraph_tags = std::to_array<std::string_view>({
    "address", "article", "blockquote", "body", "center", "dd",      "div",   "dl", "dt",     "fieldset", "figure",
    "footer",  "form",    "h1",         "h2",   "h3",     "h4",      "h5",    "h6", "header", "hr",       "li",
    "main",    "nav",     "ol",         "p",    "pre",    "section", "table", "td", "th",     "tr",       "ul",
});

/// What stands inside these is not shown.
constexpr auto hidden_tags =
    std::to_array<std::string_view>({"head", "noscript", "script", "style", "template", "title"});

constexpr std::size_t longest_entity = 10;

bool is_space(char c) {
  return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f';
}
bool is_ascii_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

bool is_entity_byte(char c) {
  return is_ascii_letter(c) || (c >= '0' && c <= '9') || c == '#';
}

char lower(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

struct Tag {
  std::string name;  ///< lower case
  bool closes = false;
  std::size_t end = 0;  ///< past its `>`
};

std::optional<char32_t> numbered(std::string_view digits) {
  std::uint32_t base = 10;
  if (digits.starts_with('x') || digits.starts_with('X')) {
    base = 16;
    digits.remove_prefix(1);
  }
  if (digits.empty()) return std::nullopt;
  std::uint32_t value = 0;
  for (const char c : digits) {
    const char l = lower(c);
    const std::uint32_t digit = l >= '0' && l <= '9'   ? static_cast<std::uint32_t>(l - '0')
                                : l >= 'a' && l <= 'f' ? static_cast<std::uint32_t>(l - 'a') + 10
                                                       : 99;
    if (digit >= base) return std::nullopt;
    value = value * base + digit;
    if (value > 0x10FFFF) return std::nullopt;
  }
  const bool sayable = value >= 0x20 && (value < 0xD800 || value > 0xDFFF);
  return sayable ? static_cast<char32_t>(value) : U' ';
}

std::optional<char32_t> character_of(std::string_view name) {
  if (name.starts_with('#')) return numbered(name.substr(1));
  const auto* found = std::ranges::lower_bound(entities, name, {}, &Entity::name);
  if (found == entities.end() || found->name != name) return std::nullopt;
  return found->code_point;
}

class Page {
 public:
  explicit Page(std::string_view html) : html_(html) { to_.out.reserve(html.size() / 2); }

  Decoded run() {
    std::size_t at = html_.starts_with(utf8_bom) ? utf8_bom.size() : 0;
    while (at < html_.size()) {
      const std::size_t next = html_[at] == '<' ? markup(at) : html_[at] == '&' ? entity(at) : at;
      at = next > at ? next : words(at);
    }
    return std::move(to_);
  }

 private:
  /// Text up to the next markup. White space is kept as it is, for it maps exactly; rules see one space anyway. But the
  /// ends of lines mean nothing here, and two of them would part a paragraph.
  std::size_t words(std::size_t at) {
    std::size_t end = at + 1;
    while (end < html_.size() && html_[end] != '<' && html_[end] != '&') ++end;
    for (std::size_t i = at; i < end;) {
      const bool space = is_space(html_[i]);
      std::size_t run = i;
      while (run < end && is_space(html_[run]) == space) ++run;
      const auto source = static_cast<std::uint32_t>(i);
      if (!space)
        to_.keep(html_.substr(i, run - i), source);
      else if (!to_.out.empty() && !is_space(to_.out.back()))
        to_.put(" ", {source, static_cast<std::uint32_t>(run)});
      i = run;
    }
    return end;
  }

  std::size_t entity(std::size_t at) {
    std::size_t end = at + 1;
    while (end < html_.size() && end - at <= longest_entity && is_entity_byte(html_[end])) ++end;
    const auto character = character_of(html_.substr(at + 1, end - at - 1));
    if (!character) return at;
    if (end < html_.size() && html_[end] == ';') ++end;
    std::string utf8;
    append_utf8(utf8, *character);
    to_.put(utf8, {static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(end)});
    return end;
  }

  /// Past the tag or comment at `at`; `at` itself where there is none.
  std::size_t markup(std::size_t at) {
    const std::string_view rest = html_.substr(at);
    if (rest.starts_with("<!--")) return past("-->", at + 4);
    if (rest.starts_with("<!") || rest.starts_with("<?")) return past(">", at + 2);
    const auto tag = tag_at(at);
    if (!tag) return at;
    if (tag->name == "br") new_line(at, "\n");
    if (std::ranges::binary_search(paragraph_tags, std::string_view(tag->name))) new_line(at, "\n\n");
    if (!tag->closes && std::ranges::binary_search(hidden_tags, std::string_view(tag->name)))
      return past_closing(tag->name, tag->end);
    return tag->end;
  }

  [[nodiscard]] std::size_t past(std::string_view mark, std::size_t at) const {
    const std::size_t found = html_.find(mark, at);
    return found == std::string_view::npos ? html_.size() : found + mark.size();
  }

  [[nodiscard]] std::optional<Tag> tag_at(std::size_t at) const {
    Tag tag;
    std::size_t end = at + 1;
    if (end < html_.size() && html_[end] == '/') {
      tag.closes = true;
      ++end;
    }
    if (end >= html_.size() || !is_ascii_letter(html_[end])) return std::nullopt;
    while (end < html_.size() && !is_space(html_[end]) && html_[end] != '>' && html_[end] != '/') {
      if (tag.name.size() < 16) tag.name.push_back(lower(html_[end]));
      ++end;
    }
    char quote = '\0';
    for (; end < html_.size(); ++end) {
      const char c = html_[end];
      if (quote != '\0') {
        if (c == quote) quote = '\0';
      } else if ((c == '"' || c == '\'') && html_[end - 1] == '=') {
        quote = c;
      } else if (c == '>') {
        break;
      }
    }
    tag.end = std::min(end + 1, html_.size());  // never closed: to the end, so that each tag is read once
    return tag;
  }

  /// Past what ends a hidden part; a head that nobody closed ends where the body begins.
  [[nodiscard]] std::size_t past_closing(const std::string& name, std::size_t at) const {
    for (std::size_t found = html_.find('<', at); found != std::string_view::npos; found = html_.find('<', found + 1)) {
      if (name == "head" && names(found + 1, "body")) return found;
      if (found + 1 < html_.size() && html_[found + 1] == '/' && names(found + 2, name)) return tag_at(found)->end;
    }
    return html_.size();
  }

  [[nodiscard]] bool names(std::size_t at, std::string_view name) const {
    const std::string_view found = html_.substr(std::min(at, html_.size()), name.size());
    return std::ranges::equal(found, name, {}, lower);
  }

  void new_line(std::size_t at, std::string_view ends) {
    if (to_.out.empty() || to_.out.ends_with("\n\n")) return;
    const auto source = static_cast<std::uint32_t>(at);
    to_.put(to_.out.ends_with('\n') && ends.size() == 2 ? std::string_view("\n") : ends, {source, source});
  }

  std::string_view html_;
  Decoded to_;
};

}  // namespace

Decoded decode_visible_text(std::string_view html) {
  return Page(html).run();
}

}  // namespace asklint
