#pragma once
#include <map>
#include <string>
#include <vector>

#include "text/result.h"

namespace asklint::quality {

/// floors.txt: a figure's name and the bound it holds, a line each; `#` begins a comment. What is named `alarm_rate` or
/// `per-1000` is a ceiling. Errors: io; syntax with line.
Result<std::map<std::string, double>> load_floors(const std::string& file);

/// A line for each figure that does not hold its bound, or has none.
[[nodiscard]] std::vector<std::string> short_of(const std::map<std::string, double>& floors,
                                                const std::map<std::string, double>& figures);

/// The floors with each figure that is better than its bound as the new bound: they only go up.
[[nodiscard]] std::string raised(const std::map<std::string, double>& floors,
                                 const std::map<std::string, double>& figures);

}  // namespace asklint::quality
