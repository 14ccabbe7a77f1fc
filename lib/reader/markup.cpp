#include "reader/markup.h"

#include <algorithm>
#include <iterator>

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

/// Past the run of one mark at `at`.
std::size_t run_end(std::string_view words, std::size_t at) {
  const std::size_t end = words.find_first_not_of(words[at], at);
  return end == std::string_view::npos ? words.size() : end;
}

/// Right before a word that a blank or a bracket precedes, or right after one that they follow; at most three.
bool is_emphasis(std::string_view words, std::size_t begin, std::size_t end) {
  const char left = begin > 0 ? words[begin - 1] : ' ';
  const char right = end < words.size() ? words[end] : ' ';
  const bool opens = (is_space(left) || is_punctuation(left)) && is_letter_or_digit(right);
  const bool closes = !is_space(left) && (is_space(right) || is_punctuation(right));
  return end - begin <= 3 && (opens || closes);
}

}  // namespace

std::vector<Span> find_markup(std::string_view text, const std::vector<Block>& blocks) {
  std::vector<Span> found;
  for (const Block& block : blocks) {
    if (block.role == Role::code) continue;
    const std::string_view words = slice(text, block.text);
    for (std::size_t at = words.find_first_of("*_"); at < words.size(); at = words.find_first_of("*_", at)) {
      const std::size_t end = run_end(words, at);
      if (is_emphasis(words, at, end))
        found.push_back(
            {block.text.begin + static_cast<std::uint32_t>(at), block.text.begin + static_cast<std::uint32_t>(end)});
      at = end;
    }
  }
  return found;
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
