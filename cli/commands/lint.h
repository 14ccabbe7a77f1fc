#pragma once
#include "options.h"
#include "output.h"

namespace asklint {

/// `asklint [PATH…]`: every message that can be read is linted and shown, whatever becomes of the others.
[[nodiscard]] Outcome run_lint(const Options& options, Output& output);

}  // namespace asklint
