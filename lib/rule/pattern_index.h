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
};

/// Many patterns in the form in which they are looked up: from a word to the phrases that hold it and the regexes that
/// cannot match without it. Flat and free of pointers, so the built-in one is used as it lies in the binary.
/// Borrows its bytes, which must outlive it.
class PatternIndex {
 public:
  static constexpr std::uint32_t none = 0xFFFFFFFF;
  static constexpr std::size_t prefix_length = 4;

  struct Text {
    std::uint32_t begin = 0, size = 0;  ///< in the pool
  };
  struct Phrase {
    Text text;
    std::uint32_t owner = 0;
    std::uint16_t anchor = 0;  ///< where the word it is looked up by begins
    std::uint16_t cased = 0;
  };
  struct Regex {
    RegexStart start;
    std::uint32_t owner = 0;
    std::uint32_t first_set = 0, last_set = 0;  ///< each of these sets must have a word in the text, in order
    std::uint32_t cased = 0;
  };
  /// What a word leads to: phrases and regexes, [begin, end) of each list.
  struct Leads {
    std::span<const std::uint32_t> phrases, regexes;
  };

  /// `poor`: words too common to look up a phrase by where it has another.
  static std::vector<std::uint64_t> build(const std::vector<OwnedPattern>& patterns,
                                          const std::function<bool(std::string_view)>& poor);

  PatternIndex() = default;
  explicit PatternIndex(std::span<const std::uint64_t> bytes);

  /// The number of a word (lower case), or of a beginning written `empf*`; none where no pattern needs it. Cost: one
  /// look into a table.
  [[nodiscard]] std::uint32_t word(std::string_view spelled) const { return find(spelled, false); }
  [[nodiscard]] std::uint32_t beginning(std::string_view four_letters) const { return find(four_letters, true); }
  [[nodiscard]] Leads leads(std::uint32_t word) const;
  /// A word of a text: its number and that of its beginning, each none where no pattern needs it.
  struct Token {
    std::uint32_t word = none, beginning = none;
    std::uint32_t begin = 0;   ///< bytes before it, in the text
    std::uint32_t spaces = 0;  ///< of which so many are spaces
    std::uint64_t sketch = 0;  ///< of both numbers
  };
  /// The words of one text, made ready to be asked about. Keeps its memory from one text to the next.
  struct Words {
    std::vector<Token> tokens;

    // For possible(), which runs often.
    struct Places {
      std::uint32_t text = 0;   ///< the number of the text that this was told of
      std::uint64_t bits = 0;  ///< one for each of the first 64 tokens that is a word of the set
    };
    std::uint32_t text = 0;
    std::vector<Places> places;     ///< by list of words
    std::vector<char> ends, after;  ///< of longer texts
  };
  void begin_text(Words& words) const;
  void add(Token token, Words& words) const;
  /// True where the text's words hold one of each of the regex's sets, in their order and near enough: else it cannot
  /// match.
  [[nodiscard]] bool possible(const Regex& regex, Words& words) const;
  /// Where a match can begin, of all places from `from` on: [begin, end), empty where nowhere. Ask again from its end.
  [[nodiscard]] Span next_begins(const Regex& regex, const Words& words, std::uint32_t from,
                                 std::uint32_t text_size) const;

  [[nodiscard]] const Phrase& phrase(std::uint32_t id) const { return phrases_[id]; }
  [[nodiscard]] const Regex& regex(std::uint32_t id) const { return regexes_[id]; }
  [[nodiscard]] std::size_t regex_count() const { return regexes_.size(); }
  /// Regexes without any set: they are always to be tried.
  [[nodiscard]] std::span<const std::uint32_t> always() const { return always_; }
  /// What the regexes' starts point into.
  [[nodiscard]] RegexCode code() const { return {ops_, byte_sets_, nodes_, edges_, pool_}; }
  [[nodiscard]] std::string_view text(Text text) const { return pool_.substr(text.begin, text.size); }

 private:
  struct Slot {
    Text word;
    std::uint32_t prefix = 0;
    std::uint32_t id = none;
  };
  struct Word {
    std::uint32_t first_phrase = 0, last_phrase = 0, first_regex = 0, last_regex = 0;
  };
  struct ListRange {
    std::uint32_t first = 0, last = 0;
  };
  struct Set {
    std::uint32_t first = 0, last = 0;
    std::uint32_t adjacent = 0;       ///< its word follows that of the set before at once
    std::uint32_t reach = none;       ///< at most so many spaces from the word of the set before, or the match's begin
    std::uint32_t low = 0, high = 0;  ///< sketch of the words: one bit in 64 for each
    std::uint32_t list = 0;           ///< the same for all sets of the same words

    [[nodiscard]] std::uint64_t sketch() const { return std::uint64_t{high} << 32U | low; }
  };
  class Builder;

  [[nodiscard]] std::uint32_t find(std::string_view spelled, bool prefix) const;
  [[nodiscard]] bool holds(const Set& set, const Token& token) const;
  [[nodiscard]] static std::uint64_t places(const Set& set, const Words& words);
  void note_lists(std::uint32_t word, std::uint64_t place, Words& words) const;
  [[nodiscard]] bool in_order(const Regex& regex, Words& words) const;
  [[nodiscard]] bool in_order_of_long(const Regex& regex, Words& words) const;

  std::string_view pool_;
  std::span<const Slot> slots_;
  std::span<const Word> words_;
  std::span<const std::uint32_t> phrase_leads_, regex_leads_, set_words_, always_;
  std::span<const Set> sets_;
  std::span<const ListRange> lists_of_;       ///< by word
  std::span<const std::uint32_t> word_lists_;  ///< the lists of words that it is in, which sets are made of
  std::uint32_t lists_ = 0;
  std::span<const Phrase> phrases_;
  std::span<const Regex> regexes_;
  std::span<const RegexOp> ops_;
  std::span<const ByteSet> byte_sets_;
  std::span<const TrieNode> nodes_;
  std::span<const TrieEdge> edges_;
};

}  // namespace asklint
