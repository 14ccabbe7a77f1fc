#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace asklint {

/// How many bytes have to be put in, left out, changed or swapped with their neighbour to make `b` of `a`.
/// Cost: O(a * b).
[[nodiscard]] std::uint32_t edit_distance(std::string_view a, std::string_view b);

/// The candidate that `typed` is most likely a slip of, whatever the case of letters; empty where none is near
/// (more than a third of its letters differ). Of two as near, the earlier.
[[nodiscard]] std::string did_you_mean(std::string_view typed, const std::vector<std::string>& candidates);

/// ASCII letters in lower case; all else as it is.
[[nodiscard]] std::string lower_ascii(std::string_view text);

}  // namespace asklint
