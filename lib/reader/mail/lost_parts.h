#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace asklint {

/// Where a line begins that begins with `mark`, from byte `begin` on, itself the begin of a line.
[[nodiscard]] std::optional<std::uint32_t> find_line(std::string_view source, std::string_view mark,
                                                     std::uint32_t begin);

/// The mail with another header, byte for byte as long, that names the boundary which is in its body: the first line
/// that begins with "--" and has a part's header under it. Unset where there is none, or the header has no room for it.
/// `body_begin`: past the empty line that ends the header. `subtype`: of multipart. Cost: linear.
[[nodiscard]] std::optional<std::string> with_found_boundary(std::string_view source, std::uint32_t body_begin,
                                                             std::string_view subtype);

}  // namespace asklint
