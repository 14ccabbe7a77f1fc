#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "match/matcher.h"
#include "rule/pack.h"

namespace asklint {

/// What became of an example. Spelled as `asklint test` shows it.
enum class Judgement : std::uint8_t { reported, clean, missing, noisy, misplaced };
[[nodiscard]] std::string_view name_of(Judgement judgement);

/// One thing that is not as the example says.
struct Deviation {
  Judgement judgement = Judgement::missing;  ///< missing, noisy or misplaced
  Span marked;                               ///< bytes of the example's text; empty where noisy
  Span found;                                ///< the same; empty where missing
};

struct ExampleVerdict {
  Judgement judgement = Judgement::clean;  ///< of the example as a whole; the first deviation's where there is one
  std::vector<Deviation> deviations;       ///< by place; empty where reported or clean
  [[nodiscard]] bool good() const { return deviations.empty(); }
};

/// Lints the example as the message it stands for, and compares what `rule` found with what is marked.
/// A mark is reported where a finding covers exactly its bytes. Other rules' findings do not count.
/// Requires: `rule` is in the matcher's pack.
[[nodiscard]] ExampleVerdict judge_example(const Example& example, const Rule& rule, const Matcher& matcher);

/// The path under which an example is read: it tells text, mail and template apart.
[[nodiscard]] std::string_view path_of(ExampleAs as);

}  // namespace asklint
