#pragma once
#include <cstdint>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "rule/pattern_index.h"
#include "text/span.h"

namespace asklint {

/// Patterns at work on short texts (sentences, lines): the index tells which of them can match at all, and only those
/// are tried. A regex is compiled when it is first tried. Safe to share between threads.
/// Borrows the index's bytes, which must outlive it.
class PatternSet {
 public:
  struct Match {
    std::uint32_t owner = 0;
    Span span;                ///< bytes of the text given
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

  explicit PatternSet(std::span<const std::uint64_t> index);
  ~PatternSet();
  PatternSet(PatternSet&&) noexcept;
  PatternSet& operator=(PatternSet&&) noexcept;

  /// Cost: linear in the text.
  void candidates(Text text, Candidates& out) const;
  [[nodiscard]] std::uint32_t owner(std::uint32_t regex) const;
  /// Appends all places where the regex matches.
  void find(std::uint32_t regex, Text text, std::vector<Match>& out) const;
  /// The length of the regex's match at the begin of `lower`; 0 where there is none.
  [[nodiscard]] std::uint32_t match_begin(std::uint32_t regex, std::string_view lower) const;

 private:
  class LazyRegex;
  void find_phrases(Text text, Span at, std::uint32_t word, Candidates& out) const;

  PatternIndex index_;
  std::unique_ptr<LazyRegex[]> compiled_;
};

/// What RE2 says against the pattern; empty where nothing.
[[nodiscard]] std::string regex_fault(const Pattern& pattern);

}  // namespace asklint
