#pragma once
#include <cstdint>
#include <vector>

#include "match/message.h"
#include "rule/pack.h"

namespace asklint {

struct Hit;

/// The sentences that are weighed together: what people ask in passing takes two or three.
inline constexpr std::size_t wording_window = 3;

/// Hears what no pattern says, by the weight of the words. Borrows the pack, which must outlive it. Safe to share
/// between threads.
class WordingHearer {
 public:
  /// Cost: linear in the pack's weighed words.
  explicit WordingHearer(const Pack& pack);

  /// Appends, by signal, the sentences whose wording outweighs a threshold: the weights of the words and pairs of words
  /// in up to `wording_window` neighbouring sentences of the body, each counted once, and of these the sentence that
  /// weighs most. Told-about words weigh nothing. Cost: linear in the message.
  void hear(const Message& message, std::vector<std::vector<Hit>>& out) const;

 private:
  /// A sentence that is weighed.
  struct Weighing {
    std::uint32_t sentence = 0;
    std::vector<std::uint32_t> entries;  ///< of Pack::weighed, those that its words have; ascending, each once
  };

  void look_up(std::uint64_t number, std::uint32_t languages, std::vector<std::uint32_t>& out) const;
  [[nodiscard]] Weighing weigh(const Message& message, std::uint32_t index) const;
  [[nodiscard]] std::vector<Weighing> weigh_all(const Message& message) const;
  [[nodiscard]] std::vector<double> sums(const std::vector<std::uint32_t>& entries) const;

  const Pack& pack_;
  std::vector<std::uint32_t> starts_;  ///< by the first bits of a number: the first entry that has them
};

}  // namespace asklint
