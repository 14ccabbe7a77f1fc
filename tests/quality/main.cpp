// Measures how right the rules are: `quality --help`. See docs/quality.md for what comes out.
#include <CLI/CLI.hpp>
#include <fstream>
#include <iostream>
#include <nlohmann/json.hpp>

#include "floors.h"
#include "learn.h"
#include "report.h"
#include "rule/builtin.h"
#include "rule/load.h"
#include "score.h"
#include "wordings.h"

namespace asklint::quality {
namespace {

struct Options {
  std::string rules;
  std::string data = ASKLINT_QUALITY;
  std::string only;
  std::string report, record, learn, wordings;
  std::vector<std::string> more;
  bool misses = false, alarms = false, table = false, check = false, raise = false, write = false;
};

int fail(const std::vector<Error>& errors) {
  for (const Error& e : errors) {
    std::cerr << e.file;
    if (e.place.line > 0) std::cerr << ':' << e.place.line << ':' << e.place.column;
    std::cerr << ": error: " << e.message << (e.help.empty() ? "" : "; " + e.help) << '\n';
  }
  return 2;
}

void show(const char* kind, const std::vector<Difference>& differences, const std::string& only) {
  for (const Difference& d : differences)
    if (only.empty() || d.code == only || d.id.find(only) != std::string::npos)
      std::cout << kind << ' ' << d.id << ' ' << d.code << "  [" << (d.wanted.empty() ? d.found : d.wanted) << "]  "
                << d.about << '\n';
}

Result<Pack> load(const Options& options) {
  if (options.rules.empty()) return builtin_pack_with_examples();
  const auto files = load_pack_files(options.rules);
  if (!files) return files.errors();
  return parse_pack(*files);
}

int write(const std::string& file, const std::string& text) {
  std::ofstream out(file);
  out << text;
  return out ? 0 : 2;
}

int run_learn(const Options& options, const std::vector<Message>& messages, const Matcher& matcher) {
  const auto learned = learn(options.learn, messages, matcher);
  if (!learned) return fail(learned.errors());
  std::cout << as_yaml(*learned) << "\n"
            << learned->examples << " messages weighed, f1 " << learned->f1 << ", cross-validated "
            << learned->held_out_f1 << '\n';
  if (!options.write) return 0;
  const auto file = write_weights(*learned, options.rules);
  return file ? 0 : fail(file.errors());
}

/// Lines with "text", of one language; kept out of the repository.
Result<std::vector<HonestText>> load_more(const Options& options) {
  std::vector<HonestText> out;
  for (const std::string& file : options.more) {
    std::ifstream in(file);
    if (!in) return Error{ErrorCode::io, file, {}, "cannot be read", {}};
    for (std::string line; std::getline(in, line);)
      if (const auto json = nlohmann::json::parse(line, nullptr, false); json.contains("text"))
        out.push_back({file, options.wordings, {}, json["text"].get<std::string>(), 0});
  }
  return out;
}

int run_wordings(const Options& options, const Texts& texts, const Matcher& matcher) {
  const auto learned = learn_wordings(options.wordings, texts, matcher);
  if (!learned) return fail(learned.errors());
  for (const LearnedWording& one : *learned)
    std::cout << one.code << ' ' << options.wordings << ": held out, " << one.found << " of " << one.shown
              << " heard, and " << one.wrong << " of " << one.clean << " clean texts\n";
  if (!options.write) return 0;
  return write(options.rules + "/signals/" + options.wordings + "/worded.yaml", as_yaml(options.wordings, *learned));
}

int run_check(const Options& options, const Measured& measured) {
  const std::string file = options.data + "/floors.txt";
  const auto floors = load_floors(file);
  if (!floors) return fail(floors.errors());
  const auto now = figures(measured);
  if (options.raise) return write(file, raised(*floors, now));
  const auto lines = short_of(*floors, now);
  for (const std::string& line : lines) std::cout << "short of its floor: " << line << '\n';
  return lines.empty() ? 0 : 1;
}

int run(const Options& options) {
  auto pack = load(options);
  if (!pack) return fail(pack.errors());
  const Matcher matcher(std::move(*pack));
  const auto messages = load_corpora(options.data + "/corpora");
  if (!messages) return fail(messages.errors());
  if (!options.learn.empty()) return run_learn(options, *messages, matcher);
  const auto lines = load_paraphrases(options.data + "/paraphrases");
  if (!lines) return fail(lines.errors());
  const auto texts = load_honest(options.data + "/honest");
  if (!texts) return fail(texts.errors());

  if (!options.wordings.empty()) {
    const auto more = load_more(options);
    if (!more) return fail(more.errors());
    return run_wordings(options, {*messages, *lines, *texts, *more}, matcher);
  }
  const Measured measured{score_corpora(*messages, matcher), score_paraphrases(*lines, matcher),
                          score_honest(*texts, matcher)};
  if (options.misses) show("miss ", measured.corpora.misses, options.only);
  if (options.misses) show("miss ", measured.paraphrases.misses, options.only);
  if (options.alarms) show("alarm", measured.corpora.alarms, options.only);
  if (options.alarms) show("alarm", measured.paraphrases.alarms, options.only);
  if (options.alarms) show("alarm", measured.honest.alarms, options.only);
  if (options.table) std::cout << table(measured);
  const std::string first_sight_file = options.data + "/first_sight.jsonl";
  if (!options.record.empty()) {
    const auto recorded = record_first_sight(first_sight_file, options.record, measured);
    if (!recorded) return fail(recorded.errors());
  }
  if (!options.report.empty()) {
    const auto first_sight = load_first_sight(first_sight_file);
    if (!first_sight) return fail(first_sight.errors());
    return write(options.report, markdown(measured, *first_sight));
  }
  return options.check || options.raise ? run_check(options, measured) : 0;
}

}  // namespace
}  // namespace asklint::quality

int main(int argc, char** argv) {
  asklint::quality::Options options;
  CLI::App app("How right the rules are: corpora, paraphrases and ordinary writing scored.");
  app.add_option("--rules", options.rules, "a folder of rules; default: those built in");
  app.add_option("--data", options.data, "the folder of corpora, paraphrases, honest and floors.txt");
  app.add_flag("--table", options.table, "a line per code and language");
  app.add_flag("--misses", options.misses, "what was not found");
  app.add_flag("--alarms", options.alarms, "what was found and is not there");
  app.add_option("--only", options.only, "of misses and alarms: a code, or part of an id");
  app.add_flag("--check", options.check, "exit 1 where a figure is short of its floor");
  app.add_flag("--raise", options.raise, "write the floors anew, where they are higher now");
  app.add_option("--record", options.record, "write down what this round of paraphrases came to at first sight");
  app.add_option("--report", options.report, "write docs/quality.md");
  app.add_option("--learn", options.learn, "learn the weights of this code's rule from the corpora");
  app.add_option("--learn-wordings", options.wordings, "learn what words weigh in this language, from all texts");
  app.add_option("--more", options.more, "with --learn-wordings: files of lines with clean texts");
  app.add_flag("--write", options.write, "with --learn and --learn-wordings: write it to the file in --rules");
  CLI11_PARSE(app, argc, argv);
  return asklint::quality::run(options);
}
