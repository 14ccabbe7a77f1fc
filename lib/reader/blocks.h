#pragma once
#include <string_view>
#include <vector>

#include "reader/document.h"

namespace asklint {

/// Appends the blocks of plain `text` inside `range`, ascending. A hard-wrapped paragraph is one block, as is a run of
/// quoted lines; each list item is one, without its marker. A line of dashes and the like is no block. Roles given:
/// body, quote, signature, code. Requires range.end <= text.size(). Cost: linear.
void split_blocks(std::string_view text, Span range, std::vector<Block>& blocks);

}  // namespace asklint
