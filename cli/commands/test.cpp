#include "commands/test.h"

#include <string>

#include "commands/pack.h"
#include "config/selection.h"
#include "match/examples.h"
#include "match/matcher.h"
#include "report/example.h"

namespace asklint {
namespace {

Result<Pack> load_tested(const Options& options) {
  Options rules = options;
  rules.rule_folders = options.paths;
  rules.default_rules = options.with_default_rules;
  return load_rules(rules);
}

void test_rule(const Rule& rule, const Matcher& matcher, Output& output, ExampleTally* tally) {
  for (const Example& example : rule.examples) {
    const ExampleVerdict verdict = judge_example(example, rule, matcher);
    count(verdict, tally);
    if (!verdict.good())
      output.write(render_text(verdict, example, rule, matcher.pack().places[example.source], output.color()));
  }
}

}  // namespace

Outcome run_test(const Options& options, Output& output) {
  auto pack = load_tested(options);
  if (!pack) return output.errors(pack.errors()), Outcome::trouble;
  const Matcher matcher(std::move(*pack));
  const auto& rules = matcher.pack().rules;
  const auto choices =
      choose_rules({.select = options.only, .ignore = {}, .severity = {}, .select_option = "--only"}, rules);
  if (!choices) return output.errors(choices.errors()), Outcome::trouble;

  ExampleTally tally;
  for (std::size_t i = 0; i < rules.size() && !output.closed(); ++i) {
    const bool own = !is_builtin(matcher.pack().places[rules[i].place].file);
    if ((*choices)[i].shown && own) test_rule(rules[i], matcher, output, &tally);
  }
  if (!options.quiet) output.write(render_summary(tally, output.color()));
  return tally.bad() > 0 ? Outcome::findings : Outcome::clean;
}

}  // namespace asklint
