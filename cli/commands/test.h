#pragma once
#include "options.h"
#include "output.h"

namespace asklint {

/// `asklint test DIR…`: every example of every rule, and whether the engine sees it as it is marked.
[[nodiscard]] Outcome run_test(const Options& options, Output& output);

}  // namespace asklint
