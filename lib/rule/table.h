#pragma once
#include <cstddef>
#include <cstdint>
#include <span>
#include <utility>
#include <vector>

namespace asklint {

/// A stretch of a table's entries.
struct Stretch {
  std::uint32_t first = 0, count = 0;
};

/// Plain entries of a pack: owned while it is built, or lying in the binary as they were frozen, where nothing is
/// copied at the start.
template <class T>
class Table {
 public:
  Table() = default;
  explicit Table(std::vector<T> own) : own_(std::move(own)) {}
  /// Borrowed: `lent` must outlive the table and its copies.
  static Table lent(std::span<const T> entries) {
    Table out;
    out.lent_ = entries;
    return out;
  }

  [[nodiscard]] std::span<const T> all() const { return lent_.empty() ? std::span<const T>(own_) : lent_; }
  [[nodiscard]] std::span<const T> of(Stretch run) const { return all().subspan(run.first, run.count); }
  [[nodiscard]] const T& operator[](std::size_t at) const { return all()[at]; }
  [[nodiscard]] std::size_t size() const { return all().size(); }
  [[nodiscard]] bool empty() const { return all().empty(); }

  /// Of a table that is being built.
  std::vector<T>& own() { return own_; }
  Stretch add(std::span<const T> entries) {
    const Stretch out{static_cast<std::uint32_t>(own_.size()), static_cast<std::uint32_t>(entries.size())};
    own_.insert(own_.end(), entries.begin(), entries.end());
    return out;
  }

 private:
  std::vector<T> own_;
  std::span<const T> lent_;
};

}  // namespace asklint
