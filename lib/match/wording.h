#pragma once
#include <cstdint>
#include <utility>
#include <vector>

#include "match/message.h"
#include "rule/pack.h"

namespace asklint {

struct Hit;

/// The sentences that are weighed together: what people ask in passing takes two or three.
inline constexpr std::size_t wording_window = 3;

/// Signals and the sentences for which their wording is doubted; ascending.
using Doubts = std::vector<std::pair<std::uint32_t, std::uint32_t>>;

/// Hears what no pattern says, by the weight of the words. Borrows the pack, which must outlive it. Safe to share
/// between threads.
class WordingHearer {
 public:
  explicit WordingHearer(const Pack& pack) : pack_(pack) {}

  /// Appends, by signal, the sentences whose wording reaches a threshold: the weights of the words, their beginnings
  /// and pairs of words in up to `wording_window` neighbouring sentences of the body, each counted once, and of these
  /// the sentence that weighs most. Told-about words weigh nothing. Returns the sentences that are in doubt in all
  /// their languages and windows. Cost: linear in the message.
  Doubts hear(const Message& message, std::vector<std::vector<Hit>>& out) const;

 private:
  using Sums = std::vector<std::int32_t>;  ///< by wording

  /// The sentences that are weighed, in order.
  struct Weighing {
    std::vector<std::uint32_t> sentences;
    std::vector<std::uint32_t> entries;  ///< of Pack::weighed, those that the words have; of each sentence ascending
    std::vector<std::size_t> ends;       ///< by sentence: where its entries end
    std::vector<Sums> own;               ///< by sentence
  };

  void look_up(std::uint64_t number, std::uint32_t languages, std::vector<std::uint32_t>& out) const;
  void gather(const Message& message, std::uint32_t index, std::vector<std::uint32_t>& out) const;
  [[nodiscard]] Weighing weigh(const Message& message) const;
  void add(std::uint32_t entry, std::int32_t times, Sums& sums) const;
  void hear_window(const Message& message, const Weighing& weighing, std::size_t first, const Sums& together,
                   std::vector<std::vector<Hit>>& out) const;
  [[nodiscard]] Doubts doubts(const Message& message, const Weighing& weighing, const std::vector<Sums>& most) const;

  const Pack& pack_;
};

}  // namespace asklint
