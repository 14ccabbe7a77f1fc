#pragma once
#include <string_view>

#include "reader/decoded.h"

namespace asklint {

/// The bytes that base64 stands for. A piece is one line of it, so a finding widens to the lines that hold it.
/// What is no base64 is passed over and counted as bad, line ends and blanks apart.
[[nodiscard]] Decoded decode_base64(std::string_view encoded);

}  // namespace asklint
