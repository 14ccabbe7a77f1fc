#include "match/wording.h"

#include <algorithm>
#include <functional>
#include <numeric>

#include "match/hits.h"
#include "text/sort_unique.h"
#include "text/word_pairs.h"

namespace asklint {
namespace {

// Without the punctuation at its end, as hits are.
Span words_of(const Message& message, Span sentence) {
  while (sentence.end > sentence.begin && !in_word(message.folded.lower[sentence.end - 1])) --sentence.end;
  return sentence;
}

}  // namespace

void Weighing::add(std::uint32_t sentence, std::span<const std::uint32_t> entries, std::span<const std::int32_t> sums) {
  sentences_.push_back(sentence);
  entries_.insert(entries_.end(), entries.begin(), entries.end());
  ends_.push_back(entries_.size());
  sums_.insert(sums_.end(), sums.begin(), sums.end());
}

Doubts::Doubts(const Pack& pack, const Message& message, const Weighing& weighing)
    : pack_(&pack), most_(weighing.size() * pack.wordings.size(), Wording::never) {
  for (std::size_t i = 0; i < weighing.size(); ++i)
    sentences_.push_back({weighing.sentence(i), message.sentences[weighing.sentence(i)].languages});
}

void Doubts::raise(std::size_t i, std::span<const std::int32_t> sums) {
  const auto most = std::span(most_).subspan(i * sums.size(), sums.size());
  std::ranges::transform(most, sums, most.begin(), [](auto a, auto b) { return std::max(a, b); });
}

void Doubts::trust_plain(std::size_t i, std::span<const std::int32_t> alone) {
  for (std::size_t wording = 0; wording < alone.size(); ++wording) {
    const Wording& of = pack_->wordings[wording];
    std::int32_t& most = most_[i * alone.size() + wording];
    if (alone[wording] >= std::midpoint(of.doubt, of.threshold)) most = std::max(most, alone[wording]);
  }
}

bool Doubts::operator()(std::uint32_t signal, std::uint32_t sentence) const {
  const auto at = std::ranges::lower_bound(sentences_, sentence, {}, &Weighed::sentence);
  if (at == sentences_.end() || at->sentence != sentence) return false;
  const std::size_t width = pack_->wordings.size();
  const std::int32_t* const most = most_.data() + static_cast<std::size_t>(at - sentences_.begin()) * width;
  bool doubted = false;
  for (std::size_t i = 0; i < width; ++i) {
    const Wording& of = pack_->wordings[i];
    if (of.signal != signal || (at->languages >> of.language & 1U) == 0) continue;
    if (most[i] >= of.doubt) return false;
    doubted = true;
  }
  return doubted;
}

void WordingHearer::look_up(std::uint64_t number, std::uint32_t languages, std::vector<std::uint32_t>& out) const {
  for (std::size_t language = 0; language < pack_.languages.size(); ++language) {
    if ((languages >> language & 1U) == 0) continue;
    const auto starts = pack_.weighed_starts.all().subspan(weighed_start(language, number), 2);
    for (std::uint32_t at = starts[0]; at < starts[1]; ++at)
      if (pack_.weighed[at].number == weighed_number(number)) out.push_back(at);
  }
}

void WordingHearer::gather(const Message& message, std::uint32_t index, std::vector<std::uint32_t>& out) const {
  const Sentence& sentence = message.sentences[index];
  std::uint64_t before = 0, last_but_one = 0;  // the numbers of the two words before; 0: none
  each_word(slice(message.folded.lower, sentence.folded), [&](std::size_t begin, std::string_view word) {
    const auto at = sentence.folded.begin + static_cast<std::uint32_t>(begin);
    if (is_told(message, {at, at + static_cast<std::uint32_t>(word.size())})) {
      before = last_but_one = 0;
      return;
    }
    const std::uint64_t number = word_number(word);
    look_up(number, sentence.languages, out);
    if (const std::uint64_t beginning = beginning_number(word); beginning != no_word)
      look_up(beginning, sentence.languages, out);
    if (before != 0) look_up(word_number(word, word_number(pair_joint, before)), sentence.languages, out);
    if (last_but_one != 0) look_up(word_number(word, word_number(gap_joint, last_but_one)), sentence.languages, out);
    last_but_one = before;
    before = number;
  });
  sort_unique(out);
}

void WordingHearer::add(std::uint32_t entry, std::int32_t times, std::span<std::int32_t> sums) const {
  const WeighedWord& word = pack_.weighed[entry];
  const std::uint32_t weights = word.weights;
  const auto count = static_cast<std::uint32_t>(pack_.word_weights[weights]);
  for (std::uint32_t i = 0; i < count; ++i) sums[word.wording + i] += times * pack_.word_weights[weights + 1 + i];
}

void WordingHearer::weigh(const Message& message, std::uint32_t index, std::vector<std::uint32_t>& entries,
                          std::vector<std::int32_t>& sums) const {
  entries.clear();
  sums.clear();
  const Role role = message.sentences[index].role;
  if (pack_.wordings.empty() || (role != Role::body && role != Role::closing)) return;
  gather(message, index, entries);
  sums.resize(pack_.wordings.size());
  for (const std::uint32_t entry : entries) add(entry, 1, sums);
}

/// The sentence at `most` with those right beside it that weigh at least a quarter as much: what is asked in passing is
/// asked in several.
Span WordingHearer::place_of(const Message& message, const Weighing& weighing, std::size_t wording, std::size_t most,
                             std::size_t first, std::size_t end) {
  const auto sentence = [&](std::size_t i) -> const Sentence& { return message.sentences[weighing.sentence(i)]; };
  const auto belongs = [&](std::size_t i) {
    return weighing.sums(i)[wording] * 4 >= weighing.sums(most)[wording] && weighing.sums(i)[wording] > 0 &&
           sentence(i).paragraph == sentence(most).paragraph;
  };
  std::size_t from = most, to = most;
  while (from > first && belongs(from - 1)) --from;
  while (to + 1 < end && belongs(to + 1)) ++to;
  return words_of(message, {sentence(from).folded.begin, sentence(to).folded.end});
}

void WordingHearer::hear_window(const Message& message, const Weighing& weighing, std::size_t first,
                                std::span<const std::int32_t> together, std::vector<SignalHit>& out) const {
  const std::size_t end = std::min(first + wording_window, weighing.size());
  for (std::size_t wording = 0; wording < together.size(); ++wording) {
    if (together[wording] < pack_.wordings[wording].threshold) continue;
    std::size_t most = first;
    for (std::size_t i = first; i < end; ++i)
      if (weighing.sums(i)[wording] > weighing.sums(most)[wording]) most = i;
    const Span place = place_of(message, weighing, wording, most, first, end);
    out.push_back({pack_.wordings[wording].signal, {place, weighing.sentence(most)}});
  }
}

Doubts WordingHearer::hear(const Message& message, const Weighing& weighing, std::vector<SignalHit>& out) const {
  if (pack_.wordings.empty() || weighing.size() == 0) return {};
  Doubts doubts(pack_, message, weighing);
  if (weighing.size() > wording_window)
    for (std::size_t i = 0; i < weighing.size(); ++i) doubts.trust_plain(i, weighing.sums(i));
  const std::size_t width = std::min(wording_window, weighing.size());
  std::vector<std::uint32_t> entries;
  std::vector<std::int32_t> together(pack_.wordings.size());
  for (std::size_t first = 0; first + width <= weighing.size(); ++first) {
    entries.clear();
    std::ranges::fill(together, 0);
    for (std::size_t i = first; i < first + width; ++i) {
      const auto own = weighing.entries(i);
      const auto before = static_cast<std::ptrdiff_t>(entries.size());
      entries.insert(entries.end(), own.begin(), own.end());
      std::inplace_merge(entries.begin(), entries.begin() + before, entries.end());
      std::ranges::transform(together, weighing.sums(i), together.begin(), std::plus<>());
    }
    for (std::size_t i = 1; i < entries.size(); ++i)
      if (entries[i] == entries[i - 1]) add(entries[i], -1, together);
    hear_window(message, weighing, first, together, out);
    for (std::size_t i = first; i < first + width; ++i) doubts.raise(i, together);
  }
  return doubts;
}

}  // namespace asklint
