#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "rule/pack.h"
#include "text/fold.h"

namespace asklint {

/// The words that show what stands in quotation marks to be told about, of every language of a pack.
class TellingWords {
 public:
  /// Borrows nothing; sorts once.
  explicit TellingWords(const std::vector<LanguageFacts>& languages);

  [[nodiscard]] bool tells(std::string_view word) const;       ///< of saying, asking, writing, hearing; lower case
  [[nodiscard]] bool names_work(std::string_view word) const;  ///< of what bears a title; lower case

 private:
  std::vector<std::string> telling_, works_;
};

/// Appends to `out` the quotations of one paragraph that are told about: next to a telling word, a title after the noun
/// of a work, or whole sentences. Scare quotes and names stay the author's own words; an unclosed mark tells nothing.
/// `paragraph`: bytes of `folded`. Spans are bytes of `folded`, marks included, ascending. Linear.
void find_told(const Folded& folded, Span paragraph, const TellingWords& words, std::vector<Span>& out);

}  // namespace asklint
