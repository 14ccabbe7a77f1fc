#pragma once
#include <string>
#include <vector>

#include "labelled.h"
#include "match/matcher.h"

namespace asklint::quality {

/// What a rule's `weigh:` came to.
struct Learned {
  std::string code;
  std::vector<std::pair<std::string, double>> weights;  ///< by signal, rounded to tenths as they are written
  double threshold = 0;
  std::size_t examples = 0;  ///< messages in which the rule's marked signals are heard, and so is weighed
  double f1 = 0;             ///< on what it was learned from
  double held_out_f1 = 0;    ///< cross-validated: each message is judged by weights learned without it
};

/// Logistic regression over the signals that the rule's first `weigh:` names, in message scope; ten folds, ridge
/// penalty, a fixed number of steps: the same corpus gives the same numbers. Errors: schema, where the rule weighs
/// nothing.
Result<Learned> learn(const std::string& code, const std::vector<Message>& messages, const Matcher& matcher);

/// The condition as it stands in a rule file: `weigh: {threshold: 1.2, evidence: {background: -2.1}}`.
[[nodiscard]] std::string as_yaml(const Learned& learned);

/// Puts the condition in place of the one in the rule's file under `rules`, which stands on one line. Errors: io,
/// schema.
Result<std::string> write_weights(const Learned& learned, const std::string& rules);

}  // namespace asklint::quality
