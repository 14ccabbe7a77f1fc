#include "config/exclude.h"

#include <filesystem>
#include <system_error>

#include "reader/gitignore.h"

namespace asklint {
namespace {

namespace fs = std::filesystem;

bool is_repository(const fs::path& folder) {
  std::error_code ignored;
  return fs::exists(folder / ".git", ignored);
}

/// The root of the repository that `folder` lies in; the folder itself where there is none.
fs::path root_of(const fs::path& folder) {
  for (fs::path at = folder; at.has_relative_path(); at = at.parent_path())
    if (is_repository(at)) return at;
  return folder;
}

}  // namespace

bool is_excluded(const std::string& path) {
  std::error_code fault;
  const fs::path file = fs::absolute(path, fault).lexically_normal();
  if (fault) return false;
  const fs::path root = root_of(file.parent_path());
  for (fs::path at = file; at != root && at.has_relative_path(); at = at.parent_path())
    if (IgnoreStack(at.parent_path()).ignores(at.filename().string(), at == file ? Entry::file : Entry::folder))
      return true;
  return false;
}

}  // namespace asklint
