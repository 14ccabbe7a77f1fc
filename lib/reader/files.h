#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "text/result.h"

namespace asklint {

/// What `asklint PATH…` names, made flat: files in the order given, a folder's files sorted by name,
/// each path as the user would type it (never made absolute). Errors (missing, unreadable, a folder
/// without messages) do not stop the others.
struct FileList {
  std::vector<std::string> paths;
  std::vector<Error> errors;
};

/// In a folder: its .txt .md .markdown .eml .mbox .html .htm and template files (.j2 .jinja .hbs .mustache .liquid
/// .erb .tmpl), and every such file in a folder below it; hidden files and what .gitignore files name are left out.
[[nodiscard]] FileList list_files(const std::vector<std::string>& arguments);

/// The bytes of a file, at most `limit` of them. Errors: io, limit; the message names the system's reason.
Result<std::string> load_file(const std::string& path, std::uint64_t limit);

/// Standard input to its end, at most `limit` bytes.
Result<std::string> load_stdin(std::uint64_t limit);

}  // namespace asklint
