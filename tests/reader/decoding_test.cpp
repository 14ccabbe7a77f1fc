#include <doctest/doctest.h>

#include <string>

#include "reader/mail/base64.h"
#include "reader/charset.h"
#include "reader/mail/flowed.h"
#include "reader/mail/header_text.h"
#include "reader/mail/quoted_printable.h"

namespace asklint {
namespace {

using namespace std::string_view_literals;

/// What `words` of the decoded text came from.
std::string_view source_of(const Decoded& decoded, std::string_view source, std::string_view words) {
  const std::size_t at = decoded.out.find(words);
  REQUIRE(at != std::string::npos);
  const auto begin = static_cast<std::uint32_t>(at);
  return slice(source, decoded.map.back({begin, begin + static_cast<std::uint32_t>(words.size())}));
}

TEST_CASE("quoted-printable is decoded, and each word leads back to its bytes") {
  struct Row {
    std::string what;
    std::string_view encoded, out, words, source;
  };
  for (const Row& row : {
           Row{"nothing", "", "", "", ""},
           Row{"plain", "plain words", "plain words", "words", "words"},
           Row{"an escape", "caf=C3=A9 now", "café now", "fé", "f=C3=A9"},
           Row{"small hex digits", "=c3=a9", "é", "é", "=c3=a9"},
           Row{"a soft line break inside a word", "intro=\nduce", "introduce", "introduce", "intro=\nduce"},
           Row{"a soft line break with CRLF", "intro=\r\nduce", "introduce", "troduc", "tro=\r\nduc"},
           Row{"blanks after the mark of a soft line break", "a= \t\nb", "ab", "ab", "a= \t\nb"},
           Row{"words right after a soft line break", "a =\nbut", "a but", "but", "but"},
           Row{"a soft line break at the very end", "end=", "end", "end", "end"},
           Row{"blanks at a line's end are not the author's", "one  \ntwo", "one\ntwo", "one\ntwo", "one  \ntwo"},
           Row{"the mark of a signature", "--=20\nAna", "-- \nAna", "-- ", "--=20"},
           Row{"an equals sign that begins nothing", "a=b =Zz", "a=b =Zz", "=Zz", "=Zz"},
           Row{"cut in an escape", "a=C", "a=C", "=C", "=C"},
           Row{"tab and emoji", "\t=F0=9F=98=80 x", "\t😀 x", "x", "x"},
       }) {
    CAPTURE(row.what);
    const Decoded decoded = decode_quoted_printable(row.encoded);
    CHECK(decoded.out == row.out);
    CHECK(source_of(decoded, row.encoded, row.words) == row.source);
  }
}

TEST_CASE("base64 is decoded, and words lead back to their lines") {
  struct Row {
    std::string what;
    std::string_view encoded, out, words, source;
  };
  for (const Row& row : {
           Row{"nothing", "", "", "", ""},
           Row{"one line", "aGVsbG8=\n", "hello", "ell", "aGVsbG8="},
           Row{"two lines", "aGVsbG8g\nd29ybGQ=", "hello world", "world", "d29ybGQ="},
           Row{"over both lines", "aGVsbG8g\r\nd29ybGQ=", "hello world", "o w", "aGVsbG8g\r\nd29ybGQ="},
           Row{"a line that ends inside a group", "aGVsb\nG8gd29ybGQ=", "hello world", "hello", "aGVsb\nG8g"},
           Row{"no padding", "aGk", "hi", "hi", "aGk"},
           Row{"padding in the middle", "aGk=aGk=", "hihi", "hihi", "aGk=aGk="},
           Row{"é", "w6k=", "é", "é", "w6k="},
       }) {
    CAPTURE(row.what);
    const Decoded decoded = decode_base64(row.encoded);
    CHECK(decoded.out == row.out);
    CHECK(decoded.bad == 0);
    CHECK(source_of(decoded, row.encoded, row.words) == row.source);
  }
  const Decoded broken = decode_base64("aG!k=");
  CHECK(broken.out == "hi");
  CHECK(broken.bad == 1);
  CHECK(broken.first_bad == 2);
}

TEST_CASE("UTF-8 is checked, and what is not valid is one U+FFFD a byte") {
  struct Row {
    std::string what;
    std::string_view bytes, out;
    std::uint32_t bad, first_bad;
  };
  for (const Row& row : {
           Row{"empty", "", "", 0, 0},
           Row{"byte-order mark", "\xEF\xBB\xBFhi", "hi", 0, 0},
           Row{"é 漢 emoji", "é漢😀", "é漢😀", 0, 0},
           Row{"a byte of Latin-1", "caf\xE9 now", "caf\xEF\xBF\xBD now", 1, 3},
           Row{"cut at the end", "a\xE6\xBC", "a\xEF\xBF\xBD\xEF\xBF\xBD", 2, 1},
           Row{"overlong", "\xC0\xAF", "\xEF\xBF\xBD\xEF\xBF\xBD", 2, 0},
           Row{"surrogate", "\xED\xA0\x80", "\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD", 3, 0},
           Row{"NUL", "a\0b"sv,
               "a\xEF\xBF\xBD"
               "b",
               1, 1},
       }) {
    CAPTURE(row.what);
    const Decoded decoded = decode_utf8(row.bytes);
    CHECK(decoded.out == row.out);
    CHECK(decoded.bad == row.bad);
    CHECK(decoded.first_bad == row.first_bad);
  }
  const std::string_view bytes =
      "\xEF\xBB\xBF"
      "a\xFFwhy";
  CHECK(source_of(decode_utf8(bytes), bytes, "why") == "why");
}

TEST_CASE("UTF-16 is decoded character by character") {
  const std::string_view little = "\xFF\xFEh\0\xE9\0=\xD8\0\xDE!\0"sv;
  const Decoded decoded = decode_utf16(little, ByteOrder::little);
  CHECK(decoded.out == "hé😀!");
  CHECK(decoded.bad == 0);
  CHECK(source_of(decoded, little, "é") == "\xE9\0"sv);
  CHECK(source_of(decoded, little, "😀!") == "=\xD8\0\xDE!\0"sv);
  CHECK(decode_utf16("\xFE\xFF\0h\0i"sv, ByteOrder::big).out == "hi");
  CHECK(decode_utf16("\0\xD8x\0"sv, ByteOrder::little).out == "\xEF\xBF\xBDx");
  CHECK(decode_utf16("h\0x"sv, ByteOrder::little).bad == 1);
}

TEST_CASE("charsets of mail become UTF-8") {
  struct Row {
    std::string what;
    std::string_view bytes, charset, out;
    CharsetOutcome outcome;
  };
  for (const Row& row : {
           Row{"none named, valid UTF-8", "é", "", "é", CharsetOutcome::as_named},
           Row{"none named, not UTF-8", "\x84\xE9\x93", "", "„é“", CharsetOutcome::as_named},
           Row{"US-ASCII that is not", "\xE9", "us-ascii", "é", CharsetOutcome::as_named},
           Row{"ISO-8859-1", "\xE9\xDF", "ISO-8859-1", "éß", CharsetOutcome::as_named},
           Row{"quotes of windows-1252 named ISO-8859-1", "\x93x\x94", "iso-8859-1", "“x”", CharsetOutcome::as_named},
           Row{"ISO-8859-15", "\xA4", "iso-8859-15", "€", CharsetOutcome::as_named},
           Row{"KOI8-R", "\xF0\xD2\xC9", "koi8-r", "При", CharsetOutcome::as_named},
           Row{"Shift_JIS", "\x8A\xBF\n", "Shift_JIS", "漢\n", CharsetOutcome::as_named},
           Row{"ISO-2022-JP", "\x1B$B4A\x1B(B!", "iso-2022-jp", "漢!", CharsetOutcome::as_named},
           Row{"UTF-7", "a +AOk-", "utf-7", "a é", CharsetOutcome::as_named},
           Row{"UTF-8 that is not at all", "caf\xE9", "utf-8", "café", CharsetOutcome::mislabelled},
           Row{"UTF-8 with one bad byte", "é\xE9", "UTF-8", "é\xEF\xBF\xBD", CharsetOutcome::as_named},
           Row{"unheard of", "\xE9", "x-klingon", "é", CharsetOutcome::unknown},
           Row{"a path is no charset", "x", "../../etc/passwd", "x", CharsetOutcome::unknown},
       }) {
    CAPTURE(row.what);
    const CharsetText text = decode_charset(row.bytes, row.charset);
    CHECK(text.decoded.out == row.out);
    CHECK(text.outcome == row.outcome);
  }
  const std::string_view latin = "na\xEFve";
  CHECK(source_of(decode_charset(latin, "latin1").decoded, latin, "ïv") == "\xEFv");
}

TEST_CASE("a charset is taken by what the bytes say where its name is wrong") {
  struct Row {
    std::string what;
    std::string_view bytes, charset, out;
    CharsetOutcome outcome;
  };
  using enum CharsetOutcome;
  for (const Row& row : {
           Row{"a name in quotes", "caf\xE9", " 'ISO-8859-1' ", "café", as_named},
           Row{"UTF-8 that says Latin-1", "caf\xC3\xA9", "iso-8859-1", "café", mislabelled},
           Row{"UTF-8 that says Latin-9", "caf\xC3\xA9", "iso-8859-15", "café", mislabelled},
           Row{"Latin-9", "\xA4 caf\xE9", "iso-8859-15", "€ café", as_named},
           Row{"Latin-1 that says UTF-8", "caf\xE9", "utf-8", "café", mislabelled},
           Row{"Latin-1 that says ASCII", "caf\xE9", "us-ascii", "café", as_named},
           Row{"a line of Latin-1 in UTF-8", "th\xC3\xA9\ncaf\xE9\n", "utf-8", "thé\ncafé\n", as_named},
           Row{"both in one line", "th\xC3\xA9 caf\xE9\n", "utf-8", "thé caf\xEF\xBF\xBD\n", as_named},
           Row{"UTF-16 by its mark", "\xFF\xFEh\0i\0"sv, "", "hi", as_named},
           Row{"UTF-16 without a mark", "h\0i\0"sv, "utf-16", "hi", as_named},
           Row{"UTF-16 without a mark, big", "\0h\0i"sv, "utf-16", "hi", as_named},
           Row{"UTF-16LE", "h\0i\0"sv, "utf-16le", "hi", as_named},
           Row{"UTF-32", "\0\0\0h\0\0\0\n\0\0\0i"sv, "utf-32be", "h\ni", as_named},
           Row{"UTF-7", "caf+AOk- now", "utf-7", "café now", as_named},
           Row{"no such charset", "caf\xC3\xA9", "x-klingon", "café", unknown},
       }) {
    CAPTURE(row.what);
    const CharsetText text = decode_charset(row.bytes, row.charset);
    CHECK(text.decoded.out == row.out);
    CHECK(text.outcome == row.outcome);
  }
}

TEST_CASE("flowed text is joined, and leads back to its lines") {
  struct Row {
    std::string what;
    std::string_view text, out, words, source;
    DelSp delsp = DelSp::no;
  };
  for (const Row& row : {
           Row{"nothing", "", "", "", ""},
           Row{"hard lines", "one\ntwo\n", "one\ntwo\n", "one\nt", "one\nt"},
           Row{"a soft line", "one \ntwo\n", "one two\n", "one two", "one \ntwo"},
           Row{"three of them, CRLF", "one \r\ntwo \r\nthree\r\n", "one two three\r\n", "two three", "two \r\nthree"},
           Row{"DelSp", "intro \nduce  \nme\n", "introduce me\n", "introduce", "intro \nduce", DelSp::yes},
           Row{"a stuffed blank", " From here \n  on\n", "From here  on\n", "From", "From"},
           Row{"an empty line ends a paragraph", "one \n\ntwo\n", "one \n\ntwo\n", "two", "two"},
           Row{"a line of blanks does, too", "one \n  \ntwo\n", "one \n \ntwo\n", "two", "two"},
           Row{"the mark of a signature never flows", "bye \n-- \nAna\n", "bye \n-- \nAna\n", "Ana", "Ana"},
           Row{"quotes keep one mark", "> one \n> two\nthree\n", "> one two\nthree\n", "one two", "one \n> two"},
           Row{"another depth is another paragraph", "> one \n>> two\n", "> one \n>> two\n", "two", "two"},
           Row{"a quote that should flow into an answer", "> one \nmine\n", "> one \nmine\n", "mine", "mine"},
           Row{"soft to the very end", "one \n", "one \n", "one", "one"},
           Row{"no end of line", "one \ntwo ", "one two ", "two ", "two "},
       }) {
    CAPTURE(row.what);
    const Decoded decoded = decode_flowed(row.text, row.delsp);
    CHECK(decoded.out == row.out);
    CHECK(source_of(decoded, row.text, row.words) == row.source);
  }
}

TEST_CASE("base64 ends at its padding where other lines follow") {
  CHECK(decode_base64("aGk=\n____\nlist@a.example\n").out == "hi");
  CHECK(decode_base64("aGk=\n____\nlist@a.example\n").bad == 0);
  CHECK(decode_base64("aGk=\naGk=\n").out == "hihi");
  CHECK(decode_base64("aGkaG").bad == 1);
  CHECK(looks_like_base64(""));
  CHECK(looks_like_base64("aGVsbG8g\n  d29ybGQ= \n"));
  CHECK(looks_like_base64("aG!k="));
  CHECK(looks_like_base64("aGVsbG8=\n-- \nthe list of us all\n"));
  CHECK_FALSE(looks_like_base64("Hello there, these are words.\n"));
}

TEST_CASE("the text of headers is decoded") {
  struct Row {
    std::string what;
    std::string_view value, out, words, source;
  };
  for (const Row& row : {
           Row{"plain", "a quick question", "a quick question", "quick", "quick"},
           Row{"folded", "a quick\r\n question", "a quick question", "quick question", "quick\r\n question"},
           Row{"q", "=?iso-8859-1?q?Fa=E7ade_now?= ok", "Façade now ok", "ç", "=E7"},
           Row{"after an encoded word", "=?utf-8?Q?=C3=A9?= ok", "é ok", "ok", "ok"},
           Row{"b", "Re: =?UTF-8?B?R3LDvMOfZQ==?=", "Re: Grüße", "Grüße", "R3LDvMOfZQ=="},
           Row{"blanks between encoded words do not count", "=?utf-8?q?a?=\n =?utf-8?q?b?=", "ab", "ab",
               "a?=\n =?utf-8?q?b"},
           Row{"a character cut between two words", "=?utf-8?q?=C3?= =?utf-8?q?=A9?=", "é", "é", "=C3?= =?utf-8?q?=A9"},
           Row{"two charsets in a row", "=?utf-8?q?=C3=A9?= =?iso-8859-1?q?=E9?=", "éé", "éé",
               "=C3=A9?= =?iso-8859-1?q?=E9"},
           Row{"a language after the charset", "=?utf-8*en?q?hi?=", "hi", "hi", "hi"},
           Row{"raw UTF-8", "é ok", "é ok", "ok", "ok"},
           Row{"raw Latin-1", "caf\xE9 ok", "café ok", "ok", "ok"},
           Row{"never closed", "=?utf-8?q?abc", "=?utf-8?q?abc", "abc", "abc"},
           Row{"another encoding", "=?utf-8?x?abc?=", "=?utf-8?x?abc?=", "abc", "abc"},
       }) {
    CAPTURE(row.what);
    const Decoded decoded = decode_header_text(row.value);
    CHECK(decoded.out == row.out);
    CHECK(source_of(decoded, row.value, row.words) == row.source);
  }
}

TEST_CASE("two steps of decoding lead back as one") {
  const std::string_view raw = "caf=E9 is=\n wo=E9nderful";
  const Decoded bytes = decode_quoted_printable(raw);
  const Decoded text = then(decode_charset(bytes.out, "iso-8859-1").decoded, bytes);
  CHECK(text.out == "café is woénderful");
  CHECK(source_of(text, raw, "fé i") == "f=E9 i");
  CHECK(source_of(text, raw, "is wo") == "is=\n wo");
  CHECK(source_of(text, raw, "derful") == "derful");

  const std::string_view coded = "Z3LD\nvMOf\nZQ==";
  const Decoded octets = decode_base64(coded);
  const Decoded words = then(decode_utf8(octets.out), octets);
  CHECK(words.out == "grüße");
  CHECK(source_of(words, coded, "ü") == "Z3LD\nvMOf");
  CHECK(source_of(words, coded, "e") == "ZQ==");
}

}  // namespace
}  // namespace asklint
