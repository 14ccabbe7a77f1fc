#include "options.h"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <array>
#include <charconv>
#include <memory>
#include <utility>

#include "text/edit_distance.h"
#include "version.h"

namespace asklint {
namespace {

constexpr std::string_view lint_about =
    R"(asklint reads drafts, mails and templates in which somebody asks for something,
and points at the words that sour working relationships: favours for strangers,
fishing for contacts, haste, pressure. German and English.
)";

constexpr std::string_view lint_examples = R"(Examples:
  asklint draft.txt                     lint one message
  xclip -o | asklint                    lint what is piped in, here the clipboard
  asklint --fail-on error templates/    a folder of templates, strict on errors only
  asklint ~/Mail/inbox.mbox             a mailbox, message by message; a Maildir too
  asklint explain ASK203                why a rule exists, and what to write instead

Exit status:
  0  nothing at or above --fail-on (default: warning)
  1  findings
  2  could not do the job: usage, a file that cannot be read, broken rules)";

constexpr std::string_view explain_about =
    R"(Says what a rule finds, why it matters and when it does not, with examples of both.
)";
constexpr std::string_view explain_examples = R"(Examples:
  asklint explain ASK203
  asklint explain rush --messages de)";

constexpr std::string_view rules_about = R"(Lists the rules: code, name, severity, and what they say.
)";
constexpr std::string_view rules_examples = R"(Examples:
  asklint rules
  asklint rules --rules my-rules --no-default-rules --signals)";

constexpr std::string_view test_about = R"(Loads the rules in the folders and runs every example in them. Each is
  reported   the marked words were found
  clean      nothing was to be found, and nothing was
  missing    marked words were not found
  noisy      something was found where nothing is marked
  misplaced  something was found that only overlaps the marked words
)";
constexpr std::string_view test_examples = R"(Examples:
  asklint test rules/
  asklint test rules/ --only ASK203

Exit status: 0 all as marked, 1 some are not, 2 the rules cannot be loaded)";

constexpr std::string_view reading = "Reading";
constexpr std::string_view choosing = "Choosing rules";
constexpr std::string_view showing = "Showing";
constexpr std::string_view general = "General";

constexpr std::array<std::pair<std::string_view, Command>, 3> commands{
    {{"explain", Command::explain}, {"rules", Command::rules}, {"test", Command::test}}};

template <class T>
using Choices = std::vector<std::pair<std::string, T>>;

/// "auto, always or never".
template <class T>
std::string listed(const Choices<T>& choices) {
  std::string out;
  for (std::size_t i = 0; i < choices.size(); ++i)
    out += (i == 0 ? "" : i + 1 == choices.size() ? " or " : ", ") + choices[i].first;
  return out;
}

template <class T>
CLI::Option* add_choice(CLI::App& app, const std::string& name, T& target, const Choices<T>& choices,
                        const std::string& text, const std::string& about) {
  const auto set = [&target, choices, name](const std::string& value) {
    const auto found = std::ranges::find(choices, lower_ascii(value), &Choices<T>::value_type::first);
    if (found == choices.end())
      throw CLI::ValidationError(name, "expected " + listed(choices) + ", not '" + value + "'");
    target = found->second;
  };
  return app.add_option_function<std::string>(name, set, about)->option_text(text)->take_last();
}

/// An option that may be given again and again, one value each time, with commas inside or not.
CLI::Option* add_list(CLI::App& app, const std::string& name, std::vector<std::string>& target, const std::string& text,
                      const std::string& about) {
  return app.add_option(name, target, about)->option_text(text)->allow_extra_args(false)->take_all();
}

CLI::Option* add_word(CLI::App& app, const std::string& name, std::string& target, const std::string& text,
                      const std::string& about) {
  return app.add_option(name, target, about)->option_text(text)->take_last();
}

/// "64M" as bytes. Throws CLI11's error for what is no size: it belongs to the command line.
std::uint64_t parse_size(const std::string& option, const std::string& text) {
  std::uint64_t number = 0;
  const char* end = text.data() + text.size();
  const auto [after, failure] = std::from_chars(text.data(), end, number);
  constexpr std::string_view units = "kmg";
  const std::string unit = lower_ascii(std::string_view(after, static_cast<std::size_t>(end - after)));
  const bool known = unit.empty() || (unit.size() == 1 && units.find(unit) != std::string_view::npos);
  const auto power = unit.empty() || !known ? 0 : units.find(unit) + 1;
  const bool good = failure == std::errc() && number > 0 && known;
  // Spans inside a message are 32 bits wide.
  if (!good || number > (std::uint64_t{0xFFFFFFFF} >> (10 * power)))
    throw CLI::ValidationError(option, "expected a size below 4G such as 500k or 64M, not '" + text + "'");
  return number << (10 * power);
}

std::uint32_t parse_count(const std::string& option, const std::string& text) {
  std::uint32_t number = 0;
  const char* end = text.data() + text.size();
  const auto [after, failure] = std::from_chars(text.data(), end, number);
  if (failure != std::errc() || after != end || number == 0)
    throw CLI::ValidationError(option, "expected a number from 1 on, not '" + text + "'");
  return number;
}

void add_rule_sources(CLI::App& app, Options& options) {
  add_list(app, "--rules", options.rule_folders, "DIR", "add the rules in DIR; may be repeated")
      ->group(std::string(choosing));
  app.add_flag_callback(
         "--no-default-rules", [&options] { options.default_rules = false; }, "do without the built-in rules")
      ->group(std::string(choosing));
}

void add_messages(CLI::App& app, Options& options, const std::string& otherwise) {
  add_word(app, "--messages", options.lint.messages, "LANG",
           "language of the messages: en or de\n(default: " + otherwise + ")")
      ->group(std::string(showing));
}

void add_general(CLI::App& app, Options& options) {
  const std::string group(general);
  add_choice<ColorChoice>(
      app, "--color", options.color,
      {{"auto", ColorChoice::automatic}, {"always", ColorChoice::always}, {"never", ColorChoice::never}}, "WHEN",
      "auto, always or never; auto looks at the terminal,\nNO_COLOR and CLICOLOR_FORCE")
      ->group(group);
  app.set_help_flag("-h,--help", "show this help")->group(group);
  app.add_flag("-V,--version", options.version, "show the version, and those of the libraries")->group(group);
}

/// How much of one mail is read.
void add_limits(CLI::App& app, Limits& limits) {
  const auto add = [&app](const std::string& name, const auto& set, const std::string& text, const std::string& about) {
    app.add_option_function<std::string>(name, set, about)->option_text(text)->group(std::string(reading));
  };
  add(
      "--max-header", [&limits](const std::string& text) { limits.header_bytes = parse_size("--max-header", text); },
      "SIZE", "leave out what a mail's header has beyond this\n(default: 1M)");
  add(
      "--max-parts", [&limits](const std::string& text) { limits.parts = parse_count("--max-parts", text); }, "N",
      "leave out a mail's parts after the Nth (default: 1000)");
  add(
      "--max-depth", [&limits](const std::string& text) { limits.depth = parse_count("--max-depth", text); }, "N",
      "leave out parts nested deeper (default: 64)");
}

void add_reading(CLI::App& app, Options& options) {
  const std::string group(reading);
  app.add_option("PATH", options.paths, "files and folders; - or nothing: standard input")->option_text(" ");
  add_word(app, "--stdin-filename", options.stdin_filename, "NAME", "what to call standard input")->group(group);
  add_choice<As>(
      app, "--as", options.read.as,
      {{"text", As::text}, {"mail", As::mail}, {"markdown", As::markdown}, {"html", As::html}, {"detect", As::detect}},
      "KIND", "text, mail, markdown or html (default: detect)")
      ->group(group);
  app.add_flag("--template", options.read.force_template, "placeholders such as {{name}} are meant to be there")
      ->group(group);
  add_word(app, "--lang", options.lint.language, "LANG",
           "language of the text: en or de\n(default: told paragraph by paragraph)")
      ->group(group);
  app.add_option_function<std::string>(
         "--max-size", [&options](const std::string& text) { options.max_size = parse_size("--max-size", text); },
         "leave out larger files, and messages of a mailbox\n(default: 64M)")
      ->option_text("SIZE")
      ->group(group);
  add_limits(app, options.read.limits);
  app.add_option_function<std::string>(
         "-j,--jobs", [&options](const std::string& text) { options.jobs = parse_count("--jobs", text); },
         "work on so many messages at once\n(default: as many as there are processors, at most 8)")
      ->option_text("N")
      ->group(group);
  app.add_flag("--force-exclude", options.force_exclude, "leave out named files too where .gitignore says so")
      ->group(group);
}

void add_choosing(CLI::App& app, Options& options) {
  const std::string group(choosing);
  add_list(app, "--select", options.selection.select, "CODES", "only these: ASK203,rush or a beginning: ASK2")
      ->delimiter(',')
      ->group(group);
  add_list(app, "--ignore", options.selection.ignore, "CODES", "all but these")->delimiter(',')->group(group);
  add_list(app, "--severity", options.selection.severity, "CODE=LEVEL",
           "make a rule a note, a warning or an error;\nmay be repeated")
      ->delimiter(',')
      ->group(group);
  add_choice<std::optional<Severity>>(
      app, "--fail-on", options.fail_on,
      {{"note", Severity::note}, {"warning", Severity::warning}, {"error", Severity::error}, {"never", std::nullopt}},
      "LEVEL", "exit with 1 from this severity on: note,\nwarning (default), error or never")
      ->group(group);
  app.add_flag("--exit-zero", options.exit_zero, "exit with 0 where there are findings, too")->group(group);
  add_rule_sources(app, options);
}

void add_view(CLI::App& app, Options& options, const std::string& name, View view, const std::string& about) {
  const auto set = [&options, view, name] {
    if (options.view != View::findings && options.view != view)
      throw CLI::ValidationError(name, "one of --asks, --show-blocks and --signals at a time");
    options.view = view;
  };
  app.add_flag_callback(name, set, about)->group(std::string(showing));
}

void add_showing(CLI::App& app, Options& options) {
  const std::string group(showing);
  add_choice<Format>(app, "--format", options.format,
                     {{"text", Format::text}, {"jsonl", Format::jsonl}, {"github", Format::github}}, "FORMAT",
                     "text (default), jsonl: a JSON object a line,\ngithub: annotations on GitHub")
      ->group(group);
  add_messages(app, options, "the language of the paragraph");
  add_view(app, options, "--asks", View::asks, "show what is asked for, instead of findings");
  add_view(app, options, "--show-blocks", View::blocks, "show how the message was read: body, quote, …");
  add_view(app, options, "--signals", View::signals,
           "show what was heard in each sentence,\nfor those who write rules");
  app.add_flag("--statistics", options.statistics, "count the findings of each rule")->group(group);
  app.add_flag("-q,--quiet", options.quiet, "findings only, no summary")->group(group);
}

/// CLI11 lays the page out; the words at its top are ours.
class Page : public CLI::Formatter {
 public:
  explicit Page(std::string usage) : usage_(std::move(usage)) {
    column_width(29);
    label("Positionals", "What to read");
  }
  std::string make_usage(const CLI::App* /*app*/, std::string /*name*/) const override { return usage_; }
  std::string make_help(const CLI::App* app, std::string name, CLI::AppFormatMode mode) const override {
    std::string page = Formatter::make_help(app, std::move(name), mode);
    for (auto at = page.find("\n\n\n"); at != std::string::npos; at = page.find("\n\n\n", at)) page.erase(at, 1);
    return page;
  }

 private:
  std::string usage_;
};

void describe(CLI::App& app, std::string_view about, std::string usage, std::string_view examples) {
  app.description(std::string(about));
  app.formatter(std::make_shared<Page>(std::move(usage)));
  app.footer(std::string(examples));
}

void build(CLI::App& app, Options& options) {
  switch (options.command) {
    case Command::lint:
      describe(app, lint_about,
               "Usage:\n  asklint [OPTIONS] [PATH…]\n  asklint explain CODE        what a rule means\n"
               "  asklint rules               all rules\n  asklint test DIR…           run the examples in rules of "
               "your own\n",
               lint_examples);
      add_reading(app, options);
      add_choosing(app, options);
      add_showing(app, options);
      break;
    case Command::explain:
      describe(app, explain_about, "Usage: asklint explain [OPTIONS] CODE\n", explain_examples);
      app.add_option("CODE", options.code, "code or name of a rule: ASK203, rush")->required()->option_text(" ");
      app.add_flag("--all", options.all_examples, "all examples, not only the first ones")->group(std::string(showing));
      add_messages(app, options, "yours, from LANG");
      add_rule_sources(app, options);
      break;
    case Command::rules:
      describe(app, rules_about, "Usage: asklint rules [OPTIONS]\n", rules_examples);
      add_choice<Format>(app, "--format", options.format, {{"text", Format::text}, {"jsonl", Format::jsonl}}, "FORMAT",
                         "text (default) or jsonl")
          ->group(std::string(showing));
      app.add_flag("--signals", options.list_signals, "the signals and concepts that rules are made of")
          ->group(std::string(showing));
      add_messages(app, options, "yours, from LANG");
      add_rule_sources(app, options);
      break;
    case Command::test:
      describe(app, test_about, "Usage: asklint test [OPTIONS] DIR…\n", test_examples);
      app.add_option("DIR", options.paths, "folders with rules, read together")->required()->option_text(" ");
      add_list(app, "--only", options.only, "CODES", "the examples of these rules only")
          ->delimiter(',')
          ->group(std::string(choosing));
      app.add_flag("--with-default-rules", options.with_default_rules,
                   "the folders add to the built-in rules;\ntheir own examples are run")
          ->group(std::string(choosing));
      app.add_flag("-q,--quiet", options.quiet, "only what is wrong, no summary")->group(std::string(showing));
      break;
  }
  add_general(app, options);
}

bool takes_value(const CLI::App& lint, const std::string& argument) {
  if (argument.find('=') != std::string::npos) return false;
  const auto* option = lint.get_option_no_throw(argument);
  return option != nullptr && option->get_items_expected_max() > 0;
}

/// A command is the first word that is no option. `./explain` and `-- explain` are files.
std::size_t position_of_command(const std::vector<std::string>& arguments) {
  CLI::App lint;
  Options unused;
  build(lint, unused);
  for (std::size_t i = 0; i < arguments.size() && arguments[i] != "--"; ++i) {
    if (arguments[i].starts_with('-') && arguments[i] != "-") {
      if (takes_value(lint, arguments[i])) ++i;
      continue;
    }
    const auto is_command =
        std::ranges::find(commands, arguments[i], &decltype(commands)::value_type::first) != commands.end();
    return is_command ? i : arguments.size();
  }
  return arguments.size();
}

std::vector<std::string> long_names(const CLI::App& app) {
  std::vector<std::string> names;
  for (const CLI::Option* option : app.get_options())
    for (const std::string& name : option->get_lnames()) names.push_back("--" + name);
  return names;
}

std::string help_command(Command command) {
  const auto found = std::ranges::find(commands, command, &decltype(commands)::value_type::second);
  return found == commands.end() ? "asklint --help" : "asklint " + std::string(found->first) + " --help";
}

Error usage_error(std::string message, std::string help) {
  if (!message.empty() && message[0] >= 'A' && message[0] <= 'Z' &&
      (message.size() < 2 || (message[1] >= 'a' && message[1] <= 'z')))
    message[0] = static_cast<char>(message[0] - 'A' + 'a');
  while (message.ends_with('.') || message.ends_with('\n')) message.pop_back();
  std::ranges::replace(message, '\n', ' ');
  return {ErrorCode::usage, {}, {0, 0}, std::move(message), std::move(help)};
}

Error unexpected(const CLI::App& app, Command command) {
  const std::string word = app.remaining().empty() ? "" : app.remaining().front();
  const std::string see = "'" + help_command(command) + "' shows all options";
  if (!word.starts_with('-')) return usage_error("unexpected argument '" + word + "'", see);
  const std::string name = word.substr(0, word.find('='));
  const std::string near = did_you_mean(name, long_names(app));
  return usage_error("unknown option '" + name + "'", near.empty() ? see : "did you mean '" + near + "'? " + see);
}

}  // namespace

Result<Options> parse_options(int argc, const char* const* argv) {
  std::vector<std::string> arguments(argv + std::min(argc, 1), argv + argc);
  Options options;
  const std::size_t command = position_of_command(arguments);
  if (command < arguments.size()) {
    options.command = std::ranges::find(commands, arguments[command], &decltype(commands)::value_type::first)->second;
    arguments.erase(arguments.begin() + static_cast<std::ptrdiff_t>(command));
  }
  CLI::App app;
  build(app, options);
  std::ranges::reverse(arguments);  // CLI11 takes them from the back
  try {
    app.parse(std::move(arguments));
  } catch (const CLI::CallForHelp&) {
    options.print = app.help();
  } catch (const CLI::ExtrasError&) {
    return unexpected(app, options.command);
  } catch (const CLI::ArgumentMismatch& error) {
    const std::string words = error.what();
    return usage_error(words.substr(0, words.find(':')) + " needs a value",
                       "'" + help_command(options.command) + "' shows all options");
  } catch (const CLI::ParseError& error) {
    if (!options.version) return usage_error(error.what(), "'" + help_command(options.command) + "' shows all options");
  }
  if (options.version) options.print = version_text();  // also where a required argument is missing
  return options;
}

}  // namespace asklint
