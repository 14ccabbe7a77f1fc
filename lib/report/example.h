#pragma once
#include <array>
#include <string>

#include "match/examples.h"
#include "report/style.h"
#include "rule/pack.h"

namespace asklint {

/// How many examples came out how.
struct ExampleTally {
  std::array<std::size_t, 5> by_judgement{};

  [[nodiscard]] std::size_t all() const;
  /// Those that are not as marked.
  [[nodiscard]] std::size_t bad() const;
};
void count(const ExampleVerdict& verdict, ExampleTally* tally);

/// What is wrong with an example, in the style of a compiler: its place in the rule's file, missing, noisy or
/// misplaced, and the words in the example. Nothing where all is as marked.
[[nodiscard]] std::string render_text(const ExampleVerdict& verdict, const Example& example, const Rule& rule,
                                      const Place& place, Color color);

/// "58 examples: 30 reported, 26 clean, 2 missing".
[[nodiscard]] std::string render_summary(const ExampleTally& tally, Color color);

}  // namespace asklint
