#pragma once
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "rule/pack.h"
#include "text/result.h"

namespace asklint {

/// Files of a pack: name as shown in errors, content.
using PackFiles = std::vector<std::pair<std::string, std::string>>;

/// The .yaml and .yml files of a folder and those below it, sorted by name. Errors: io.
Result<PackFiles> load_pack_files(const std::string& folder);

/// The pack in `files`, read together: a name or code that stands twice is an error.
/// Errors: every mistake in every file, each with file:line:column.
Result<Pack> parse_pack(const PackFiles& files);

/// The embedded form, and back. Left out: places in files, and patterns, which are embedded as indexes
/// (match/matcher.h, index_pack), and the rules' examples, which nobody needs to lint and so have a form of their own.
/// `thaw` trusts its input (it was made by `freeze`) and borrows it: it must outlive the pack, and begin at a multiple of 8.
[[nodiscard]] std::string freeze(const Pack& pack);
[[nodiscard]] Pack thaw(std::string_view frozen);
[[nodiscard]] std::string freeze_examples(const Pack& pack);
/// `pack`: the one whose examples were frozen.
void thaw_examples(std::string_view frozen, Pack& pack);
[[nodiscard]] std::string freeze_files(const PackFiles& files);
[[nodiscard]] PackFiles thaw_files(std::string_view frozen);

}  // namespace asklint
