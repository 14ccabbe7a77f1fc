#include "match/hits.h"

#include <algorithm>
#include <unordered_map>

#include "text/fold.h"
#include "text/sort_unique.h"
#include "text/word_pairs.h"

namespace asklint {

void HitTable::set(std::uint32_t signal, std::vector<Hit> hits, bool join) {
  std::ranges::sort(hits, [](const Hit& a, const Hit& b) { return a.folded < b.folded; });
  std::vector<Hit>& out = by_signal_[signal];
  for (const Hit& hit : hits) {
    if (!out.empty() && out.back().folded == hit.folded) continue;
    if (join && !out.empty() && out.back().sentence == hit.sentence && overlaps(out.back().folded, hit.folded))
      out.back().folded = hull(out.back().folded, hit.folded);
    else
      out.push_back(hit);
  }
}

std::span<const Hit> HitTable::in(std::uint32_t signal, Range range) const {
  const std::vector<Hit>& hits = by_signal_[signal];
  const auto first = std::ranges::lower_bound(hits, range.first, {}, &Hit::sentence);
  const auto last = std::ranges::lower_bound(first, hits.end(), range.last, {}, &Hit::sentence);
  return {first, last};
}

namespace {

/// How often words stand in what people write: counted in the pack's own examples, with its function words at least as
/// often as these stand anywhere.
class ExampleWords {
 public:
  explicit ExampleWords(const Pack& pack) {
    for (const Rule& rule : pack.rules)
      for (const Example& example : rule.examples)
        each_word(fold_lower(example.text), [this](std::size_t, std::string_view word) { count(word, 1); });
    for (const LanguageFacts& language : pack.languages)
      for (const std::string& word : language.common) count(word, all_ * function_word);
  }

  [[nodiscard]] double operator()(std::string_view word) const {
    const auto at = counts_.find(std::string(word));
    return unseen + (at == counts_.end() ? 0 : at->second);
  }

 private:
  static constexpr double function_word = 0.001;
  static constexpr double unseen = 0.3;  // a word that no example has is not one that nobody writes

  void count(std::string_view word, double times) {
    counts_[std::string(word)] += times;
    if (word.size() >= PatternIndex::prefix_length)
      counts_[std::string(word.substr(0, PatternIndex::prefix_length)) + "*"] += times;
    all_ += times;
  }

  std::unordered_map<std::string, double> counts_;
  double all_ = 0;
};

// Where a hearing is heard: the roles, and in the upper half the language.
std::uint32_t place_of(const Hearing& hearing) {
  return (hearing.roles & 0xFFFFU) | 1U << (16U + hearing.language);
}

}  // namespace

std::vector<std::uint64_t> index_hearings(const Pack& pack) {
  std::vector<OwnedPattern> patterns;
  for (std::uint32_t i = 0; i < pack.hearings.size(); ++i) {
    const Hearing& hearing = pack.hearings[i];
    for (const Pattern& pattern : hearing.hear) patterns.push_back({&pattern, i * 2, hearing.cased, place_of(hearing)});
    for (const Pattern& pattern : hearing.except)
      patterns.push_back({&pattern, i * 2 + 1, hearing.cased, place_of(hearing)});
  }
  const ExampleWords commonness(pack);
  return PatternIndex::build(patterns, [&commonness](std::string_view word) { return commonness(word); });
}

Hearer::Hearer(const Pack& pack, std::span<const std::uint64_t> index) : pack_(pack), patterns_(index), wording_(pack) {
  for (const LanguageFacts& facts : pack.languages)
    fields_.insert(fields_.end(), facts.fields.begin(), facts.fields.end());
  sort_unique(fields_);
}

void Hearer::hear_sentence(const Message& message, std::uint32_t index, PatternSet::Reading& reading,
                           std::vector<std::vector<Hit>>& out) const {
  const Sentence& sentence = message.sentences[index];
  const PatternSet::Text text{slice(message.folded.lower, sentence.folded),
                              slice(message.folded.cased, sentence.folded)};
  const std::uint32_t place = 1U << static_cast<unsigned>(sentence.role) | std::uint32_t{sentence.languages} << 16U;
  PatternSet::Candidates candidates;
  reading.candidates(text, place, candidates);
  std::vector<PatternSet::Match> heard, excepted;
  for (const PatternSet::Match& match : candidates.phrases)
    (match.owner % 2 == 0 ? heard : excepted).push_back(match);
  each_regex(candidates.regexes, [&](std::span<const PatternSet::Allowed> allowed) {
    if (allowed.front().owner % 2 == 0) reading.find(allowed, text, heard);
  });
  if (heard.empty()) return;
  // Exceptions are tried only for what was heard.
  const auto is_heard = [&heard](std::uint32_t owner) {
    return std::ranges::find(heard, owner, &PatternSet::Match::owner) != heard.end();
  };
  each_regex(candidates.regexes, [&](std::span<const PatternSet::Allowed> allowed) {
    if (const std::uint32_t owner = allowed.front().owner; owner % 2 == 1 && is_heard(owner - 1))
      reading.find(allowed, text, excepted);
  });
  for (const PatternSet::Match& match : heard) {
    const auto excepts = [&match](const PatternSet::Match& e) {
      return e.owner == match.owner + 1 && overlaps(e.span, match.span);
    };
    if (std::ranges::any_of(excepted, excepts)) continue;
    const Hearing& hearing = pack_.hearings[match.owner / 2];
    const Span folded{sentence.folded.begin + match.span.begin, sentence.folded.begin + match.span.end};
    if (!hearing.told && is_told(message, folded)) continue;
    out[hearing.signal].push_back({folded, index});
  }
}

// A placeholder is heard where it stands in the folded shape as a word.
/// Whether one of its words is what a field is called. What stands in no brackets that people write as well says it by
/// its form.
bool Hearer::names_field(std::string_view placeholder) const {
  if (std::string_view("[<X").find(placeholder.front()) == std::string_view::npos) return true;
  const std::string words = fold_lower(placeholder);
  for (std::size_t at = 0; at < words.size();) {
    const std::size_t begin = words.find_first_of("abcdefghijklmnopqrstuvwxyz", at);
    if (begin == std::string::npos) return false;
    at = std::min(words.find_first_not_of("abcdefghijklmnopqrstuvwxyz", begin), words.size());
    if (std::ranges::binary_search(fields_, words.substr(begin, at - begin))) return true;
  }
  return false;
}

void Hearer::hear_placeholders(const Message& message, const Document& document, std::vector<Hit>& out,
                               std::vector<Hit>& loose) const {
  if (document.placeholders.empty()) return;
  for (std::uint32_t i = 0; i < message.sentences.size(); ++i) {
    const Span sentence = message.sentences[i].folded;
    const std::string_view words = slice(message.folded.lower, sentence);
    for (std::size_t at = words.find("xname"); at < words.size(); at = words.find("xname", at + 1)) {
      const auto begin = sentence.begin + static_cast<std::uint32_t>(at);
      const Span folded{begin, begin + 5};
      const Span text = message.folded.to_text.back(folded);
      if (!std::ranges::binary_search(document.placeholders, text)) continue;
      out.push_back({folded, i});
      if (!names_field(slice(document.text, text))) loose.push_back({folded, i});
    }
  }
}

HitTable Hearer::hear(const Message& message, const Document& document) const {
  std::vector<std::vector<Hit>> heard(std::max<std::size_t>(pack_.signals.size(), loose_placeholder_signal + 1));
  const PatternSet::Borrowed reading = patterns_.borrow();
  for (std::uint32_t i = 0; i < message.sentences.size(); ++i) hear_sentence(message, i, *reading, heard);
  Doubts doubts = wording_.hear(message, heard);
  hear_placeholders(message, document, heard[placeholder_signal], heard[loose_placeholder_signal]);
  if (document.mail.recipients > 0 && !document.mail.to_header.empty() && !message.sentences.empty())
    heard[to_header_signal].push_back({{0, 0}, 0});
  HitTable table(heard.size());
  table.set_doubts(std::move(doubts));
  for (std::uint32_t signal = 0; signal < heard.size(); ++signal) table.set(signal, std::move(heard[signal]), false);
  return table;
}

}  // namespace asklint
