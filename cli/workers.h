#pragma once
#include <condition_variable>
#include <cstddef>
#include <deque>
#include <exception>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <thread>
#include <utility>
#include <vector>

namespace asklint {

/// Runs jobs on several threads and hands their results over in the order in which the jobs came, always on the thread
/// that brings them: what is shown does not depend on how many threads there are. Threads start with the second job,
/// so a single one costs none. At most `ahead` jobs for each thread are under way, which bounds memory.
template <class Result>
class OrderedWorkers {
 public:
  using Job = std::function<Result()>;
  using Take = std::function<void(Result)>;

  OrderedWorkers(std::size_t threads, Take take) : threads_(threads), take_(std::move(take)) {}
  OrderedWorkers(const OrderedWorkers&) = delete;
  OrderedWorkers& operator=(const OrderedWorkers&) = delete;
  ~OrderedWorkers() {
    {
      const std::lock_guard lock(mutex_);
      waiting_.clear();
      closing_ = true;
    }
    work_.notify_all();
  }

  /// May hand over results of earlier jobs, and waits while too many are under way. Rethrows what a job threw.
  void bring(Job job) {
    if (threads_ <= 1 || !std::exchange(begun_, true)) return take_(job());
    if (pool_.empty()) start();
    auto slot = std::make_shared<Slot>();
    slot->job = std::move(job);
    under_way_.push_back(slot);
    {
      const std::lock_guard lock(mutex_);
      waiting_.push_back(std::move(slot));
    }
    work_.notify_one();
    while (!under_way_.empty() && (under_way_.size() > threads_ * ahead || front_is_done())) hand_over();
  }

  /// Hands over all that is left.
  void finish() {
    while (!under_way_.empty()) hand_over();
  }

 private:
  static constexpr std::size_t ahead = 3;

  struct Slot {
    Job job;
    std::optional<Result> result;
    std::exception_ptr failure;
    bool done = false;
  };

  void start() {
    for (std::size_t i = 0; i < threads_; ++i) pool_.emplace_back([this] { work(); });
  }

  void work() {
    while (true) {
      std::shared_ptr<Slot> slot;
      {
        std::unique_lock lock(mutex_);
        work_.wait(lock, [this] { return closing_ || !waiting_.empty(); });
        if (waiting_.empty()) return;
        slot = std::move(waiting_.front());
        waiting_.pop_front();
      }
      try {
        slot->result.emplace(slot->job());
      } catch (...) {
        slot->failure = std::current_exception();
      }
      {
        const std::lock_guard lock(mutex_);
        slot->done = true;
      }
      done_.notify_one();
    }
  }

  bool front_is_done() {
    const std::lock_guard lock(mutex_);
    return under_way_.front()->done;
  }

  void hand_over() {
    const std::shared_ptr<Slot> slot = under_way_.front();
    {
      std::unique_lock lock(mutex_);
      done_.wait(lock, [&slot] { return slot->done; });
    }
    under_way_.pop_front();
    if (slot->failure) std::rethrow_exception(slot->failure);
    take_(std::move(*slot->result));
  }

  std::size_t threads_;
  Take take_;
  bool begun_ = false;
  std::deque<std::shared_ptr<Slot>> under_way_;  // in order; of the thread that brings
  std::mutex mutex_;                             // guards what follows, and Slot::done
  std::condition_variable work_, done_;
  std::deque<std::shared_ptr<Slot>> waiting_;
  bool closing_ = false;
  std::vector<std::jthread> pool_;  // last: joined before the rest goes
};

}  // namespace asklint
