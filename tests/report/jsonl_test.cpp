#include "report/jsonl.h"

#include <doctest/doctest.h>

using namespace asklint;

namespace {

Finding rush() {
  Finding made;
  made.path = "a.txt";
  made.code = "ASK203";
  made.name = "rush";
  made.message = "presses for speed";
  made.help = "name a day";
  made.suggestion = "\"by the 30th\"";
  made.lang = "en";
  made.raw = {7, 11};
  made.start = {1, 7};
  made.end = {1, 11};
  made.excerpt = "ASAP";
  return made;
}

}  // namespace

TEST_CASE("a finding is one line, its keys in their order") {
  CHECK(
      render_jsonl(rush()) ==
      R"({"path":"a.txt","code":"ASK203","name":"rush","severity":"warning","message":"presses for speed","help":"name a day",)"
      R"("suggestion":"\"by the 30th\"","start":{"offset":7,"line":1,"column":7},"end":{"offset":11,"line":1,"column":11},)"
      R"("excerpt":"ASAP","lang":"en"})"
      "\n");
}

TEST_CASE("whatever is in it, it stays one line of valid UTF-8") {
  struct Row {
    const char* what;
    std::string excerpt;
    std::string_view written;
  };
  for (const Row& row :
       {Row{"line ends", "a\r\nb", R"("excerpt":"a\r\nb")"}, Row{"quote and backslash", "\"\\", R"("excerpt":"\"\\")"},
        Row{"control", "\x1b", R"("excerpt":"\u001b")"},
        Row{"letters stay letters", "grüße 漢 🙏", R"("excerpt":"grüße 漢 🙏")"},
        Row{"a broken byte", "a\xFFz", "\"excerpt\":\"a\xEF\xBF\xBDz\""}}) {
    CAPTURE(row.what);
    Finding odd = rush();
    odd.excerpt = row.excerpt;
    const std::string line = render_jsonl(odd);
    CHECK(line.find(row.written) != std::string::npos);
    CHECK(line.find('\n') == line.size() - 1);
  }
}

TEST_CASE("an ask") {
  Document document;
  document.path = "a.txt";
  Ask ask;
  ask.raw = {0, 4};
  ask.start = {1, 1};
  ask.end = {1, 5};
  ask.excerpt = "help";
  ask.lang = "en";
  ask.kind = "question";
  ask.beneficiary = "third-person";
  CHECK(
      render_jsonl(ask, document) ==
      R"({"path":"a.txt","ask":{"kind":"question","object":"","beneficiary":"third-person"},"start":{"offset":0,"line":1,"column":1},)"
      R"("end":{"offset":4,"line":1,"column":5},"excerpt":"help","lang":"en"})"
      "\n");
}

TEST_CASE("a message of a mailbox has a number and a place in the file") {
  Finding finding = rush();
  finding.origin = {5'000'000'000, 100, 7};
  finding.message_id = "<1@post.example>";
  const std::string line = render_jsonl(finding);
  CHECK(line.find(R"("offset":50000000)") != std::string::npos);
  CHECK(line.ends_with(R"("message_number":7,"message_id":"<1@post.example>"})"
                       "\n"));
}

TEST_CASE("statistics") {
  Tally tally;
  tally.messages = 3;
  tally.by_code = {{"ASK101", 2}, {"ASK203", 1}};
  CHECK(render_jsonl(tally) == R"({"statistics":{"ASK101":2,"ASK203":1},"messages":3})"
                               "\n");
}
