#include "text/fold.h"

#include <doctest/doctest.h>

#include <string>
#include <vector>

using namespace asklint;

namespace {

Folded folded(std::string_view text, const Substitutions& substitutions = {}) {
  Folded out;
  fold_into(out, text, {0, static_cast<std::uint32_t>(text.size())}, substitutions);
  return out;
}

}  // namespace

TEST_CASE("fold brings all spellings of a text to one") {
  struct Row {
    const char* what;
    const char* text;
    const char* shape;
  };
  for (const Row& row : {
           Row{"umlauts", "größer Über", "groesser ueber"},
           Row{"umlauts in capitals", "GRÖSSER ÜBER", "groesser ueber"},
           Row{"NFD", "gro\xCC\x88ßer", "groesser"},
           Row{"capital sharp s", "GROẞ", "gross"},
           Row{"other accents", "café naïve Łódź", "cafe naive lodz"},
           Row{"NFD accents", "cafe\xCC\x81", "cafe"},
           Row{"quotes and dashes", "„wer“ – ‘can’t’ …", "\"wer\" - 'can't' ..."},
           Row{"ligatures", "ﬁnd", "find"},
           Row{"white space is one space", "  a \t b\r\n c ", "a b c"},
           Row{"no-break space", "z.\u00a0B.", "z. b."},
           Row{"soft hyphen and zero width", "Emp\u00adfeh\u200blung", "empfehlung"},
           Row{"byte-order mark", "\uFEFFa", "a"},
           Row{"a word over a line end", "Personal-\nabteilung", "personalabteilung"},
           Row{"with CRLF and indent", "Personal-\r\n  abteilung", "personalabteilung"},
           Row{"a capital after the hyphen", "E-\nMail", "e- mail"},
           Row{"a lone conjunction after the hyphen", "Vor-\nund Nachteile", "vor- und nachteile"},
           Row{"a dash at the line's end", "wait -\nplease", "wait - please"},
           Row{"emoji and Han stay", "漢 🍕!", "漢 🍕!"},
           Row{"empty", "", ""},
           Row{"only white space", " \n ", ""},
       }) {
    CAPTURE(row.what);
    CHECK(fold_lower(row.text) == row.shape);
  }
}

TEST_CASE("fold keeps capitals in its other string, of the same length") {
  const Folded out = folded("Können Sie ÜBER");
  CHECK(out.cased == "Koennen Sie UeBER");
  CHECK(out.lower == "koennen sie ueber");
}

TEST_CASE("fold leads back to the text") {
  const std::string text = "Gro\xCC\x88ße\n  Bitte";  // o + U+0308
  const Folded out = folded(text);
  REQUIRE(out.lower == "groesse bitte");
  struct Row {
    const char* what;
    Span shape, text;
  };
  for (const Row& row : {Row{"plain", {0, 2}, {0, 2}}, Row{"half an umlaut widens to all its bytes", {3, 4}, {2, 5}},
                         Row{"half a sharp s", {4, 5}, {5, 7}}, Row{"the line end", {7, 8}, {8, 11}},
                         Row{"after it", {8, 13}, {11, 16}}, Row{"all", {0, 13}, {0, 16}}}) {
    CAPTURE(row.what);
    CHECK((out.to_text.back(row.shape) == row.text));
  }
}

TEST_CASE("a joined word leads back over its line end") {
  const std::string text = "ab-\ncdef x";
  const Folded out = folded(text);
  REQUIRE(out.lower == "abcdef x");
  CHECK((out.to_text.back({0, 6}) == Span{0, 8}));
  CHECK((out.to_text.back({2, 6}) == Span{4, 8}));
}

TEST_CASE("placeholders are a word, control tags nothing") {
  const std::string text = "Hi {{name}},{% if x %} ok";
  const std::vector<Span> names{{3, 11}};
  const std::vector<Span> nothing{{12, 22}};
  const Folded out = folded(text, {names, nothing});
  CHECK(out.lower == "hi xname, ok");
  CHECK((out.to_text.back({3, 8}) == Span{3, 11}));
  CHECK((out.to_text.back({10, 12}) == Span{23, 25}));
}

TEST_CASE("fold takes a part of a text, and appends") {
  Folded out;
  fold_into(out, "aa bb cc", {3, 5}, {});
  fold_mark(out, "\n", 5);
  fold_into(out, "aa bb cc", {6, 8}, {});
  CHECK(out.lower == "bb\ncc");
  CHECK((out.to_text.back({3, 5}) == Span{6, 8}));
}
