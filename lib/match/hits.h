#pragma once
#include <algorithm>
#include <cstdint>
#include <span>
#include <utility>
#include <vector>

#include "match/message.h"
#include "match/pattern_set.h"
#include "match/wording.h"
#include "rule/pack.h"

namespace asklint {

/// A signal or concept heard at a place.
struct Hit {
  Span folded;
  std::uint32_t sentence = 0;
};

/// All that was heard in one message, by signal; each list ascending.
class HitTable {
 public:
  explicit HitTable(std::size_t signals) : by_signal_(signals) {}

  /// Sorts, and leaves out hits that stand twice. With `join`, hits that overlap become one.
  void set(std::uint32_t signal, std::vector<Hit> hits, bool join);
  [[nodiscard]] std::span<const Hit> in(std::uint32_t signal, Range range) const;
  [[nodiscard]] std::span<const Hit> all(std::uint32_t signal) const { return by_signal_[signal]; }
  [[nodiscard]] bool heard(std::uint32_t signal, Range range) const { return !in(signal, range).empty(); }

  void set_doubts(Doubts doubts) { doubts_ = std::move(doubts); }
  /// Whether the wording of that signal weighed the sentence, and found it far from what it hears.
  [[nodiscard]] bool doubted(std::uint32_t signal, std::uint32_t sentence) const {
    return std::ranges::binary_search(doubts_, std::pair(signal, sentence));
  }

 private:
  std::vector<std::vector<Hit>> by_signal_;
  Doubts doubts_;
};

/// Hears the signals of a pack in messages. Borrows the pack, which must outlive it. Safe to share between threads.
class Hearer {
 public:
  /// `index`: made by index_hearings of the same pack; borrowed too.
  Hearer(const Pack& pack, std::span<const std::uint64_t> index);

  /// Signals only; concepts are judged from them. Cost: linear in the message.
  /// A word that patterns of the pack hold, so no name.
  [[nodiscard]] bool knows(std::string_view folded_word) const { return patterns_.knows(folded_word); }
  [[nodiscard]] HitTable hear(const Message& message, const Document& document) const;

 private:
  void hear_sentence(const Message& message, std::uint32_t index, PatternSet::Reading& reading,
                     std::vector<std::vector<Hit>>& out) const;
  void hear_placeholders(const Message& message, const Document& document, std::vector<Hit>& out,
                         std::vector<Hit>& loose) const;
  [[nodiscard]] bool names_field(std::string_view placeholder) const;

  const Pack& pack_;
  std::vector<std::string> fields_;  ///< of all languages, sorted
  PatternSet patterns_;              ///< owner: twice the hearing's index, one more for its exceptions
  WordingHearer wording_;
};

/// The index of what all hearings of a pack hear, and of their exceptions.
[[nodiscard]] std::vector<std::uint64_t> index_hearings(const Pack& pack);

}  // namespace asklint
