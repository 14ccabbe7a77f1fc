#include "reader/blocks.h"

#include <algorithm>
#include <array>

#include "reader/lines.h"
#include "reader/pasted_file.h"

namespace asklint {

namespace {

constexpr std::string_view no_break_space = "\xC2\xA0";
constexpr std::uint32_t signature_lines = 15;  // a longer tail after "--" is no signature
constexpr std::uint32_t code_indent = 4;

enum class Marker : std::uint8_t { none, dash, star, plus, bullet, number, parenthesis };
constexpr std::size_t marker_kinds = 7;

struct Item {
  Marker marker = Marker::none;
  std::uint32_t begin = 0;  ///< in the line: where the item's words begin
};

bool is_blank(char c) {
  return c == ' ' || c == '\t';
}
bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

std::uint32_t indent_of(std::string_view line) {
  const std::size_t first = line.find_first_not_of(" \t");
  return static_cast<std::uint32_t>(first == std::string_view::npos ? line.size() : first);
}

std::uint32_t skip_blanks(std::string_view line, std::uint32_t at) {
  while (at < line.size() && is_blank(line[at])) ++at;
  return at;
}

/// Past a list marker's end, where a blank must follow; a checkbox (`- [ ] `) belongs to the marker.
Item item_after(std::string_view line, Marker marker, std::uint32_t at) {
  if (at >= line.size() || !is_blank(line[at])) return {};
  at = skip_blanks(line, at);
  const std::string_view rest = line.substr(at);
  if (rest.starts_with("[ ] ") || rest.starts_with("[x] ") || rest.starts_with("[X] ")) at = skip_blanks(line, at + 3);
  return {marker, at};
}

Item item_of(std::string_view line) {
  const std::uint32_t at = indent_of(line);
  if (at >= line.size()) return {};
  const std::string_view rest = line.substr(at);
  if (rest.front() == '-') return item_after(line, Marker::dash, at + 1);
  if (rest.front() == '*') return item_after(line, Marker::star, at + 1);
  if (rest.front() == '+') return item_after(line, Marker::plus, at + 1);
  for (const std::string_view bullet : {"\xE2\x80\xA2", "\xE2\x97\xA6", "\xE2\x96\xAA", "\xC2\xB7"}) {  // • ◦ ▪ ·
    if (rest.starts_with(bullet))
      return item_after(line, Marker::bullet, at + static_cast<std::uint32_t>(bullet.size()));
  }
  std::uint32_t digits = 0;
  while (digits < 3 && digits < rest.size() && is_digit(rest[digits])) ++digits;
  if (digits == 0 || digits == rest.size()) return {};
  if (rest[digits] == '.') return item_after(line, Marker::number, at + digits + 1);
  if (rest[digits] == ')') return item_after(line, Marker::parenthesis, at + digits + 1);
  return {};
}

/// `-----`, `=====`, `* * *`: parts things and says nothing.
bool is_ruler(std::string_view line) {
  line = trim_blanks(line);
  if (line.size() < 3 || std::string_view("-=_*~#+").find(line.front()) == std::string_view::npos) return false;
  const auto count = std::ranges::count(line, line.front());
  return count >= 3 && std::ranges::all_of(line, [&](char c) { return c == line.front() || is_blank(c); });
}

bool is_quoted(std::string_view line) {
  const std::uint32_t indent = indent_of(line);
  return indent <= 3 && indent < line.size() && line[indent] == '>';
}

bool is_barred(std::string_view line) {
  return !line.empty() && line.front() == '|';
}

bool is_signature_mark(std::string_view line) {
  return line == "-- " || line == "--";
}

/// The run of backticks or tildes that opens or closes a fence; 0 for another line.
std::uint32_t fence_size(std::string_view line, Dialect dialect) {
  const std::uint32_t indent = indent_of(line);
  if (indent > 3 || indent >= line.size() || (line[indent] != '`' && line[indent] != '~')) return 0;
  if (line[indent] == '~' && dialect == Dialect::plain) return 0;  // a ruler, or the underline of a heading
  const std::size_t end = line.find_first_not_of(line[indent], indent);
  const std::size_t size = (end == std::string_view::npos ? line.size() : end) - indent;
  if (size < 3) return 0;
  // A backtick further on makes it code inside a line of words.
  if (line[indent] == '`' && end != std::string_view::npos && line.find('`', end) != std::string_view::npos) return 0;
  return static_cast<std::uint32_t>(size);
}

/// Where the words of a heading `## Words` begin; 0 for another line.
std::uint32_t heading_begin(std::string_view line) {
  const std::uint32_t indent = indent_of(line);
  std::uint32_t at = indent;
  while (at < line.size() && line[at] == '#') ++at;
  const bool heading = indent <= 3 && at > indent && at - indent <= 6 && at < line.size() && is_blank(line[at]);
  return heading ? skip_blanks(line, at) : 0;
}

bool ends_a_thought(std::string_view line) {
  line = trim_blanks(line);
  return line.empty() || std::string_view(".:;!?").find(line.back()) != std::string_view::npos;
}

class Splitter {
 public:
  Splitter(std::string_view text, Span range, Dialect dialect, std::vector<Block>& blocks)
      : text_(text), at_(range.begin), limit_(range.end), dialect_(dialect), blocks_(blocks) {}

  void run() {
    while (at_ < limit_) {
      const Line line = line_at(text_, at_, limit_);
      const std::string_view words = slice(text_, line.text);
      if (trim_blanks(words).empty()) {
        at_ = line.next;
        after_blank_ = true;
        continue;
      }
      if (!take_code(line) && !take_quote(line) && !take_signature(line)) take_line(line);
      after_blank_ = false;
      begun_ = true;
    }
  }

 private:
  [[nodiscard]] bool markdown() const { return dialect_ == Dialect::markdown; }
  [[nodiscard]] std::string_view words_at(std::uint32_t at) const {
    return slice(text_, line_at(text_, at, limit_).text);
  }

  void emit(Role role, Span span) {
    const std::string_view words = slice(text_, span);
    const std::size_t first = words.find_first_not_of(" \t\r\n");
    if (first == std::string_view::npos) return;
    const std::size_t last = words.find_last_not_of(" \t\r\n");
    blocks_.push_back(
        {role, {span.begin + static_cast<std::uint32_t>(first), span.begin + static_cast<std::uint32_t>(last) + 1}});
  }

  /// Fenced and indented code, comments, and armour: `-----BEGIN PGP …`.
  bool take_code(const Line& first) {
    const std::string_view words = slice(text_, first.text);
    if (const std::uint32_t size = fence_size(words, dialect_)) return take_fence(first, size);
    if (words.starts_with("-----BEGIN PGP ")) return take_armour(first);
    if (const std::uint32_t end = after_pasted_file(text_, first.text.begin, limit_); end > first.text.begin)
      return emit_code(first.text.begin, end);
    if (!markdown()) return false;
    if (words.substr(indent_of(words)).starts_with("<!--")) {
      const std::size_t close = text_.substr(0, limit_).find("-->", first.text.begin);
      const std::uint32_t last = close == std::string_view::npos ? limit_ : static_cast<std::uint32_t>(close);
      return emit_code(first.text.begin, line_at(text_, last, limit_).next);
    }
    if ((after_blank_ || !begun_) && !in_list_ && indented(words)) {
      std::uint32_t end = first.next;
      while (end < limit_ && indented(words_at(end))) end = line_at(text_, end, limit_).next;
      return emit_code(first.text.begin, end);
    }
    return false;
  }

  [[nodiscard]] static bool indented(std::string_view line) {
    return !trim_blanks(line).empty() && (line.starts_with('\t') || indent_of(line) >= code_indent);
  }

  bool emit_code(std::uint32_t begin, std::uint32_t end) {
    emit(Role::code, {begin, end});
    at_ = end;
    return true;
  }

  /// In plain text a fence that nobody closes is no fence: it must not hide the rest of a message.
  bool take_fence(const Line& first, std::uint32_t size) {
    const std::string_view opening = slice(text_, first.text);
    const char mark = opening[indent_of(opening)];
    bool& hopeless = mark == '`' ? no_more_backticks_ : no_more_tildes_;
    if (hopeless) return false;
    for (std::uint32_t at = first.next; at < limit_;) {
      const Line line = line_at(text_, at, limit_);
      const std::string_view words = slice(text_, line.text);
      const std::uint32_t indent = indent_of(words);
      const bool closes = fence_size(words, dialect_) >= size && words[indent] == mark &&
                          trim_blanks(words).find_first_not_of(mark) == std::string_view::npos;
      if (closes) return emit_code(first.text.begin, line.next);
      at = line.next;
    }
    if (markdown()) return emit_code(first.text.begin, limit_);
    // Not closed by one of this size; a longer one further on is not looked for again, which keeps this linear.
    hopeless = true;
    return false;
  }

  bool take_armour(const Line& first) {
    const bool only_head = slice(text_, first.text).starts_with("-----BEGIN PGP SIGNED MESSAGE");
    std::uint32_t at = first.next;
    while (at < limit_) {
      const Line line = line_at(text_, at, limit_);
      const std::string_view words = slice(text_, line.text);
      at = line.next;
      if (only_head ? trim_blanks(words).empty() : words.starts_with("-----END PGP ")) break;
    }
    return emit_code(first.text.begin, at);
  }

  bool take_quote(const Line& first) {
    if (is_quoted(slice(text_, first.text))) return take_run(first, is_quoted);
    if (markdown() || !is_barred(slice(text_, first.text))) return false;
    if (first.next >= limit_ || !is_barred(words_at(first.next))) return false;
    return take_run(first, is_barred);
  }

  bool take_run(const Line& first, bool (*belongs)(std::string_view)) {
    std::uint32_t end = first.next;
    while (end < limit_) {
      const Line line = line_at(text_, end, limit_);
      if (!belongs(slice(text_, line.text))) break;
      end = line.next;
    }
    emit(Role::quote, {first.text.begin, end});
    at_ = end;
    in_list_ = false;
    return true;
  }

  /// Everything after the mark, up to the end or to quoted history; a block a paragraph.
  bool take_signature(const Line& mark) {
    const std::string_view words = slice(text_, mark.text);
    if (!is_signature_mark(words) || !begun_ || markdown()) return false;
    std::uint32_t end = mark.next;
    std::uint32_t first_blank = limit_;
    std::uint32_t lines = 0;
    while (end < limit_ && lines <= signature_lines) {
      const Line line = line_at(text_, end, limit_);
      if (is_quoted(slice(text_, line.text))) break;
      const bool blank = trim_blanks(slice(text_, line.text)).empty();
      if (blank) first_blank = std::min(first_blank, line.text.begin);
      if (!blank) ++lines;
      end = line.next;
    }
    if (lines > signature_lines) {
      // Too long. Only "-- " with its blank is surely meant as a signature's mark, and then for the lines right after
      // it.
      if (words != "-- ") return false;
      end = std::min(end, first_blank);
    }
    std::uint32_t paragraph = mark.text.begin;
    for (std::uint32_t at = mark.text.begin; at < end;) {
      const Line line = line_at(text_, at, end);
      if (trim_blanks(slice(text_, line.text)).empty()) {
        emit(Role::signature, {paragraph, line.text.begin});
        paragraph = line.next;
      }
      at = line.next;
    }
    emit(Role::signature, {paragraph, end});
    at_ = end;
    return true;
  }

  void take_line(const Line& first) {
    const std::string_view words = slice(text_, first.text);
    if (is_ruler(words) || is_signature_mark(words)) {
      at_ = first.next;
      return;
    }
    if (markdown()) {
      if (take_markdown_line(first)) return;
      if (!in_list_ || indent_of(words) == 0) in_list_ = item_of(words).marker != Marker::none;
    }
    take_paragraph(first);
  }

  /// Headings, rows of a table, and what a link stands for: a line each.
  bool take_markdown_line(const Line& line) {
    const std::string_view words = slice(text_, line.text);
    if (const std::uint32_t begin = heading_begin(words)) {
      const std::size_t last = words.find_last_not_of(" \t#");
      const auto end =
          static_cast<std::uint32_t>(last == std::string_view::npos ? begin : std::max<std::size_t>(last + 1, begin));
      emit(Role::body, {line.text.begin + begin, line.text.begin + end});
    } else if (is_link_definition(words)) {
      emit(Role::code, line.text);
    } else if (is_barred(words)) {
      emit(Role::body, line.text);
    } else {
      return false;
    }
    in_list_ = false;
    at_ = line.next;
    return true;
  }

  [[nodiscard]] static bool is_link_definition(std::string_view line) {
    line = line.substr(indent_of(line));
    if (!line.starts_with('[')) return false;
    const std::size_t close = line.find(']');
    return close != std::string_view::npos && line.substr(close).starts_with("]: ");
  }

  /// What ends a paragraph without a blank line.
  [[nodiscard]] bool interrupts(const Line& line) const {
    const std::string_view words = slice(text_, line.text);
    if (trim_blanks(words).empty() || is_quoted(words) || is_ruler(words) || is_signature_mark(words)) return true;
    if (fence_size(words, dialect_) != 0 || words.starts_with("-----BEGIN PGP ")) return true;
    if (after_pasted_file(text_, line.text.begin, limit_) > line.text.begin) return true;
    if (markdown()) return heading_begin(words) != 0 || is_barred(words);
    return is_barred(words) && line.next < limit_ && is_barred(words_at(line.next));
  }

  void take_paragraph(const Line& first) {
    // First look: where it ends, and which markers occur more than once and so are a list.
    std::array<std::uint32_t, marker_kinds> seen{};
    std::uint32_t end = first.text.begin;
    while (end < limit_) {
      const Line line = line_at(text_, end, limit_);
      if (end != first.text.begin && interrupts(line)) break;
      ++seen[static_cast<std::size_t>(item_of(slice(text_, line.text)).marker)];
      end = line.next;
    }
    // Second look: an item begins a block. A lone `- ` or `3. ` inside a sentence was put there by a line break.
    std::uint32_t begin = first.text.begin;
    std::string_view before;
    for (std::uint32_t at = first.text.begin; at < end;) {
      const Line line = line_at(text_, at, end);
      const std::string_view words = slice(text_, line.text);
      const Item item = item_of(words);
      const bool listed =
          item.marker == Marker::bullet || seen[static_cast<std::size_t>(item.marker)] > 1 || markdown();
      if (item.marker != Marker::none && (at == first.text.begin || listed || ends_a_thought(before))) {
        emit(Role::body, {begin, line.text.begin});
        begin = line.text.begin + item.begin;
      }
      before = words;
      at = line.next;
    }
    emit(Role::body, {begin, end});
    at_ = end;
    in_list_ = in_list_ || std::any_of(seen.begin() + 1, seen.end(), [](std::uint32_t count) { return count > 0; });
  }

  std::string_view text_;
  std::uint32_t at_;
  std::uint32_t limit_;
  Dialect dialect_;
  std::vector<Block>& blocks_;
  bool begun_ = false;  ///< something stood before this line
  bool after_blank_ = false;
  bool in_list_ = false;  ///< markdown: indented lines belong to an item and are no code
  bool no_more_backticks_ = false;
  bool no_more_tildes_ = false;
};

}  // namespace

std::string_view trim_blanks(std::string_view line) {
  while (!line.empty()) {
    if (is_blank(line.front())) {
      line.remove_prefix(1);
    } else if (is_blank(line.back())) {
      line.remove_suffix(1);
    } else if (line.starts_with(no_break_space)) {
      line.remove_prefix(no_break_space.size());
    } else if (line.ends_with(no_break_space)) {
      line.remove_suffix(no_break_space.size());
    } else {
      break;
    }
  }
  return line;
}

void split_blocks(std::string_view text, Span range, Dialect dialect, std::vector<Block>& blocks) {
  Splitter(text, range, dialect, blocks).run();
}

}  // namespace asklint
