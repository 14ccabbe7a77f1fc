#include "rule/condition.h"

#include <algorithm>
#include <optional>
#include <utility>

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

using Signals = std::vector<std::uint32_t>;

/// Signals without one of which, in its own range, the condition cannot hold; nothing where none can be told.
std::optional<Signals> asked_for(const Condition& condition, const Conditions& conditions);

// Of several that must all be there, those of the shortest list are looked for.
std::optional<Signals> asked_for_by_all(std::span<const Condition> children, const Conditions& conditions) {
  std::optional<Signals> out;
  for (const Condition& child : children)
    if (auto asked = asked_for(child, conditions); asked && (!out || asked->size() < out->size()))
      out = std::move(asked);
  return out;
}

std::optional<Signals> asked_for_by_any(std::span<const Condition> children, const Conditions& conditions) {
  Signals out;
  for (const Condition& child : children) {
    const auto asked = asked_for(child, conditions);
    if (!asked) return std::nullopt;
    out.insert(out.end(), asked->begin(), asked->end());
  }
  return out;
}

std::optional<Signals> asked_for(const Condition& condition, const Conditions& conditions) {
  const std::span<const std::uint32_t> signals = conditions.signals(condition);
  switch (condition.kind) {
    case Kind::signal:
    case Kind::before:
    case Kind::near:
      return signals.empty() ? std::nullopt : std::optional(Signals{signals.front()});
    case Kind::count:
      return condition.min == 0 ? std::nullopt : std::optional(Signals(signals.begin(), signals.end()));
    case Kind::all:
      return asked_for_by_all(conditions.children(condition), conditions);
    case Kind::any:
      return asked_for_by_any(conditions.children(condition), conditions);
    default:
      return std::nullopt;
  }
}

}  // namespace

std::vector<std::uint32_t> needed_signals(const Condition& condition, const Conditions& conditions, Scope scope) {
  // Elsewhere the sentence that a hit stands in does not tell the range that it counts in.
  const bool own_range = scope == Scope::sentence || scope == Scope::paragraph || scope == Scope::message;
  auto asked = own_range ? asked_for(condition, conditions) : std::nullopt;
  if (!asked) return positive_signals(condition, conditions);
  sort_unique(*asked);
  return std::move(*asked);
}

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
