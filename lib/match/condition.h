#pragma once
#include <optional>
#include <vector>

#include "match/history.h"
#include "match/hits.h"

namespace asklint {

/// What conditions are judged on; borrowed for the call.
struct Evidence {
  const Conditions& conditions;
  const Message& message;
  const HitTable& hits;
  const Document& document;
  const History& history;
};

/// The sentences a scope means around sentence `at`.
[[nodiscard]] Range range_of(Scope scope, std::uint32_t at, const Message& message);

/// Whether the condition holds in `range`; `at` is the sentence (or the first one) it is judged for.
[[nodiscard]] bool holds(const Condition& condition, const Evidence& evidence, Range range, std::uint32_t at);

/// The spans (folded) that show what was found: the marked hits in `range`, as `kind` says; the sentence where none is
/// heard.
[[nodiscard]] std::vector<Hit> spans_of(std::span<const std::uint32_t> mark, SpanKind kind, const Evidence& evidence,
                                        Range range);

}  // namespace asklint
