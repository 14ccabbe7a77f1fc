#include "reader/files.h"

#include <doctest/doctest.h>
#include <filesystem>
#include <string>
#include <vector>

#include "reader/gitignore.h"
#include "scratch.h"

namespace asklint {
namespace {

namespace fs = std::filesystem;

struct Listing {
  std::vector<std::string> paths;
  std::vector<Error> errors;
};

Listing list_files(const std::vector<std::string>& arguments) {
  Listing listing;
  for (const std::string& argument : arguments)
    visit_files(argument, {.file = [&](const std::string& path) { return listing.paths.push_back(path), true; },
                           .error = [&](const Error& error) { listing.errors.push_back(error); }});
  return listing;
}

/// The files listed for a folder, without the scratch folder's name.
std::string listed(const Scratch& scratch, const std::string& folder) {
  std::string all;
  for (const std::string& file : list_files({scratch.path(folder)}).paths)
    all += (all.empty() ? "" : " ") + fs::path(file).lexically_normal().lexically_relative(scratch.root()).string();
  return all;
}

TEST_CASE("a folder's messages are listed by name") {
  const Scratch scratch;
  for (const char* name :
       {"b.txt", "a.eml", "c/d.md", "c/e.cpp", "c/F.TXT", ".hidden.txt", ".hid/x.txt", "mail.html.j2", "z/k.mbox"})
    scratch.write(name);
  CHECK(listed(scratch, ".") == "a.eml b.txt c/F.TXT c/d.md mail.html.j2 z/k.mbox");
  CHECK(listed(scratch, "c") == "c/F.TXT c/d.md");
}

TEST_CASE("a named file is read whatever its suffix") {
  const Scratch scratch;
  scratch.write("draft");
  scratch.write(".hidden");
  const Listing list = list_files({scratch.path("draft"), scratch.path(".hidden"), scratch.path("draft")});
  CHECK(list.errors.empty());
  CHECK(list.paths.size() == 3);
}

TEST_CASE("what cannot be listed does not stop the rest") {
  const Scratch scratch;
  scratch.write("a/x.txt");
  scratch.write("b/x.cpp");
  const Listing list = list_files({scratch.path("none.txt"), scratch.path("b"), scratch.path("a")});
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
  CHECK(listed(scratch, ".") == "a/x.txt a/y.txt");
}

TEST_CASE(".gitignore files are respected, down from the root of the repository") {
  const Scratch scratch;
  for (const char* name : {"a.txt", "b.txt", "sub/a.txt", "sub/b.txt", "sub/deep/c.txt", "out/a.txt", "sub/out/a.txt"})
    scratch.write(name);
  fs::create_directory(scratch.path(".git"));
  scratch.write(".gitignore", "# comment\n\nb.txt\n/out/\n");
  scratch.write("sub/.gitignore", "!b.txt\r\ndeep/\n");
  CHECK(listed(scratch, ".") == "a.txt sub/a.txt sub/b.txt sub/out/a.txt");
  CHECK(listed(scratch, "sub") == "sub/a.txt sub/b.txt sub/out/a.txt");
  CHECK(listed(scratch, "sub/deep") == "sub/deep/c.txt");
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

TEST_CASE("a Maildir's messages are those in cur and new, also of the folders that it keeps inside") {
  const Scratch scratch;
  for (const char* name :
       {"box/cur/2.b.host:2,S", "box/cur/1.a.host:2,S", "box/new/3.c.host", "box/tmp/4.d.host", "box/dovecot.index",
        "box/note.txt", "box/.Sent/cur/5.e.host:2,S", "box/.Sent/new/.keep", "box/.nothing/x.txt", "mail/a.eml"})
    scratch.write(name);
  CHECK(listed(scratch, ".") ==
        "box/.Sent/cur/5.e.host:2,S box/cur/1.a.host:2,S box/cur/2.b.host:2,S box/new/3.c.host mail/a.eml");
  CHECK(listed(scratch, "box/cur") == "box/cur/1.a.host:2,S box/cur/2.b.host:2,S");
}

TEST_CASE("who has seen enough is given no more") {
  const Scratch scratch;
  for (const char* name : {"a.txt", "b/c.txt", "d.txt"}) scratch.write(name);
  std::size_t seen = 0;
  visit_files(scratch.root().string(),
              {.file = [&](const std::string&) { return ++seen < 2; }, .error = [](const Error&) {}});
  CHECK(seen == 2);
}

}  // namespace
}  // namespace asklint
