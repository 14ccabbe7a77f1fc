#pragma once
#include <string_view>

#include "reader/decoded.h"

namespace asklint {

/// The bytes that base64 stands for. A piece is one line of it, so a finding widens to the lines that hold it.
/// What is no base64 is passed over and counted as bad, line ends and blanks apart. After padding, lines that are no
/// base64 are not of it: mailing lists append their footers there, and mail programs show none of them.
[[nodiscard]] Decoded decode_base64(std::string_view encoded);

/// False for plain words that only say they are base64. True for nothing at all.
[[nodiscard]] bool looks_like_base64(std::string_view encoded);

}  // namespace asklint
