#include "commands/lint.h"

#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <iterator>
#include <string>
#include <thread>
#include <vector>

#include "commands/pack.h"
#include "config/exclude.h"
#include "config/selection.h"
#include "match/matcher.h"
#include "reader/files.h"
#include "progress.h"
#include "reader/message_source.h"
#include "report/github.h"
#include "report/jsonl.h"
#include "report/text.h"
#include "shown.h"
#include "workers.h"

namespace asklint {
namespace {

using Batch = std::vector<Waiting>;
constexpr std::size_t first_batch = 1;         // bytes: the first message is shown at once
constexpr unsigned most_threads = 8;           // unless told: each has memory of its own
constexpr std::size_t full_batch = 128 << 10;  // bytes

/// What one run of the linter shows and gathers.
class Run {
 public:
  Run(const Showing& showing, Output& output, std::size_t threads)
      : showing_(showing),
        output_(output),
        bar_(output, !showing.options.quiet, [this] { return bytes_of_all(); }),
        workers_(threads, [this](std::vector<Shown> all) { take(std::move(all)); }) {}

  void lint_paths(const std::vector<std::string>& paths) {
    if (paths.empty()) lint_stdin();
    for (const std::string& path : paths) lint_path(path);
    send();
    workers_.finish();
  }

  Outcome show_end() {
    const Options& options = showing_.options;
    const bool findings = options.view == View::findings;
    output_.write(render_github(std::move(annotations_)));
    if (findings && options.statistics) show_statistics();
    if (!options.quiet && options.format != Format::jsonl && tally_.messages > 0) {
      if (findings) write_apart(render_summary(tally_, output_.color()));
      if (options.view == View::asks) write_apart(render_ask_summary(tally_));
    }
    return outcome_;
  }

 private:
  /// 0 where standard input is one of them: nobody knows what comes.
  [[nodiscard]] std::uint64_t bytes_of_all() const {
    std::uint64_t bytes = 0;
    const auto add_file = [&bytes](const std::string& file) {
      std::error_code none;
      const std::uintmax_t size = std::filesystem::file_size(file, none);
      if (!none) bytes += size;
      return true;
    };
    for (const std::string& path : showing_.options.paths) {
      if (path == "-") return 0;
      visit_files(path, {.file = add_file, .error = [](const Error&) {}});
    }
    return bytes;
  }

  void lint_stdin() {
    if (showing_.options.paths.empty() && isatty(STDIN_FILENO) == 1)
      output_.say("reading a message from the terminal; end with Ctrl-D");
    lint_input(showing_.options.stdin_filename, Input::standard());
  }

  void lint_path(const std::string& path) {
    if (path == "-") return lint_stdin();
    if (showing_.options.force_exclude && is_excluded(path)) return;
    visit_files(path, {.file =
                           [this](const std::string& file) {
                             lint_file(file);
                             return !output_.closed();
                           },
                       .error = [this](const Error& error) { fail(error.file, {error}); }});
  }

  void lint_file(const std::string& path) {
    auto input = Input::open(path);
    if (!input) return fail(path, input.errors());
    lint_input(path, std::move(*input));
  }

  void lint_input(const std::string& path, Input input) {
    MessageSource messages(std::move(input), path, showing_.options.read.as, showing_.options.max_size);
    while (!output_.closed()) {
      auto message = messages.next();
      if (!message) {
        const bool goes_on = messages.is_mailbox() && message.errors().front().code == ErrorCode::limit;
        fail(path, message.errors());
        if (goes_on) continue;
        return;
      }
      if (!message->has_value()) return;
      wait({path, std::move(**message), {}});
    }
  }

  void fail(const std::string& path, const std::vector<Error>& errors) { wait({path, {}, errors}); }

  void wait(Waiting waiting) {
    batch_bytes_ += waiting.message.bytes.size() + 1;
    batch_.push_back(std::move(waiting));
    if (batch_bytes_ < wanted_bytes_) return;
    send();
    wanted_bytes_ = std::min(wanted_bytes_ * 2, full_batch);
  }

  void send() {
    if (batch_.empty()) return;
    // std::function wants what it holds to be copyable; nobody copies it.
    auto batch = std::make_shared<Batch>(std::exchange(batch_, {}));
    batch_bytes_ = 0;
    workers_.bring([this, batch] {
      std::vector<Shown> all;
      all.reserve(batch->size());
      for (Waiting& waiting : *batch) all.push_back(showing_(std::move(waiting)));
      return all;
    });
  }

  void take(std::vector<Shown> all) {
    for (Shown& shown : all) {
      output_.errors(shown.errors);
      for (const Error& warning : shown.warnings) output_.warning(warning);
      for (const std::string& piece : shown.pieces) write(piece);
      annotations_.insert(annotations_.end(), std::make_move_iterator(shown.annotations.begin()),
                          std::make_move_iterator(shown.annotations.end()));
      add(shown.tally, &tally_);
      bar_.add(shown.tally.messages, shown.bytes, shown.tally.findings());
      outcome_ = worse(outcome_, shown.outcome);
    }
    output_.settle();
  }

  void write(std::string_view piece) {
    const bool apart = showing_.options.format == Format::text &&
                       (showing_.options.view == View::findings || showing_.options.view == View::asks);
    apart ? write_apart(piece) : output_.write(piece);
  }

  /// A blank line between one thing and the next.
  void write_apart(std::string_view text) {
    if (text.empty()) return;
    if (shown_any_) output_.write("\n");
    output_.write(text);
    shown_any_ = true;
  }

  void show_statistics() {
    if (showing_.options.format == Format::jsonl)
      output_.write(render_jsonl(tally_));
    else
      write_apart(render_statistics(tally_, showing_.matcher.pack().rules, output_.color()));
  }

  const Showing& showing_;
  Output& output_;
  ProgressBar bar_;
  Batch batch_;
  std::size_t batch_bytes_ = 0;
  std::size_t wanted_bytes_ = first_batch;
  Tally tally_;
  std::vector<Finding> annotations_;
  bool shown_any_ = false;
  Outcome outcome_ = Outcome::clean;
  OrderedWorkers<std::vector<Shown>> workers_;  // last: its threads use the rest
};

std::size_t threads_for(const Options& options) {
  if (options.jobs > 0) return options.jobs;
  return std::clamp(std::thread::hardware_concurrency(), 1U, most_threads);
}

}  // namespace

Outcome run_lint(const Options& options, Output& output) {
  auto pack = load_rules(options);
  if (!pack) return output.errors(pack.errors()), Outcome::trouble;
  const auto choices = choose_rules(options.selection, pack->rules);
  const auto lint = check_languages(options, *pack);
  if (!choices) output.errors(choices.errors());
  if (!lint) output.errors(lint.errors());
  if (!choices || !lint) return Outcome::trouble;

  // Kept until the process ends, and left to it: taking the pack apart takes as long as a page's linting.
  static const Matcher* const kept = new Matcher(std::move(*pack));
  const Matcher& matcher = *kept;
  const Showing showing{options, *lint, matcher, *choices, output.color()};
  Run run(showing, output, threads_for(options));
  run.lint_paths(options.paths);
  return run.show_end();
}

}  // namespace asklint
