#include "reader/files.h"

#include <algorithm>
#include <array>
#include <filesystem>
#include <system_error>

#include "reader/gitignore.h"

namespace asklint {

namespace {

namespace fs = std::filesystem;

constexpr auto suffixes = std::to_array<std::string_view>({
    ".txt",
    ".md",
    ".markdown",
    ".eml",
    ".mbox",
    ".html",
    ".htm",
    ".j2",
    ".jinja",
    ".jinja2",
    ".hbs",
    ".mustache",
    ".liquid",
    ".erb",
    ".tmpl",
});

bool is_message(const fs::path& file) {
  std::string suffix = file.extension().string();
  for (char& c : suffix) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return std::ranges::find(suffixes, suffix) != suffixes.end();
}

/// The system's words, as the rest of a sentence.
std::string reason(const std::error_code& error) {
  std::string words = error.message();
  if (words.size() > 1 && words[0] >= 'A' && words[0] <= 'Z' && words[1] >= 'a')
    words[0] = static_cast<char>(words[0] - 'A' + 'a');
  return words;
}

struct Child {
  std::string name;
  Entry entry = Entry::file;
};

/// What a Maildir consists of (the maildir(5) of Courier and qmail).
bool is_maildir(const fs::path& folder) {
  std::error_code unknown;
  return fs::is_directory(folder / "cur", unknown) && fs::is_directory(folder / "new", unknown);
}

class Walk {
 public:
  Walk(const FileVisitor& visitor, const fs::path& root) : visitor_(visitor), ignored_(root) {}

  /// False: no more are wanted.
  bool visit(const fs::path& folder) {
    for (const Child& child : is_maildir(folder) ? maildir_children(folder) : children(folder)) {
      if (ignored_.ignores(child.name, child.entry)) continue;
      if (!(child.entry == Entry::file ? visit_file(folder / child.name) : enter(folder, child.name))) return false;
    }
    return true;
  }

  [[nodiscard]] bool found_any() const { return found_any_; }

 private:
  bool visit_file(const fs::path& file) {
    found_any_ = true;
    return visitor_.file(file.string());
  }

  bool enter(const fs::path& folder, const std::string& name) {
    ignored_.enter(name);
    const bool more = visit(folder / name);
    ignored_.leave();
    return more;
  }

  /// The folders and messages in `folder`, by name. A folder behind a symbolic link is not entered: it may lead back
  /// here.
  std::vector<Child> children(const fs::path& folder) {
    const bool messages = in_maildir(folder);
    return list(folder, [&](const std::string& name, const fs::directory_entry& entry, Entry kind) {
      if (name.starts_with('.')) return false;
      return kind == Entry::folder || messages || is_message(entry.path());
    });
  }

  /// `cur`, `new`, and the Maildirs inside; what else lies there are indexes of mail programs.
  std::vector<Child> maildir_children(const fs::path& folder) {
    return list(folder, [&](const std::string& name, const fs::directory_entry& entry, Entry kind) {
      return kind == Entry::folder && (name == "cur" || name == "new" || is_maildir(entry.path()));
    });
  }

  static bool in_maildir(const fs::path& folder) {
    const std::string name = folder.filename().string();
    return (name == "cur" || name == "new") && is_maildir(folder.parent_path());
  }

  template <class Wanted>
  std::vector<Child> list(const fs::path& folder, Wanted wanted) {
    std::vector<Child> found;
    std::error_code error;
    fs::directory_iterator at(folder, error);
    while (!error && at != fs::directory_iterator()) {
      const fs::directory_entry& entry = *at;
      std::string name = entry.path().filename().string();
      std::error_code unknown;  // an entry that cannot be looked at is no message
      const bool is_folder = entry.is_directory(unknown) && !entry.is_symlink(unknown);
      const bool is_file = !is_folder && entry.is_regular_file(unknown);
      const Entry kind = is_folder ? Entry::folder : Entry::file;
      if ((is_folder || is_file) && wanted(name, entry, kind)) found.push_back({std::move(name), kind});
      at.increment(error);
    }
    if (error) report(cannot_read(folder.string(), error));
    std::ranges::sort(found, {}, &Child::name);
    return found;
  }

  void report(const Error& error) {
    found_any_ = true;  // the folder has something, if only trouble
    visitor_.error(error);
  }

  const FileVisitor& visitor_;
  IgnoreStack ignored_;
  bool found_any_ = false;
};

std::string all_suffixes() {
  std::string all;
  for (const std::string_view suffix : suffixes) all.append(all.empty() ? "" : " ").append(suffix);
  return all;
}

void visit_folder(const std::string& folder, const FileVisitor& visitor) {
  Walk walk(visitor, folder);
  walk.visit(folder);
  if (walk.found_any()) return;
  visitor.error({ErrorCode::io,
                 folder,
                 {0, 0},
                 "no messages in this folder, looked for " + all_suffixes(),
                 "name a file to read it whatever its suffix; hidden files and what .gitignore names are left out"});
}

}  // namespace

Error cannot_read(const std::string& path, const std::error_code& error) {
  return {ErrorCode::io, path, {0, 0}, "cannot read: " + reason(error), {}};
}

void visit_files(const std::string& argument, const FileVisitor& visitor) {
  std::error_code error;
  const fs::file_status status = fs::status(argument, error);
  if (fs::is_directory(status)) {
    visit_folder(argument, visitor);
  } else if (fs::exists(status)) {
    visitor.file(argument);
  } else {
    if (!error) error = std::make_error_code(std::errc::no_such_file_or_directory);
    visitor.error(cannot_read(argument, error));
  }
}

}  // namespace asklint
