#include "report/explain.h"

#include <doctest/doctest.h>

using namespace asklint;

namespace {

Rule rush() {
  Rule rule;
  rule.code = "ASK203";
  rule.name = "rush";
  rule.source = "the book, page 3";
  rule.message = {{"en", "presses for speed"}, {"de", "drängt zur Eile"}};
  rule.why = {{"en", "Haste takes the choice away."}, {"de", "Eile nimmt die Wahl."}};
  rule.help = {{"en", "name a day"}, {"de", "nenn einen Tag"}};
  for (int i = 0; i < 5; ++i) rule.examples.push_back({true, "en", "I need it ASAP.", {{10, 14}}, ExampleAs::text, 0});
  rule.examples.push_back({true, "de", "Schnell!\nSofort!", {{0, 7}, {9, 15}}, ExampleAs::text, 0});
  rule.examples.push_back({false, "de", "Keine Eile.\n\nGruß", {}, ExampleAs::text, 0});
  return rule;
}

}  // namespace

TEST_CASE("a rule explains itself in the language asked for") {
  CHECK(render_explanation(rush(), {.lang = "de"}) ==
        "ASK203 rush  warning\n"
        "  drängt zur Eile\n"
        "\nWhy\n  Eile nimmt die Wahl.\n"
        "\nInstead\n  nenn einen Tag\n"
        "\nFound\n"
        "  1 | Schnell!\n"
        "    | ^~~~~~~\n"
        "  2 | Sofort!\n"
        "    | ^~~~~~\n"
        "\nNot found\n"
        "    | Keine Eile.\n"
        "    |\n"
        "    | Gruß\n"
        "\nSource\n  the book, page 3\n");
}

TEST_CASE("four examples of a kind are enough for a start") {
  const std::string some = render_explanation(rush(), {.lang = "en"});
  CHECK(some.find("\n  1 more with --all\n") != std::string::npos);
  const std::string all = render_explanation(rush(), {.lang = "en", .all_examples = true});
  CHECK(all.find("more with --all") == std::string::npos);
  CHECK(all.size() > some.size());
}

TEST_CASE("rules in a table") {
  Rule favor;
  favor.code = "ASK101";
  favor.name = "third-party-favor";
  favor.severity = Severity::error;
  favor.message = {{"en", "asks for somebody else"}};
  CHECK(render_rule_table({favor, rush()}, "de", Color::never) ==
        "ASK101  third-party-favor  error    asks for somebody else\n"
        "ASK203  rush               warning  drängt zur Eile\n");
}
