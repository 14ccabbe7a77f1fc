// Mail that is broken, lies about itself or is far too large: what can be read is read, the rest is a warning.
#include <doctest/doctest.h>

#include <string>

#include "reader/reader.h"

namespace asklint {
namespace {

using namespace std::string_literals;
using namespace std::string_view_literals;

Document read(std::string_view bytes, const Limits& limits = {}) {
  Result<Document> document = read_document("a.eml", std::string(bytes), {As::mail, false, limits});
  REQUIRE(document.has_value());
  return std::move(*document);
}

std::string shown(const Document& document) {
  std::string all;
  for (const Block& block : document.blocks) {
    if (!all.empty()) all += '|';
    all += std::string(name_of(block.role)) + ':' + std::string(slice(document.text, block.text));
  }
  return all;
}

std::string warned(const Document& document) {
  std::string all;
  for (const Error& warning : document.warnings) {
    if (!all.empty()) all += '|';
    all += std::to_string(warning.place.line) + ':' + std::to_string(warning.place.column) + ' ' + warning.message;
  }
  return all;
}

std::string repeated(std::string_view what, std::size_t times) {
  std::string all;
  for (std::size_t i = 0; i < times; ++i) all += what;
  return all;
}

/// All 256 bytes, in an order that no format begins with.
std::string noise(std::size_t size) {
  std::string bytes;
  std::uint32_t state = 12345;
  while (bytes.size() < size) {
    state = state * 1664525U + 1013904223U;
    bytes.push_back(static_cast<char>(static_cast<unsigned char>(state >> 24U)));
  }
  return bytes;
}

TEST_CASE("broken mail is read as far as it goes, with a warning at its place") {
  struct Row {
    std::string what, bytes, blocks, warnings;
  };
  const std::string type = "Subject: s\nContent-Type: ";
  const std::string other = "the boundary that the header names is not there: the parts are read by the one that is";
  for (const Row& row : {
           Row{"nothing", "", "", ""},
           Row{"line ends alone", "\n\r\n\r\n", "", ""},
           Row{"a header alone", "Subject: s\nFrom: a@a", "header:s", ""},
           Row{"no header", "\n\nhi\n", "body:hi", ""},
           Row{"bare CR", "Subject: s\rFrom: a@a\r\rone\r\rtwo\r", "header:s|body:one|body:two", ""},
           Row{"another boundary than the named one",
               type + "multipart/mixed; boundary=x\n\n--y\nContent-Type: text/plain\n\none\n--y\n\ntwo\n--y--\n",
               "header:s|body:one|body:two", "4:1 " + other},
           Row{"no boundary named",
               type + "multipart/alternative;\nMIME-Version: 1.0\n\n--y\nContent-Type: "
                      "text/plain\n\none\n--y\nContent-Type: "
                      "text/html\n\n<p>one</p>\n--y--\n",
               "header:s|body:one", "5:1 " + other},
           Row{"a multipart without parts", type + "multipart/mixed; boundary=x\n\nnot mine\n--x--\n", "header:s", ""},
           Row{"words after the boundary, and no room to mend it",
               "Content-Type: multipart/mixed; boundary=x\n\n--x of words\nContent-Type: text/plain\n\none\n",
               "body:--x of words\nContent-Type: text/plain|body:one",
               "3:1 the parts that the header promises are not there: the body is read as plain text"},
           Row{"a multipart that is plain text", type + "multipart/mixed; boundary=x\n\nwords\n", "header:s|body:words",
               "4:1 the parts that the header promises are not there: the body is read as plain text"},
           Row{"boundaries that begin alike",
               type + "multipart/mixed; boundary=x\n\n--x\nContent-Type: multipart/mixed; "
                      "boundary=xx\n\n--xx\n\none\n--xx--\n--x\n\ntwo\n--x--\n",
               "header:s|body:one|body:two", ""},
           Row{"the same boundary inside",
               type + "multipart/mixed; boundary=x\n\n--x\nContent-Type: multipart/mixed; "
                      "boundary=x\n\n--x\n\none\n--x--\n",
               "header:s|body:one", ""},
           Row{"no closing boundary", type + "multipart/mixed; boundary=x\n\n--x\n\none\n--x\n\ntw",
               "header:s|body:one|body:tw", ""},
           Row{"base64 that is plain text",
               type + "text/plain\nContent-Transfer-Encoding: base64\n\nThese are words, Ben.\n",
               "header:s|body:These are words, Ben.",
               "5:1 this part says that it is base64, and is not: it is read as it is"},
           Row{"base64 cut off", type + "text/plain\nContent-Transfer-Encoding: base64\n\nSGkgQ\n", "header:s|body:Hi",
               "5:5 not valid base64: 1 byte passed over"},
           Row{"quoted-printable cut off", type + "text/plain\nContent-Transfer-Encoding: quoted-printable\n\nHi Ben=C",
               "header:s|body:Hi Ben=C", ""},
           Row{"a PDF that says it is text", type + "text/plain\n\n%PDF-1.7 and so on\n", "header:s",
               "4:1 this part says that it is text, and is not (PDF): it is left out"},
           Row{"a picture in base64 that says it is HTML",
               type + "text/html\nContent-Transfer-Encoding: base64\n\niVBORw0KGgoAAAAN\n", "header:s",
               "5:1 this part says that it is text, and is not (PNG): it is left out"},
           Row{"HTML that says it is plain", type + "text/plain\n\n<!DOCTYPE html><p>one</p>\n", "header:s|body:one",
               "4:1 this part says that it is plain text, and is HTML: it is read as that"},
           Row{"noise", type + "text/plain\n\n" + noise(2000), "header:s",
               "4:1 what should be text here is not: it is left out"},
           Row{"noise without a header", "\n" + noise(2000), "", "2:1 what should be text here is not: it is left out"},
           Row{"NUL bytes", type + "text/plain\n\n" + repeated("\0"sv, 50) + "\n", "header:s",
               "4:1 what should be text here is not: it is left out"},
           Row{"one NUL byte", type + "text/plain\n\none and\0 two"s, "header:s|body:one and\xEF\xBF\xBD two",
               "4:8 1 byte of this part are not valid UTF-8: read as U+FFFD"},
           Row{"encrypted", type + "application/pkcs7-mime; smime-type=enveloped-data\n\nMIIB\n", "header:s",
               "2:1 an encrypted or sealed part is left out"},
           Row{"winmail.dat alone",
               type + "multipart/mixed; boundary=x\n\n--x\nContent-Type: application/ms-tnef\n\nx\n--x--\n", "header:s",
               "2:1 the words of this mail are in a winmail.dat, which is not read"},
           Row{"a forwarded message alone", type + "message/rfc822\n\nSubject: t\n\nnot mine\n", "header:s",
               "2:1 there is only somebody else's message in this mail, passed on: it is not linted"},
           Row{"a piece of a message", type + "message/partial; id=a; number=1; total=2\n\nSubject: t\n\nmine\n",
               "header:s", "2:1 a piece of a message that was cut up is left out"},
           Row{"enriched text alone", type + "text/enriched\n\n<bold>mine</bold>\n", "header:s",
               "2:1 the words of this mail are neither plain text nor HTML: they are not read"},
           Row{"a picture alone is no trouble", type + "image/png\n\nx\n", "header:s", ""},
           Row{"a mark of UTF-16 in UTF-8", type + "text/plain; charset=utf-8\n\nth\xC3\xA9\ncaf\xE9\n",
               "header:s|body:thé\ncafé", ""},
       }) {
    CAPTURE(row.what);
    const Document document = read(row.bytes);
    CHECK(shown(document) == row.blocks);
    CHECK(warned(document) == row.warnings);
  }
}

TEST_CASE("what is far too large is read up to a limit") {
  const std::string head = "From: a@a\nTo: b@b\nSubject: s\nMIME-Version: 1.0\n";
  std::string nested = head;
  std::string forwarded = head;
  for (int i = 0; i < 10'000; ++i) {
    nested += "Content-Type: multipart/mixed; boundary=b" + std::to_string(i) + "\n\n--b" + std::to_string(i) + "\n";
    forwarded += "Content-Type: message/rfc822\n\n";
  }
  std::string dashes = nested + "\nhi\n";
  dashes += repeated("--x\n", 100'000);
  struct Row {
    std::string what, bytes, blocks;
    bool warns;
  };
  for (const Row& row : {
           Row{"parts inside parts", nested + "\nhi\n", "header:s", true},
           Row{"messages inside messages", forwarded + "Subject: x\n\nhi\n", "header:s", true},
           Row{"boundaries times lines", dashes, "header:s", true},
           Row{"a header line", head + "X-A: " + std::string(2'000'000, 'a') + "\n\nhi\n", "header:s|body:hi", true},
           Row{"a Subject", "From: a@a\nSubject: " + repeated("word ", 300'000) + "\n\nhi\n", "body:hi", true},
           Row{"many header lines", head + repeated("X-A: 1\n", 60'000) + "\nhi\n", "header:s|body:hi", true},
           Row{"many header lines of a part",
               head + "Content-Type: multipart/mixed; boundary=b\n\n--b\n" + repeated("X-A: 1\n", 60'000) +
                   "\nhi\n--b--\n",
               "header:s|body:hi", false},
           Row{"groups inside groups", "From: a@a\nTo: " + repeated("g:", 400'000) + "\nSubject: s\n\nhi\n",
               "header:s|body:hi", false},
           Row{"groups inside groups, folded", "From: a@a\nTo: " + repeated("g:\n ", 20'000) + "\nSubject: s\n\nhi\n",
               "header:s|body:hi", false},
       }) {
    CAPTURE(row.what);
    const Document document = read(row.bytes);
    CHECK(shown(document) == row.blocks);
    CHECK(document.warnings.empty() != row.warns);
  }
}

TEST_CASE("limits are the user's") {
  const std::string parts =
      "Subject: s\nContent-Type: multipart/mixed; boundary=b\n\n--b\n\none\n--b\n\ntwo\n--b\n\nthree\n--b--\n";
  CHECK(shown(read(parts, {.depth = 64, .parts = 3, .header_bytes = 1000})) == "header:s|body:one|body:two");
  CHECK(warned(read(parts, {.depth = 64, .parts = 3, .header_bytes = 1000})) ==
        "12:1 more than 3 parts: the rest is left out");
  const std::string deep =
      "Subject: s\nContent-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: multipart/mixed; "
      "boundary=c\n\n--c\n\n"
      "one\n--c--\n--b\n\ntwo\n--b--\n";
  CHECK(shown(read(deep, {.depth = 2, .parts = 9, .header_bytes = 1000})) == "header:s|body:one|body:two");
  CHECK(shown(read(deep, {.depth = 1, .parts = 9, .header_bytes = 1000})) == "header:s|body:two");
  const std::string header = "X-Long: " + std::string(100, 'a') + "\nSubject: s\nTo: a@a, b@b\n\nhi\n";
  const Document cut = read(header, {.depth = 64, .parts = 9, .header_bytes = 50});
  CHECK(shown(cut) == "header:s|body:hi");
  CHECK(cut.mail.recipients == 2);
  CHECK(warned(cut) == "1:1 the header is longer than the limit: from here on it is not read");
}

TEST_CASE("fields without end are no group of addresses") {
  std::string mail;
  for (int i = 0; i < 80'000; ++i) mail += "From: x\n";
  CHECK(shown(read(mail + "\nhi\n")) == "body:hi");
}

TEST_CASE("warnings are few, however much is broken") {
  std::string mail = "Subject: s\nContent-Type: multipart/mixed; boundary=b\n\n";
  for (int i = 0; i < 500; ++i) mail += "--b\nContent-Type: text/plain; charset=x-none\n\nhi\n";
  const Document document = read(mail + "--b--\n");
  CHECK(document.warnings.size() == 11);
  CHECK(document.warnings.back().message == "more than this could not be read: it is not listed");
  CHECK(document.blocks.size() == 501);
}

}  // namespace
}  // namespace asklint
