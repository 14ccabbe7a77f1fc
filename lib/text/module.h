#pragma once
#include <stdexcept>

namespace asklint {

/// A part of the program is not where it was installed. Thrown, since nothing that a user wrote leads to it.
class IncompleteInstallation : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

/// A module holds the users of a library that takes longer to load than a page takes to lint, and that few inputs need:
/// GMime, CLD2. Program and modules are of one build and share nothing but plain data. Returns the module's function
/// `entry`, or null where the file is missing. Loads it at the first call, and never unloads it; found along the
/// program's RUNPATH (CMakeLists.txt).
[[nodiscard]] void* entry_of_module(const char* file, const char* entry);

}  // namespace asklint
