#include "reader/placeholders.h"

#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <utility>

#include "text/edit_distance.h"
#include "text/utf8.h"

namespace asklint {

namespace {

constexpr std::size_t longest_name = 48;         // bytes inside [ ] and < >: a name, not a remark
constexpr std::size_t longest_expression = 400;  // bytes inside {{ }} and the like
constexpr std::size_t most_words = 4;

bool is_upper(char c) {
  return c >= 'A' && c <= 'Z';
}
bool is_lower(char c) {
  return c >= 'a' && c <= 'z';
}
bool is_digit(char c) {
  return c >= '0' && c <= '9';
}
/// A letter of any script counts: all bytes past ASCII do.
bool is_letter(char c) {
  return is_upper(c) || is_lower(c) || static_cast<unsigned char>(c) >= 0x80;
}
bool is_word(char c) {
  return is_letter(c) || is_digit(c) || c == '_';
}

/// Letters Ä–Þ, Cyrillic and Greek capitals: enough to tell a capitalised word outside ASCII.
bool begins_with_capital(std::string_view word) {
  if (word.empty()) return false;
  const char32_t c = utf8_step(word, 0).code_point;
  return is_upper(word.front()) || (c >= 0xC0 && c <= 0xDE) || (c >= 0x391 && c <= 0x3A9) ||
         (c >= 0x410 && c <= 0x42F) || (c >= 0x100 && c <= 0x17F && c % 2 == 0);
}

/// Tags of HTML that a text may show: never placeholders. Sorted.
constexpr auto html_tags = std::to_array<std::string_view>({
    "a",        "abbr",     "address", "article", "aside",   "audio",   "b",      "base",    "big",    "blockquote",
    "body",     "br",       "button",  "canvas",  "caption", "center",  "cite",   "code",    "col",    "data",
    "dd",       "del",      "details", "dfn",     "dialog",  "div",     "dl",     "doctype", "dt",     "em",
    "embed",    "fieldset", "figure",  "font",    "footer",  "form",    "h1",     "h2",      "h3",     "h4",
    "h5",       "h6",       "head",    "header",  "hr",      "html",    "i",      "iframe",  "img",    "input",
    "ins",      "kbd",      "label",   "legend",  "li",      "link",    "main",   "map",     "mark",   "meta",
    "nav",      "noscript", "o",       "object",  "ol",      "option",  "p",      "picture", "pre",    "progress",
    "q",        "ruby",     "s",       "samp",    "script",  "section", "select", "small",   "source", "span",
    "strike",   "strong",   "style",   "sub",     "summary", "sup",     "svg",    "table",   "tbody",  "td",
    "template", "textarea", "tfoot",   "th",      "thead",   "time",    "title",  "tr",      "tt",     "u",
    "ul",       "var",      "video",   "wbr",
});

/// What machines write in brackets and braces: gateways and mail clients, wikis and trackers, shells, keys of a
/// keyboard. Sorted.
constexpr auto machine_labels = std::to_array<std::string_view>({
    "alt",
    "altgr",
    "appdata",
    "backspace",
    "bild",
    "caution",
    "code",
    "color",
    "ctrl",
    "enter",
    "entf",
    "esc",
    "escape",
    "ext",
    "extern",
    "external",
    "external email",
    "external mail",
    "external sender",
    "externe mail",
    "home",
    "image",
    "img",
    "inline image",
    "logo",
    "noformat",
    "panel",
    "path",
    "pgdn",
    "pgup",
    "pos1",
    "programfiles",
    "pwd",
    "quote",
    "return",
    "shift",
    "space",
    "strg",
    "systemroot",
    "tab",
    "temp",
    "tmp",
    "userprofile",
    "windir",
});

template <std::size_t N>
bool is_one_of(std::string_view name, const std::array<std::string_view, N>& sorted) {
  return std::ranges::binary_search(sorted, std::string_view(lower_ascii(name)));
}

/// The names of tags that are closed somewhere, `</Name>`, in lower case, sorted: a pair around words is no
/// placeholder.
std::vector<std::string> closed_tags(std::string_view text) {
  std::vector<std::string> names;
  for (std::size_t at = text.find("</"); at != std::string_view::npos; at = text.find("</", at + 2)) {
    const std::string_view rest = text.substr(at + 2, longest_name + 1);
    if (const std::size_t end = rest.find('>'); end != std::string_view::npos)
      names.push_back(lower_ascii(rest.substr(0, end)));
  }
  std::ranges::sort(names);
  return names;
}

/// Looks for one closing string; remembers where it was found, so that many openings before it cost one search.
class Closing {
 public:
  Closing(std::string_view text, std::string_view mark) : text_(text), mark_(mark) {}

  /// Past the first `mark` at or after `at`; nothing without one.
  std::optional<std::size_t> after(std::size_t at) {
    if (at > found_ || !known_) {
      found_ = text_.find(mark_, at);
      known_ = true;
    }
    if (found_ == std::string_view::npos) return std::nullopt;
    return found_ + mark_.size();
  }

 private:
  std::string_view text_;
  std::string_view mark_;
  std::size_t found_ = 0;
  bool known_ = false;
};

class Scanner {
 public:
  Scanner(std::string_view text, Span subject) : text_(text), subject_(subject), closed_tags_(closed_tags(text)) {}

  Placeholders run() {
    constexpr std::string_view openers = "{[<$%*X";
    for (std::size_t at = text_.find_first_of(openers); at < text_.size(); at = text_.find_first_of(openers, at)) {
      at = std::max(at + 1, take(at));
    }
    return std::move(found_);
  }

 private:
  /// Past the placeholder at `at`; `at` itself where there is none.
  std::size_t take(std::size_t at) {
    const std::string_view rest = text_.substr(at);
    switch (rest.front()) {
      case '{':
        return take_braces(at);
      case '<':
        return rest.starts_with("<%") ? take_erb(at) : take_angle(at);
      case '$':
        return rest.starts_with("${") ? take_identifier(at, 2, "}") : at;
      case '%':
        return take_percent(at);
      case '*':
        return rest.starts_with("*|") ? take_identifier(at, 2, "|*") : at;
      case '[':
        return take_square(at);
      default:
        return take_x(at);
    }
  }

  std::size_t name(std::size_t begin, std::size_t end) { return put(found_.names, begin, end); }
  std::size_t control(std::size_t begin, std::size_t end) { return put(found_.controls, begin, end); }

  static std::size_t put(std::vector<Span>& list, std::size_t begin, std::size_t end) {
    list.push_back({static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)});
    return end;
  }

  [[nodiscard]] char before(std::size_t at) const { return at == 0 ? ' ' : text_[at - 1]; }
  [[nodiscard]] char byte(std::size_t at) const { return at < text_.size() ? text_[at] : ' '; }

  std::size_t take_braces(std::size_t at) {
    const std::string_view rest = text_.substr(at);
    if (rest.starts_with("{%")) return is_comment(at) ? take_comment(at) : take_control(at, statement_);
    if (rest.starts_with("{#")) return take_control(at, comment_);
    if (rest.starts_with("{{!--")) return take_control(at, long_note_);
    if (rest.starts_with("{{!") || rest.starts_with("{{/*") || rest.starts_with("{{- /*"))
      return take_control(at, expression_);
    if (rest.starts_with("{{{")) return take_expression(at, raw_expression_);
    if (rest.starts_with("{{"))
      return is_block_tag(at) ? take_control(at, expression_) : take_expression(at, expression_);
    const bool alone = !is_word(before(at)) && std::string_view("\\^$").find(before(at)) == std::string_view::npos;
    return alone ? take_identifier(at, 1, "}") : at;
  }

  /// {{#if x}}, {{/if}}, {{^x}}, {{> part}}, {{else}}, {{else if x}}, {{- end }}; `~` trims white space in Handlebars.
  [[nodiscard]] bool is_block_tag(std::size_t at) const {
    const std::size_t inside = text_.find_first_not_of("~- \t", at + 2);
    if (inside == std::string_view::npos) return false;
    const std::string_view tag = text_.substr(inside);
    if (std::string_view("#/^>").find(tag.front()) != std::string_view::npos) return true;
    for (const std::string_view word : {"else", "end", "if", "range", "with", "template", "block", "define"}) {
      if (!tag.starts_with(word) || (tag.size() > word.size() && is_word(tag[word.size()]))) continue;
      // `{{ end }}` and `{{ else }}` stand alone; the others take something, and a variable may well be called `block`.
      const std::size_t next = tag.find_first_not_of(" \t", word.size());
      const bool closes = next == std::string_view::npos || tag[next] == '}' || tag[next] == '~' || tag[next] == '-';
      if (closes == (word == "else" || word == "end") || word == "else") return true;
    }
    return false;
  }

  [[nodiscard]] bool is_comment(std::size_t at) const {
    const std::size_t word = text_.find_first_not_of("- \t", at + 2);
    return word != std::string_view::npos && text_.substr(word).starts_with("comment") && !is_word(byte(word + 7));
  }

  /// {% comment %} … {% endcomment %} with all that stands between.
  std::size_t take_comment(std::size_t at) {
    const auto last = end_comment_.after(at + 2);
    const auto end = last ? statement_.after(*last) : std::nullopt;
    return end ? control(at, *end) : take_control(at, statement_);
  }

  std::size_t take_control(std::size_t at, Closing& closing) {
    const auto end = closing.after(at + 2);
    return end ? control(at, *end) : at;
  }

  std::size_t take_expression(std::size_t at, Closing& closing) {
    const auto end = closing.after(at + 2);
    if (!end || *end - at > longest_expression) return at;
    const std::string_view inside = text_.substr(at + 2, *end - at - 4);
    if (inside.find_first_not_of(" \t\r\n{}") == std::string_view::npos) return at;
    return name(at, *end);
  }

  std::size_t take_erb(std::size_t at) {
    const char kind = byte(at + 2);
    const auto end = erb_.after(at + 2);
    if (!end) return at;
    const bool spoken = kind == '=' || (kind == '-' && !is_statement(text_.substr(at + 3, *end - at - 5)));
    if (!spoken) return control(at, *end);
    return *end - at > longest_expression ? at : name(at, *end);
  }

  /// Inside `<%- … %>`, which speaks in EJS and only trims white space in ERB: if x, end, xs.each do |x|, } else {.
  static bool is_statement(std::string_view inside) {
    const std::size_t first = inside.find_first_not_of(" \t\r\n");
    const std::size_t last = inside.find_last_not_of(" \t\r\n");
    if (first == std::string_view::npos || inside[last] == '-' || inside[last] == '{' || inside[first] == '}')
      return true;
    inside = inside.substr(first, last + 1 - first);
    if (inside == "do" || inside.ends_with(" do") || inside.ends_with('|')) return true;
    for (const std::string_view word : {"if", "unless", "else", "elsif", "end", "for", "while", "case", "when"}) {
      if (inside.starts_with(word) && (inside.size() == word.size() || !is_word(inside[word.size()]))) return true;
    }
    return false;
  }

  /// An identifier between an opening of `size` bytes and `close`: ${name}, {first_name}, *|FNAME|*.
  std::size_t take_identifier(std::size_t at, std::size_t size, std::string_view close) {
    const std::size_t begin = at + size;
    if (!is_letter(byte(begin)) && byte(begin) != '_') return at;
    std::size_t end = begin;
    while (end - begin < longest_name &&
           (is_word(byte(end)) || std::string_view(".- ").find(byte(end)) != std::string_view::npos)) {
      if (end >= text_.size()) return at;
      ++end;
    }
    const bool closed = end - begin >= 2 && byte(end - 1) != ' ' && text_.substr(end).starts_with(close);
    const std::string_view inside = text_.substr(begin, end - begin);
    return closed && words_in(inside) <= 2 && !is_one_of(inside, machine_labels) ? name(at, end + close.size()) : at;
  }

  /// %NAME%, %first_name%: not a percentage, not %20 in an address.
  std::size_t take_percent(std::size_t at) {
    if (is_word(before(at)) || !(is_upper(byte(at + 1)) || is_lower(byte(at + 1)))) return at;
    std::size_t end = at + 1;
    while (end - at <= longest_name && end < text_.size() && (is_word(text_[end]) || text_[end] == '.')) ++end;
    const bool closed = byte(end) == '%' && end - at > 2 && !is_word(byte(end + 1)) && byte(end + 1) != '\\';
    if (!closed || is_one_of(text_.substr(at + 1, end - at - 1), machine_labels)) return at;
    // %%name%%, as some engines write it.
    const bool doubled = before(at) == '%' && byte(end + 1) == '%';
    return doubled ? name(at - 1, end + 2) : name(at, end + 1);
  }

  static std::size_t words_in(std::string_view inside) {
    return static_cast<std::size_t>(std::ranges::count(inside, ' ')) + 1;
  }

  /// The bytes up to `close`, if they are few and look like a name: letters, digits, blanks and _ - ' / & only.
  [[nodiscard]] std::optional<std::string_view> name_before(std::size_t begin, char close) const {
    std::size_t end = begin;
    bool letter = false;
    while (end < text_.size() && end - begin <= longest_name && text_[end] != close) {
      const char c = text_[end];
      if (!is_word(c) && std::string_view(" -'/&").find(c) == std::string_view::npos) return std::nullopt;
      letter = letter || is_letter(c);
      ++end;
    }
    const std::string_view inside = text_.substr(begin, end - begin);
    const bool closed = byte(end) == close && end < text_.size();
    if (!closed || !letter || inside.size() < 2 || inside.front() == ' ' || inside.back() == ' ') return std::nullopt;
    if (inside.find("\xE2\x80") != std::string_view::npos) return std::nullopt;  // … and dashes: something was left out
    if (words_in(inside) > most_words) return std::nullopt;
    return inside;
  }

  /// [Name], [Ihr Name], [COMPANY]: not a link, a footnote, a list's tag, [sic] or a checkbox.
  std::size_t take_square(std::size_t at) {
    const auto inside = name_before(at + 1, ']');
    if (byte(at + 1) == '[') return take_double_square(at);
    if (!inside || !begins_with_capital(*inside) || is_remark(*inside)) return at;
    const std::size_t end = at + inside->size() + 2;
    const char next = byte(end);
    if (next == '<' || (words_in(*inside) == 1 && opens_paragraph(at, end))) return at;
    if (is_word(before(at)) || before(at) == ']' || before(at) == '!' || next == '(' || next == '[') return at;
    const bool begins_line = before(at) == '\n' || at == 0;
    if (begins_line && next == ':' && is_address(end + 1)) return at;
    if (is_list_tag(at, end)) return at;
    return name(at, end);
  }

  /// [[first_name]]; but [[Some page]] is a link of a wiki.
  std::size_t take_double_square(std::size_t at) {
    const auto inside = name_before(at + 2, ']');
    if (!inside) return at + 2;
    const std::size_t end = at + inside->size() + 3;
    const bool closed = byte(end) == ']' && inside->find('_') != std::string_view::npos;
    return closed ? name(at, end + 1) : end;
  }

  /// [Sic], a machine's label, [RFC 5322], [Y/n], and short capitals as in [FYI].
  static bool is_remark(std::string_view inside) {
    if (inside == "Sic" || inside == "SIC" || is_one_of(inside, machine_labels)) return true;
    if (std::ranges::any_of(inside, is_digit)) return true;
    return inside.size() <= 3 && (inside.size() < 3 || inside[1] == '/' || std::ranges::all_of(inside, is_upper));
  }

  /// `[Label] words` after a blank line: what follows is labelled.
  [[nodiscard]] bool opens_paragraph(std::size_t at, std::size_t end) const {
    if (byte(end) != ' ' || !is_word(byte(end + 1))) return false;
    std::size_t begin = at;
    while (begin > 0 && text_[begin - 1] == '\r') --begin;
    if (begin == 0) return true;
    if (text_[begin - 1] != '\n') return false;
    --begin;
    if (begin > 0 && text_[begin - 1] == '\r') --begin;
    return begin == 0 || text_[begin - 1] == '\n';
  }

  [[nodiscard]] bool is_address(std::size_t at) const {
    const std::string_view line = text_.substr(std::min(at, text_.size()), 80);
    return line.substr(0, line.find('\n')).find("://") != std::string_view::npos;
  }

  /// At the subject's begin, or after a short `Re: `, and followed by a blank.
  [[nodiscard]] bool is_list_tag(std::size_t at, std::size_t end) const {
    if (at < subject_.begin || at >= subject_.end || byte(end) != ' ') return false;
    const std::string_view lead = text_.substr(subject_.begin, at - subject_.begin);
    return lead.size() <= 16 && (lead.empty() || lead.ends_with(": ") || lead.ends_with("] "));
  }

  /// <COMPANY>, <first name>, <<Name>>: not an address, a tag of HTML, a remark like <sigh> or a type of a program.
  std::size_t take_angle(std::size_t at) {
    const bool doubled = byte(at + 1) == '<';
    const auto inside = name_before(at + (doubled ? 2 : 1), '>');
    if (!inside || inside->find('/') != std::string_view::npos || is_tag(*inside)) return at;
    const std::size_t end = at + inside->size() + (doubled ? 4 : 2);
    if (doubled && byte(end - 1) != '>') return at;
    const bool remark = !begins_with_capital(*inside) && inside->find_first_of(" _-") == std::string_view::npos;
    if (remark && !doubled) return at;
    if (is_word(before(at)) || before(at) == '<' || is_word(byte(end)) || byte(end) == '(') return at;
    if (before(at) == '+' || byte(end) == '+') return at;  // keys held together
    return name(at, end);
  }

  [[nodiscard]] bool is_tag(std::string_view inside) const {
    return is_one_of(inside.substr(0, inside.find(' ')), html_tags) || is_one_of(inside, machine_labels) ||
           std::ranges::binary_search(closed_tags_, lower_ascii(inside));
  }

  std::size_t take_x(std::size_t at) {
    std::size_t end = at;
    while (byte(end) == 'X') ++end;
    const bool alone = end - at >= 3 && !is_word(before(at)) && !is_word(byte(end));
    return alone ? name(at, end) : end;
  }

  std::string_view text_;
  Span subject_;
  std::vector<std::string> closed_tags_;
  Placeholders found_;
  Closing expression_{text_, "}}"};
  Closing raw_expression_{text_, "}}}"};
  Closing statement_{text_, "%}"};
  Closing end_comment_{text_, "endcomment"};
  Closing comment_{text_, "#}"};
  Closing long_note_{text_, "--}}"};
  Closing erb_{text_, "%>"};
};

}  // namespace

Placeholders find_placeholders(std::string_view text, Span subject) {
  return Scanner(text, subject).run();
}

}  // namespace asklint
