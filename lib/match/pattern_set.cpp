#include "match/pattern_set.h"

#include <re2/re2.h>

#include <algorithm>

#include "text/sort_unique.h"

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

// A pattern is wanted where it has a bit of the place in each half of its own.
bool wanted(std::uint32_t own, std::uint32_t place) {
  const std::uint32_t common = own & place;
  return (common & 0xFFFFU) != 0 && common >> 16U != 0;
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

void PatternSet::Reading::find(std::span<const Allowed> where, Text text, std::vector<Match>& out) {
  const PatternIndex::Regex& regex = set_.index_.regex(where.front().regex);
  const std::string_view in = regex.cased != 0 ? text.cased : text.lower;
  std::uint32_t at = 0;
  for (const Allowed& allowed : where) {
    at = std::max(at, allowed.begins.begin);
    while (at < allowed.begins.end) {
      const auto found = machine_.find(regex.start, in, {at, allowed.begins.end});
      if (!found) break;
      if (const Span span = trimmed(in, *found); !span.empty()) out.push_back({regex.owner, span});
      at = std::max(found->end, found->begin + 1);
    }
  }
}

std::uint32_t PatternSet::Reading::match_begin(std::uint32_t id, std::string_view lower) {
  return machine_.match_begin(set_.index_.regex(id).start, lower).value_or(0);
}

void PatternSet::Reading::read_words(std::string_view lower) {
  const PatternIndex& index = set_.index_;
  words_.clear();
  std::uint32_t spaces = 0, counted = 0;
  each_word(lower, [&](Span at) {
    const std::string_view spelled = slice(lower, at);
    PatternIndex::Token token;
    for (; counted < at.begin; ++counted) spaces += lower[counted] == ' ' ? 1U : 0U;
    token.begin = at.begin;
    token.spaces = spaces;
    if (spelled.size() >= PatternIndex::prefix_length)
      token.beginning = index.beginning(spelled.substr(0, PatternIndex::prefix_length));
    token.word = index.word(spelled);
    token.word_row = index.row(token.word);
    token.beginning_row = index.row(token.beginning);
    words_.push_back(token);
  });
}

void PatternSet::Reading::candidates(Text text, std::uint32_t place, Candidates& out) {
  out.phrases.clear();
  out.regexes.clear();
  const auto size = static_cast<std::uint32_t>(text.lower.size());
  const PatternIndex& index = set_.index_;
  for (const PatternIndex::RegexLead& lead : index.always())
    if (wanted(index.place(lead.place), place))
      out.regexes.push_back({lead.regex, index.regex(lead.regex).owner, {0, size + 1}});
  read_words(text.lower);
  for (std::size_t at = 0; at < words_.size(); ++at) {
    find_phrases(text, at, place, out);
    lead_to_regexes(at, place, out);
  }
  std::ranges::sort(out.regexes, [](const Allowed& a, const Allowed& b) {
    return a.regex != b.regex ? a.regex < b.regex : a.begins < b.begins;
  });
}

void PatternSet::Reading::candidates_at_begin(std::string_view lower, std::vector<std::uint32_t>& regexes) {
  regexes.clear();
  const PatternIndex& index = set_.index_;
  for (const PatternIndex::RegexLead& lead : index.always()) regexes.push_back(lead.regex);
  read_words(lower);
  for (std::size_t at = 0; at < words_.size(); ++at)
    each_lead(at, [&](const PatternIndex::RegexLead& lead) {
      if (PatternIndex::begins(lead, words_, at).begin == 0 && index.possible(lead, words_, at))
        regexes.push_back(lead.regex);
    });
  sort_unique(regexes);
}

template <class Use>
void PatternSet::Reading::each_lead(std::size_t at, Use&& use) const {
  for (const std::uint32_t word : {words_[at].word, words_[at].beginning})
    if (word != PatternIndex::none)
      for (const PatternIndex::RegexLead& lead : set_.index_.leads(word).regexes) use(lead);
}

void PatternSet::Reading::lead_to_regexes(std::size_t at, std::uint32_t place, Candidates& out) const {
  const PatternIndex& index = set_.index_;
  each_lead(at, [&](const PatternIndex::RegexLead& lead) {
    if (wanted(index.place(lead.place), place) && index.possible(lead, words_, at))
      out.regexes.push_back({lead.regex, index.regex(lead.regex).owner, PatternIndex::begins(lead, words_, at)});
  });
}

// The phrases that are looked up by the word at `at`.
void PatternSet::Reading::find_phrases(Text text, std::size_t at, std::uint32_t place, Candidates& out) const {
  const PatternIndex& index = set_.index_;
  if (words_[at].word == PatternIndex::none) return;
  for (const PatternIndex::Phrase& phrase : index.leads(words_[at].word).phrases) {
    if (!PatternIndex::possible(phrase, words_, at) || !wanted(index.place(phrase.place), place)) continue;
    if (phrase.anchor > words_[at].begin) continue;
    const std::string_view sought = index.text(phrase);
    const std::uint32_t begin = words_[at].begin - phrase.anchor;
    const auto end = static_cast<std::uint32_t>(begin + sought.size());
    const std::string_view in = phrase.cased != 0 ? text.cased : text.lower;
    if (in.substr(begin, sought.size()) == sought && whole_words(in, begin, end))
      out.phrases.push_back({phrase.owner, {begin, end}});
  }
}

std::string regex_fault(const Pattern& pattern) {
  if (pattern.regex.empty()) return {};
  const RE2 regex(pattern.regex, options());
  return regex.ok() ? std::string() : regex.error();
}

}  // namespace asklint
