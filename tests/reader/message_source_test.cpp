#include "reader/message_source.h"

#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "scratch.h"

namespace asklint {
namespace {

struct Given {
  std::vector<StoredMessage> messages;
  std::vector<Error> errors;
};

Given messages_in(const std::string& content, const std::string& name = "a.mbox", As as = As::detect,
                  std::uint64_t limit = 1U << 20U) {
  const Scratch scratch;
  scratch.write(name, content);
  auto input = Input::open(scratch.path(name));
  REQUIRE(input.has_value());
  MessageSource source(std::move(*input), name, as, limit);
  Given given;
  while (true) {
    auto next = source.next();
    if (!next) {
      given.errors.push_back(next.errors().front());
      if (!source.is_mailbox()) return given;
      continue;
    }
    if (!next->has_value()) return given;
    given.messages.push_back(std::move(**next));
  }
}

std::string joined(const Given& given) {
  std::string all;
  for (const StoredMessage& message : given.messages) all += message.bytes;
  return all;
}

const std::string mark = "From a@b.example Mon Jan  1 00:00:00 2024\n";

TEST_CASE("what a file holds") {
  struct Row {
    const char* about;
    std::string name;
    std::string content;
    std::size_t messages;
  };
  for (const Row& row : {
           Row{"nothing", "a.mbox", "", 1},
           Row{"one message", "a.mbox", mark + "Subject: x\n\nhi\n", 1},
           Row{"two", "a.mbox", mark + "Subject: x\n\nhi\n\n" + mark + "Subject: y\n\nho\n", 2},
           Row{"whatever the name, where it begins like one", "Inbox",
               mark + "To: x\n\nhi\n\n" + mark + "To: y\n\nho\n", 2},
           Row{"CRLF", "a.mbox",
               "From a Mon Jan 1 00:00:00 2024\r\nTo: x\r\n\r\nhi\r\n\r\nFrom b Mon Jan 1 00:00:00 2024\r\nTo: y\r\n",
               2},
           Row{"a byte-order mark first", "a.mbox", "\xEF\xBB\xBF" + mark + "To: x\n\nhi\n\n" + mark + "To: y\n", 2},
           Row{"no empty line between, but a date", "a.mbox", mark + "To: x\n\nhi\n" + mark + "To: y\n", 2},
           Row{"no date, but an empty line and a header", "a.mbox", "From -\nTo: x\n\nhi\n\nFrom -\nTo: y\n", 2},
           Row{"a line of the body that begins with From", "a.mbox",
               mark + "To: x\n\nhi\n\nFrom here on it is: fine.\nBye\n", 1},
           Row{"a quoted one", "a.mbox", mark + "To: x\n\n>" + mark + "To: y\n", 1},
           Row{"an empty message", "a.mbox", mark + mark + mark, 3},
           Row{"a draft that begins with the word", "a.txt", "From my side: yes.\n\n" + mark, 1},
           Row{"a mail that holds a mark", "a.eml", "To: x\n\n" + mark + "To: y\n", 1},
       }) {
    CAPTURE(row.about);
    CHECK(messages_in(row.content, row.name).messages.size() == row.messages);
  }
  CHECK(messages_in(mark + "To: x\n\n" + mark + "To: y\n", "a.mbox", As::text).messages.size() == 1);
  CHECK(messages_in(mark + "To: x\n\n" + mark + "To: y\n", "draft", As::mail).messages.size() == 2);
}

TEST_CASE("a message alone in a file that is named as one has no number") {
  const std::string one = mark + "To: x\n\nhi\n";
  CHECK(messages_in(one, "a.eml").messages.front().origin.number == 0);
  CHECK(messages_in(one, "a.mbox").messages.front().origin.number == 1);
  CHECK(messages_in(one, "Inbox").messages.front().origin.number == 1);
  CHECK(messages_in(one + "\n" + one, "a.eml").messages.front().origin.number == 1);
}

TEST_CASE("no byte is lost, and each message knows its place, wherever the chunks end") {
  std::string content;
  std::vector<Origin> origins;
  std::uint32_t lines = 0;
  // Sizes that put marks at every distance from the end of a chunk.
  for (std::uint64_t number = 1; content.size() < 2'000'000; ++number) {
    origins.push_back({content.size(), lines, number});
    content += mark + "Subject: " + std::to_string(number) + "\r\n\r\nlone\rreturn\n";
    lines += 5;
    const std::size_t words = (number * 7919) % (number % 50 == 0 ? 300'000 : 900);
    content += std::string(words, 'x') + "\n";
    lines += 1;
  }
  const Given given = messages_in(content);
  CHECK(given.errors.empty());
  CHECK(joined(given) == content);
  REQUIRE(given.messages.size() == origins.size());
  for (std::size_t i = 0; i < origins.size(); ++i) {
    CAPTURE(i);
    CHECK(given.messages[i].origin.offset == origins[i].offset);
    CHECK(given.messages[i].origin.line == origins[i].line);
    CHECK(given.messages[i].origin.number == origins[i].number);
  }
}

TEST_CASE("a message that is too long is passed over") {
  std::string content = mark + "To: a\n\none\n\n" + mark + "To: b\n\n";
  while (content.size() < 1'500'000) content += "line after line\r\n";
  content += "\n" + mark + "To: c\n\nthree\n";
  const Given given = messages_in(content, "a.mbox", As::detect, 1000);
  REQUIRE(given.errors.size() == 1);
  CHECK(given.errors.front().message == "message 2 is longer than 1000 bytes, which is the most that is read");
  CHECK((given.errors.front().place == LineColumn{6, 1}));
  REQUIRE(given.messages.size() == 2);
  CHECK(given.messages.back().origin.number == 3);
  CHECK(given.messages.back().origin.offset == content.find("From a@b.example Mon Jan  1 00:00:00 2024\nTo: c"));
  CHECK(messages_in(std::string(2000, 'x'), "a.txt", As::detect, 1000).errors.front().code == ErrorCode::limit);
}

TEST_CASE("what cannot be opened or read") {
  const Scratch scratch;
  CHECK(Input::open(scratch.path("none")).errors().front().message == "cannot read: no such file or directory");
  auto folder = Input::open(scratch.root().string());
  REQUIRE(folder.has_value());
  MessageSource source(std::move(*folder), "folder", As::detect, 10);
  CHECK(source.next().errors().front().message == "cannot read: is a directory");
}

}  // namespace
}  // namespace asklint
