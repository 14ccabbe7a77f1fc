#pragma once
#include <memory>
#include <mutex>
#include <utility>
#include <vector>

namespace asklint {

/// Things that are costly to make, each used by one thread at a time. Safe to share between threads.
template <class T>
class Pool {
 public:
  struct GiveBack {
    Pool* pool = nullptr;
    void operator()(T* thing) const {
      const std::lock_guard lock(pool->mutex_);
      pool->idle_.emplace_back(thing);
    }
  };
  /// Goes back to the pool, which must outlive it.
  using Borrowed = std::unique_ptr<T, GiveBack>;

  /// One that nobody else uses; `make()` gives a new one where all are in use.
  template <class Make>
  [[nodiscard]] Borrowed borrow(Make&& make) {
    {
      const std::lock_guard lock(mutex_);
      if (!idle_.empty()) {
        Borrowed out(idle_.back().release(), {this});
        idle_.pop_back();
        return out;
      }
    }
    return Borrowed(make().release(), {this});
  }

 private:
  std::mutex mutex_;  // of idle_
  std::vector<std::unique_ptr<T>> idle_;
};

}  // namespace asklint
