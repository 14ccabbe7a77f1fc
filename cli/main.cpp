#include <csignal>
#include <exception>
#include <string>

#include "commands/explain.h"
#include "commands/lint.h"
#include "commands/rules.h"
#include "commands/test.h"
#include "options.h"
#include "output.h"
#include "text/module.h"

namespace asklint {
namespace {

/// The one place where exit statuses are made: 0 clean, 1 findings, 2 could not do the job.
int exit_status(Outcome outcome) {
  return static_cast<int>(outcome);
}

Outcome run(const Options& options, Output& output) {
  if (!options.print.empty()) return output.write(options.print), Outcome::clean;
  switch (options.command) {
    case Command::lint:
      return run_lint(options, output);
    case Command::explain:
      return run_explain(options, output);
    case Command::rules:
      return run_rules(options, output);
    case Command::test:
      return run_test(options, output);
  }
  return Outcome::trouble;
}

Outcome run_command_line(int argc, const char* const* argv) {
  const auto options = parse_options(argc, argv);
  Output output(options ? options->color : ColorChoice::automatic);
  if (!options) return output.errors(options.errors()), Outcome::trouble;
  const Outcome outcome = run(*options, output);
  return output.flush() ? outcome : Outcome::trouble;
}

/// Told apart from the user's mistakes: this one is ours.
Outcome internal_error(const char* what) {
  Output output(ColorChoice::automatic);
  output.error({ErrorCode::limit,
                {},
                {0, 0},
                std::string("internal error: ") + what,
                "please report it, with the message that leads to it"});
  return Outcome::trouble;
}

Outcome incomplete(const char* what) {
  Output output(ColorChoice::automatic);
  output.error({ErrorCode::io, {}, {0, 0}, what, "install asklint as a whole: cmake --install"});
  return Outcome::trouble;
}

}  // namespace
}  // namespace asklint

int main(int argc, char** argv) {
  std::signal(SIGPIPE, SIG_IGN);  // a reader that leaves early is no mistake; writing says so
  try {
    return asklint::exit_status(asklint::run_command_line(argc, argv));
  } catch (const asklint::IncompleteInstallation& error) {
    return asklint::exit_status(asklint::incomplete(error.what()));
  } catch (const std::exception& error) {
    return asklint::exit_status(asklint::internal_error(error.what()));
  }
}
