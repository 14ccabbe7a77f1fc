#pragma once
#include <chrono>
#include <string_view>
#include <vector>

#include "report/style.h"
#include "text/result.h"

namespace asklint {

/// What a command has come to. Ordered: the worst of several counts.
enum class Outcome { clean, findings, trouble };
[[nodiscard]] constexpr Outcome worse(Outcome a, Outcome b) {
  return a > b ? a : b;
}

/// The two streams. What was found goes to standard output, what kept asklint from doing its job to standard error.
class Output {
 public:
  explicit Output(ColorChoice choice);
  Output(const Output&) = delete;
  Output& operator=(const Output&) = delete;
  ~Output();

  void write(std::string_view text);
  /// In the style of a compiler; what was written before appears before.
  void error(const Error& error);
  void errors(const std::vector<Error>& errors);
  void warning(const Error& warning);
  void say(std::string_view line);

  /// Cells of the terminal that standard error is; 0: it is none, or one that cannot take a line back.
  [[nodiscard]] std::size_t progress_columns() const;
  /// A line on standard error that goes away before anything else is written there, or to the same terminal.
  void progress(std::string_view line);

  /// To be called between messages: who waits at the other end sees what was found, without a write for each line.
  void settle();
  /// Everything is on its way. False: it could not be written (a full disk), which has been said.
  [[nodiscard]] bool flush();
  /// Nobody reads any more (`asklint … | head`): no reason to go on, and none to complain.
  [[nodiscard]] bool closed() const { return closed_; }
  /// Of standard output.
  [[nodiscard]] Color color() const { return out_color_; }

 private:
  void failed();
  void to_stderr(std::string_view text);
  void end_progress();

  Color out_color_;
  Color err_color_;
  bool shares_terminal_ = false;  ///< standard output is a terminal too
  bool progress_shown_ = false;
  bool waiting_ = false;  ///< something was written since the last flush
  std::chrono::steady_clock::time_point flushed_;
  bool closed_ = false;
  bool broken_ = false;
};

}  // namespace asklint
