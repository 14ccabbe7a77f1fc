#include "report/progress.h"

#include <doctest/doctest.h>

#include <string_view>

using asklint::Progress;
using asklint::render_progress;

TEST_CASE("progress: what is known is shown, in the columns there are") {
  const Progress half{1234, 1, 50'000'000, 100'000'000, 65};
  struct {
    const char* what;
    Progress progress;
    std::size_t columns;
    std::string_view line;
  } const table[] = {
      {"all of it", half, 80, "[===========>           ]   50 %  1,234 messages  1 finding  0.8 MB/s  1:05 left"},
      {"no room for a bar", half, 58, " 50 %  1,234 messages  1 finding  0.8 MB/s  1:05 left"},
      {"hardly any room", half, 20, " 50 %  1,234 message"},
      {"the end is not known", {1, 1234567, 2'000'000, 0, 1}, 80, "1 message  1,234,567 findings  2.0 MB/s"},
      {"nothing yet", {}, 80, "0 messages  0 findings"},
      {"more than there was when it began", {2, 0, 30, 20, 1}, 59, "[=====]  100 %  2 messages  0 findings  0.0 MB/s  0:00 left"},
  };
  for (const auto& row : table) {
    INFO(row.what);
    CHECK(render_progress(row.progress, row.columns).size() <= row.columns);
    CHECK(render_progress(row.progress, row.columns) == row.line);
  }
}
