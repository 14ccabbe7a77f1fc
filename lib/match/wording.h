#pragma once
#include <cstdint>
#include <span>
#include <vector>

#include "match/message.h"
#include "rule/pack.h"

namespace asklint {

struct SignalHit;

/// The sentences that are weighed together: what people ask in passing takes two or three.
inline constexpr std::size_t wording_window = 3;

/// What the words of sentences weigh for the wordings of a pack.
class Weighing {
 public:
  explicit Weighing(std::size_t wordings) : width_(wordings) {}

  /// Of the next sentence that is weighed; `entries`: of Pack::weighed, ascending; `sums`: by wording.
  void add(std::uint32_t sentence, std::span<const std::uint32_t> entries, std::span<const std::int32_t> sums);

  [[nodiscard]] std::size_t size() const { return sentences_.size(); }
  [[nodiscard]] std::uint32_t sentence(std::size_t i) const { return sentences_[i]; }
  [[nodiscard]] std::span<const std::uint32_t> entries(std::size_t i) const {
    const std::size_t begin = i == 0 ? 0 : ends_[i - 1];
    return std::span(entries_).subspan(begin, ends_[i] - begin);
  }
  [[nodiscard]] std::span<const std::int32_t> sums(std::size_t i) const {
    return std::span(sums_).subspan(i * width_, width_);
  }

 private:
  std::size_t width_;
  std::vector<std::uint32_t> sentences_;
  std::vector<std::uint32_t> entries_;
  std::vector<std::size_t> ends_;  // by sentence: where its entries end
  std::vector<std::int32_t> sums_;
};

/// What each sentence weighs in the window where it weighs most.
class Doubts {
 public:
  Doubts() = default;
  Doubts(const Pack& pack, const Message& message, const Weighing& weighing);

  void raise(std::size_t i, std::span<const std::int32_t> sums);
  /// In a message of several matters what stands around a sentence may weigh against it, though by itself it comes
  /// near to what is heard.
  void trust_plain(std::size_t i, std::span<const std::int32_t> alone);
  /// Whether the wordings of that signal, in all languages of the sentence, weighed it and found it far from what they
  /// hear. Cost: O(log sentences + wordings).
  [[nodiscard]] bool operator()(std::uint32_t signal, std::uint32_t sentence) const;

 private:
  struct Weighed {
    std::uint32_t sentence = 0, languages = 0;
  };
  const Pack* pack_ = nullptr;
  std::vector<Weighed> sentences_;  // ascending
  std::vector<std::int32_t> most_;  // by sentence and wording
};

/// Hears what no pattern says, by the weight of the words. Borrows the pack, which must outlive it. Safe to share
/// between threads.
class WordingHearer {
 public:
  explicit WordingHearer(const Pack& pack) : pack_(pack) {}

  [[nodiscard]] std::size_t wordings() const { return pack_.wordings.size(); }

  /// The entries that a sentence's words, their beginnings and pairs have, and their sums by wording. Told-about words
  /// weigh nothing. Both stay empty where the sentence is not to be weighed.
  void weigh(const Message& message, std::uint32_t index, std::vector<std::uint32_t>& entries,
             std::vector<std::int32_t>& sums) const;

  /// Appends a hit for each signal whose wording reaches its threshold in up to `wording_window` neighbouring sentences
  /// of the body, each entry counted once: at the sentence that weighs most, with those beside it in its paragraph that
  /// weigh at least a quarter as much. Returns the sentences that are in doubt. Cost: linear in the message.
  Doubts hear(const Message& message, const Weighing& weighing, std::vector<SignalHit>& out) const;

 private:
  void look_up(std::uint64_t number, std::uint32_t languages, std::vector<std::uint32_t>& out) const;
  void gather(const Message& message, std::uint32_t index, std::vector<std::uint32_t>& out) const;
  void add(std::uint32_t entry, std::int32_t times, std::span<std::int32_t> sums) const;
  [[nodiscard]] static Span place_of(const Message& message, const Weighing& weighing, std::size_t wording,
                                     std::size_t most, std::size_t first, std::size_t end);
  void hear_window(const Message& message, const Weighing& weighing, std::size_t first,
                   std::span<const std::int32_t> together, std::vector<SignalHit>& out) const;

  const Pack& pack_;
};

}  // namespace asklint
