#include "match/pattern_set.h"

#include <re2/re2.h>

#include <algorithm>
#include <atomic>

namespace asklint {
namespace {

bool word_byte(char c) {
  return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || c == '_' || static_cast<unsigned char>(c) >= 0x80;
}

RE2::Options options() {
  RE2::Options out;
  out.set_log_errors(false);
  out.set_never_capture(true);
  return out;
}

// The match without the spaces and signs that only stood for its edge.
Span trimmed(std::string_view text, Span span) {
  static constexpr std::string_view before = " ,;:.!?-)";
  static constexpr std::string_view after = " ,;:";
  while (span.begin < span.end && before.find(text[span.begin]) != std::string_view::npos) ++span.begin;
  while (span.begin < span.end && after.find(text[span.end - 1]) != std::string_view::npos) --span.end;
  return span;
}

bool whole_words(std::string_view text, std::size_t begin, std::size_t end) {
  const bool left = begin == 0 || !word_byte(text[begin]) || !word_byte(text[begin - 1]);
  const bool right = end == text.size() || !word_byte(text[end - 1]) || !word_byte(text[end]);
  return left && right;
}

template <class Visit>
void each_word(std::string_view text, Visit visit) {
  for (std::uint32_t at = 0; at < text.size();) {
    if (!word_byte(text[at])) {
      ++at;
      continue;
    }
    std::uint32_t end = at;
    while (end < text.size() && word_byte(text[end])) ++end;
    visit(Span{at, end});
    at = end;
  }
}

template <class T>
void drop_repeats(std::vector<T>& values) {
  std::ranges::sort(values);
  values.erase(std::ranges::unique(values).begin(), values.end());
}

}  // namespace

/// A regex that is compiled on its first use, by whichever thread comes first.
class PatternSet::LazyRegex {
 public:
  LazyRegex() = default;
  LazyRegex(const LazyRegex&) = delete;
  LazyRegex& operator=(const LazyRegex&) = delete;
  ~LazyRegex() { delete regex_.load(); }

  const RE2& get(std::string_view source) const {
    if (const RE2* ready = regex_.load(std::memory_order_acquire)) return *ready;
    const RE2* fresh = new RE2({source.data(), source.size()}, options());
    const RE2* expected = nullptr;
    if (regex_.compare_exchange_strong(expected, fresh)) return *fresh;
    delete fresh;
    return *expected;
  }

 private:
  mutable std::atomic<const RE2*> regex_{nullptr};
};

PatternSet::PatternSet(std::span<const std::uint64_t> index) : index_(index), compiled_(std::make_unique<LazyRegex[]>(index_.regex_count())) {}
PatternSet::~PatternSet() = default;
PatternSet::PatternSet(PatternSet&&) noexcept = default;
PatternSet& PatternSet::operator=(PatternSet&&) noexcept = default;

void PatternSet::candidates(Text text, Candidates& out) const {
  out.phrases.clear();
  out.regexes.assign(index_.always().begin(), index_.always().end());
  std::vector<PatternIndex::Token> tokens;
  each_word(text.lower, [&](Span at) {
    const std::string_view spelled = slice(text.lower, at);
    PatternIndex::Token& token = tokens.emplace_back();
    if (spelled.size() >= PatternIndex::prefix_length) token.beginning = index_.beginning(spelled.substr(0, PatternIndex::prefix_length));
    token.word = index_.word(spelled);
    if (token.word != PatternIndex::none) find_phrases(text, at, token.word, out);
  });
  std::vector<std::uint32_t> led;
  for (const PatternIndex::Token& token : tokens)
    for (const std::uint32_t word : {token.word, token.beginning})
      if (word != PatternIndex::none) led.insert(led.end(), index_.leads(word).regexes.begin(), index_.leads(word).regexes.end());
  drop_repeats(led);
  for (const std::uint32_t id : led)
    if (index_.possible(index_.regex(id), tokens)) out.regexes.push_back(id);
  drop_repeats(out.regexes);
}

// The phrases that are looked up by the word at `at`.
void PatternSet::find_phrases(Text text, Span at, std::uint32_t word, Candidates& out) const {
  for (const std::uint32_t id : index_.leads(word).phrases) {
    const PatternIndex::Phrase& phrase = index_.phrase(id);
    const std::string_view wanted = index_.text(phrase.text);
    if (phrase.anchor > at.begin) continue;
    const std::uint32_t begin = at.begin - phrase.anchor;
    const auto end = static_cast<std::uint32_t>(begin + wanted.size());
    const std::string_view in = phrase.cased != 0 ? text.cased : text.lower;
    if (in.substr(begin, wanted.size()) == wanted && whole_words(in, begin, end)) out.phrases.push_back({phrase.owner, {begin, end}});
  }
}

std::uint32_t PatternSet::owner(std::uint32_t regex) const { return index_.regex(regex).owner; }

void PatternSet::find(std::uint32_t id, Text text, std::vector<Match>& out) const {
  const PatternIndex::Regex& regex = index_.regex(id);
  const RE2& compiled = compiled_[id].get(index_.text(regex.source));
  const std::string_view in = regex.cased != 0 ? text.cased : text.lower;
  std::size_t at = 0;
  re2::StringPiece found;
  while (at <= in.size() && compiled.Match({in.data(), in.size()}, at, in.size(), RE2::UNANCHORED, &found, 1)) {
    const auto begin = static_cast<std::uint32_t>(found.data() - in.data());
    const auto end = static_cast<std::uint32_t>(begin + found.size());
    if (const Span span = trimmed(in, {begin, end}); !span.empty()) out.push_back({regex.owner, span});
    at = std::max<std::size_t>(end, begin + 1);
  }
}

std::uint32_t PatternSet::match_begin(std::uint32_t id, std::string_view lower) const {
  re2::StringPiece found;
  const RE2& compiled = compiled_[id].get(index_.text(index_.regex(id).source));
  const bool matched = compiled.Match({lower.data(), lower.size()}, 0, lower.size(), RE2::ANCHOR_START, &found, 1);
  return matched ? static_cast<std::uint32_t>(found.size()) : 0;
}

std::string regex_fault(const Pattern& pattern) {
  if (pattern.regex.empty()) return {};
  const RE2 regex(pattern.regex, options());
  return regex.ok() ? std::string() : regex.error();
}

}  // namespace asklint
