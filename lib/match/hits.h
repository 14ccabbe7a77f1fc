#pragma once
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "match/heard_before.h"
#include "match/message.h"
#include "match/pattern_set.h"
#include "match/pool.h"
#include "match/wording.h"
#include "rule/pack.h"

namespace asklint {

/// A signal or concept heard at a place.
struct Hit {
  Span folded;
  std::uint32_t sentence = 0;
};
struct SignalHit {
  std::uint32_t signal = 0;
  Hit hit;
};

/// All that was heard in one message, by signal; each list ascending.
class HitTable {
 public:
  explicit HitTable(std::size_t signals) : of_signal_(signals) {}
  /// Hits that stand twice are left out.
  HitTable(std::size_t signals, std::vector<SignalHit> heard, Doubts doubts);

  /// The hits of a concept, once those of all that it is made of are there. Sorts; hits that overlap become one.
  void set(std::uint32_t concept_, std::vector<Hit> hits);
  [[nodiscard]] std::span<const Hit> in(std::uint32_t signal, Range range) const;
  [[nodiscard]] std::span<const Hit> all(std::uint32_t signal) const {
    return std::span(hits_).subspan(of_signal_[signal].first, of_signal_[signal].count);
  }
  [[nodiscard]] bool heard(std::uint32_t signal, Range range) const { return !in(signal, range).empty(); }

  /// Whether the wording of that signal weighed the sentence, and found it far from what it hears.
  [[nodiscard]] bool doubted(std::uint32_t signal, std::uint32_t sentence) const { return doubts_(signal, sentence); }

 private:
  struct Part {
    std::uint32_t first = 0, count = 0;
  };
  std::vector<Part> of_signal_;  // of hits_
  std::vector<Hit> hits_;
  Doubts doubts_;
};

/// Hears the signals of a pack in messages. Borrows the pack, which must outlive it. Safe to share between threads.
class Hearer {
 public:
  /// `index`: made by index_hearings of the same pack; borrowed too.
  Hearer(const Pack& pack, std::span<const std::uint64_t> index);

  /// A word that patterns of the pack hold, so no name.
  [[nodiscard]] bool knows(std::string_view folded_word) const { return patterns_.knows(folded_word); }
  /// Signals only; concepts are judged from them. Cost: linear in the message.
  [[nodiscard]] HitTable hear(const Message& message, const Document& document) const;

 private:
  /// What one thread hears with.
  struct Ear {
    explicit Ear(const PatternSet& patterns) : reading(patterns) {}
    PatternSet::Reading reading;
    HeardBefore before;
    std::string words;  // this and all below: of one sentence; kept for their memory
    PatternSet::Candidates candidates;
    std::vector<PatternSet::Match> heard, excepted;
    std::vector<HeardSentence::Hit> hits;
    std::vector<std::uint32_t> entries;
    std::vector<std::int32_t> sums;
  };

  [[nodiscard]] HeardSentence hear_sentence(const Message& message, std::uint32_t index, Ear& ear) const;
  [[nodiscard]] HeardSentence hear_anew(const Message& message, std::uint32_t index, std::uint32_t place,
                                        Ear& ear) const;
  void hear_patterns(const Message& message, std::uint32_t index, std::uint32_t place, Ear& ear) const;
  void hear_placeholders(const Message& message, const Document& document, std::vector<SignalHit>& out) const;
  [[nodiscard]] bool names_field(std::string_view placeholder) const;

  const Pack& pack_;
  std::vector<std::string> fields_;  ///< of all languages, sorted
  PatternSet patterns_;              ///< owner: twice the hearing's index, one more for its exceptions
  WordingHearer wording_;
  mutable Pool<Ear> ears_;
};

/// The index of what all hearings of a pack hear, and of their exceptions.
[[nodiscard]] std::vector<std::uint64_t> index_hearings(const Pack& pack);

}  // namespace asklint
