#pragma once
#include <string_view>

#include "reader/decoded.h"

namespace asklint {

/// The bytes that quoted-printable stands for: `=C3` is a piece of its own, a soft line break leaves a gap, white space
/// at a line's end is gone (mail servers add and take it), the rest is exact. An `=` that begins nothing stays itself.
[[nodiscard]] Decoded decode_quoted_printable(std::string_view encoded);

/// The same for the text of an encoded word in a header: `_` is a space, and there are no lines.
[[nodiscard]] Decoded decode_q_word(std::string_view encoded);

}  // namespace asklint
