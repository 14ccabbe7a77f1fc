#include "match/wording.h"

#include <algorithm>

#include "text/sort_unique.h"
#include "text/word_pairs.h"

namespace asklint {
namespace {

/// A sentence that is weighed, and the entries of Pack::weighed that its words have.
struct Weighing {
  std::uint32_t sentence = 0;
  std::vector<std::uint32_t> entries;  ///< ascending, each once
};

void look_up(const Pack& pack, std::uint64_t number, std::uint32_t languages, std::vector<std::uint32_t>& out) {
  for (auto at = std::ranges::lower_bound(pack.weighed, number, {}, &WeighedWord::number);
       at != pack.weighed.end() && at->number == number; ++at)
    if ((languages >> pack.wordings[at->wording].language & 1U) != 0)
      out.push_back(static_cast<std::uint32_t>(at - pack.weighed.begin()));
}

Weighing weigh(const Pack& pack, const Message& message, std::uint32_t index) {
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
    look_up(pack, number, sentence.languages, out.entries);
    if (before != 0) look_up(pack, word_number(word, before), sentence.languages, out.entries);
    before = word_number(" ", number);
  });
  sort_unique(out.entries);
  return out;
}

std::vector<Weighing> weigh_all(const Pack& pack, const Message& message) {
  std::vector<Weighing> out;
  for (std::uint32_t i = 0; i < message.sentences.size(); ++i)
    if (message.sentences[i].role == Role::body || message.sentences[i].role == Role::closing)
      out.push_back(weigh(pack, message, i));
  return out;
}

// Without the punctuation at its end, as hits are.
Span words_of(const Message& message, Span sentence) {
  while (sentence.end > sentence.begin && !in_word(message.folded.lower[sentence.end - 1])) --sentence.end;
  return sentence;
}

std::vector<double> sums(const Pack& pack, const std::vector<std::uint32_t>& entries) {
  std::vector<double> out(pack.wordings.size(), 0.0);
  for (const std::uint32_t entry : entries) out[pack.weighed[entry].wording] += pack.weighed[entry].weight;
  return out;
}

}  // namespace

void hear_wording(const Pack& pack, const Message& message, std::vector<std::vector<Hit>>& out) {
  if (pack.wordings.empty()) return;
  const std::vector<Weighing> all = weigh_all(pack, message);
  std::vector<std::vector<double>> own;
  for (const Weighing& one : all) own.push_back(sums(pack, one.entries));
  const std::size_t width = std::min(wording_window, all.size());
  for (std::size_t first = 0; width > 0 && first + width <= all.size(); ++first) {
    std::vector<std::uint32_t> entries;
    for (std::size_t i = first; i < first + width; ++i)
      entries.insert(entries.end(), all[i].entries.begin(), all[i].entries.end());
    sort_unique(entries);
    const std::vector<double> together = sums(pack, entries);
    for (std::size_t wording = 0; wording < together.size(); ++wording) {
      if (together[wording] < pack.wordings[wording].threshold) continue;
      std::size_t most = first;
      for (std::size_t i = first; i < first + width; ++i)
        if (own[i][wording] > own[most][wording]) most = i;
      const std::uint32_t sentence = all[most].sentence;
      out[pack.wordings[wording].signal].push_back({words_of(message, message.sentences[sentence].folded), sentence});
    }
  }
}

}  // namespace asklint
