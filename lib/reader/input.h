#pragma once
#include <cstdint>
#include <string>

#include "text/result.h"

namespace asklint {

/// A file, or standard input, read from begin to end. Closes itself; moves, does not copy.
class Input {
 public:
  /// Errors: io, with the system's reason.
  static Result<Input> open(const std::string& path);
  static Input standard();  ///< named "-"; stays open

  Input(Input&& other) noexcept;
  Input& operator=(Input&& other) noexcept;
  Input(const Input&) = delete;
  Input& operator=(const Input&) = delete;
  ~Input();

  /// Appends the next bytes, `most` at a time; returns how many there were, 0 at the end. Errors: io.
  Result<std::size_t> append_to(std::string& bytes, std::size_t most);

  /// Of a regular file; 0 where nobody knows.
  [[nodiscard]] std::uint64_t size() const;

 private:
  Input(int descriptor, std::string path);

  int descriptor_ = -1;
  std::string path_;
};

}  // namespace asklint
