#pragma once
#include <string>
#include <vector>

#include "config/selection.h"
#include "match/matcher.h"
#include "options.h"
#include "output.h"
#include "reader/message_source.h"
#include "report/text.h"

namespace asklint {

/// A message that waits to be linted, or what kept it from being read.
struct Waiting {
  std::string path;
  StoredMessage message;
  std::vector<Error> errors;  ///< where not empty, there is no message
};

/// All that is to be shown of one message. Made on any thread; what shows it keeps the order.
struct Shown {
  std::vector<Error> errors, warnings;
  std::vector<std::string> pieces;   ///< for standard output; in text, one thing each
  std::vector<Finding> annotations;  ///< for GitHub, which wants the worst of all files first
  std::uint64_t bytes = 0;           ///< of the message as stored
  Tally tally;
  Outcome outcome = Outcome::clean;
};

/// Decodes, lints and renders messages. Borrows all of it; safe to share between threads.
struct Showing {
  const Options& options;
  const LintOptions& lint;
  const Matcher& matcher;
  const std::vector<Choice>& choices;
  Color color;

  [[nodiscard]] Shown operator()(Waiting waiting) const;
};

}  // namespace asklint
