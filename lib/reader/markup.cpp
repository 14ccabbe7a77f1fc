#include "reader/markup.h"

#include <algorithm>
#include <iterator>
#include <optional>

#include "reader/lines.h"

namespace asklint {

namespace {

bool is_space(char c) {
  return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}
bool is_letter_or_digit(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
         static_cast<unsigned char>(c) >= 0x80;
}
bool is_punctuation(char c) {
  return !is_space(c) && !is_letter_or_digit(c);
}

/// A target may hold brackets of its own; it holds no line end.
constexpr std::size_t longest_target = 1000;

class Marks {
 public:
  Marks(std::string_view text, Span block, Dialect dialect, std::vector<Span>& found)
      : words_(slice(text, block)), base_(block.begin), dialect_(dialect), found_(found) {}

  void run() {
    const std::string_view openers = dialect_ == Dialect::markdown ? "*_`\\<![]" : "*_";
    for (std::size_t at = words_.find_first_of(openers); at < words_.size(); at = words_.find_first_of(openers, at)) {
      at = std::max(at + 1, take(at));
    }
  }

  /// The opening brackets of links, known only after their ends; not ascending.
  [[nodiscard]] const std::vector<Span>& links() const { return links_; }

 private:
  std::size_t nothing(std::size_t begin, std::size_t end) {
    const Span span{base_ + static_cast<std::uint32_t>(begin), base_ + static_cast<std::uint32_t>(end)};
    found_.push_back(span);
    return end;
  }

  [[nodiscard]] char byte(std::size_t at) const { return at < words_.size() ? words_[at] : ' '; }
  [[nodiscard]] char before(std::size_t at) const { return at > 0 ? words_[at - 1] : ' '; }

  std::size_t take(std::size_t at) {
    switch (words_[at]) {
      case '`':
        return nothing(at, run_end(at));
      case '\\':
        return is_punctuation(byte(at + 1)) ? nothing(at, at + 1) + 1 : at;
      case '<':
        return take_tag(at);
      case '!':
        return byte(at + 1) == '[' ? take_opening(at, at + 2) : at;
      case '[':
        return take_opening(at, at + 1);
      case ']':
        return take_closing(at);
      default:
        return take_emphasis(at);
    }
  }

  [[nodiscard]] std::size_t run_end(std::size_t at) const {
    const std::size_t end = words_.find_first_not_of(words_[at], at);
    return end == std::string_view::npos ? words_.size() : end;
  }

  /// Right before a word that a blank or a bracket precedes, or right after one that they follow; at most three.
  std::size_t take_emphasis(std::size_t at) {
    const std::size_t end = run_end(at);
    const char left = before(at);
    const char right = byte(end);
    const bool opens = (is_space(left) || is_punctuation(left)) && is_letter_or_digit(right);
    const bool closes = !is_space(left) && (is_space(right) || is_punctuation(right));
    return end - at <= 3 && (opens || closes) ? nothing(at, end) : end;
  }

  /// An opening bracket is a link's only if its closing one is followed by a target; that is known there.
  std::size_t take_opening(std::size_t at, std::size_t end) {
    openings_.push_back({at, end});
    return end;
  }

  std::size_t take_closing(std::size_t at) {
    if (openings_.empty()) return at + 1;
    const Opening opening = openings_.back();
    openings_.pop_back();
    const auto end = target_end(at + 1);
    if (!end) return at + 1;
    links_.push_back(
        {base_ + static_cast<std::uint32_t>(opening.begin), base_ + static_cast<std::uint32_t>(opening.end)});
    return nothing(at, *end);
  }

  /// Past `(target)` or `[name]` at `at`.
  [[nodiscard]] std::optional<std::size_t> target_end(std::size_t at) const {
    if (byte(at) != '(' && byte(at) != '[') return std::nullopt;
    const char open = byte(at);
    const char close = open == '(' ? ')' : ']';
    std::size_t depth = 0;
    for (std::size_t end = at; end < words_.size() && end - at < longest_target && words_[end] != '\n'; ++end) {
      if (words_[end] == open) ++depth;
      if (words_[end] == close && --depth == 0) return end + 1;
    }
    return std::nullopt;
  }

  /// `<b>`, `</b>`, `<br/>`, `<!-- … -->`; an address `<https://…>` stays.
  std::size_t take_tag(std::size_t at) {
    if (words_.substr(at).starts_with("<!--")) {
      const std::size_t close = words_.find("-->", at);
      return nothing(at, close == std::string_view::npos ? words_.size() : close + 3);
    }
    std::size_t end = byte(at + 1) == '/' ? at + 2 : at + 1;
    const std::size_t name = end;
    while (is_letter_or_digit(byte(end)) && end < words_.size()) ++end;
    if (end == name || std::string_view(" />\n\t").find(byte(end)) == std::string_view::npos) return at;
    while (end < words_.size() && end - at < longest_target && words_[end] != '>' && words_[end] != '<') ++end;
    return byte(end) == '>' ? nothing(at, end + 1) : at;
  }

  struct Opening {
    std::size_t begin;
    std::size_t end;
  };

  std::string_view words_;
  std::uint32_t base_;
  Dialect dialect_;
  std::vector<Span>& found_;
  std::vector<Opening> openings_;
  std::vector<Span> links_;
};

}  // namespace

std::vector<Span> find_markup(std::string_view text, const std::vector<Block>& blocks, Dialect dialect) {
  std::vector<Span> found;
  for (const Block& block : blocks) {
    if (block.role == Role::code) continue;
    const std::size_t first = found.size();
    Marks marks(text, block.text, dialect, found);
    marks.run();
    if (marks.links().empty()) continue;
    found.insert(found.end(), marks.links().begin(), marks.links().end());
    std::sort(found.begin() + static_cast<std::ptrdiff_t>(first), found.end());
  }
  return found;
}

Span front_matter(std::string_view text) {
  const auto limit = static_cast<std::uint32_t>(text.size());
  Line line = line_at(text, 0, limit);
  if (slice(text, line.text) != "---") return {};
  while (line.next < limit) {
    line = line_at(text, line.next, limit);
    const std::string_view words = slice(text, line.text);
    if (words == "---" || words == "...") return {0, line.text.end};
  }
  return {};
}

std::vector<Span> without(const std::vector<Span>& spans, const std::vector<Span>& holes) {
  std::vector<Span> left;
  auto hole = holes.begin();
  for (Span span : spans) {
    while (hole != holes.end() && hole->end <= span.begin) ++hole;
    for (auto at = hole; at != holes.end() && at->begin < span.end; ++at) {
      if (at->begin > span.begin) left.push_back({span.begin, at->begin});
      span.begin = std::min(at->end, span.end);
    }
    if (!span.empty()) left.push_back(span);
  }
  return left;
}

std::vector<Span> united(const std::vector<Span>& a, const std::vector<Span>& b) {
  std::vector<Span> both;
  both.reserve(a.size() + b.size());
  std::ranges::merge(a, b, std::back_inserter(both));
  return both;
}

}  // namespace asklint
