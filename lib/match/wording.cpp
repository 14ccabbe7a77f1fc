#include "match/wording.h"

#include <algorithm>
#include <numeric>

#include "match/hits.h"
#include "text/sort_unique.h"
#include "text/word_pairs.h"

namespace asklint {
namespace {

constexpr unsigned first_bits = 12;  // of a number: so many that few numbers of a pack share them

std::size_t first_of(std::uint64_t number) {
  return number >> (64U - first_bits);
}

// Without the punctuation at its end, as hits are.
Span words_of(const Message& message, Span sentence) {
  while (sentence.end > sentence.begin && !in_word(message.folded.lower[sentence.end - 1])) --sentence.end;
  return sentence;
}

}  // namespace

WordingHearer::WordingHearer(const Pack& pack) : pack_(pack), starts_((std::size_t{1} << first_bits) + 1) {
  for (const WeighedWord& word : pack.weighed) ++starts_[first_of(word.number) + 1];
  std::partial_sum(starts_.begin(), starts_.end(), starts_.begin());
}

void WordingHearer::look_up(std::uint64_t number, std::uint32_t languages, std::vector<std::uint32_t>& out) const {
  const std::size_t first = first_of(number);
  for (std::uint32_t at = starts_[first]; at < starts_[first + 1]; ++at)
    if (const WeighedWord& word = pack_.weighed[at];
        word.number == number && (languages >> pack_.wordings[word.wording].language & 1U) != 0)
      out.push_back(at);
}

WordingHearer::Weighing WordingHearer::weigh(const Message& message, std::uint32_t index) const {
  const Sentence& sentence = message.sentences[index];
  Weighing out{index, {}};
  std::uint64_t before = 0;  // the number of the word before and a space; 0: none
  each_word(slice(message.folded.lower, sentence.folded), [&](std::size_t begin, std::string_view word) {
    const auto from = sentence.folded.begin + static_cast<std::uint32_t>(begin);
    if (is_told(message, {from, from + static_cast<std::uint32_t>(word.size())})) {
      before = 0;
      return;
    }
    const std::uint64_t number = word_number(word);
    look_up(number, sentence.languages, out.entries);
    if (before != 0) look_up(word_number(word, before), sentence.languages, out.entries);
    before = word_number(" ", number);
  });
  sort_unique(out.entries);
  return out;
}

std::vector<WordingHearer::Weighing> WordingHearer::weigh_all(const Message& message) const {
  std::vector<Weighing> out;
  for (std::uint32_t i = 0; i < message.sentences.size(); ++i)
    if (message.sentences[i].role == Role::body || message.sentences[i].role == Role::closing)
      out.push_back(weigh(message, i));
  return out;
}

std::vector<double> WordingHearer::sums(const std::vector<std::uint32_t>& entries) const {
  std::vector<double> out(pack_.wordings.size(), 0.0);
  for (const std::uint32_t entry : entries) out[pack_.weighed[entry].wording] += pack_.weighed[entry].weight;
  return out;
}

void WordingHearer::hear(const Message& message, std::vector<std::vector<Hit>>& out) const {
  if (pack_.wordings.empty()) return;
  const std::vector<Weighing> all = weigh_all(message);
  std::vector<std::vector<double>> own;
  for (const Weighing& one : all) own.push_back(sums(one.entries));
  const std::size_t width = std::min(wording_window, all.size());
  for (std::size_t first = 0; width > 0 && first + width <= all.size(); ++first) {
    std::vector<std::uint32_t> entries;
    for (std::size_t i = first; i < first + width; ++i)
      entries.insert(entries.end(), all[i].entries.begin(), all[i].entries.end());
    sort_unique(entries);
    const std::vector<double> together = sums(entries);
    for (std::size_t wording = 0; wording < together.size(); ++wording) {
      if (together[wording] < pack_.wordings[wording].threshold) continue;
      std::size_t most = first;
      for (std::size_t i = first; i < first + width; ++i)
        if (own[i][wording] > own[most][wording]) most = i;
      const std::uint32_t sentence = all[most].sentence;
      out[pack_.wordings[wording].signal].push_back({words_of(message, message.sentences[sentence].folded), sentence});
    }
  }
}

}  // namespace asklint
