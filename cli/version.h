#pragma once
#include <string>

namespace asklint {

/// What `--version` prints: asklint's own version on the first line, the libraries' below it.
[[nodiscard]] std::string version_text();

}  // namespace asklint
