#include "version.h"

// The build says which; a build by hand need not.
#ifndef ASKLINT_VERSION
#define ASKLINT_VERSION "0.0.0"
#endif
#ifndef ASKLINT_LIBRARIES
#define ASKLINT_LIBRARIES ""
#endif

namespace asklint {

std::string version_text() {
  const std::string libraries = ASKLINT_LIBRARIES;  // "RE2 10.0, ICU 72.1, …"
  return "asklint " ASKLINT_VERSION "\n" + (libraries.empty() ? "" : "with " + libraries + "\n");
}

}  // namespace asklint
