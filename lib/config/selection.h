#pragma once
#include <optional>
#include <string>
#include <vector>

#include "match/finding.h"
#include "rule/pack.h"
#include "text/result.h"

namespace asklint {

/// What the user said about rules: codes, beginnings of codes (ASK2) or names (rush), in any case of letters.
struct SelectionWords {
  std::vector<std::string> select;         ///< empty: all
  std::vector<std::string> ignore;         ///< taken out of what is selected
  std::vector<std::string> severity;       ///< "ASK203=note"; the last word on a rule holds
  std::string select_option = "--select";  ///< how errors name the first of them
};

/// What is to become of one rule's findings.
struct Choice {
  std::string code;
  bool shown = true;
  std::optional<Severity> severity;  ///< unset: as the finding says
};

/// The choice for every rule of the pack. Errors: usage, one for each word that names no rule or no severity.
Result<std::vector<Choice>> choose_rules(const SelectionWords& words, const std::vector<Rule>& rules);

/// The findings that stay, with the severities chosen; their order is kept.
[[nodiscard]] std::vector<Finding> apply(const std::vector<Choice>& choices, std::vector<Finding> findings);

/// The rule of this code (its number alone will do) or name, in any case of letters; null where there is none. Points into `rules`.
[[nodiscard]] const Rule* find_rule(const std::vector<Rule>& rules, std::string_view code_or_name);

/// "did you mean 'ASK203'?" for a mistyped code or name; where nothing is near, where to find the list.
[[nodiscard]] std::string hint_for_rule(const std::vector<Rule>& rules, std::string_view typed);

}  // namespace asklint
