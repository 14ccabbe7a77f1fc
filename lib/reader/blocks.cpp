#include "reader/blocks.h"

#include <algorithm>
#include <array>
#include <optional>

#include "reader/lines.h"
#include "reader/pasted_file.h"

namespace asklint {

namespace {

constexpr std::string_view no_break_space = "\xC2\xA0";
constexpr std::uint32_t signature_lines = 15;          // a longer tail after "--" is no signature
constexpr std::uint32_t longest_signature_line = 100;  // bytes; after a mark without its blank
constexpr std::uint32_t full_signature_lines = 2;      // so many may be as long as those of running text
constexpr std::uint32_t wrapped_quote = 65;  // bytes of a quoted line whose end a client may have wrapped
constexpr std::uint32_t wrapped_tail = 30;   // bytes of such an end
constexpr std::uint32_t longest_citer = 8;   // bytes of the initials in `JD> `

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

bool is_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/// `JD> words`: the size of the initials; 0 for another line.
std::uint32_t citer_size(std::string_view line) {
  std::uint32_t at = 0;
  while (at < line.size() && is_letter(line[at])) ++at;
  const bool cited = at > 0 && at <= longest_citer && at < line.size() && line[at] == '>' &&
                     (at + 1 == line.size() || line[at + 1] == ' ' || line[at + 1] == '>');
  return cited ? at : 0;
}

/// `: words`: how some editors quote.
bool is_colon_quoted(std::string_view line) {
  return line == ":" || line.starts_with(": ");
}

/// `> 30 degrees`: a sign that a line break put first, should the lines around it be no quotes.
bool is_comparison(std::string_view line) {
  std::uint32_t at = skip_blanks(line, indent_of(line) + 1);
  if (at < line.size() && line[at] == '=') return true;
  const std::uint32_t digits = at;
  while (at < line.size() && is_digit(line[at])) ++at;
  return at > digits && at < line.size() && line[at] != ')' && !line.substr(at).starts_with(". ");
}

/// Also as PGP writes it into a signed message (RFC 9580, 7.2: dash-escaped).
bool is_signature_mark(std::string_view line) {
  if (line.starts_with("- -")) line.remove_prefix(2);
  return line == "-- " || line == "--";
}

/// The run of backticks that opens or closes a fence; 0 for another line. Tildes are a ruler, or underline a heading.
std::uint32_t fence_size(std::string_view line) {
  const std::uint32_t indent = indent_of(line);
  if (indent > 3 || indent >= line.size() || line[indent] != '`') return 0;
  const std::size_t end = line.find_first_not_of('`', indent);
  const std::size_t size = (end == std::string_view::npos ? line.size() : end) - indent;
  if (size < 3) return 0;
  // A backtick further on makes it code inside a line of words.
  if (end != std::string_view::npos && line.find('`', end) != std::string_view::npos) return 0;
  return static_cast<std::uint32_t>(size);
}

bool ends_a_thought(std::string_view line) {
  line = trim_blanks(line);
  return line.empty() || std::string_view(".:;!?").find(line.back()) != std::string_view::npos;
}

/// How many lines of a hunk are still to come.
struct HunkSize {
  std::uint32_t old_lines = 0, new_lines = 0;

  void take(std::string_view line) {
    const char kind = line.empty() ? ' ' : line.front();  // mail loses the blank of an empty line
    if (kind == '\\') return;
    if (kind != '+' && old_lines > 0) --old_lines;
    if (kind != '-' && new_lines > 0) --new_lines;
  }
};

/// A number at `at`, which moves behind it; nothing where there is none.
std::optional<std::uint32_t> number_at(std::string_view line, std::size_t& at) {
  std::uint32_t value = 0;
  const std::size_t begin = at;
  while (at < line.size() && at - begin < 7 && is_digit(line[at]))
    value = value * 10 + static_cast<std::uint32_t>(line[at++] - '0');
  if (at == begin) return std::nullopt;
  return value;
}

/// `@@ -1,3 +1,4 @@`
std::optional<HunkSize> hunk_of(std::string_view line) {
  if (!line.starts_with("@@ -")) return std::nullopt;
  HunkSize hunk{1, 1};
  std::size_t at = 4;
  for (std::uint32_t HunkSize::*size : {&HunkSize::old_lines, &HunkSize::new_lines}) {
    if (!number_at(line, at)) return std::nullopt;
    if (at < line.size() && line[at] == ',') {
      ++at;
      const auto lines = number_at(line, at);
      if (!lines) return std::nullopt;
      hunk.*size = *lines;
    }
    if (!line.substr(at).starts_with(size == &HunkSize::old_lines ? " +" : " @@")) return std::nullopt;
    at += 2;
  }
  return hunk;
}

/// Lines between the hunks of a patch, as git and svn write them.
bool is_patch_header(std::string_view line) {
  static constexpr std::array<std::string_view, 17> begins{"diff --git ",    "diff -",
                                                           "index ",         "--- ",
                                                           "+++ ",           "Index: ",
                                                           "=====",          "old mode ",
                                                           "new mode ",      "deleted file mode ",
                                                           "new file mode ", "similarity index ",
                                                           "rename from ",   "rename to ",
                                                           "copy from ",     "copy to ",
                                                           "Binary files "};
  return std::ranges::any_of(begins, [line](std::string_view begin) { return line.starts_with(begin); });
}

bool patch_begins(std::string_view line, std::string_view next) {
  if (line.starts_with("diff --git ")) return true;
  if (line.starts_with("diff -") || line.starts_with("Index: ")) return is_patch_header(next);
  if (line.starts_with("--- ")) return next.starts_with("+++ ");
  return hunk_of(line).has_value();
}

/// ` lib/a.cpp | 12 ++++--`
bool is_diffstat(std::string_view line) {
  const std::size_t bar = line.find(" | ");
  if (!line.starts_with(' ') || bar == std::string_view::npos) return false;
  std::size_t at = skip_blanks(line, static_cast<std::uint32_t>(bar + 2));
  if (line.substr(at).starts_with("Bin ")) return true;
  if (!number_at(line, at)) return false;
  return line.find_first_not_of(" +-", at) == std::string_view::npos;
}

class Splitter {
 public:
  Splitter(std::string_view text, Span range, std::vector<Block>& blocks)
      : text_(text), at_(range.begin), limit_(range.end), blocks_(blocks) {}

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

  /// Fenced code, and armour: `-----BEGIN PGP …`.
  bool take_code(const Line& first) {
    const std::string_view words = slice(text_, first.text);
    if (const std::uint32_t size = fence_size(words)) return take_fence(first, size);
    if (words.starts_with("-----BEGIN PGP ")) return take_armour(first);
    if (const std::uint32_t end = after_pasted_file(text_, first.text.begin, limit_); end > first.text.begin)
      return emit_code(first.text.begin, end);
    return take_patch(first);
  }

  bool emit_code(std::uint32_t begin, std::uint32_t end) {
    emit(Role::code, {begin, end});
    last_words_ = false;
    at_ = end;
    return true;
  }

  /// A fence that nobody closes is no fence: it must not hide the rest of a message.
  bool take_fence(const Line& first, std::uint32_t size) {
    if (no_more_fences_) return false;
    for (std::uint32_t at = first.next; at < limit_;) {
      const Line line = line_at(text_, at, limit_);
      const std::string_view words = slice(text_, line.text);
      const bool closes =
          fence_size(words) >= size && trim_blanks(words).find_first_not_of('`') == std::string_view::npos;
      if (closes) return emit_code(first.text.begin, line.next);
      at = line.next;
    }
    // Not closed by one of this size; a longer one further on is not looked for again, which keeps this linear.
    no_more_fences_ = true;
    return false;
  }

  bool take_patch(const Line& first) {
    const std::string_view words = slice(text_, first.text);
    if (is_diffstat(words)) {
      // `file | 5 +++--` in a row, and their sum.
      std::uint32_t end = first.next;
      while (end < limit_ && is_diffstat(words_at(end))) end = line_at(text_, end, limit_).next;
      const bool sum =
          end < limit_ && words_at(end).size() > 1 && words_at(end)[0] == ' ' && is_digit(words_at(end)[1]);
      if (!sum) return false;
      return emit_code(first.text.begin, line_at(text_, end, limit_).next);
    }
    if (first.next >= limit_ || !patch_begins(words, words_at(first.next))) return false;
    std::uint32_t at = first.text.begin;
    std::uint32_t end = at;
    HunkSize left;
    while (at < limit_) {
      const Line line = line_at(text_, at, limit_);
      const std::string_view now = slice(text_, line.text);
      if (left.old_lines > 0 || left.new_lines > 0) {
        left.take(now);
      } else if (const std::optional<HunkSize> hunk = hunk_of(now)) {
        left = *hunk;
      } else if (trim_blanks(now).empty() && line.next < limit_ && is_patch_header(words_at(line.next))) {
        // a blank line between two files
      } else if (!is_patch_header(now)) {
        break;
      }
      at = end = line.next;
    }
    return emit_code(first.text.begin, end);
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
    const std::string_view words = slice(text_, first.text);
    if (is_quoted(words)) return !compares(first) && take_run(first, is_quoted);
    if (first.next >= limit_) return false;
    const std::string_view next = words_at(first.next);
    if (is_barred(words) && is_barred(next)) return take_run(first, is_barred);
    if (is_colon_quoted(words) && is_colon_quoted(next)) return take_run(first, is_colon_quoted);
    if (const std::uint32_t size = citer_size(words); size > 0 && citer_size(next) == size) {
      citer_ = words.substr(0, size);
      if (next.starts_with(citer_)) return take_run(first, [this](std::string_view line) { return is_cited(line); });
    }
    return false;
  }

  [[nodiscard]] bool is_cited(std::string_view line) const {
    return citer_size(line) == citer_.size() && line.starts_with(citer_);
  }

  /// A lone `> 30` in the middle of a paragraph.
  [[nodiscard]] bool compares(const Line& line) const {
    if (!begun_ || after_blank_ || !is_comparison(slice(text_, line.text))) return false;
    return last_words_ && !quotes_ && (line.next >= limit_ || !is_quoted(words_at(line.next)));
  }

  /// The end of a quoted line that was wrapped without its mark: short, lower case, with the quote going on below.
  [[nodiscard]] bool lost_its_mark(const Line& line, std::string_view before) const {
    const std::string_view words = trim_blanks(slice(text_, line.text));
    if (trim_blanks(before).size() < wrapped_quote || ends_a_thought(before)) return false;
    if (words.empty() || words.size() > wrapped_tail || words.front() < 'a' || words.front() > 'z') return false;
    if (line.next >= limit_ || !is_quoted(words_at(line.next))) return false;
    return trim_blanks(words_at(line.next)).size() > 1;
  }

  template <class Belongs>
  bool take_run(const Line& first, Belongs belongs) {
    std::uint32_t end = first.next;
    std::string_view before = slice(text_, first.text);
    while (end < limit_) {
      const Line line = line_at(text_, end, limit_);
      const std::string_view words = slice(text_, line.text);
      if (!belongs(words) && !(is_quoted(before) && lost_its_mark(line, before))) break;
      before = words;
      end = line.next;
    }
    emit(Role::quote, {first.text.begin, end});
    quotes_ = true;
    at_ = end;
    last_words_ = false;
    return true;
  }

  /// Everything after the mark, up to the end or to quoted history; a block a paragraph.
  bool take_signature(const Line& mark) {
    const std::string_view words = slice(text_, mark.text);
    if (!is_signature_mark(words) || !begun_) return false;
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
      // Too long, or history without marks follows. Only the lines right after the mark can be a signature.
      end = std::min(end, first_blank);
      if (words != "-- " && !is_name_block({mark.next, end})) return false;
    } else if (words != "-- " && !is_name_block({mark.next, std::min(end, first_blank)})) {
      return false;
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

  /// Some lines, not running text: what a mark without its blank must be followed by.
  [[nodiscard]] bool is_name_block(Span span) const {
    std::uint32_t lines = 0, full = 0;
    for (std::uint32_t at = span.begin; at < span.end; ++lines) {
      const Line line = line_at(text_, at, span.end);
      const std::string_view words = trim_blanks(slice(text_, line.text));
      at = line.next;
      if (std::ranges::none_of(words, is_letter)) continue;
      if (words.size() > longest_signature_line || words.ends_with('?')) return false;
      if (words.size() >= wrapped_quote) ++full;
    }
    return lines > 0 && lines <= signature_lines && full <= full_signature_lines;
  }

  void take_line(const Line& first) {
    const std::string_view words = slice(text_, first.text);
    if (is_ruler(words) || is_signature_mark(words)) {
      at_ = first.next;
      return;
    }
    take_paragraph(first);
  }

  /// What ends a paragraph without a blank line.
  [[nodiscard]] bool interrupts(const Line& line) const {
    const std::string_view words = slice(text_, line.text);
    if (trim_blanks(words).empty() || is_ruler(words) || is_signature_mark(words)) return true;
    if (is_quoted(words)) return !stays_comparison(line);
    if (fence_size(words) != 0 || words.starts_with("-----BEGIN PGP ")) return true;
    if (after_pasted_file(text_, line.text.begin, limit_) > line.text.begin) return true;
    if (line.next >= limit_) return false;
    const std::string_view next = words_at(line.next);
    const std::uint32_t citer = citer_size(words);
    return (is_barred(words) && is_barred(next)) || (is_colon_quoted(words) && is_colon_quoted(next)) ||
           (citer > 0 && citer_size(next) == citer) || patch_begins(words, next);
  }

  /// As compares(), seen from within the paragraph.
  [[nodiscard]] bool stays_comparison(const Line& line) const {
    return !quotes_ && is_comparison(slice(text_, line.text)) &&
           (line.next >= limit_ || !is_quoted(words_at(line.next)));
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
      const bool listed = item.marker == Marker::bullet || seen[static_cast<std::size_t>(item.marker)] > 1;
      if (item.marker != Marker::none && (at == first.text.begin || listed || ends_a_thought(before))) {
        emit(Role::body, {begin, line.text.begin});
        begin = line.text.begin + item.begin;
      }
      before = words;
      at = line.next;
    }
    emit(Role::body, {begin, end});
    at_ = end;
    last_words_ = true;
  }

  std::string_view text_;
  std::uint32_t at_;
  std::uint32_t limit_;
  std::vector<Block>& blocks_;
  std::string_view citer_;   ///< the initials of the run of `JD> ` lines that is being taken
  bool begun_ = false;       ///< something stood before this line
  bool quotes_ = false;      ///< a quote has been seen
  bool last_words_ = false;  ///< the block before was of words, no quote or code
  bool after_blank_ = false;
  bool no_more_fences_ = false;
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

void split_blocks(std::string_view text, Span range, std::vector<Block>& blocks) {
  Splitter(text, range, blocks).run();
}

}  // namespace asklint
