#include "reader/blocks.h"

#include <doctest/doctest.h>

#include <string>

namespace asklint {
namespace {

/// `role:words|role:words`, so that a whole outcome is one line.
std::string shown(std::string_view text) {
  std::vector<Block> blocks;
  split_blocks(text, {0, static_cast<std::uint32_t>(text.size())}, blocks);
  std::string all;
  for (const Block& block : blocks) {
    if (!all.empty()) all += '|';
    all += std::string(name_of(block.role)) + ':' + std::string(slice(text, block.text));
  }
  return all;
}

struct Row {
  std::string what;
  std::string_view text, blocks;
};

TEST_CASE("plain text is split into blocks") {
  for (const Row& row : {
           Row{"empty", "", ""},
           Row{"blank lines only", " \n\t\n\xC2\xA0\n", ""},
           Row{"no final line end", "one", "body:one"},
           Row{"two paragraphs", "one\n\ntwo\n", "body:one|body:two"},
           Row{"a line of blanks parts them too", "one\n \t\ntwo", "body:one|body:two"},
           Row{"CRLF", "one\r\nmore\r\n\r\ntwo\r\n", "body:one\r\nmore|body:two"},
           Row{"lone CR", "one\r\rtwo", "body:one|body:two"},
           Row{"hard-wrapped lines stay one block", "could you\nhelp me\nwith it", "body:could you\nhelp me\nwith it"},
           Row{"blanks around", "  one \n", "body:one"},
           Row{"a list", "please:\n- send it\n- read it\n  well\n\nthanks",
               "body:please:|body:send it|body:read it\n  well|body:thanks"},
           Row{"other markers", "* a\n* b\n\n+ c\n\n• d\n\n1. e\n\n2) f", "body:a|body:b|body:c|body:d|body:e|body:f"},
           Row{"a checkbox", "- [ ] write to Ben", "body:write to Ben"},
           Row{"a dash put first by a line break is no item", "I wanted to ask\n- if I may -\nfor help",
               "body:I wanted to ask\n- if I may -\nfor help"},
           Row{"nor is a day of the month", "until the\n3. of May", "body:until the\n3. of May"},
           Row{"a list inside a sentence", "Could you\n- call Ana\n- write to Ben",
               "body:Could you|body:call Ana|body:write to Ben"},
           Row{"a ruler says nothing", "one\n-----\ntwo\n* * *\n", "body:one|body:two"},
           Row{"quoted lines are one block", "> one\n>\n> > two\n\nme", "quote:> one\n>\n> > two|body:me"},
           Row{"an answer between quotes", "> one?\nyes\n> two?", "quote:> one?|body:yes|quote:> two?"},
           Row{"bars in a row quote", "| one\n| two\nme", "quote:| one\n| two|body:me"},
           Row{"a bar alone does not", "| one\nme", "body:| one\nme"},
           Row{"signature", "hi\n\n-- \nAna\n\nphone 1\n", "body:hi|signature:-- \nAna|signature:phone 1"},
           Row{"signature without the blank", "hi\n--\nAna", "body:hi|signature:--\nAna"},
           Row{"signature with CRLF", "hi\r\n-- \r\nAna\r\n", "body:hi|signature:-- \r\nAna"},
           Row{"quoted history after the signature", "hi\n-- \nAna\n> old", "body:hi|signature:-- \nAna|quote:> old"},
           Row{"a mark with nothing before it", "-- \nAna", "body:Ana"},
           Row{"a mark that PGP escaped", "hi\n\n- -- \nAna\n", "body:hi|signature:- -- \nAna"},
           Row{"a long tail after -- is no signature", "hi\n--\n1\n1\n1\n1\n1\n1\n1\n1\n1\n1\n1\n1\n1\n1\n1\n1",
               "body:hi|body:1\n1\n1\n1\n1\n1\n1\n1\n1\n1\n1\n1\n1\n1\n1\n1"},
           Row{"code", "see\n```\nif (x)\n\n> y\n```\nok", "body:see|code:```\nif (x)\n\n> y\n```|body:ok"},
           Row{"a fence that nobody closes hides nothing", "see\n```\nplease help", "body:see|body:```\nplease help"},
           Row{"tildes are rulers", "one\n~~~~\ntwo\n~~~~\n", "body:one|body:two"},
           Row{"a signed message",
               "-----BEGIN PGP SIGNED MESSAGE-----\nHash: SHA1\n\nhi\n-----BEGIN PGP SIGNATURE-----\n\nx\n-----END PGP "
               "SIGNATURE-----\n",
               "code:-----BEGIN PGP SIGNED MESSAGE-----\nHash: SHA1|body:hi|code:-----BEGIN PGP "
               "SIGNATURE-----\n\nx\n-----END PGP SIGNATURE-----"},
           Row{"é, 漢 and emoji", "é\n\n漢\n\n😀", "body:é|body:漢|body:😀"},
           Row{"tab before words", "\tone", "body:one"},
           Row{"initials quote", "me:\nJD> one\nJD> two\nme", "body:me:|quote:JD> one\nJD> two|body:me"},
           Row{"initials once do not", "A> B is the way\nto go", "body:A> B is the way\nto go"},
           Row{"colons quote", ": one\n: two\nme", "quote:: one\n: two|body:me"},
           Row{"a sign that begins a line", "it has\n> 30 rooms\nat least", "body:it has\n> 30 rooms\nat least"},
           Row{"a quote that begins with a number", "> 30 rooms\nat least", "quote:> 30 rooms|body:at least"},
           Row{"running text after --", "hi\n--\nCould you help?", "body:hi|body:Could you help?"},
           Row{"a name after --, then more than a signature",
               "hi\n--\nAna\n\n1\n2\n3\n4\n5\n6\n7\n8\n9\n10\n11\n12\n13\n14\n15",
               "body:hi|signature:--\nAna|body:1\n2\n3\n4\n5\n6\n7\n8\n9\n10\n11\n12\n13\n14\n15"},
           Row{"a patch", "see\n--- a/x\n+++ b/x\n@@ -1,2 +1 @@\n-one\n\nyes",
               "body:see|code:--- a/x\n+++ b/x\n@@ -1,2 +1 @@\n-one|body:yes"},
           Row{"a hunk that its mail cuts short", "@@ -1,9 +1,9 @@\n one", "code:@@ -1,9 +1,9 @@\n one"},
           Row{"a diffstat", " a.c | 2 +-\n 1 file changed\nyes", "code:a.c | 2 +-\n 1 file changed|body:yes"},
           Row{"no diffstat", " a | 2\nyes", "body:a | 2\nyes"},
       }) {
    CAPTURE(row.what);
    CHECK(shown(row.text) == row.blocks);
  }
}

TEST_CASE("blocks keep to the range they are given") {
  const std::string_view text = "subject\n\nbody\n\nrest";
  std::vector<Block> blocks;
  split_blocks(text, {9, 13}, blocks);
  REQUIRE(blocks.size() == 1);
  CHECK((blocks.front().text == Span{9, 13}));
}

}  // namespace
}  // namespace asklint
