#pragma once
#include <functional>
#include <string>
#include <system_error>

#include "text/result.h"

namespace asklint {

/// Whom files are given to, one by one.
struct FileVisitor {
  std::function<bool(const std::string& path)> file;  ///< false: no more are wanted
  std::function<void(const Error&)> error;  ///< missing, unreadable, a folder without messages; the others go on
};

/// Gives what one argument of `asklint PATH…` names: the file, or a folder's files by name, each path as the user would
/// type it (never made absolute).
/// In a folder: its .txt .md .markdown .eml .mbox .html .htm and template files (.j2 .jinja .hbs .mustache .liquid
/// .erb .tmpl), every such file in a folder below it, and the messages of Maildirs (what lies in `cur` and `new`, also
/// of the folders inside that a Maildir++ keeps as `.Name`); other hidden files and what .gitignore files name are left
/// out. Memory: the names of the folders on the way to the file.
void visit_files(const std::string& argument, const FileVisitor& visitor);

/// What the system says, as an error of asklint's.
[[nodiscard]] Error cannot_read(const std::string& path, const std::error_code& error);

}  // namespace asklint
