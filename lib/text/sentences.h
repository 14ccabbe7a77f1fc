#pragma once
#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "text/span.h"

namespace asklint {

/// Words whose full stops end no sentence, found by the letter before each stop.
class Abbreviations {
 public:
  Abbreviations() = default;
  /// `words`: folded, lower case, with their full stops ("z. b.").
  explicit Abbreviations(const std::vector<std::string>& words);

  /// Whether one of them stands in the text with one of its full stops at `at`, as whole words.
  [[nodiscard]] bool stand_at(std::string_view text, std::size_t at) const;

 private:
  struct Stop {
    std::string word;
    std::size_t at = 0;  ///< of the stop, in the word
  };
  std::array<std::vector<Stop>, 256> stops_;  ///< by the byte before the stop
};

/// The sentences of one paragraph in folded shape (capitals kept), by Unicode's rules (UAX #29) and these:
/// no end after an abbreviation, an initial or an ordinal ("am 4. Mai"); an end after a full stop before a small letter
/// too, as in chat. Spans are bytes of `paragraph` and leave out the space between. Cost: linear.
[[nodiscard]] std::vector<Span> split_sentences(std::string_view paragraph, const Abbreviations& abbreviations);

}  // namespace asklint
