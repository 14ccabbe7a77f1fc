#include "rule/severity.h"

#include <array>

namespace asklint {
namespace {
constexpr std::array<std::string_view, 3> names{"note", "warning", "error"};
}

std::string_view name_of(Severity severity) {
  return names[static_cast<std::size_t>(severity)];
}

std::optional<Severity> parse_severity(std::string_view name) {
  for (std::size_t i = 0; i < names.size(); ++i)
    if (names[i] == name) return static_cast<Severity>(i);
  return std::nullopt;
}

}  // namespace asklint
