#include <dlfcn.h>

#include <string>

#include "reader/mail/mail.h"
#include "reader/mail/module.h"

// The folder with its slash; empty: found along the program's RUNPATH (CMakeLists.txt). AddressSanitizer takes dlopen over and knows no
// RUNPATH, so the development build names it.
#ifndef ASKLINT_MODULES
#define ASKLINT_MODULES ""
#endif

namespace asklint {
namespace {

/// Null where it is missing; never unloaded.
ReadMail load_module() {
  const std::string path = std::string(ASKLINT_MODULES) + mail_module;
  void* module = dlopen(path.c_str(), RTLD_NOW | RTLD_LOCAL);
  return module == nullptr ? nullptr : reinterpret_cast<ReadMail>(dlsym(module, mail_module_entry));
}

}  // namespace

std::optional<Error> read_mail(Document& document, const Limits& limits) {
  static const ReadMail read = load_module();
  if (read == nullptr) {
    return Error{ErrorCode::io,
                 document.path,
                 {0, 0},
                 std::string("cannot read mail: ") + mail_module + " is missing",
                 "install asklint as a whole (cmake --install), or give the body alone with --as text"};
  }
  read(document, limits);
  return std::nullopt;
}

}  // namespace asklint
