#include "reader/files.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
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

std::error_code last_error() {
  return {errno, std::generic_category()};
}

Error cannot_read(const std::string& path, const std::error_code& error) {
  return {ErrorCode::io, path, {0, 0}, "cannot read: " + reason(error), {}};
}

struct Child {
  std::string name;
  Entry entry = Entry::file;
};

class Walk {
 public:
  Walk(FileList& list, const fs::path& root) : list_(list), ignored_(root) {}

  void visit(const fs::path& folder) {
    for (const Child& child : children(folder)) {
      if (ignored_.ignores(child.name, child.entry)) continue;
      if (child.entry == Entry::file) {
        list_.paths.push_back((folder / child.name).string());
        continue;
      }
      ignored_.enter(child.name);
      visit(folder / child.name);
      ignored_.leave();
    }
  }

 private:
  /// The folders and messages in `folder`, by name. A folder behind a symbolic link is not entered: it may lead back
  /// here.
  std::vector<Child> children(const fs::path& folder) {
    std::vector<Child> found;
    std::error_code error;
    fs::directory_iterator at(folder, error);
    while (!error && at != fs::directory_iterator()) {
      const fs::directory_entry& entry = *at;
      const std::string name = entry.path().filename().string();
      std::error_code unknown;  // an entry that cannot be looked at is no message
      if (!name.starts_with('.')) {
        if (entry.is_directory(unknown)) {
          if (!entry.is_symlink(unknown)) found.push_back({name, Entry::folder});
        } else if (entry.is_regular_file(unknown) && is_message(entry.path())) {
          found.push_back({name, Entry::file});
        }
      }
      at.increment(error);
    }
    if (error) list_.errors.push_back(cannot_read(folder.string(), error));
    std::ranges::sort(found, {}, &Child::name);
    return found;
  }

  FileList& list_;
  IgnoreStack ignored_;
};

std::string all_suffixes() {
  std::string all;
  for (const std::string_view suffix : suffixes) all.append(all.empty() ? "" : " ").append(suffix);
  return all;
}

void list_folder(const std::string& folder, FileList& list) {
  const std::size_t paths_before = list.paths.size();
  const std::size_t errors_before = list.errors.size();
  Walk(list, folder).visit(folder);
  if (list.paths.size() > paths_before || list.errors.size() > errors_before) return;
  list.errors.push_back(
      {ErrorCode::io,
       folder,
       {0, 0},
       "no messages in this folder, looked for " + all_suffixes(),
       "name a file to read it whatever its suffix; hidden files and what .gitignore names are left out"});
}

/// An open file that closes itself.
class Descriptor {
 public:
  explicit Descriptor(int number) : number_(number) {}
  ~Descriptor() {
    if (number_ > 2) close(number_);
  }
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  [[nodiscard]] int number() const { return number_; }

 private:
  int number_;
};

Error too_long(const std::string& path, std::uint64_t limit) {
  return {ErrorCode::limit,
          path,
          {0, 0},
          "longer than " + std::to_string(limit) + " bytes, which is the most that is read",
          {}};
}

Result<std::string> read_all(int descriptor, const std::string& path, std::uint64_t limit) {
  constexpr std::size_t step = 1U << 16U;
  std::string bytes;
  struct stat about {};
  std::size_t expected = 0;
  if (fstat(descriptor, &about) == 0 && S_ISREG(about.st_mode) && about.st_size > 0) {
    if (static_cast<std::uint64_t>(about.st_size) > limit) return too_long(path, limit);
    expected = static_cast<std::size_t>(about.st_size);
  }
  std::size_t size = 0;
  while (true) {
    // One byte more than expected, so that the end is seen without another growth.
    if (size == bytes.size()) bytes.resize(size != 0 ? size * 2 : expected != 0 ? expected + 1 : step);
    const ssize_t got = read(descriptor, bytes.data() + size, bytes.size() - size);
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return cannot_read(path, last_error());
    if (got == 0) break;
    size += static_cast<std::size_t>(got);
    if (size > limit) return too_long(path, limit);
  }
  bytes.resize(size);
  return bytes;
}

}  // namespace

FileList list_files(const std::vector<std::string>& arguments) {
  FileList list;
  for (const std::string& argument : arguments) {
    std::error_code error;
    const fs::file_status status =
        argument == "-" ? fs::file_status(fs::file_type::regular) : fs::status(argument, error);
    if (fs::is_directory(status)) {
      list_folder(argument, list);
    } else if (fs::exists(status)) {
      list.paths.push_back(argument);
    } else {
      if (!error) error = std::make_error_code(std::errc::no_such_file_or_directory);
      list.errors.push_back(cannot_read(argument, error));
    }
  }
  return list;
}

Result<std::string> load_file(const std::string& path, std::uint64_t limit) {
  const Descriptor file(open(path.c_str(), O_RDONLY | O_CLOEXEC));
  if (file.number() < 0) return cannot_read(path, last_error());
  return read_all(file.number(), path, limit);
}

Result<std::string> load_stdin(std::uint64_t limit) {
  return read_all(0, "-", limit);
}

}  // namespace asklint
