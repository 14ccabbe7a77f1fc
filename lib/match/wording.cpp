#include "match/wording.h"

#include <algorithm>
#include <functional>
#include <iterator>

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

void WordingHearer::look_up(std::uint64_t number, std::uint32_t languages, std::vector<std::uint32_t>& out) const {
  const std::span<const std::uint32_t> starts = pack_.weighed_starts.all().subspan(number >> (64U - weighed_bits), 2);
  for (std::uint32_t at = starts[0]; at < starts[1]; ++at)
    if (const WeighedWord& word = pack_.weighed[at];
        word.number == number && (languages >> pack_.wordings[word.wording].language & 1U) != 0)
      out.push_back(at);
}

void WordingHearer::gather(const Message& message, std::uint32_t index, std::vector<std::uint32_t>& out) const {
  const Sentence& sentence = message.sentences[index];
  const auto from = static_cast<std::ptrdiff_t>(out.size());
  std::uint64_t before = 0;  // the number of the word before and a space; 0: none
  each_word(slice(message.folded.lower, sentence.folded), [&](std::size_t begin, std::string_view word) {
    const auto at = sentence.folded.begin + static_cast<std::uint32_t>(begin);
    if (is_told(message, {at, at + static_cast<std::uint32_t>(word.size())})) {
      before = 0;
      return;
    }
    const std::uint64_t number = word_number(word);
    look_up(number, sentence.languages, out);
    if (const std::uint64_t beginning = beginning_number(word); beginning != no_word)
      look_up(beginning, sentence.languages, out);
    if (before != 0) look_up(word_number(word, before), sentence.languages, out);
    before = word_number(" ", number);
  });
  std::sort(out.begin() + from, out.end());
  out.erase(std::unique(out.begin() + from, out.end()), out.end());
}

void WordingHearer::add(std::uint32_t entry, std::int32_t times, Sums& sums) const {
  const WeighedWord& word = pack_.weighed[entry];
  for (std::uint32_t i = 0; i < word.wordings; ++i)
    sums[word.wording + i] += times * pack_.word_weights[word.weights + i];
}

WordingHearer::Weighing WordingHearer::weigh(const Message& message) const {
  Weighing out;
  for (std::uint32_t i = 0; i < message.sentences.size(); ++i) {
    if (message.sentences[i].role != Role::body && message.sentences[i].role != Role::closing) continue;
    std::size_t at = out.entries.size();
    gather(message, i, out.entries);
    out.sentences.push_back(i);
    out.ends.push_back(out.entries.size());
    out.own.emplace_back(pack_.wordings.size(), 0);
    for (; at < out.entries.size(); ++at) add(out.entries[at], 1, out.own.back());
  }
  return out;
}

void WordingHearer::hear_window(const Message& message, const Weighing& weighing, std::size_t first,
                                const Sums& together, std::vector<std::vector<Hit>>& out) const {
  const std::size_t end = std::min(first + wording_window, weighing.sentences.size());
  for (std::size_t wording = 0; wording < together.size(); ++wording) {
    if (together[wording] < pack_.wordings[wording].threshold) continue;
    std::size_t most = first;
    for (std::size_t i = first; i < end; ++i)
      if (weighing.own[i][wording] > weighing.own[most][wording]) most = i;
    const std::uint32_t sentence = weighing.sentences[most];
    out[pack_.wordings[wording].signal].push_back({words_of(message, message.sentences[sentence].folded), sentence});
  }
}

Doubts WordingHearer::doubts(const Message& message, const Weighing& weighing, const std::vector<Sums>& most) const {
  Doubts sure, out;  // sure: of those in doubt in one language, those that another language does not doubt
  for (std::size_t i = 0; i < most.size(); ++i)
    for (std::size_t wording = 0; wording < pack_.wordings.size(); ++wording) {
      const Wording& of = pack_.wordings[wording];
      if ((message.sentences[weighing.sentences[i]].languages >> of.language & 1U) == 0) continue;
      (most[i][wording] < of.doubt ? out : sure).emplace_back(of.signal, weighing.sentences[i]);
    }
  sort_unique(out);
  sort_unique(sure);
  Doubts all;
  std::ranges::set_difference(out, sure, std::back_inserter(all));
  return all;
}

Doubts WordingHearer::hear(const Message& message, std::vector<std::vector<Hit>>& out) const {
  if (pack_.wordings.empty()) return {};
  const Weighing all = weigh(message);
  const std::size_t width = std::min(wording_window, all.sentences.size());
  std::vector<Sums> most(all.sentences.size(), Sums(pack_.wordings.size(), Wording::never));
  std::vector<std::uint32_t> entries;
  Sums together(pack_.wordings.size());
  for (std::size_t first = 0; width > 0 && first + width <= all.sentences.size(); ++first) {
    const std::size_t begin = first == 0 ? 0 : all.ends[first - 1];
    entries.assign(all.entries.begin() + static_cast<std::ptrdiff_t>(begin),
                   all.entries.begin() + static_cast<std::ptrdiff_t>(all.ends[first + width - 1]));
    std::ranges::sort(entries);
    std::ranges::fill(together, 0);
    for (std::size_t i = first; i < first + width; ++i)
      std::ranges::transform(together, all.own[i], together.begin(), std::plus<>());
    for (std::size_t i = 1; i < entries.size(); ++i)
      if (entries[i] == entries[i - 1]) add(entries[i], -1, together);
    hear_window(message, all, first, together, out);
    for (std::size_t i = first; i < first + width; ++i)
      std::ranges::transform(most[i], together, most[i].begin(), [](auto a, auto b) { return std::max(a, b); });
  }
  return doubts(message, all, most);
}

}  // namespace asklint
