#pragma once
#include <string>
#include <string_view>

#include "options.h"
#include "rule/pack.h"
#include "text/result.h"

namespace asklint {

/// The pack that the options name: the built-in one, folders added to it, or folders alone.
/// Errors: io, and every mistake in the folders' files.
Result<Pack> load_rules(const Options& options);

/// The same with the examples of its rules.
Result<Pack> load_rules_with_examples(const Options& options);

/// True for a rule, or another thing with a place, that was compiled into the binary.
[[nodiscard]] bool is_builtin(std::string_view file);

/// The language for words that belong to no message: --messages, else the user's own (LC_ALL, LC_MESSAGES, LANG)
/// where the pack speaks it, else the pack's first. Errors: usage, where the pack does not speak --messages.
Result<std::string> choose_language(const Options& options, const Pack& pack);

/// Refuses --lang and --messages that the pack does not know.
Result<LintOptions> check_languages(const Options& options, const Pack& pack);

}  // namespace asklint
