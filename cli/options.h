#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "config/selection.h"
#include "match/matcher.h"
#include "reader/reader.h"
#include "report/style.h"
#include "rule/severity.h"
#include "text/result.h"

namespace asklint {

enum class Command { lint, explain, rules, test };
enum class Format { text, jsonl, github };
/// What of a message is shown.
enum class View { findings, asks, signals, blocks };

/// The command line, understood. Nothing here has been looked up on disk or in a pack.
struct Options {
  Command command = Command::lint;
  std::string print;  ///< --help, --version: print this, there is nothing else to do
  bool version = false;

  std::vector<std::string> paths;  ///< lint: files and folders, "-" is standard input; test: folders
  std::string stdin_filename = "<stdin>";
  std::uint64_t max_size = std::uint64_t{64} << 20U;  ///< bytes of one file
  bool force_exclude = false;
  std::size_t jobs = 0;  ///< threads; 0: as many as the machine has
  ReadOptions read;

  std::vector<std::string> rule_folders;
  bool default_rules = true;
  SelectionWords selection;
  std::optional<Severity> fail_on = Severity::warning;  ///< unset: never
  bool exit_zero = false;
  LintOptions lint;

  Format format = Format::text;
  View view = View::findings;
  bool quiet = false;
  bool statistics = false;
  ColorChoice color = ColorChoice::automatic;

  std::string code;                 ///< explain
  std::vector<std::string> only;    ///< test --only
  bool with_default_rules = false;  ///< test: the folders build on the built-in rules
  bool all_examples = false;        ///< explain --all
  bool list_signals = false;        ///< rules --signals
};

/// Errors: usage.
Result<Options> parse_options(int argc, const char* const* argv);

}  // namespace asklint
