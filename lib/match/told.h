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

/// What stands in quotation marks; bytes of the folded text.
struct Quotations {
  std::vector<Span> told;   ///< somebody else's words, marks included; ascending
  std::vector<Span> winks;  ///< the marks themselves around what is the author's own all the same; ascending
};

/// Appends the quotations of one paragraph. Told about are those next to a telling word, a title after the noun of a
/// work, and whole sentences; scare quotes and names stay the author's own words; an unclosed mark tells nothing.
/// `paragraph`: bytes of `folded`. Linear.
void find_quotations(const Folded& folded, Span paragraph, const TellingWords& words, Quotations& out);

}  // namespace asklint
