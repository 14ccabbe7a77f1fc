#pragma once
#include <functional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <variant>
#include <vector>

#include "rule/pack.h"
#include "text/result.h"

namespace asklint {

/// Word lists and shapes of one language, as patterns over the folded shape: name (`relative`, `send.imp`) -> what
/// `{name}` stands for.
using Vocabulary = std::unordered_map<std::string, std::string>;

/// What is wrong with a pattern; `message` and `help` as in Error.
struct PatternFault {
  ErrorCode code = ErrorCode::regex;
  std::string message, help;
};

struct PatternOptions {
  bool cased = false;
  bool line = false;                                        ///< a zone: over lines, needs no anchor
  const std::unordered_set<std::string>* common = nullptr;  ///< function words, poor anchors; borrowed for the call
};

/// A pattern as it is written, made ready: `{names}` and `~3` gaps expanded, folded, whole words, and either listed
/// in full or reduced to the words one of which must occur. `place` is left 0.
/// Faults: syntax, an unknown name, a gap without a bound, a pattern that can match nothing, one without an anchor.
[[nodiscard]] std::variant<Pattern, PatternFault> compile_pattern(std::string_view written,
                                                                  const Vocabulary& vocabulary,
                                                                  const PatternOptions& options);

/// A fragment of patterns as it is written, `{names}` and gaps expanded and folded.
[[nodiscard]] std::variant<std::string, PatternFault> shape_pattern(std::string_view written,
                                                                    const Vocabulary& vocabulary);

/// All texts that a finite pattern (letters, alternation, `?`) can match, folded; for the entries of word lists.
[[nodiscard]] std::variant<std::vector<std::string>, PatternFault> expand_entry(std::string_view written,
                                                                                const Vocabulary& vocabulary,
                                                                                bool cased);

}  // namespace asklint
