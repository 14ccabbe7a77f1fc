#include "text/role.h"

#include <array>

namespace asklint {

std::string_view name_of(Role role) {
  static constexpr std::array<std::string_view, 10> names{"header",      "greeting", "body",      "closing",    "quote",
                                                          "attribution", "forward",  "signature", "disclaimer", "code"};
  return names[static_cast<std::size_t>(role)];
}

}  // namespace asklint
