#include "shown.h"

#include <utility>

#include "reader/reader.h"
#include "report/github.h"
#include "report/jsonl.h"

namespace asklint {
namespace {

void show_findings(const Showing& showing, const Document& document, Shown& shown) {
  const Options& options = showing.options;
  const Source source(document);
  LintResult result = showing.matcher.lint(document, showing.lint);
  for (Finding& finding : apply(showing.choices, std::move(result.findings))) {
    count(finding, &shown.tally);
    const bool counts = options.fail_on && finding.severity >= *options.fail_on && !options.exit_zero;
    if (counts) shown.outcome = worse(shown.outcome, Outcome::findings);
    switch (options.format) {
      case Format::text:
        shown.pieces.push_back(render_text(finding, source, showing.color));
        break;
      case Format::jsonl:
        shown.pieces.push_back(render_jsonl(finding));
        break;
      case Format::github:
        shown.annotations.push_back(std::move(finding));
        break;
    }
  }
  const bool said = options.format == Format::text && !options.quiet && !shown.pieces.empty();
  if (said) shown.pieces.push_back(render_text(result.whole, document, showing.color));
}

void show_asks(const Showing& showing, const Document& document, Shown& shown) {
  const Source source(document);
  for (const Ask& ask : showing.matcher.lint(document, showing.lint).asks) {
    ++shown.tally.asks;
    shown.pieces.push_back(showing.options.format == Format::jsonl ? render_jsonl(ask, document)
                                                                   : render_text(ask, source, showing.color));
  }
}

void show_blocks(const Showing& showing, const Document& document, Shown& shown) {
  const Source source(document);
  std::string all;
  for (const SeenBlock& block : showing.matcher.see(document, showing.lint))
    all += showing.options.format == Format::jsonl ? render_jsonl(block, document, source.raw_lines)
                                                   : render_text(block, source, showing.color);
  shown.pieces.push_back(std::move(all));
}

void show_signals(const Showing& showing, const Document& document, Shown& shown) {
  std::string all;
  for (const Heard& heard : showing.matcher.hear(document, showing.lint))
    all += showing.options.format == Format::jsonl ? render_jsonl(heard, document) : render_text(heard, showing.color);
  shown.pieces.push_back(std::move(all));
}

void show(const Showing& showing, const Document& document, Shown& shown) {
  switch (showing.options.view) {
    case View::findings:
      return show_findings(showing, document, shown);
    case View::asks:
      return show_asks(showing, document, shown);
    case View::blocks:
      return show_blocks(showing, document, shown);
    case View::signals:
      return show_signals(showing, document, shown);
  }
}

/// In a mailbox a place says little: which message it is comes first.
Error in_its_message(Error error, const Origin& origin) {
  if (origin.number != 0) error.message = "message " + std::to_string(origin.number) + ": " + error.message;
  return error;
}

/// Errors of reading under the name that the user knows, with the way out that the command line has.
Error as_the_user_knows(Error error, const std::string& path) {
  error.file = path;
  if (error.code == ErrorCode::limit && error.help.empty()) error.help = "--max-size raises the limit";
  return error;
}

}  // namespace

Shown Showing::operator()(Waiting waiting) const {
  Shown shown;
  const Origin origin = waiting.message.origin;
  shown.bytes = waiting.message.bytes.size();
  if (!waiting.errors.empty()) {
    for (Error& error : waiting.errors) shown.errors.push_back(as_the_user_knows(std::move(error), waiting.path));
    shown.outcome = Outcome::trouble;
    return shown;
  }
  const auto document = read_document(waiting.path, std::move(waiting.message.bytes), options.read, origin);
  if (!document) {
    shown.errors = document.errors();
    shown.outcome = Outcome::trouble;
    return shown;
  }
  for (const Error& warning : document->warnings) shown.warnings.push_back(in_its_message(warning, origin));
  // A mailbox holds invitations, receipts and the like; a file was meant to be read.
  if (document->blocks.empty() && document->warnings.empty() && origin.number == 0)
    shown.warnings.push_back({ErrorCode::io, waiting.path, {0, 0}, "there is no text in it", {}});
  ++shown.tally.messages;
  show(*this, *document, shown);
  return shown;
}

}  // namespace asklint
