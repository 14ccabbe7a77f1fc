#include "commands/lint.h"

#include <unistd.h>

#include <algorithm>
#include <iterator>
#include <string>
#include <vector>

#include "commands/pack.h"
#include "config/exclude.h"
#include "config/selection.h"
#include "match/matcher.h"
#include "reader/files.h"
#include "reader/message_source.h"
#include "reader/reader.h"
#include "report/github.h"
#include "report/jsonl.h"
#include "report/text.h"

namespace asklint {
namespace {

/// All that one run of the linter needs and gathers.
struct Run {
  const Options& options;
  const LintOptions& lint;
  const Matcher& matcher;
  const std::vector<Choice>& choices;
  Output& output;
  Tally tally;
  std::vector<Finding> annotations;  ///< for GitHub, which wants the worst of all files first
  bool shown_any = false;
  Outcome outcome = Outcome::clean;
};

/// A blank line between one thing and the next.
void write_apart(Run& run, std::string_view text) {
  if (text.empty()) return;
  if (run.shown_any) run.output.write("\n");
  run.output.write(text);
  run.shown_any = true;
}

void show_findings(Run& run, const Document& document) {
  const auto findings = apply(run.choices, run.matcher.lint(document, run.lint).findings);
  const Source source(document);
  for (const Finding& finding : findings) {
    count(finding, &run.tally);
    const bool counts = run.options.fail_on && finding.severity >= *run.options.fail_on && !run.options.exit_zero;
    if (counts) run.outcome = worse(run.outcome, Outcome::findings);
    switch (run.options.format) {
      case Format::text:
        write_apart(run, render_text(finding, source, run.output.color()));
        break;
      case Format::jsonl:
        run.output.write(render_jsonl(finding));
        break;
      case Format::github:
        run.annotations.push_back(finding);
        break;
    }
  }
}

void show_asks(Run& run, const Document& document) {
  const auto asks = run.matcher.lint(document, run.lint).asks;
  const Source source(document);
  for (const Ask& ask : asks) {
    ++run.tally.asks;
    if (run.options.format == Format::jsonl)
      run.output.write(render_jsonl(ask, document));
    else
      write_apart(run, render_text(ask, source, run.output.color()));
  }
}

void show_blocks(Run& run, const Document& document) {
  const Source source(document);
  for (const SeenBlock& block : run.matcher.see(document, run.lint))
    run.output.write(run.options.format == Format::jsonl ? render_jsonl(block, document, source.raw_lines)
                                                         : render_text(block, source, run.output.color()));
}

void show_signals(Run& run, const Document& document) {
  for (const Heard& heard : run.matcher.hear(document, run.lint))
    run.output.write(run.options.format == Format::jsonl ? render_jsonl(heard, document)
                                                         : render_text(heard, run.output.color()));
}

void fail(Run& run, const std::vector<Error>& errors) {
  run.output.errors(errors);
  run.outcome = worse(run.outcome, Outcome::trouble);
}

/// Errors of reading under the name that the user knows, with the way out that the command line has.
void fail_to_read(Run& run, const std::string& path, std::vector<Error> errors) {
  for (Error& error : errors) {
    error.file = path;
    if (error.code == ErrorCode::limit && error.help.empty()) error.help = "--max-size raises the limit";
  }
  fail(run, errors);
}

void show(Run& run, const Document& document) {
  switch (run.options.view) {
    case View::findings:
      return show_findings(run, document);
    case View::asks:
      return show_asks(run, document);
    case View::blocks:
      return show_blocks(run, document);
    case View::signals:
      return show_signals(run, document);
  }
}

/// In a mailbox a place says little: which message it is comes first.
Error in_its_message(Error error, const Origin& origin) {
  if (origin.number != 0) error.message = "message " + std::to_string(origin.number) + ": " + error.message;
  return error;
}

void lint_message(Run& run, const std::string& path, StoredMessage message) {
  const Origin origin = message.origin;
  const auto document = read_document(path, std::move(message.bytes), run.options.read, origin);
  if (!document) return fail(run, document.errors());
  for (const Error& warning : document->warnings) run.output.warning(in_its_message(warning, origin));
  // A mailbox holds invitations, receipts and the like; a file was meant to be read.
  if (document->blocks.empty() && origin.number == 0)
    run.output.warning({ErrorCode::io, path, {0, 0}, "there is no text in it", {}});
  ++run.tally.messages;
  show(run, *document);
}

void lint_input(Run& run, const std::string& path, Input input) {
  MessageSource messages(std::move(input), path, run.options.read.as, run.options.max_size);
  while (!run.output.closed()) {
    auto message = messages.next();
    if (!message) {
      const bool goes_on = messages.is_mailbox() && message.errors().front().code == ErrorCode::limit;
      fail_to_read(run, path, message.errors());
      if (goes_on) continue;
      return;
    }
    if (!message->has_value()) return;
    lint_message(run, path, std::move(**message));
    run.output.settle();
  }
}

void lint_stdin(Run& run) {
  if (run.options.paths.empty() && isatty(STDIN_FILENO) == 1)
    run.output.say("reading a message from the terminal; end with Ctrl-D");
  lint_input(run, run.options.stdin_filename, Input::standard());
}

void lint_file(Run& run, const std::string& path) {
  auto input = Input::open(path);
  if (!input) return fail(run, input.errors());
  lint_input(run, path, std::move(*input));
}

void lint_path(Run& run, const std::string& path) {
  if (path == "-") return lint_stdin(run);
  if (run.options.force_exclude && is_excluded(path)) return;
  visit_files(path, {.file =
                         [&run](const std::string& file) {
                           lint_file(run, file);
                           return !run.output.closed();
                         },
                     .error = [&run](const Error& error) { fail(run, {error}); }});
}

void show_statistics(Run& run) {
  if (run.options.format == Format::jsonl)
    run.output.write(render_jsonl(run.tally));
  else
    write_apart(run, render_statistics(run.tally, run.matcher.pack().rules, run.output.color()));
}

void show_end(Run& run) {
  const bool findings = run.options.view == View::findings;
  run.output.write(render_github(std::move(run.annotations)));
  if (findings && run.options.statistics) show_statistics(run);
  if (run.options.quiet || run.options.format == Format::jsonl || run.tally.messages == 0) return;
  if (findings) write_apart(run, render_summary(run.tally, run.output.color()));
  if (run.options.view == View::asks) write_apart(run, render_ask_summary(run.tally));
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

  const Matcher matcher(std::move(*pack));
  Run run{.options = options,
          .lint = *lint,
          .matcher = matcher,
          .choices = *choices,
          .output = output,
          .tally = {},
          .annotations = {}};
  if (options.paths.empty()) lint_stdin(run);
  for (const std::string& path : options.paths) lint_path(run, path);
  show_end(run);
  return run.outcome;
}

}  // namespace asklint
