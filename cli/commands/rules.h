#pragma once
#include "options.h"
#include "output.h"

namespace asklint {

/// `asklint rules`: the rules of the pack, or with --signals what they are made of.
[[nodiscard]] Outcome run_rules(const Options& options, Output& output);

}  // namespace asklint
