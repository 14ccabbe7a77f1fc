#include "reader/markdown.h"

#include <md4c.h>

#include <algorithm>
#include <functional>
#include <string>
#include <utility>

#include "reader/lines.h"
#include "text/edit_distance.h"

namespace asklint {

namespace {

constexpr char control_byte = '\x01';  // for the time of masking: a byte of a control tag

bool is_blank_byte(char c) {
  return c == ' ' || c == '\t';
}
bool is_line_end(char c) {
  return c == '\n' || c == '\r';
}

/// Lines of settings before the words: `---` of YAML, `+++` of TOML. Empty without them.
Span front_matter(std::string_view text) {
  const auto limit = static_cast<std::uint32_t>(text.size());
  Line line = line_at(text, 0, limit);
  const std::string_view opening = slice(text, line.text);
  if (opening != "---" && opening != "+++") return {};
  while (line.next < limit) {
    line = line_at(text, line.next, limit);
    const std::string_view words = slice(text, line.text);
    if (words == opening || (opening == "---" && words == "...")) return {0, line.text.end};
  }
  return {};
}

void fill(std::string& text, Span span, char c) {
  std::fill(text.begin() + span.begin, text.begin() + span.end, c);
}

bool begins_with(std::string_view line, char c) {
  const std::size_t first = line.find_first_not_of(" \t");
  return first != std::string_view::npos && line[first] == c;
}

/// Of equal length, for the parser alone: a placeholder is a word. A line of nothing but control tags is blank, as the
/// engine leaves it; between rows of a table, which a blank line would end, it belongs to the line before.
std::string masked(std::string_view text, const Placeholders& placeholders) {
  std::string out(text);
  for (const Span name : placeholders.names) fill(out, name, 'x');
  for (const Span control : placeholders.controls) fill(out, control, control_byte);
  std::ranges::replace(out, '\0', ' ');
  if (placeholders.controls.empty()) return out;
  const auto limit = static_cast<std::uint32_t>(out.size());
  Span before;
  for (std::uint32_t at = 0; at < limit;) {
    const Line line = line_at(out, at, limit);
    const std::string_view words = slice(out, line.text);
    const bool tags = begins_with(words, control_byte) &&
                      std::ranges::all_of(words, [](char c) { return c == control_byte || is_blank_byte(c); });
    if (tags) {
      const bool in_table = begins_with(slice(out, before), '|');
      fill(out, {in_table ? before.end : line.text.begin, line.text.end}, ' ');
      if (in_table) before.end = line.text.end;
    } else {
      before = line.text;
    }
    at = line.next;
  }
  std::ranges::replace(out, control_byte, ',');
  return out;
}

/// Takes the parser's calls. What lies between two pieces of text of one block is markup.
class Page {
 public:
  /// `parsed`: what the parser sees, which stands at `base` of the text.
  Page(std::string_view parsed, std::uint32_t base, const std::vector<Span>& names, MarkdownPage& page)
      : parsed_(parsed), base_(base), names_(names), page_(page) {}

  void enter_block(MD_BLOCKTYPE type) {
    take_last_names();
    flush();
    if (type == MD_BLOCK_QUOTE) ++quotes_;
    if (type == MD_BLOCK_TABLE) in_table_ = true;
    if (type == MD_BLOCK_CODE || type == MD_BLOCK_HTML) in_code_block_ = true;
  }

  void leave_block(MD_BLOCKTYPE type) {
    take_last_names();
    flush();
    if (type == MD_BLOCK_QUOTE) --quotes_;
    if (type == MD_BLOCK_TABLE) in_table_ = false;
    in_code_block_ = false;
  }

  void enter_span(MD_SPANTYPE type) {
    if (type == MD_SPAN_IMG) ++images_;
    if (type == MD_SPAN_CODE) in_code_ = true;
  }

  void leave_span(MD_SPANTYPE type) {
    if (type == MD_SPAN_IMG) --images_;
    if (type != MD_SPAN_CODE) return;
    in_code_ = false;
    if (!code_.empty()) {
      code_ = with_ticks(code_);
      put(code_);
      page_.code.push_back(code_);
    }
    code_ = {};
  }

  void text(MD_TEXTTYPE type, const char* words, MD_SIZE size) {
    const auto piece = place(words, size);
    if (!piece || images_ > 0) return;
    if (in_code_) {
      code_ = code_.empty() ? *piece : hull(code_, *piece);
    } else if (in_code_block_ || type != MD_TEXT_HTML) {
      put(*piece);
    } else if (is_break(std::string_view(words, size))) {
      flush();  // no byte of it could stand for the space that it is
    }
  }

 private:
  static bool is_break(std::string_view tag) { return lower_ascii(tag.substr(0, 3)) == "<br"; }

  /// Line ends and the like are told with bytes that do not lie in the text.
  [[nodiscard]] std::optional<Span> place(const char* words, MD_SIZE size) const {
    const std::less<> before;
    if (size == 0 || before(words, parsed_.data()) || !before(words, parsed_.data() + parsed_.size())) return {};
    const auto begin = base_ + static_cast<std::uint32_t>(words - parsed_.data());
    return Span{begin, begin + size};
  }

  /// Inline code with the backticks around it, which may keep a blank between.
  [[nodiscard]] Span with_ticks(Span code) const {
    const auto is = [&](std::uint32_t at, char c) { return parsed_[at - base_] == c; };
    const auto limit = base_ + static_cast<std::uint32_t>(parsed_.size());
    if (code.begin > base_ && is(code.begin - 1, ' ')) --code.begin;
    if (code.end < limit && is(code.end, ' ')) ++code.end;
    while (code.begin > base_ && is(code.begin - 1, '`')) --code.begin;
    while (code.end < limit && is(code.end, '`')) ++code.end;
    return code;
  }

  void put(Span piece) {
    if (block_.empty()) {
      block_ = piece;
      return;
    }
    if (!in_code_block_) put_markup({block_.end, piece.begin});
    block_.end = std::max(block_.end, piece.end);
  }

  /// `gap` but for its line ends, which part words.
  void put_markup(Span gap) {
    std::uint32_t begin = gap.begin;
    for (std::uint32_t at = gap.begin; at < gap.end; ++at) {
      if (!is_line_end(parsed_[at - base_])) continue;
      if (begin < at) page_.markup.push_back({begin, at});
      begin = at + 1;
    }
    if (begin < gap.end) page_.markup.push_back({begin, gap.end});
  }

  /// A placeholder in the target of the block's last link: the rest of its line is markup, but is to be seen.
  void take_last_names() {
    if (block_.empty() || in_code_block_ || in_table_) return;
    while (name_ < names_.size() && names_[name_].end <= block_.end) ++name_;
    const std::size_t line_end = std::min(parsed_.find_first_of("\r\n", block_.end - base_), parsed_.size()) + base_;
    for (; name_ < names_.size() && names_[name_].begin < line_end; ++name_) {
      if (names_[name_].begin >= block_.end) put(names_[name_]);
    }
  }

  void flush() {
    while (!block_.empty() && is_space(block_.end - 1)) --block_.end;
    while (!block_.empty() && is_space(block_.begin)) ++block_.begin;
    const Role role = in_code_block_ ? Role::code : quotes_ > 0 ? Role::quote : Role::body;
    if (!block_.empty()) page_.blocks.push_back({role, block_});
    block_ = {};
  }

  [[nodiscard]] bool is_space(std::uint32_t at) const {
    const char c = parsed_[at - base_];
    return is_blank_byte(c) || is_line_end(c);
  }

  std::string_view parsed_;
  std::uint32_t base_;
  const std::vector<Span>& names_;
  MarkdownPage& page_;
  Span block_;  ///< from the first piece of the open block to the last one
  Span code_;   ///< the same of open inline code
  std::uint32_t quotes_ = 0;
  std::uint32_t images_ = 0;
  std::size_t name_ = 0;  ///< in names_: the first one that may lie past the open block
  bool in_table_ = false;
  bool in_code_block_ = false;
  bool in_code_ = false;
};

Page& page_of(void* user) {
  return *static_cast<Page*>(user);
}

bool parse(std::string_view parsed, unsigned flags, Page& page) {
  MD_PARSER parser{};
  parser.flags = flags;
  parser.enter_block = [](MD_BLOCKTYPE type, void*, void* user) { return page_of(user).enter_block(type), 0; };
  parser.leave_block = [](MD_BLOCKTYPE type, void*, void* user) { return page_of(user).leave_block(type), 0; };
  parser.enter_span = [](MD_SPANTYPE type, void*, void* user) { return page_of(user).enter_span(type), 0; };
  parser.leave_span = [](MD_SPANTYPE type, void*, void* user) { return page_of(user).leave_span(type), 0; };
  parser.text = [](MD_TEXTTYPE type, const char* words, MD_SIZE size, void* user) {
    return page_of(user).text(type, words, size), 0;
  };
  return md_parse(parsed.data(), static_cast<MD_SIZE>(parsed.size()), &parser, &page) == 0;
}

/// `[Name]` of a line `[Name]: target`, without the brackets; empty for another line.
std::string_view defined_name(std::string_view line) {
  const std::size_t open = line.find_first_not_of("> \t");
  if (open == std::string_view::npos || line[open] != '[') return {};
  const std::size_t close = line.find(']', open);
  if (close == std::string_view::npos || !line.substr(close).starts_with("]:")) return {};
  return line.substr(open + 1, close - open - 1);
}

/// The parser is silent about definitions of links: they are looked for between the blocks it told of.
std::vector<Block> with_definitions(std::string_view text, const std::vector<Block>& blocks) {
  std::vector<Block> all;
  std::uint32_t at = 0;
  const auto take_gap = [&](std::uint32_t end) {
    while (at < end) {
      const Line line = line_at(text, at, end);
      const std::string_view words = slice(text, line.text);
      if (!defined_name(words).empty())
        all.push_back({Role::code, {at + static_cast<std::uint32_t>(words.find('[')), line.text.end}});
      at = line.next;
    }
  };
  for (const Block& block : blocks) {
    // A link's bracket may open the block's own first line; a definition never shares its line with a block.
    std::uint32_t line_begin = block.text.begin;
    while (line_begin > at && !is_line_end(text[line_begin - 1])) --line_begin;
    take_gap(line_begin);
    all.push_back(block);
    at = std::max(at, block.text.end);
  }
  take_gap(static_cast<std::uint32_t>(text.size()));
  return all;
}

}  // namespace

std::vector<std::string> link_names(std::string_view text) {
  std::vector<std::string> names;
  const auto limit = static_cast<std::uint32_t>(text.size());
  for (std::uint32_t at = 0; at < limit;) {
    const Line line = line_at(text, at, limit);
    if (const std::string_view name = defined_name(slice(text, line.text)); !name.empty()) names.emplace_back(name);
    at = line.next;
  }
  for (std::string& name : names) name = lower_ascii(name);
  std::ranges::sort(names);
  return names;
}

std::optional<MarkdownPage> read_markdown(std::string_view text, const Placeholders& placeholders) {
  MarkdownPage page;
  const Span front = front_matter(text);
  if (!front.empty()) page.blocks.push_back({Role::code, front});
  const std::string all = masked(text, placeholders);
  const std::string_view parsed = std::string_view(all).substr(front.end);
  // Words inside `{% if %}` are often set in, and are no code.
  const unsigned indented = placeholders.controls.empty() ? 0U : MD_FLAG_NOINDENTEDCODEBLOCKS;
  Page calls(parsed, front.end, placeholders.names, page);
  if (!parse(parsed, MD_DIALECT_GITHUB | indented, calls)) return std::nullopt;
  page.blocks = with_definitions(text, page.blocks);
  return page;
}

}  // namespace asklint
