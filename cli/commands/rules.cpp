#include "commands/rules.h"

#include "commands/pack.h"
#include "report/explain.h"
#include "report/jsonl.h"

namespace asklint {

Outcome run_rules(const Options& options, Output& output) {
  const auto pack = load_rules(options);
  if (!pack) return output.errors(pack.errors()), Outcome::trouble;
  const auto lang = choose_language(options, *pack);
  if (!lang) return output.errors(lang.errors()), Outcome::trouble;
  if (options.list_signals)
    output.write(render_signal_table(pack->signals, output.color()));
  else if (options.format == Format::jsonl)
    for (const Rule& rule : pack->rules) output.write(render_jsonl(rule, *lang));
  else
    output.write(render_rule_table(pack->rules, *lang, output.color()));
  return Outcome::clean;
}

}  // namespace asklint
