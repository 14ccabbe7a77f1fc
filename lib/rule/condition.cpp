#include "rule/condition.h"

#include <algorithm>

#include "text/sort_unique.h"

namespace asklint {
namespace {

using Kind = Condition::Kind;

void gather_positive(const Condition& condition, const Conditions& conditions, std::vector<std::uint32_t>& out) {
  if (condition.kind == Kind::none || condition.kind == Kind::missing || condition.kind == Kind::header) return;
  if (condition.kind == Kind::thread || condition.kind == Kind::echoes) return;  // heard elsewhere
  const std::span<const std::uint32_t> signals = conditions.signals(condition);
  out.insert(out.end(), signals.begin(), signals.end());
  for (const Condition& child : conditions.children(condition)) gather_positive(child, conditions, out);
}

}  // namespace

std::vector<std::uint32_t> positive_signals(const Condition& condition, const Conditions& conditions) {
  std::vector<std::uint32_t> out;
  gather_positive(condition, conditions, out);
  sort_unique(out);
  return out;
}

bool rests_on_history(const Condition& condition, const Conditions& conditions) {
  if (condition.kind == Kind::none || condition.kind == Kind::missing) return false;
  return condition.kind == Kind::thread || condition.kind == Kind::echoes ||
         std::ranges::any_of(conditions.children(condition),
                             [&](const Condition& child) { return rests_on_history(child, conditions); });
}

}  // namespace asklint
