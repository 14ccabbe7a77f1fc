#pragma once
#include <cstdint>
#include <functional>
#include <span>
#include <string_view>
#include <vector>

#include "rule/pack.h"
#include "rule/regex_code.h"
#include "text/span.h"

namespace asklint {

/// A pattern and whose it is.
struct OwnedPattern {
  const Pattern* pattern = nullptr;
  std::uint32_t owner = 0;
  bool cased = false;
  std::uint32_t place = 0xFFFFFFFF;  ///< where it is wanted; what the bits mean is the owner's business
};

/// How often a word stands in ordinary text, or what begins so (`empf*`), in any unit.
using Commonness = std::function<double(std::string_view)>;

/// Many patterns in the form in which they are looked up: from a word to the phrases that hold it and the regexes that
/// cannot match without it. Flat and free of pointers, so the built-in one is used as it lies in the binary.
/// Borrows its bytes, which must outlive it.
class PatternIndex {
 public:
  static constexpr std::uint32_t none = 0xFFFFFFFF;
  static constexpr std::size_t prefix_length = 4;

  struct Regex {
    RegexStart start;
    std::uint32_t owner = 0;
    std::uint32_t cased = 0;
    std::uint32_t first_step = 0, last_step = 0;
  };
  /// One of the sets of words that a match holds one behind the other.
  struct Step {
    static constexpr std::uint32_t adjacent = 0;  ///< reach: the very next word
    static constexpr std::uint32_t unbounded = 63;

    std::uint32_t set : 26 = 0;
    std::uint32_t reach : 6 = adjacent;  ///< at most so many spaces from the word of the step before
  };
  static constexpr std::uint32_t no_set = 0xFFFFF;
  /// A phrase as it is looked up by one of its words.
  struct Phrase {
    std::uint32_t text : 24 = 0;  ///< where it begins in the pool
    std::uint32_t place : 8 = 0;  ///< PatternIndex::places
    std::uint32_t owner : 31 = 0;
    std::uint32_t cased : 1 = 0;
    std::uint32_t neighbour : 30 = 0;              ///< the phrase's word before or behind the one it is looked up by
    std::uint32_t before : 1 = 0, behind : 1 = 0;  ///< which; neither: it has no other word
    std::uint16_t size = 0;
    std::uint16_t anchor = 0;  ///< where the word it is looked up by begins
  };
  /// From a word to a regex that cannot match without a word of one of its steps, nor without the steps on either side.
  /// A word of a text leads to many: they lie side by side and are small.
  struct RegexLead {
    std::uint32_t regex : 20 = 0;
    std::uint32_t place : 6 = 0;               ///< PatternIndex::places
    std::uint32_t step : 6 = 0;                ///< of the regex's, from its first
    std::uint32_t before : 20 = no_set;        ///< sets of the steps on either side
    std::uint32_t before_reach : 6 = 0;
    std::uint32_t back : 6 = Step::unbounded;  ///< at most so many spaces from the match's begin to this word
    std::uint32_t behind : 20 = no_set;
    std::uint32_t behind_reach : 6 = 0;
    std::uint32_t unused : 6 = 0;
  };
  static_assert(sizeof(Phrase) == 16 && sizeof(RegexLead) == 12);
  struct Leads {
    std::span<const Phrase> phrases;
    std::span<const RegexLead> regexes;
  };

  /// A pattern is looked up by its least common words.
  static std::vector<std::uint64_t> build(const std::vector<OwnedPattern>& patterns, const Commonness& commonness);

  PatternIndex() = default;
  explicit PatternIndex(std::span<const std::uint64_t> bytes);

  /// The number of a word (lower case), or of a beginning written `empf*`; none where no pattern needs it. Cost: one
  /// look into a table.
  [[nodiscard]] std::uint32_t word(std::string_view spelled) const { return find(spelled, false); }
  [[nodiscard]] std::uint32_t beginning(std::string_view four_letters) const { return find(four_letters, true); }
  [[nodiscard]] Leads leads(std::uint32_t word) const;
  /// Where the bits of a word stand that tell the sets it is in: side by side, for it is asked of many.
  struct Row {
    std::uint32_t first = 0;
    std::uint32_t mask = 0;  ///< one less than the number of bits
  };
  /// A word of a text: its number and that of its beginning, each none where no pattern needs it.
  struct Token {
    std::uint32_t word = none, beginning = none;
    std::uint32_t begin = 0;   ///< bytes before it, in the text
    std::uint32_t spaces = 0;  ///< of which so many are spaces
    Row word_row, beginning_row;
  };
  [[nodiscard]] Row row(std::uint32_t word) const { return word == none ? Row() : words_[word].row; }
  /// False where the words around the one at `at` rule out a match.
  [[nodiscard]] bool possible(const RegexLead& lead, std::span<const Token> text, std::size_t at) const;
  [[nodiscard]] static bool possible(const Phrase& phrase, std::span<const Token> text, std::size_t at);
  /// Where a match that holds the word at `at` can begin: [begin, end) in bytes of the text.
  [[nodiscard]] static Span begins(const RegexLead& lead, std::span<const Token> text, std::size_t at);

  [[nodiscard]] const Regex& regex(std::uint32_t id) const { return regexes_[id]; }
  /// Where the pattern of a lead is wanted (OwnedPattern::place).
  [[nodiscard]] std::uint32_t place(std::uint32_t number) const { return places_[number]; }
  /// Regexes without any set: they are always to be tried.
  [[nodiscard]] std::span<const RegexLead> always() const { return always_; }
  /// What the regexes' starts point into.
  [[nodiscard]] RegexCode code() const { return {ops_, byte_sets_, nodes_, edges_, pool_}; }
  [[nodiscard]] std::string_view text(const Phrase& phrase) const { return pool_.substr(phrase.text, phrase.size); }

 private:
  /// What it leads to ends where that of the next one begins.
  struct Word {
    std::uint32_t spelled = 0;  ///< in the pool
    std::uint32_t size : 31 = 0, prefix : 1 = 0;
    std::uint32_t first_phrase = 0, first_regex = 0;
    Row row;
  };
  class Builder;

  [[nodiscard]] std::uint32_t find(std::string_view spelled, bool prefix) const;
  /// True where a word of that row is in the set, and for a few where it is not: only a regex run in vain.
  [[nodiscard]] bool holds(std::uint32_t set, Row row) const;
  [[nodiscard]] bool holds(std::uint32_t set, const Token& token) const {
    return holds(set, token.word_row) || holds(set, token.beginning_row);
  }
  template <class Use>
  [[nodiscard]] bool any_before(std::uint32_t set, std::uint32_t reach, std::span<const Token> text, std::size_t at,
                                Use&& use) const;
  template <class Use>
  [[nodiscard]] bool any_behind(std::uint32_t set, std::uint32_t reach, std::span<const Token> text, std::size_t at,
                                Use&& use) const;
  [[nodiscard]] bool steps_before(std::span<const Step> steps, std::span<const Token> text, std::size_t at,
                                  int gaps) const;
  [[nodiscard]] bool steps_behind(std::span<const Step> steps, std::span<const Token> text, std::size_t at,
                                  int gaps) const;

  std::string_view pool_;
  std::span<const std::uint32_t> slots_;  ///< of words, by hash
  std::span<const Word> words_;           ///< and one behind the last
  std::span<const Phrase> phrases_;
  std::span<const RegexLead> regex_leads_, always_;
  std::span<const std::uint64_t> rows_;  ///< of bits: a word's own, one for each set that it is in; no bit in the first
  std::span<const Step> steps_;
  std::span<const std::uint32_t> places_;
  std::span<const Regex> regexes_;
  std::span<const RegexOp> ops_;
  std::span<const ByteSet> byte_sets_;
  std::span<const TrieNode> nodes_;
  std::span<const TrieEdge> edges_;
};

}  // namespace asklint
