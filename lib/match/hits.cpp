#include "match/hits.h"

#include <algorithm>
#include <tuple>
#include <unordered_map>
#include <utility>

#include "text/fold.h"
#include "text/sort_unique.h"
#include "text/word_pairs.h"

namespace asklint {

HitTable::HitTable(std::size_t signals, std::vector<SignalHit> heard, Doubts doubts)
    : of_signal_(signals), doubts_(std::move(doubts)) {
  const auto place = [](const SignalHit& of) { return std::tuple(of.signal, of.hit.folded); };
  std::ranges::sort(heard, {}, place);
  hits_.reserve(heard.size());
  for (std::size_t i = 0; i < heard.size(); ++i) {
    if (i > 0 && place(heard[i]) == place(heard[i - 1])) continue;
    Part& part = of_signal_[heard[i].signal];
    if (part.count++ == 0) part.first = static_cast<std::uint32_t>(hits_.size());
    hits_.push_back(heard[i].hit);
  }
}

void HitTable::set(std::uint32_t concept_, std::vector<Hit> hits) {
  std::ranges::sort(hits, {}, &Hit::folded);
  Part& part = of_signal_[concept_];
  part.first = static_cast<std::uint32_t>(hits_.size());
  for (const Hit& hit : hits) {
    if (part.count > 0 && hits_.back().sentence == hit.sentence &&
        (hits_.back().folded == hit.folded || overlaps(hits_.back().folded, hit.folded))) {
      hits_.back().folded = hull(hits_.back().folded, hit.folded);
      continue;
    }
    hits_.push_back(hit);
    ++part.count;
  }
}

std::span<const Hit> HitTable::in(std::uint32_t signal, Range range) const {
  const std::span<const Hit> hits = all(signal);
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

// Appends to a sentence's words which of them are told about, as no text does.
void add_told(const Message& message, Span sentence, std::string& words) {
  for (auto told = first_told(message, sentence.begin); told != message.told.end() && told->begin < sentence.end;
       ++told)
    for (const std::uint32_t at : {std::max(told->begin, sentence.begin), std::min(told->end, sentence.end)})
      words.append({'\0', static_cast<char>(at - sentence.begin), static_cast<char>((at - sentence.begin) >> 8U)});
}

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

// Leaves the hits in `ear.hits`.
void Hearer::hear_patterns(const Message& message, std::uint32_t index, std::uint32_t place, Ear& ear) const {
  const Span sentence = message.sentences[index].folded;
  const PatternSet::Text text{slice(message.folded.lower, sentence), slice(message.folded.cased, sentence)};
  ear.hits.clear();
  ear.heard.clear();
  ear.excepted.clear();
  ear.reading.candidates(text, place, ear.candidates);
  for (const PatternSet::Match& match : ear.candidates.phrases)
    (match.owner % 2 == 0 ? ear.heard : ear.excepted).push_back(match);
  each_regex(ear.candidates.regexes, [&](std::span<const PatternSet::Allowed> allowed) {
    if (allowed.front().owner % 2 == 0) ear.reading.find(allowed, text, ear.heard);
  });
  if (ear.heard.empty()) return;
  // Exceptions are tried only for what was heard.
  const auto is_heard = [&ear](std::uint32_t owner) {
    return std::ranges::find(ear.heard, owner, &PatternSet::Match::owner) != ear.heard.end();
  };
  each_regex(ear.candidates.regexes, [&](std::span<const PatternSet::Allowed> allowed) {
    if (const std::uint32_t owner = allowed.front().owner; owner % 2 == 1 && is_heard(owner - 1))
      ear.reading.find(allowed, text, ear.excepted);
  });
  for (const PatternSet::Match& match : ear.heard) {
    const auto excepts = [&match](const PatternSet::Match& e) {
      return e.owner == match.owner + 1 && overlaps(e.span, match.span);
    };
    if (std::ranges::any_of(ear.excepted, excepts)) continue;
    const Hearing& hearing = pack_.hearings[match.owner / 2];
    const Span folded{sentence.begin + match.span.begin, sentence.begin + match.span.end};
    if (!hearing.told && is_told(message, folded)) continue;
    ear.hits.push_back({hearing.signal, match.span});
  }
}

HeardSentence Hearer::hear_anew(const Message& message, std::uint32_t index, std::uint32_t place, Ear& ear) const {
  hear_patterns(message, index, place, ear);
  wording_.weigh(message, index, ear.entries, ear.sums);
  return {ear.hits, ear.entries, ear.sums};
}

// The words, where they stand and which of them are told about decide, and nothing else.
HeardSentence Hearer::hear_sentence(const Message& message, std::uint32_t index, Ear& ear) const {
  const Sentence& sentence = message.sentences[index];
  const std::uint32_t place = 1U << static_cast<unsigned>(sentence.role) | std::uint32_t{sentence.languages} << 16U;
  ear.words = slice(message.folded.cased, sentence.folded);
  add_told(message, sentence.folded, ear.words);
  if (const auto known = ear.before.find(ear.words, place)) return *known;
  const HeardSentence heard = hear_anew(message, index, place, ear);
  ear.before.keep(ear.words, place, heard);
  return heard;
}

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

// A placeholder is heard where it stands in the folded shape as a word.
void Hearer::hear_placeholders(const Message& message, const Document& document, std::vector<SignalHit>& out) const {
  if (document.placeholders.empty()) return;
  for (std::uint32_t i = 0; i < message.sentences.size(); ++i) {
    const Span sentence = message.sentences[i].folded;
    const std::string_view words = slice(message.folded.lower, sentence);
    for (std::size_t at = words.find("xname"); at < words.size(); at = words.find("xname", at + 1)) {
      const auto begin = sentence.begin + static_cast<std::uint32_t>(at);
      const Span folded{begin, begin + 5};
      const Span text = message.folded.to_text.back(folded);
      if (!std::ranges::binary_search(document.placeholders, text)) continue;
      out.push_back({placeholder_signal, {folded, i}});
      if (!names_field(slice(document.text, text))) out.push_back({loose_placeholder_signal, {folded, i}});
    }
  }
}

HitTable Hearer::hear(const Message& message, const Document& document) const {
  std::vector<SignalHit> heard;
  Weighing weighing(wording_.wordings());
  const Pool<Ear>::Borrowed ear = ears_.borrow([this] { return std::make_unique<Ear>(patterns_); });
  for (std::uint32_t i = 0; i < message.sentences.size(); ++i) {
    const HeardSentence in = hear_sentence(message, i, *ear);
    const std::uint32_t begin = message.sentences[i].folded.begin;
    for (const auto& [signal, span] : in.hits) heard.push_back({signal, {{begin + span.begin, begin + span.end}, i}});
    if (!in.sums.empty()) weighing.add(i, in.entries, in.sums);
  }
  Doubts doubts = wording_.hear(message, weighing, heard);
  hear_placeholders(message, document, heard);
  if (document.mail.recipients > 0 && !document.mail.to_header.empty() && !message.sentences.empty())
    heard.push_back({to_header_signal, {{0, 0}, 0}});
  return {std::max<std::size_t>(pack_.signals.size(), loose_placeholder_signal + 1), std::move(heard),
          std::move(doubts)};
}

}  // namespace asklint
