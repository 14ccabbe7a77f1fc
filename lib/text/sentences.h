#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "text/span.h"

namespace asklint {

/// The sentences of one paragraph in folded shape (capitals kept), by Unicode's rules (UAX #29) and these:
/// no end after an abbreviation (`abbreviations`: folded, lower case, with their dots), an initial or an ordinal
/// ("am 4. Mai"); an end after a full stop before a small letter too, as in chat. Spans are bytes of `paragraph` and
/// leave out the space between. Cost: linear.
[[nodiscard]] std::vector<Span> split_sentences(std::string_view paragraph,
                                                const std::vector<std::string>& abbreviations);

}  // namespace asklint
