#pragma once
#include <string_view>

#include "reader/decoded.h"

namespace asklint {

/// The text of a header's value: encoded words (RFC 2047) decoded, folded lines joined. Words of one charset in a row
/// are decoded as one, for some programs cut a character in two between them. Cost: linear.
[[nodiscard]] Decoded decode_header_text(std::string_view value);

}  // namespace asklint
