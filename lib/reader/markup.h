#pragma once
#include <string_view>
#include <vector>

#include "reader/document.h"

namespace asklint {

/// Marks between words that read as nothing: `*` and `_` of emphasis, as people write it in plain mail too. Looked for
/// in blocks other than code; ascending, not overlapping. Cost: linear.
[[nodiscard]] std::vector<Span> find_markup(std::string_view text, const std::vector<Block>& blocks);

/// `spans` without what `holes` cover. Both ascending; so is the outcome.
[[nodiscard]] std::vector<Span> without(const std::vector<Span>& spans, const std::vector<Span>& holes);

/// Two ascending lists that do not overlap each other, as one.
[[nodiscard]] std::vector<Span> united(const std::vector<Span>& a, const std::vector<Span>& b);

}  // namespace asklint
