#pragma once
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "match/finding.h"
#include "match/matcher.h"
#include "report/style.h"
#include "text/line_index.h"

namespace asklint {

/// What was found so far, for the summary.
struct Tally {
  std::size_t messages = 0;
  std::size_t errors = 0, warnings = 0, notes = 0;
  std::size_t asks = 0;
  std::map<std::string, std::size_t> by_code{};

  [[nodiscard]] std::size_t findings() const { return errors + warnings + notes; }
};
void count(const Finding& finding, Tally* tally);
void add(const Tally& more, Tally* tally);

/// A message and where its lines are, for all that is shown of it. Borrows the document, which must outlive it.
struct Source {
  explicit Source(const Document& shown) : document(shown), raw_lines(shown.raw), text_lines(shown.text) {}
  const Document& document;
  LineIndex raw_lines, text_lines;
};

/// For people: a line of what and where, the source with carets under the very words, help and a better wording.
/// A line that the file holds encoded (base64, another charset) is shown as it is read. Ends with a newline.
[[nodiscard]] std::string render_text(const Finding& finding, const Source& source, Color color);
/// A line on the whole message; nothing where nothing is to be said.
[[nodiscard]] std::string render_text(const Whole& whole, const Document& document, Color color);
[[nodiscard]] std::string render_text(const Ask& ask, const Source& source, Color color);
/// One line a block: where it is, its role and language, how it begins.
[[nodiscard]] std::string render_text(const SeenBlock& block, const Source& source, Color color);
/// A sentence as patterns see it, and below it what was heard.
[[nodiscard]] std::string render_text(const Heard& heard, Color color);

/// "3 findings (2 warnings, 1 note) in 1 message", "no findings in 2 messages". Ends with a newline.
[[nodiscard]] std::string render_summary(const Tally& tally, Color color);
/// "2 asks in 1 message".
[[nodiscard]] std::string render_ask_summary(const Tally& tally);
/// A line for each code found, the most frequent first; nothing where nothing was found.
[[nodiscard]] std::string render_statistics(const Tally& tally, const std::vector<Rule>& rules, Color color);

}  // namespace asklint
