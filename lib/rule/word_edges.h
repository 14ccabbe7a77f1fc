#pragma once
#include <string>
#include <string_view>

namespace asklint {

/// The regex (RE2 syntax) with `\b` wherever a match begins or ends with a letter or digit, so that it is whole words:
/// at the very ends where all alternatives agree, else inside those that need it. `(foo|[.!])` becomes
/// `(?:\bfoo\b|[.!])`. Linear in the regex times the depth of its groups.
[[nodiscard]] std::string with_word_edges(std::string_view regex);

}  // namespace asklint
