#pragma once
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "text/span.h"

namespace asklint {

/// What is heard in one sentence, wherever it stands.
struct HeardSentence {
  struct Hit {
    std::uint32_t signal = 0;
    Span span;  ///< bytes of the sentence, folded
  };
  std::span<const Hit> hits;
  std::span<const std::uint32_t> entries;  ///< of Pack::weighed that its words have, ascending
  std::span<const std::int32_t> sums;      ///< what they weigh, by wording; empty: it is not weighed
};

/// The sentences heard last, for when the same words come again: greetings, disclaimers, what a mailing says to
/// everybody. Of bounded size: what was not asked for again since half of it was filled is forgotten. Belongs to one
/// thread.
class HeardBefore {
 public:
  /// What was heard in the very same words at such a place; valid until the next call. Cost: O(length of the sentence).
  [[nodiscard]] std::optional<HeardSentence> find(std::string_view cased, std::uint32_t place);
  void keep(std::string_view cased, std::uint32_t place, const HeardSentence& heard);

  static constexpr std::size_t most_bytes = 8U << 20U;  ///< about
  [[nodiscard]] std::size_t bytes() const { return young_.bytes() + old_.bytes(); }

 private:
  struct Record {
    std::size_t hash = 0;
    std::uint32_t place = 0;
    std::uint32_t text = 0, hits = 0, entries = 0, sums = 0;  // where each begins
    std::uint32_t text_size = 0, hits_size = 0, entries_size = 0, sums_size = 0;
  };
  /// Sentences and what was heard in them, side by side.
  class Shelf {
   public:
    [[nodiscard]] std::optional<HeardSentence> find(std::size_t hash, std::string_view cased,
                                                    std::uint32_t place) const;
    void add(std::size_t hash, std::string_view cased, std::uint32_t place, const HeardSentence& heard);
    void clear();
    [[nodiscard]] std::size_t bytes() const;

   private:
    void put_in_slot(std::uint32_t record);
    void double_slots();

    std::string texts_;
    std::vector<HeardSentence::Hit> hits_;
    std::vector<std::uint32_t> entries_;
    std::vector<std::int32_t> sums_;
    std::vector<Record> records_;
    std::vector<std::uint32_t> slots_;  // by hash: one more than the record's number; 0: free
  };

  [[nodiscard]] bool full() const { return young_.bytes() > most_bytes / 2; }

  Shelf young_, old_;
};

}  // namespace asklint
