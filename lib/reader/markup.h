#pragma once
#include <string_view>
#include <vector>

#include "reader/blocks.h"
#include "reader/document.h"

namespace asklint {

/// Marks between words that read as nothing: `*` and `_` of emphasis in any text, as people write it in mail too; in
/// markdown also the brackets and target of links, backticks, backslashes, tags and comments. Looked for in blocks
/// other than code; ascending, not overlapping. Cost: linear.
[[nodiscard]] std::vector<Span> find_markup(std::string_view text, const std::vector<Block>& blocks, Dialect dialect);

/// The front matter (`---` lines around settings) at the begin of a markdown file; empty without one.
[[nodiscard]] Span front_matter(std::string_view text);

/// `spans` without what `holes` cover. Both ascending; so is the outcome.
[[nodiscard]] std::vector<Span> without(const std::vector<Span>& spans, const std::vector<Span>& holes);

/// Two ascending lists that do not overlap each other, as one.
[[nodiscard]] std::vector<Span> united(const std::vector<Span>& a, const std::vector<Span>& b);

}  // namespace asklint
