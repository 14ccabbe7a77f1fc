#include "output.h"

#include <sys/ioctl.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <string>
#include <utility>

#include "report/diagnostic.h"

namespace asklint {
namespace {

constexpr std::size_t usual_columns = 79;

Color color_of(ColorChoice choice, int descriptor) {
  const ColorEnvironment environment{std::getenv("NO_COLOR"), std::getenv("CLICOLOR_FORCE"), std::getenv("CLICOLOR"),
                                     std::getenv("TERM")};
  return decide_color(choice, environment, isatty(descriptor) == 1);
}

/// The system's words, as the rest of a sentence.
std::string lower_first(std::string words) {
  if (!words.empty() && words[0] >= 'A' && words[0] <= 'Z') words[0] = static_cast<char>(words[0] - 'A' + 'a');
  return words;
}

}  // namespace

Output::Output(ColorChoice choice)
    : out_color_(color_of(choice, STDOUT_FILENO)),
      err_color_(color_of(choice, STDERR_FILENO)),
      shares_terminal_(isatty(STDOUT_FILENO) == 1) {}

Output::~Output() {
  end_progress();
}

void Output::write(std::string_view text) {
  if (closed_ || broken_) return;
  if (text.empty()) return;
  if (shares_terminal_) end_progress();
  waiting_ = true;
  if (std::fwrite(text.data(), 1, text.size(), stdout) != text.size()) failed();
}

void Output::error(const Error& error) {
  (void)flush();
  to_stderr(render_diagnostic(error, Severity::error, err_color_));
}

void Output::errors(const std::vector<Error>& errors) {
  for (const Error& one : errors) error(one);
}

void Output::warning(const Error& warning) {
  (void)flush();
  to_stderr(render_diagnostic(warning, Severity::warning, err_color_));
}

void Output::say(std::string_view line) {
  to_stderr(std::string(line) + "\n");
}

void Output::to_stderr(std::string_view text) {
  end_progress();
  std::fwrite(text.data(), 1, text.size(), stderr);
}

std::size_t Output::progress_columns() const {
  const char* term = std::getenv("TERM");
  struct winsize size {};
  const bool able = isatty(STDERR_FILENO) == 1 && term != nullptr && std::string_view(term) != "dumb";
  if (!able || ioctl(STDERR_FILENO, TIOCGWINSZ, &size) != 0) return 0;
  return size.ws_col > 0 ? size.ws_col - 1U : usual_columns;  // a full line would wrap
}

void Output::progress(std::string_view line) {
  if (shares_terminal_) (void)flush();
  const std::string taken_back = "\r\x1b[K" + std::string(line);  // ECMA-48: erase to the end of the line
  std::fwrite(taken_back.data(), 1, taken_back.size(), stderr);
  progress_shown_ = true;
}

void Output::end_progress() {
  if (!std::exchange(progress_shown_, false)) return;
  std::fputs("\r\x1b[K", stderr);
}

void Output::settle() {
  constexpr auto patience = std::chrono::milliseconds(100);
  if (waiting_ && std::chrono::steady_clock::now() - flushed_ > patience) (void)flush();
}

bool Output::flush() {
  waiting_ = false;
  flushed_ = std::chrono::steady_clock::now();
  if (!closed_ && !broken_ && std::fflush(stdout) != 0) failed();
  return !broken_;
}

void Output::failed() {
  const int reason = errno;
  closed_ = reason == EPIPE || reason == EBADF;
  broken_ = !closed_;
  if (broken_)
    to_stderr(render_diagnostic(
        {ErrorCode::io, {}, {0, 0}, "cannot write the report: " + lower_first(std::strerror(reason)), {}},
        Severity::error, err_color_));
}

}  // namespace asklint
