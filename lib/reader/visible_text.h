#pragma once
#include <string_view>

#include "reader/decoded.h"

namespace asklint {

/// The words that a page of HTML shows, a line each for blocks: tags, comments, scripts and styles leave nothing,
/// `&amp;` is a piece of its own, other text is exact. A simple reading: what style sheets hide is not known here.
/// Never fails; what is no tag stays text. Requires valid UTF-8. Cost: linear.
[[nodiscard]] Decoded decode_visible_text(std::string_view html);

}  // namespace asklint
