#include "match/pattern_set.h"

#include <re2/re2.h>

#include <algorithm>
#include <utility>


namespace asklint {
namespace {

bool word_byte(char c) {
  return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || c == '_' ||
         static_cast<unsigned char>(c) >= 0x80;
}

RE2::Options options() {
  RE2::Options out;
  out.set_log_errors(false);
  out.set_never_capture(true);
  out.set_encoding(
      RE2::Options::EncodingLatin1);  // bytes: smaller automata, and folded text is ASCII but for other scripts
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

}  // namespace

PatternSet::PatternSet(std::span<const std::uint64_t> index) : index_(index) {}
PatternSet::~PatternSet() = default;

PatternSet::Borrowed PatternSet::borrow() const {
  const std::lock_guard lock(mutex_);
  if (idle_.empty()) return Borrowed(new Reading(*this), {this});
  Borrowed reading(idle_.back().release(), {this});
  idle_.pop_back();
  return reading;
}

void PatternSet::GiveBack::operator()(Reading* reading) const {
  const std::lock_guard lock(set->mutex_);
  set->idle_.emplace_back(reading);
}

void PatternSet::Reading::find(std::uint32_t id, Text text, std::vector<Match>& out) {
  const PatternIndex::Regex& regex = set_.index_.regex(id);
  const std::string_view in = regex.cased != 0 ? text.cased : text.lower;
  for (std::uint32_t at = 0; at <= in.size();) {
    const Span begins = set_.index_.next_begins(regex, words_, at, static_cast<std::uint32_t>(in.size()));
    if (begins.empty()) break;
    const auto found = machine_.find(regex.start, in, begins);
    at = begins.end;
    if (!found) continue;
    if (const Span span = trimmed(in, *found); !span.empty()) out.push_back({regex.owner, span});
    at = std::max(found->end, found->begin + 1);
  }
}

std::uint32_t PatternSet::Reading::match_begin(std::uint32_t id, std::string_view lower) {
  return machine_.match_begin(set_.index_.regex(id).start, lower).value_or(0);
}

void PatternSet::Reading::candidates(Text text, Wanted wanted, Candidates& out) {
  const PatternIndex& index = set_.index_;
  out.phrases.clear();
  out.regexes.clear();
  for (const std::uint32_t id : index.always())
    if (wanted(index.regex(id).owner)) out.regexes.push_back(id);
  index.begin_text(words_);
  std::uint32_t spaces = 0, counted = 0;
  each_word(text.lower, [&](Span at) {
    const std::string_view spelled = slice(text.lower, at);
    PatternIndex::Token token;
    for (; counted < at.begin; ++counted) spaces += text.lower[counted] == ' ' ? 1U : 0U;
    token.begin = at.begin;
    token.spaces = spaces;
    if (spelled.size() >= PatternIndex::prefix_length)
      token.beginning = index.beginning(spelled.substr(0, PatternIndex::prefix_length));
    token.word = index.word(spelled);
    if (token.word != PatternIndex::none) find_phrases(text, at, token.word, wanted, out);
    index.add(token, words_);
  });
  if (words_.text == 1) led_to_.assign(index.regex_count(), 0);  // the first, also after the number overflowed
  for (const PatternIndex::Token& token : words_.tokens)
    for (const std::uint32_t word : {token.word, token.beginning})
      if (word != PatternIndex::none) lead_to_regexes(word, wanted, out);
  std::ranges::sort(out.regexes);
}

void PatternSet::Reading::lead_to_regexes(std::uint32_t word, Wanted wanted, Candidates& out) {
  const PatternIndex& index = set_.index_;
  for (const std::uint32_t id : index.leads(word).regexes) {
    if (std::exchange(led_to_[id], words_.text) == words_.text) continue;
    const PatternIndex::Regex& regex = index.regex(id);
    if (wanted(regex.owner) && index.possible(regex, words_)) out.regexes.push_back(id);
  }
}

// The phrases that are looked up by the word at `at`.
void PatternSet::Reading::find_phrases(Text text, Span at, std::uint32_t word, Wanted wanted, Candidates& out) const {
  const PatternIndex& index = set_.index_;
  for (const std::uint32_t id : index.leads(word).phrases) {
    const PatternIndex::Phrase& phrase = index.phrase(id);
    if (!wanted(phrase.owner) || phrase.anchor > at.begin) continue;
    const std::string_view sought = index.text(phrase.text);
    const std::uint32_t begin = at.begin - phrase.anchor;
    const auto end = static_cast<std::uint32_t>(begin + sought.size());
    const std::string_view in = phrase.cased != 0 ? text.cased : text.lower;
    if (in.substr(begin, sought.size()) == sought && whole_words(in, begin, end))
      out.phrases.push_back({phrase.owner, {begin, end}});
  }
}

std::uint32_t PatternSet::owner(std::uint32_t regex) const {
  return index_.regex(regex).owner;
}

std::string regex_fault(const Pattern& pattern) {
  if (pattern.regex.empty()) return {};
  const RE2 regex(pattern.regex, options());
  return regex.ok() ? std::string() : regex.error();
}

}  // namespace asklint
