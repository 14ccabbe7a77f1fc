#pragma once
#include <cstdint>
#include <string_view>

namespace asklint {

/// Whose words a block holds and what it is for. Spelled as in `--show-blocks` and in signals' `where:`.
enum class Role : std::uint8_t {
  header,  ///< the words of the Subject
  greeting,
  body,
  closing,
  quote,
  attribution,
  forward,
  signature,
  disclaimer,
  code,
};
[[nodiscard]] std::string_view name_of(Role role);

}  // namespace asklint
