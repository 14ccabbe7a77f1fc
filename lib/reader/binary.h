#pragma once
#include <string_view>

namespace asklint {

/// The name of the format that `bytes` begin like, of those that people take for a message ("PDF"); empty for others.
[[nodiscard]] std::string_view known_binary(std::string_view bytes);

/// True where HTML begins, by its doctype or its first tag.
[[nodiscard]] bool begins_like_html(std::string_view bytes);

/// True where much of `text` (UTF-8) are control characters or U+FFFD: bytes that were never meant to be read.
[[nodiscard]] bool is_garbage(std::string_view text);

}  // namespace asklint
