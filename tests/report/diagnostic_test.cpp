#include "report/diagnostic.h"

#include <doctest/doctest.h>

using namespace asklint;

TEST_CASE("trouble, in the style of a compiler") {
  struct Row {
    const char* what;
    Error error;
    const char* text;
  };
  for (const Row& row : {
           Row{"a place in a file",
               {ErrorCode::schema, "rules/x.yaml", {7, 5}, "unknown key 'mesage'", "did you mean 'message'?"},
               "rules/x.yaml:7:5: error: unknown key 'mesage'\n    = help: did you mean 'message'?\n"},
           Row{"a line without a column", {ErrorCode::io, "a.eml", {7, 0}, "broken", ""}, "a.eml:7: error: broken\n"},
           Row{"a file as a whole",
               {ErrorCode::io, "a.txt", {0, 0}, "no such file", ""},
               "a.txt: error: no such file\n"},
           Row{"the command line",
               {ErrorCode::usage, "", {0, 0}, "unknown option '--x'", ""},
               "asklint: error: unknown option '--x'\n"},
           Row{"a hostile name",
               {ErrorCode::io, "a\x1b[2J", {0, 0}, "no such file\n", ""},
               "a\\x1b[2J: error: no such file\\x0a\n"},
       }) {
    CAPTURE(row.what);
    CHECK(render_diagnostic(row.error, Severity::error, Color::never) == row.text);
  }
  CHECK(render_diagnostic({ErrorCode::io, "a", {1, 2}, "b", "c"}, Severity::warning, Color::always) ==
        "\x1b[1ma:1:2:\x1b[0m \x1b[1;33mwarning:\x1b[0m b\n    \x1b[1;32m= help:\x1b[0m c\n");
}
