#include "match/told.h"

#include <doctest/doctest.h>

namespace asklint {
namespace {

std::vector<LanguageFacts> facts() {
  std::vector<LanguageFacts> out(2);
  out[0].telling = {"ask", "asked", "phrases", "question", "said", "tell", "think", "told", "wrote"};
  out[0].works = {"article", "book", "talk"};
  out[1].telling = {"kam", "klingt", "meinte", "motto", "saetze", "sagte", "satze"};
  out[1].works = {"buch", "film"};
  return out;
}

struct Row {
  const char* text;
  bool told;
};

}  // namespace

TEST_CASE("words in quotation marks are told where they are told about") {
  const TellingWords words(facts());
  for (const Row& row : std::initializer_list<Row>{
           {"She asked: \"who else do you know\"", true},
           {"She asked me on Friday at lunch: \"who else do you know\"", true},
           {"I was told \"just send it over\"", true},
           {"The question \"Who else do you know?\" puts people off.", true},
           {"I avoid phrases like \"could you maybe help\".", true},
           {"\"Could you help me,\" she said.", true},
           {"\"Send it now\" is what she said.", true},
           {"\"Who else do you know?\" would be the wrong thing.", true},
           {"He answered with \"Please send me a list.\" and left.", true},
           {"She asked: 'who else do you know'", true},
           {"your talk \"Thanks in Advance\"", true},
           {"the book 'Ask Me Anything'", true},
           {"Er meinte nur „mach das mal eben“.", true},
           {"„Kannst du mir helfen“, sagte er.", true},
           {"„Danke im Voraus“ – so kam das an.", true},
           {"„Kennst du wen?“ klingt komisch.", true},
           {"Sätze wie „kannst du mal eben“ mag ich nicht.", true},
           {"nach dem Motto „wer fragt gewinnt“", true},
           {"das Buch »Danke im Voraus«", true},
           {"der Film ‚Warum hilfst du mir nicht‘", true},
           {"Auf dem Schild ist „Bitte klingeln Sie zweimal“ zu finden.", true},
           // the author's own words
           {"could you \"help\" my friend", false},
           {"Can you \"make sure\" I get the job", false},
           {"Can you tell me how to \"make sure\" I get the job", false},
           {"Do you think a \"real job\" would do", false},
           {"I'd \"love it\" if you asked", false},
           {"the \"Head of Sales\" position", false},
           {"könntest du „mal eben“ schauen", false},
           {"dem Team „Neue Wege“ beitreten", false},
           {"ich brauche das \"sofort\"", false},
           {"She said \"send it now and then", false},
           {"I don't think it's the dogs' fault", false},
           {"She said no. I \"really need\" this", false},
       }) {
    CAPTURE(row.text);
    Folded folded;
    const std::string_view text = row.text;
    fold_into(folded, text, {0, static_cast<std::uint32_t>(text.size())}, {});
    Quotations quotations;
    find_quotations(folded, {0, static_cast<std::uint32_t>(folded.lower.size())}, words, quotations);
    CHECK(quotations.told.empty() != row.told);
  }
}

TEST_CASE("the marks of scare quotes are known") {
  const TellingWords words(facts());
  const std::string_view text = "could you 'help' my \"real friend\"; she said \"not 'now' please\"";
  Folded folded;
  fold_into(folded, text, {0, static_cast<std::uint32_t>(text.size())}, {});
  Quotations quotations;
  find_quotations(folded, {0, static_cast<std::uint32_t>(folded.lower.size())}, words, quotations);
  std::string marks;
  for (const Span wink : quotations.winks) marks += slice(text, wink);
  CHECK(marks == "''\"\"");
  REQUIRE(quotations.told.size() == 1);
  CHECK(slice(text, quotations.told.front()) == "\"not 'now' please\"");
}

}  // namespace asklint
