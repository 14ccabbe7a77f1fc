#pragma once
#include "options.h"
#include "output.h"

namespace asklint {

/// `asklint explain CODE`: all that a rule says about itself.
[[nodiscard]] Outcome run_explain(const Options& options, Output& output);

}  // namespace asklint
