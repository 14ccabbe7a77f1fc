#pragma once
#include <vector>

#include "match/hits.h"
#include "match/message.h"
#include "rule/pack.h"

namespace asklint {

/// The sentences that are weighed together: what people ask in passing takes two or three.
inline constexpr std::size_t wording_window = 3;

/// Appends, by signal, the sentences whose wording outweighs a threshold: the weights of the words and pairs of words
/// in up to `wording_window` neighbouring sentences of the body, each counted once, and of these the sentence that
/// weighs most. Told-about words weigh nothing. Cost: linear in the message, times the logarithm of the pack's weighed
/// words.
void hear_wording(const Pack& pack, const Message& message, std::vector<std::vector<Hit>>& out);

}  // namespace asklint
