#pragma once
#include <memory>
#include <string>
#include <vector>

#include "match/finding.h"
#include "reader/document.h"
#include "rule/pack.h"
#include "text/result.h"

namespace asklint {

struct LintOptions {
  std::string messages;  ///< language of the words for the user; empty: the paragraph's own
  std::string language;  ///< --lang: every paragraph is this; empty: told from the text
};

/// One sentence and what was heard in it (`--signals`, for those who write rules).
struct Heard {
  std::string sentence;  ///< folded
  std::string lang;
  std::string_view role;
  std::vector<std::pair<std::string, std::string>> hits;  ///< signal or concept, its folded words
};

/// A run of the message as asklint sees it (`--show-blocks`).
struct SeenBlock {
  Role role;
  std::string lang;
  Span text;
  Span raw;
};

struct LintResult {
  std::vector<Finding> findings;  ///< by place, then code
  std::vector<Ask> asks;          ///< by place
  Whole whole;                    ///< said only where something was found
};

/// A pack made ready to lint. Immutable and safe to share between threads; patterns are compiled when first needed.
class Matcher {
 public:
  /// Borrows nothing: the pack is moved in. Cost: O(words of the pack); no regex is compiled.
  explicit Matcher(Pack pack);
  Matcher(Matcher&&) noexcept;
  Matcher& operator=(Matcher&&) noexcept;
  ~Matcher();

  /// Findings and asks of one message. Linear in the size of the document.
  [[nodiscard]] LintResult lint(const Document& document, const LintOptions& options) const;
  [[nodiscard]] std::vector<Heard> hear(const Document& document, const LintOptions& options) const;
  [[nodiscard]] std::vector<SeenBlock> see(const Document& document, const LintOptions& options) const;
  [[nodiscard]] const Pack& pack() const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

/// The lookup tables of a pack's signals and zones, to be embedded with it (Pack::index, Pack::zone_index).
struct PackIndexes {
  std::vector<std::uint64_t> hearings, zones;
};
[[nodiscard]] PackIndexes index_pack(const Pack& pack);

/// Every mistake in the pack that only compiling shows: a pattern RE2 refuses. Compiles all patterns; for `asklint
/// test` and the build.
[[nodiscard]] std::vector<Error> check_patterns(const Pack& pack);

}  // namespace asklint
