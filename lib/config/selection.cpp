#include "config/selection.h"

#include <algorithm>

#include "text/edit_distance.h"

namespace asklint {
namespace {

/// Positions of the rules that `word` names: a code, a name, or a beginning of codes.
std::vector<std::size_t> rules_named(std::string_view word, const std::vector<Rule>& rules) {
  const std::string wanted = lower_ascii(word);
  std::vector<std::size_t> named;
  for (std::size_t i = 0; i < rules.size() && !wanted.empty(); ++i)
    if (lower_ascii(rules[i].code).starts_with(wanted) || lower_ascii(rules[i].name) == wanted) named.push_back(i);
  return named;
}

Error no_such_rule(std::string_view option, std::string_view word, const std::vector<Rule>& rules) {
  return {ErrorCode::usage,
          {},
          {0, 0},
          std::string(option) + ": no rule is called '" + std::string(word) + "'",
          hint_for_rule(rules, word)};
}

void set_shown(std::string_view option, const std::vector<std::string>& words, bool shown,
               const std::vector<Rule>& rules, std::vector<Choice>* choices, std::vector<Error>* errors) {
  for (const std::string& word : words) {
    const auto named = rules_named(word, rules);
    if (named.empty()) errors->push_back(no_such_rule(option, word, rules));
    for (const std::size_t i : named) (*choices)[i].shown = shown;
  }
}

void set_severity(const std::string& word, const std::vector<Rule>& rules, std::vector<Choice>* choices,
                  std::vector<Error>* errors) {
  const auto equals = word.find('=');
  const auto severity =
      equals == std::string::npos ? std::nullopt : parse_severity(lower_ascii(word.substr(equals + 1)));
  if (!severity) {
    errors->push_back({ErrorCode::usage,
                       {},
                       {0, 0},
                       "--severity: expected CODE=note, CODE=warning or CODE=error, not '" + word + "'",
                       "for example --severity ASK203=error"});
    return;
  }
  const auto named = rules_named(word.substr(0, equals), rules);
  if (named.empty()) errors->push_back(no_such_rule("--severity", word.substr(0, equals), rules));
  for (const std::size_t i : named) (*choices)[i].severity = severity;
}

}  // namespace

Result<std::vector<Choice>> choose_rules(const SelectionWords& words, const std::vector<Rule>& rules) {
  std::vector<Error> errors;
  std::vector<Choice> choices;
  for (const Rule& rule : rules) choices.push_back({rule.code, words.select.empty(), std::nullopt});
  set_shown(words.select_option, words.select, true, rules, &choices, &errors);
  set_shown("--ignore", words.ignore, false, rules, &choices, &errors);
  for (const std::string& word : words.severity) set_severity(word, rules, &choices, &errors);
  if (!errors.empty()) return errors;
  return choices;
}

std::vector<Finding> apply(const std::vector<Choice>& choices, std::vector<Finding> findings) {
  std::vector<Finding> kept;
  for (Finding& finding : findings) {
    const auto choice = std::ranges::find(choices, finding.code, &Choice::code);
    if (choice != choices.end() && !choice->shown) continue;
    if (choice != choices.end() && choice->severity) finding.severity = *choice->severity;
    kept.push_back(std::move(finding));
  }
  return kept;
}

const Rule* find_rule(const std::vector<Rule>& rules, std::string_view code_or_name) {
  std::string wanted = lower_ascii(code_or_name);
  if (wanted.size() == 3 && wanted.find_first_not_of("0123456789") == std::string::npos) wanted = "ask" + wanted;
  const auto found = std::ranges::find_if(
      rules, [&](const Rule& rule) { return lower_ascii(rule.code) == wanted || lower_ascii(rule.name) == wanted; });
  return found == rules.end() ? nullptr : &*found;
}

std::string hint_for_rule(const std::vector<Rule>& rules, std::string_view typed) {
  std::vector<std::string> candidates;
  for (const Rule& rule : rules) candidates.push_back(rule.code);
  for (const Rule& rule : rules) candidates.push_back(rule.name);
  const std::string near = did_you_mean(typed, candidates);
  return near.empty() ? "'asklint rules' lists all of them" : "did you mean '" + near + "'?";
}

}  // namespace asklint
