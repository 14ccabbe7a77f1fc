#include "report/style.h"

#include <doctest/doctest.h>

using namespace asklint;

TEST_CASE("who decides about colour: the first that has a say") {
  struct Row {
    const char* what;
    ColorChoice choice;
    ColorEnvironment environment;
    bool terminal;
    Color color;
  };
  constexpr auto automatic = ColorChoice::automatic;
  constexpr auto on = Color::always;
  constexpr auto off = Color::never;
  for (const Row& row : {
           Row{"a terminal", automatic, {.term = "xterm"}, true, on},
           Row{"a pipe", automatic, {.term = "xterm"}, false, off},
           Row{"a dumb terminal", automatic, {.term = "dumb"}, true, off},
           Row{"--color=always over all", ColorChoice::always, {.no_color = "1", .term = "dumb"}, false, on},
           Row{"--color=never over all", ColorChoice::never, {.clicolor_force = "1"}, true, off},
           Row{"NO_COLOR", automatic, {.no_color = "1"}, true, off},
           Row{"NO_COLOR of any value", automatic, {.no_color = "0"}, true, off},
           Row{"NO_COLOR, empty, is not set", automatic, {.no_color = ""}, true, on},
           Row{"NO_COLOR over CLICOLOR_FORCE", automatic, {.no_color = "1", .clicolor_force = "1"}, false, off},
           Row{"CLICOLOR_FORCE into a pipe", automatic, {.clicolor_force = "1"}, false, on},
           Row{"CLICOLOR_FORCE=0 is not set", automatic, {.clicolor_force = "0"}, false, off},
           Row{"CLICOLOR_FORCE, empty, is not set", automatic, {.clicolor_force = ""}, false, off},
           Row{"CLICOLOR_FORCE over CLICOLOR=0", automatic, {.clicolor_force = "1", .clicolor = "0"}, false, on},
           Row{"CLICOLOR=0", automatic, {.clicolor = "0"}, true, off},
           Row{"CLICOLOR=1 asks the terminal", automatic, {.clicolor = "1"}, false, off},
       }) {
    CAPTURE(row.what);
    CHECK(decide_color(row.choice, row.environment, row.terminal) == row.color);
  }
}
