#pragma once
#include <cstdint>
#include <optional>
#include <string_view>

namespace asklint {

enum class Severity : std::uint8_t { note, warning, error };

/// As in YAML, JSON and on the command line: "warning".
[[nodiscard]] std::string_view name_of(Severity severity);
[[nodiscard]] std::optional<Severity> parse_severity(std::string_view name);

}  // namespace asklint
