#pragma once
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace asklint {

/// What could not be read, at a byte of the source that a mail was parsed from.
struct Trouble {
  std::uint32_t source = 0;
  std::string message;
  std::string help;
};

/// What could not be read in one mail, and no more of it than a person wants to see.
class Troubles {
 public:
  void add(std::uint32_t source, std::string message, std::string help = {}) {
    if (all_.size() == most) {
      all_.push_back({source, "more than this could not be read: it is not listed", {}});
    } else if (all_.size() < most) {
      all_.push_back({source, std::move(message), std::move(help)});
    }
  }
  [[nodiscard]] const std::vector<Trouble>& all() const { return all_; }

 private:
  static constexpr std::size_t most = 10;
  std::vector<Trouble> all_;
};

}  // namespace asklint
