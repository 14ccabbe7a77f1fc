#pragma once
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "text/line_index.h"

namespace asklint {

enum class ErrorCode { io, syntax, schema, regex, example, limit, usage };

/// What went wrong, where, and the way out. Shown in the same compiler style as findings.
struct Error {
  ErrorCode code = ErrorCode::io;
  std::string file;        ///< as the user named it; empty: the command line itself
  LineColumn place{0, 0};  ///< line 0: the file as a whole
  std::string message;     ///< one line, lower case, no final period
  std::string help;        ///< the way out; may be empty
};

/// A value or the errors that kept it from being; the names of std::expected (C++23), which GCC 12 lacks.
template <class T>
class [[nodiscard]] Result {
 public:
  Result(T value) : state_(std::in_place_index<0>, std::move(value)) {}  // NOLINT(google-explicit-constructor)
  Result(Error error)
      : state_(std::in_place_index<1>, std::vector<Error>{std::move(error)}) {}  // NOLINT(google-explicit-constructor)
  Result(std::vector<Error> errors)
      : state_(std::in_place_index<1>, std::move(errors)) {}  // NOLINT(google-explicit-constructor)

  [[nodiscard]] bool has_value() const { return state_.index() == 0; }
  explicit operator bool() const { return has_value(); }
  /// Requires has_value().
  [[nodiscard]] T& operator*() { return *std::get_if<0>(&state_); }
  [[nodiscard]] const T& operator*() const { return *std::get_if<0>(&state_); }
  [[nodiscard]] T* operator->() { return std::get_if<0>(&state_); }
  [[nodiscard]] const T* operator->() const { return std::get_if<0>(&state_); }
  /// Requires !has_value(). At least one.
  [[nodiscard]] const std::vector<Error>& errors() const { return *std::get_if<1>(&state_); }

 private:
  std::variant<T, std::vector<Error>> state_;
};

}  // namespace asklint
