#pragma once
#include <cstdint>
#include <string>

namespace asklint {

/// How far a run has come.
struct Progress {
  std::uint64_t messages = 0, findings = 0;
  std::uint64_t bytes = 0;  ///< read and linted
  std::uint64_t total = 0;  ///< bytes in all; 0 where nobody knows
  double seconds = 0;       ///< since the begin
};

/// One line for a terminal of so many columns, without a newline and no longer than they are:
/// "[=====>    ]  52 %  1,234 messages  17 findings  4.1 MB/s  1:05 left"; what does not fit is left out from the bar on.
[[nodiscard]] std::string render_progress(const Progress& progress, std::size_t columns);

}  // namespace asklint
