#pragma once
#include <string>

namespace asklint {

/// True where a .gitignore file leaves this file out, or a folder it lies in; all those count that lie between the
/// file and the root of its repository, outside a repository only the one beside it. Reads the disk.
[[nodiscard]] bool is_excluded(const std::string& path);

}  // namespace asklint
