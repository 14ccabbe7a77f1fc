#include "text/module.h"

#include <dlfcn.h>

#include <string>

// The folder with its slash; empty: the RUNPATH tells. AddressSanitizer takes dlopen over and knows no RUNPATH, so the
// development build names it.
#ifndef ASKLINT_MODULES
#define ASKLINT_MODULES ""
#endif

namespace asklint {

void* entry_of_module(const char* file, const char* entry) {
  const std::string path = std::string(ASKLINT_MODULES) + file;
  void* module = dlopen(path.c_str(), RTLD_LAZY | RTLD_LOCAL);
  return module == nullptr ? nullptr : dlsym(module, entry);
}

}  // namespace asklint
