#pragma once
#include <cstdint>
#include <string_view>

namespace asklint {

/// Past a file that stands in a text as letters, uuencoded or in yEnc, and begins with the line at `begin`; `begin`
/// itself where there is none. One that is cut off goes as far as its lines look like it. Requires limit <=
/// text.size(). Cost: linear in what is passed.
[[nodiscard]] std::uint32_t after_pasted_file(std::string_view text, std::uint32_t begin, std::uint32_t limit);

}  // namespace asklint
