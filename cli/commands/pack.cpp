#include "commands/pack.h"

#include <algorithm>
#include <cstdlib>
#include <iterator>

#include "match/matcher.h"
#include "rule/builtin.h"
#include "rule/load.h"

namespace asklint {
namespace {

Result<PackFiles> load_all_files(const Options& options) {
  PackFiles files;
  std::vector<Error> errors;
  if (options.default_rules) files = builtin_files();
  for (const std::string& folder : options.rule_folders) {
    auto more = load_pack_files(folder);
    if (more)
      files.insert(files.end(), std::make_move_iterator(more->begin()), std::make_move_iterator(more->end()));
    else
      errors.insert(errors.end(), more.errors().begin(), more.errors().end());
  }
  if (!errors.empty()) return errors;
  return files;
}

std::vector<std::string> languages_read(const Pack& pack) {
  std::vector<std::string> codes;
  for (const LanguageFacts& language : pack.languages) codes.push_back(language.code);
  return codes;
}

std::vector<std::string> languages_spoken(const Pack& pack) {
  std::vector<std::string> codes;
  for (const Rule& rule : pack.rules)
    for (const auto& [code, text] : rule.message)
      if (std::ranges::find(codes, code) == codes.end()) codes.push_back(code);
  return codes;
}

bool knows(const std::vector<std::string>& languages, const std::string& code) {
  return std::ranges::find(languages, code) != languages.end();
}

Error unknown_language(std::string_view option, const std::string& code, std::vector<std::string> known) {
  std::ranges::sort(known);
  std::string list;
  for (const std::string& one : known) list += (list.empty() ? "" : ", ") + one;
  return {ErrorCode::usage,
          {},
          {0, 0},
          std::string(option) + ": the rules do not know the language '" + code + "'",
          list.empty() ? std::string() : "they know " + list};
}

std::string language_of_user() {
  for (const char* name : {"LC_ALL", "LC_MESSAGES", "LANG"}) {
    const char* value = std::getenv(name);
    if (value != nullptr && *value != '\0') return std::string(value).substr(0, 2);
  }
  return {};
}

}  // namespace

Result<Pack> load_rules(const Options& options) {
  if (options.rule_folders.empty() && options.default_rules) return builtin_pack();
  if (options.rule_folders.empty())
    return Error{
        ErrorCode::usage, {}, {0, 0}, "--no-default-rules leaves no rules", "name rules of your own with --rules DIR"};
  auto files = load_all_files(options);
  if (!files) return files.errors();
  auto pack = parse_pack(*files);
  if (!pack) return pack.errors();
  auto errors = check_patterns(*pack);
  if (!errors.empty()) return errors;
  return pack;
}

Result<Pack> load_rules_with_examples(const Options& options) {
  if (options.rule_folders.empty() && options.default_rules) return builtin_pack_with_examples();
  return load_rules(options);  // packs of files have theirs
}

bool is_builtin(std::string_view file) {
  return file.starts_with("builtin:");
}

Result<std::string> choose_language(const Options& options, const Pack& pack) {
  const auto spoken = languages_spoken(pack);
  const std::string& asked = options.lint.messages;
  if (!asked.empty() && !knows(spoken, asked)) return unknown_language("--messages", asked, spoken);
  if (!asked.empty()) return asked;
  const std::string own = language_of_user();
  if (knows(spoken, own)) return own;
  return spoken.empty() ? std::string() : spoken.front();
}

Result<LintOptions> check_languages(const Options& options, const Pack& pack) {
  std::vector<Error> errors;
  const auto read = languages_read(pack);
  const auto spoken = languages_spoken(pack);
  if (!options.lint.language.empty() && !knows(read, options.lint.language))
    errors.push_back(unknown_language("--lang", options.lint.language, read));
  if (!options.lint.messages.empty() && !knows(spoken, options.lint.messages))
    errors.push_back(unknown_language("--messages", options.lint.messages, spoken));
  if (!errors.empty()) return errors;
  return options.lint;
}

}  // namespace asklint
