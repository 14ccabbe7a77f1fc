#include "progress.h"

#include <utility>

namespace asklint {

ProgressBar::ProgressBar(Output& output, bool wanted, std::function<std::uint64_t()> total)
    : output_(output),
      total_(std::move(total)),
      wanted_(wanted && output.progress_columns() > 0),
      next_(begun_ + std::chrono::seconds(1)) {}

void ProgressBar::add(std::uint64_t messages, std::uint64_t bytes, std::uint64_t findings) {
  progress_.messages += messages;
  progress_.bytes += bytes;
  progress_.findings += findings;
  if (!wanted_) return;
  const auto now = Clock::now();
  if (now < next_) return;
  if (!std::exchange(shown_, true)) progress_.total = total_();
  progress_.seconds = std::chrono::duration<double>(now - begun_).count();
  output_.progress(render_progress(progress_, output_.progress_columns()));
  next_ = now + std::chrono::milliseconds(100);
}

}  // namespace asklint
