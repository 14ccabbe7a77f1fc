#include "report/github.h"

#include <doctest/doctest.h>

using namespace asklint;

namespace {

Finding finding(std::string path, Severity severity) {
  Finding made;
  made.path = std::move(path);
  made.code = "ASK203";
  made.name = "rush";
  made.severity = severity;
  made.message = "presses for speed";
  made.start = {4, 54};
  made.end = {4, 58};
  return made;
}

}  // namespace

TEST_CASE("a finding as an annotation") {
  CHECK(render_github(finding("mail/a.txt", Severity::warning)) ==
        "::warning file=mail/a.txt,line=4,endLine=4,col=54,endColumn=58,title=ASK203 rush::mail/a.txt:4:54: presses "
        "for speed\n");
  CHECK(render_github(finding("mail/a.txt", Severity::error)).starts_with("::error file="));
  CHECK(render_github(finding("mail/a.txt", Severity::note)).starts_with("::notice file="));
}

TEST_CASE("a path begins at the workspace") {
  CHECK(render_github(finding("./mail/a.txt", Severity::note)).starts_with("::notice file=mail/a.txt,"));
}

TEST_CASE("over several lines there are no columns: GitHub drops such annotations") {
  Finding two_lines = finding("a.txt", Severity::warning);
  two_lines.end = {5, 3};
  CHECK(render_github(two_lines) ==
        "::warning file=a.txt,line=4,endLine=5,title=ASK203 rush::a.txt:4:54: presses for speed\n");
}

TEST_CASE("help and the better wording stand on lines of their own") {
  Finding helpful = finding("a.txt", Severity::warning);
  helpful.help = "name a day";
  helpful.suggestion = "\"by the 30th\"";
  CHECK(
      render_github(helpful).ends_with("::a.txt:4:54: presses for speed%0Ahelp: name a day%0Atry: \"by the 30th\"\n"));
}

TEST_CASE("what the runner would take for its own is escaped") {
  struct Row {
    const char* what;
    std::string path, message;
    std::string_view line;
  };
  for (const Row& row : {
           Row{"percent, first of all", "100%.txt", "100%0A",
               "::warning file=100%25.txt,line=4,endLine=4,col=54,endColumn=58,title=ASK203 rush::100%25.txt:4:54: "
               "100%250A\n"},
           Row{"comma and colon in a property only", "a,b:c.txt", "d,e:f",
               "::warning file=a%2Cb%3Ac.txt,line=4,endLine=4,col=54,endColumn=58,title=ASK203 rush::a,b:c.txt:4:54: "
               "d,e:f\n"},
           Row{"ends of line", "a\nb\r.txt", "c\r\n::error::d",
               "::warning file=a%0Ab%0D.txt,line=4,endLine=4,col=54,endColumn=58,title=ASK203 rush::a%0Ab%0D.txt:4:54: "
               "c%0D%0A::error::d\n"},
           Row{"other languages are left alone", "grüße.txt", "drängt zur Eile",
               "::warning file=grüße.txt,line=4,endLine=4,col=54,endColumn=58,title=ASK203 rush::grüße.txt:4:54: "
               "drängt zur Eile\n"},
       }) {
    CAPTURE(row.what);
    Finding odd = finding(row.path, Severity::warning);
    odd.message = row.message;
    CHECK(render_github(odd) == row.line);
  }
}

TEST_CASE("the worst first, otherwise in the given order") {
  const std::string all = render_github({finding("a", Severity::note), finding("b", Severity::warning),
                                         finding("c", Severity::error), finding("d", Severity::warning)});
  std::string order;
  for (std::size_t at = all.find("file="); at != std::string::npos; at = all.find("file=", at + 1))
    order += all[at + 5];
  CHECK(order == "cbda");
}
