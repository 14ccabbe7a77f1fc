#pragma once
#include <string_view>

#include "reader/decoded.h"

namespace asklint {

/// What becomes of the blank that ends a soft-wrapped line.
enum class DelSp : std::uint8_t { no, yes };

/// Text of `format=flowed` (RFC 3676): lines that end in a blank go on in the next one of the same quote depth, and
/// that one's quote marks and stuffed blank go; `-- ` and empty lines never flow. Quote marks at the begin of a
/// paragraph stay. Every piece is exact. Requires UTF-8 (or any charset that holds ASCII). Cost: linear.
[[nodiscard]] Decoded decode_flowed(std::string_view text, DelSp delsp);

}  // namespace asklint
