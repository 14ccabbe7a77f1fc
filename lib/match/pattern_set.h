#pragma once
#include <cstdint>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "rule/pattern_index.h"
#include "text/span.h"

namespace asklint {

/// Patterns at work: the index tells which of them can match a text at all, and only those are compiled and tried.
/// Borrows the index's bytes, which must outlive it. Safe to share between threads; each message has a Reading of its
/// own.
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
  class Reading;

  explicit PatternSet(std::span<const std::uint64_t> index);
  ~PatternSet();
  PatternSet(PatternSet&&) noexcept;
  PatternSet& operator=(PatternSet&&) noexcept;

  /// Cost: linear in the text.
  void candidates(Text text, Candidates& out) const;
  /// Whether a pattern is looked up by this word.
  [[nodiscard]] bool knows(std::string_view word) const { return index_.word(word) != PatternIndex::none; }
  [[nodiscard]] std::uint32_t owner(std::uint32_t regex) const;

 private:
  struct Compiled;
  struct Kept;
  void find_phrases(Text text, Span at, std::uint32_t word, Candidates& out) const;

  PatternIndex index_;
  std::unique_ptr<Compiled[]> compiled_;  ///< by regex
  std::unique_ptr<Kept> kept_;
};

/// Regexes at work on the parts of one message. Compiling a regex with its long lists costs more than reading a page
/// with it, so for the first messages its lists are cut down to what the message holds, which changes no match; a regex
/// that is wanted again and again is compiled whole and kept. Borrows the set and the message's texts.
class PatternSet::Reading {
 public:
  Reading(const PatternSet& set, Text message);
  ~Reading();

  /// Appends all places where the regex matches in `text`, a part of the message.
  void find(std::uint32_t regex, Text text, std::vector<Match>& out);
  /// The length of the regex's match at the begin of `lower`; 0 where there is none.
  [[nodiscard]] std::uint32_t match_begin(std::uint32_t regex, std::string_view lower);

 private:
  class Holds;
  struct Cut;
  const Cut& cut(std::uint32_t regex);
  [[nodiscard]] std::string list_source(std::uint32_t list, bool cased, bool whole) const;
  const std::string& cut_list(std::uint32_t list, bool cased);

  const PatternSet& set_;
  Text message_;
  std::unique_ptr<Holds> holds_;
  std::unordered_map<std::uint32_t, Cut> cuts_;
  std::unordered_map<std::uint32_t, std::string> cut_lists_;  ///< twice the list's number, one more where cased
};

/// What RE2 says against the pattern; empty where nothing.
[[nodiscard]] std::string regex_fault(const Pattern& pattern);

}  // namespace asklint
