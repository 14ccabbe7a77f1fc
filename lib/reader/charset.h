#pragma once
#include <string>
#include <string_view>

#include "reader/decoded.h"

namespace asklint {

/// UTF-8 with U+FFFD for each byte that is not valid and for NUL; a byte-order mark at the begin is left out.
[[nodiscard]] Decoded decode_utf8(std::string_view bytes);

enum class ByteOrder { little, big };

/// UTF-16 with its byte-order mark, if there is one, left out. One piece per code point.
[[nodiscard]] Decoded decode_utf16(std::string_view bytes, ByteOrder order);

/// True where all bytes are valid UTF-8.
[[nodiscard]] bool is_utf8(std::string_view bytes);

/// What came of the charset that a mail names.
enum class CharsetOutcome { as_named, unknown, mislabelled };

struct CharsetText {
  Decoded decoded;
  CharsetOutcome outcome = CharsetOutcome::as_named;
  std::string used;  ///< the charset that the bytes were read in, for the warning where it is another one
};

/// UTF-8 from bytes in `charset` (as a mail names it, any case; empty: not named). Without a usable name: UTF-8 where
/// the bytes are valid, otherwise windows-1252. Single-byte charsets keep a piece per character, others one per line.
[[nodiscard]] CharsetText decode_charset(std::string_view bytes, std::string_view charset);

}  // namespace asklint
