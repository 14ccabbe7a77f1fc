#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "report/style.h"
#include "rule/pack.h"

namespace asklint {

struct ExplainStyle {
  std::string lang;           ///< of the words and the examples; the rule's first where it has none in it
  bool all_examples = false;  ///< otherwise the first four of a kind
  Color color = Color::never;
};

/// A page on one rule: what it finds, why, when not, what to do instead, bad and good examples, where it is from.
[[nodiscard]] std::string render_explanation(const Rule& rule, const ExplainStyle& style);

/// A line for each rule: code, name, severity, message.
[[nodiscard]] std::string render_rule_table(const std::vector<Rule>& rules, std::string_view lang, Color color);

/// A line for each signal and concept: name, what it is about.
[[nodiscard]] std::string render_signal_table(const std::vector<Signal>& signals, Color color);

}  // namespace asklint
