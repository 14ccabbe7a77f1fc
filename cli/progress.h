#pragma once
#include <chrono>
#include <functional>

#include "output.h"
#include "report/progress.h"

namespace asklint {

/// Tells on a terminal how far a run has come, once it has taken a second; elsewhere nothing.
class ProgressBar {
 public:
  /// `total` is asked once, when the bar is first shown: the bytes of all that is to be linted, 0 where nobody knows.
  ProgressBar(Output& output, bool wanted, std::function<std::uint64_t()> total);

  void add(std::uint64_t messages, std::uint64_t bytes, std::uint64_t findings);

 private:
  using Clock = std::chrono::steady_clock;

  Output& output_;
  std::function<std::uint64_t()> total_;
  Progress progress_;
  bool wanted_;
  bool shown_ = false;
  Clock::time_point begun_ = Clock::now();
  Clock::time_point next_;
};

}  // namespace asklint
