#include "output.h"

#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <string>

#include "report/diagnostic.h"

namespace asklint {
namespace {

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

void to_stderr(std::string_view text) {
  std::fwrite(text.data(), 1, text.size(), stderr);
}

}  // namespace

Output::Output(ColorChoice choice)
    : out_color_(color_of(choice, STDOUT_FILENO)), err_color_(color_of(choice, STDERR_FILENO)) {}

void Output::write(std::string_view text) {
  if (closed_ || broken_) return;
  if (text.empty()) return;
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
