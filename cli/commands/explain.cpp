#include "commands/explain.h"

#include "commands/pack.h"
#include "config/selection.h"
#include "report/explain.h"

namespace asklint {

Outcome run_explain(const Options& options, Output& output) {
  const auto pack = load_rules_with_examples(options);
  if (!pack) return output.errors(pack.errors()), Outcome::trouble;
  const auto lang = choose_language(options, *pack);
  if (!lang) return output.errors(lang.errors()), Outcome::trouble;
  const Rule* rule = find_rule(pack->rules, options.code);
  if (rule == nullptr) {
    output.error({ErrorCode::usage,
                  {},
                  {0, 0},
                  "no rule is called '" + options.code + "'",
                  hint_for_rule(pack->rules, options.code)});
    return Outcome::trouble;
  }
  output.write(
      render_explanation(*rule, {.lang = *lang, .all_examples = options.all_examples, .color = output.color()}));
  return Outcome::clean;
}

}  // namespace asklint
