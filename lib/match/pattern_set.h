#pragma once
#include <cstdint>
#include <memory>
#include <mutex>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "match/regex_machine.h"
#include "rule/pattern_index.h"
#include "text/span.h"

namespace asklint {

/// Patterns at work: the index tells which of them can match a text at all, and only those are tried.
/// Borrows the index's bytes, which must outlive it. Safe to share between threads; each message borrows a
/// Reading.
class PatternSet {
 public:
  struct Match {
    std::uint32_t owner = 0;
    Span span;  ///< bytes of the text given
  };
  /// One text in both shapes; parallel strings.
  struct Text {
    std::string_view lower, cased;
  };
  /// The regexes that a text's words allow, and the phrases found in it.
  struct Candidates {
    std::vector<Match> phrases;
    std::vector<std::uint32_t> regexes;  ///< ascending
  };
  /// Which patterns matter at a place: those with a bit of it in each half of their own. Without owners: all.
  struct Wanted {
    std::span<const std::uint32_t> owners;  ///< by owner
    std::uint32_t place = 0;

    [[nodiscard]] bool operator()(std::uint32_t owner) const {
      if (owners.empty()) return true;
      const std::uint32_t common = owners[owner] & place;
      return (common & 0xFFFFU) != 0 && common >> 16U != 0;
    }
  };
  class Reading;
  struct GiveBack {
    const PatternSet* set = nullptr;
    void operator()(Reading* reading) const;
  };
  using Borrowed = std::unique_ptr<Reading, GiveBack>;

  explicit PatternSet(std::span<const std::uint64_t> index);
  PatternSet(const PatternSet&) = delete;
  PatternSet& operator=(const PatternSet&) = delete;
  ~PatternSet();

  /// A reading that nobody else uses; it goes back to the set, which must outlive it. Its tables are as long as the
  /// pack, so a new one is made only when all are in use.
  [[nodiscard]] Borrowed borrow() const;

  /// Whether a pattern is looked up by this word.
  [[nodiscard]] bool knows(std::string_view word) const { return index_.word(word) != PatternIndex::none; }
  [[nodiscard]] std::uint32_t owner(std::uint32_t regex) const;

 private:
  PatternIndex index_;
  mutable std::mutex mutex_;  ///< of idle_
  mutable std::vector<std::unique_ptr<Reading>> idle_;  ///< to be borrowed
};

/// Patterns at work on one text after the other; keeps its memory from one to the next. Borrows the set.
class PatternSet::Reading {
 public:
  explicit Reading(const PatternSet& set) : set_(set), machine_(set.index_.code()) {}

  /// Cost: linear in the text.
  void candidates(Text text, Wanted wanted, Candidates& out);
  /// Appends all places where the regex matches in the text that candidates() was asked about last.
  void find(std::uint32_t regex, Text text, std::vector<Match>& out);
  /// The length of the regex's match at the begin of `lower`; 0 where there is none.
  [[nodiscard]] std::uint32_t match_begin(std::uint32_t regex, std::string_view lower);

 private:
  void find_phrases(Text text, Span at, std::uint32_t word, Wanted wanted, Candidates& out) const;
  void lead_to_regexes(std::uint32_t word, Wanted wanted, Candidates& out);

  const PatternSet& set_;
  RegexMachine machine_;
  PatternIndex::Words words_;
  std::vector<std::uint32_t> led_to_;  ///< by regex: the text that led to it last
};

/// What RE2 says against the pattern; empty where nothing.
[[nodiscard]] std::string regex_fault(const Pattern& pattern);

}  // namespace asklint
