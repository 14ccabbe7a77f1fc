#pragma once
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "match/regex_machine.h"
#include "rule/pattern_index.h"
#include "text/span.h"

namespace asklint {

/// Patterns at work: the index tells which of them can match a text at all, and only those are tried.
/// Borrows the index's bytes, which must outlive it. Safe to share between threads; each has a Reading of its own.
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
  /// A regex that a text's words allow to match, and where a match can begin.
  struct Allowed {
    std::uint32_t regex = 0, owner = 0;
    Span begins;  ///< bytes of the text
  };
  /// What a text's words allow, and the phrases found in it.
  struct Candidates {
    std::vector<Match> phrases;
    std::vector<Allowed> regexes;  ///< ascending by regex, then by place
  };
  class Reading;

  explicit PatternSet(std::span<const std::uint64_t> index);

  [[nodiscard]] std::uint32_t owner(std::uint32_t regex) const { return index_.regex(regex).owner; }
  /// Whether a pattern is looked up by this word.
  [[nodiscard]] bool knows(std::string_view word) const { return index_.word(word) != PatternIndex::none; }

 private:
  PatternIndex index_;
};

/// Patterns at work on one text after the other; keeps its memory from one to the next. Borrows the set.
class PatternSet::Reading {
 public:
  explicit Reading(const PatternSet& set) : set_(set), machine_(set.index_.code()) {}

  /// `place`: only patterns matter that have a bit of it in each half of their own (OwnedPattern::place). Cost: linear
  /// in the text.
  void candidates(Text text, std::uint32_t place, Candidates& out);
  /// The regexes that can match at the text's begin; ascending. The same cost.
  void candidates_at_begin(std::string_view lower, std::vector<std::uint32_t>& regexes);
  /// Appends all places where a regex matches in the text that candidates() was asked about last; `where`: all that is
  /// allowed of it.
  void find(std::span<const Allowed> where, Text text, std::vector<Match>& out);
  /// The length of the regex's match at the begin of `lower`; 0 where there is none.
  [[nodiscard]] std::uint32_t match_begin(std::uint32_t regex, std::string_view lower);

 private:
  void read_words(std::string_view lower);
  void find_phrases(Text text, std::size_t at, std::uint32_t place, Candidates& out) const;
  /// Calls `use` with all that the word at `at` and its beginning lead to.
  template <class Use>
  void each_lead(std::size_t at, Use&& use) const;
  void lead_to_regexes(std::size_t at, std::uint32_t place, Candidates& out) const;

  const PatternSet& set_;
  RegexMachine machine_;
  std::vector<PatternIndex::Token> words_;  ///< of the text that candidates() was asked about last
};

/// Calls `use` with all that is allowed of each regex, one regex after the other.
template <class Use>
void each_regex(std::span<const PatternSet::Allowed> allowed, Use&& use) {
  for (std::size_t first = 0; first < allowed.size();) {
    std::size_t last = first + 1;
    while (last < allowed.size() && allowed[last].regex == allowed[first].regex) ++last;
    use(allowed.subspan(first, last - first));
    first = last;
  }
}

/// What RE2 says against the pattern; empty where nothing.
[[nodiscard]] std::string regex_fault(const Pattern& pattern);

}  // namespace asklint
