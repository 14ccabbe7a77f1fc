#pragma once
#include <string>
#include <vector>

#include "match/finding.h"

namespace asklint {

/// One workflow command for GitHub's runner: `::warning file=…,line=…::…`, on one line that ends with a newline.
/// Columns are left out where the finding spans lines: GitHub drops such an annotation otherwise.
[[nodiscard]] std::string render_github(const Finding& finding);

/// All of them, the worst first: GitHub keeps only the first ten of a kind in each step.
/// Among equals the given order is kept.
[[nodiscard]] std::string render_github(std::vector<Finding> findings);

}  // namespace asklint
