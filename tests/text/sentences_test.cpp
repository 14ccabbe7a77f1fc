#include "text/sentences.h"

#include <doctest/doctest.h>

using namespace asklint;

TEST_CASE("sentences end where a reader would end them") {
  struct Row {
    const char* what;
    const char* text;
    std::vector<std::string> sentences;
  };
  const Abbreviations abbreviations(std::vector<std::string>{"z. b.", "z.b.", "dr.", "e.g.", "bzw.", "d. h."});
  for (const Row& row : {
           Row{"two", "Kannst du helfen? Danke!", {"Kannst du helfen?", "Danke!"}},
           Row{"z. B. with a space",
               "Wir suchen z. B. Leute vom Fach. Gruss",
               {"Wir suchen z. B. Leute vom Fach.", "Gruss"}},
           Row{"Dr.", "Frag bitte Dr. Lang. Sie weiss es.", {"Frag bitte Dr. Lang.", "Sie weiss es."}},
           Row{"e.g.",
               "Send it to a paper, e.g. The Courier. Thanks.",
               {"Send it to a paper, e.g. The Courier.", "Thanks."}},
           Row{"an ordinal", "Am 4. Mai geht es. Ja.", {"Am 4. Mai geht es.", "Ja."}},
           Row{"an initial", "Ask J. Smith. He knows.", {"Ask J. Smith.", "He knows."}},
           Row{"I is no initial", "So do I. Can you?", {"So do I.", "Can you?"}},
           Row{"small letters after a full stop",
               "thanks for that. can you send it? ta",
               {"thanks for that.", "can you send it?", "ta"}},
           Row{"an ellipsis goes on", "well... can you?", {"well... can you?"}},
           Row{"no final stop", "one. Two", {"one.", "Two"}},
           Row{"marks in a row", "What?! No.", {"What?!", "No."}},
           Row{"a quote ends with it", "She said \"No.\" Then she left.", {"She said \"No.\"", "Then she left."}},
           Row{"an emoji before a capital", "Merci 🙏 Kannst du das?", {"Merci 🙏", "Kannst du das?"}},
           Row{"an emoji in the middle", "ein 🍕 mit dir", {"ein 🍕 mit dir"}},
           Row{"nothing", "", {}},
       }) {
    CAPTURE(row.what);
    std::vector<std::string> got;
    for (const Span& span : split_sentences(row.text, abbreviations)) got.emplace_back(slice(row.text, span));
    CHECK(got == row.sentences);
  }
}
