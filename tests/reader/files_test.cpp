#include "reader/files.h"

#include <doctest/doctest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <string>

#include "reader/gitignore.h"

namespace asklint {
namespace {

namespace fs = std::filesystem;

/// A folder of its own that is gone afterwards.
class Scratch {
 public:
  Scratch() {
    std::string pattern = (fs::temp_directory_path() / "asklint-test-XXXXXX").string();
    REQUIRE(mkdtemp(pattern.data()) != nullptr);
    root_ = pattern;
  }
  ~Scratch() {
    std::error_code error;
    fs::remove_all(root_, error);
  }
  Scratch(const Scratch&) = delete;
  Scratch& operator=(const Scratch&) = delete;

  void write(const std::string& name, std::string_view content = "hi\n") const {
    fs::create_directories((root_ / name).parent_path());
    std::ofstream(root_ / name, std::ios::binary) << content;
  }
  [[nodiscard]] std::string path(const std::string& name) const { return (root_ / name).string(); }
  [[nodiscard]] const fs::path& root() const { return root_; }

  /// The files listed for `folder`, without the scratch folder's name.
  [[nodiscard]] std::string listed(const std::string& folder) const {
    std::string all;
    for (const std::string& file : list_files({path(folder)}).paths) {
      all += (all.empty() ? "" : " ") + fs::path(file).lexically_normal().lexically_relative(root_).string();
    }
    return all;
  }

 private:
  fs::path root_;
};

TEST_CASE("a folder's messages are listed by name") {
  const Scratch scratch;
  for (const char* name :
       {"b.txt", "a.eml", "c/d.md", "c/e.cpp", "c/F.TXT", ".hidden.txt", ".hid/x.txt", "mail.html.j2", "z/k.mbox"})
    scratch.write(name);
  CHECK(scratch.listed(".") == "a.eml b.txt c/F.TXT c/d.md mail.html.j2 z/k.mbox");
  CHECK(scratch.listed("c") == "c/F.TXT c/d.md");
}

TEST_CASE("a named file is read whatever its suffix") {
  const Scratch scratch;
  scratch.write("draft");
  scratch.write(".hidden");
  const FileList list = list_files({scratch.path("draft"), scratch.path(".hidden"), scratch.path("draft"), "-"});
  CHECK(list.errors.empty());
  CHECK(list.paths.size() == 4);
}

TEST_CASE("what cannot be listed does not stop the rest") {
  const Scratch scratch;
  scratch.write("a/x.txt");
  scratch.write("b/x.cpp");
  const FileList list = list_files({scratch.path("none.txt"), scratch.path("b"), scratch.path("a")});
  CHECK(list.paths.size() == 1);
  REQUIRE(list.errors.size() == 2);
  CHECK(list.errors[0].message == "cannot read: no such file or directory");
  CHECK(list.errors[0].file == scratch.path("none.txt"));
  CHECK(list.errors[1].message.starts_with("no messages in this folder, looked for .txt .md"));
}

TEST_CASE("a loop of symbolic links ends") {
  const Scratch scratch;
  scratch.write("a/x.txt");
  fs::create_directory_symlink("..", scratch.path("a/up"));
  fs::create_symlink("self.txt", scratch.path("a/self.txt"));
  fs::create_symlink("x.txt", scratch.path("a/y.txt"));
  CHECK(scratch.listed(".") == "a/x.txt a/y.txt");
}

TEST_CASE(".gitignore files are respected, down from the root of the repository") {
  const Scratch scratch;
  for (const char* name : {"a.txt", "b.txt", "sub/a.txt", "sub/b.txt", "sub/deep/c.txt", "out/a.txt", "sub/out/a.txt"})
    scratch.write(name);
  fs::create_directory(scratch.path(".git"));
  scratch.write(".gitignore", "# comment\n\nb.txt\n/out/\n");
  scratch.write("sub/.gitignore", "!b.txt\r\ndeep/\n");
  CHECK(scratch.listed(".") == "a.txt sub/a.txt sub/b.txt sub/out/a.txt");
  CHECK(scratch.listed("sub") == "sub/a.txt sub/b.txt sub/out/a.txt");
  CHECK(scratch.listed("sub/deep") == "sub/deep/c.txt");
  CHECK(list_files({scratch.path("b.txt")}).paths.size() == 1);
}

TEST_CASE("patterns of .gitignore") {
  struct Row {
    std::string pattern;
    std::vector<std::string> path;
    Entry entry;
    Verdict verdict;
  };
  using enum Verdict;
  for (const Row& row : {
           Row{"*.txt", {"a", "b.txt"}, Entry::file, ignored},
           Row{"*.txt", {"a.txt.md"}, Entry::file, none},
           Row{"/a.txt", {"a.txt"}, Entry::file, ignored},
           Row{"/a.txt", {"x", "a.txt"}, Entry::file, none},
           Row{"x/a.txt", {"x", "a.txt"}, Entry::file, ignored},
           Row{"x/a.txt", {"y", "x", "a.txt"}, Entry::file, none},
           Row{"x/", {"x"}, Entry::file, none},
           Row{"x/", {"y", "x"}, Entry::folder, ignored},
           Row{"**/x", {"x"}, Entry::file, ignored},
           Row{"**/x/y", {"a", "b", "x", "y"}, Entry::file, ignored},
           Row{"a/**/b", {"a", "b"}, Entry::file, ignored},
           Row{"a/**/b", {"a", "x", "y", "b"}, Entry::file, ignored},
           Row{"a/**/b", {"a", "x", "y", "c"}, Entry::file, none},
           Row{"a/**", {"a", "x"}, Entry::file, ignored},
           Row{"a/**", {"a"}, Entry::folder, none},
           Row{"a/*", {"a", "x", "y"}, Entry::file, none},
           Row{"**/a/**/b", {"a", "a", "c", "b"}, Entry::file, ignored},
           Row{"a?.txt\n!ab.txt", {"ab.txt"}, Entry::file, kept},
           Row{"!a.txt\na.txt", {"a.txt"}, Entry::file, ignored},
           Row{"[ab].txt", {"b.txt"}, Entry::file, ignored},
           Row{"\\#a", {"#a"}, Entry::file, ignored},
           Row{"\\!a", {"!a"}, Entry::file, ignored},
           Row{"a.txt  \r", {"a.txt"}, Entry::file, ignored},
           Row{"# a.txt", {"a.txt"}, Entry::file, none},
           Row{"/", {"a"}, Entry::folder, none},
       }) {
    CAPTURE(row.pattern);
    CHECK(judge(parse_gitignore(row.pattern), row.path, row.entry) == row.verdict);
  }
}

TEST_CASE("files are loaded, up to a limit") {
  const Scratch scratch;
  scratch.write("empty.txt", "");
  scratch.write("a.txt", "12345");
  CHECK(*load_file(scratch.path("empty.txt"), 10) == "");
  CHECK(*load_file(scratch.path("a.txt"), 5) == "12345");
  const auto too_long = load_file(scratch.path("a.txt"), 4);
  REQUIRE_FALSE(too_long.has_value());
  CHECK(too_long.errors().front().code == ErrorCode::limit);
  CHECK(load_file(scratch.path("none"), 9).errors().front().message == "cannot read: no such file or directory");
  CHECK(load_file(scratch.path("."), 9).errors().front().message == "cannot read: is a directory");
}

}  // namespace
}  // namespace asklint
