#include "config/selection.h"

#include <doctest/doctest.h>

using namespace asklint;

namespace {

Rule rule(std::string code, std::string name) {
  Rule made;
  made.code = std::move(code);
  made.name = std::move(name);
  return made;
}

const std::vector<Rule> rules{rule("ASK101", "third-party-favor"), rule("ASK201", "contact-fishing"),
                              rule("ASK203", "rush")};

/// What is left of one finding of each rule: "ASK101:warning ASK203:note".
std::string left_of(const SelectionWords& words) {
  const auto choices = choose_rules(words, rules);
  if (!choices) return choices.errors().front().message + " | " + choices.errors().front().help;
  std::vector<Finding> findings(rules.size());
  for (std::size_t i = 0; i < rules.size(); ++i) findings[i].code = rules[i].code;
  std::string out;
  for (const Finding& finding : apply(*choices, findings))
    out += (out.empty() ? "" : " ") + finding.code + ":" + std::string(name_of(finding.severity));
  return out;
}

}  // namespace

TEST_CASE("select, ignore and severity") {
  struct Row {
    const char* what;
    SelectionWords words;
    const char* left;
  };
  for (const Row& row : {
           Row{"nothing said: all", SelectionWords(), "ASK101:warning ASK201:warning ASK203:warning"},
           Row{"a code", {.select = {"ASK203"}, .ignore = {}, .severity = {}}, "ASK203:warning"},
           Row{"in any case of letters", {.select = {"ask203"}, .ignore = {}, .severity = {}}, "ASK203:warning"},
           Row{"a name", {.select = {"rush"}, .ignore = {}, .severity = {}}, "ASK203:warning"},
           Row{"a beginning", {.select = {"ASK2"}, .ignore = {}, .severity = {}}, "ASK201:warning ASK203:warning"},
           Row{"ignored out of what is selected",
               {.select = {"ASK2"}, .ignore = {"ASK201"}, .severity = {}},
               "ASK203:warning"},
           Row{"ignored", {.select = {}, .ignore = {"ASK1", "rush"}, .severity = {}}, "ASK201:warning"},
           Row{"severity",
               {.select = {}, .ignore = {}, .severity = {"ASK2=error"}},
               "ASK101:warning ASK201:error ASK203:error"},
           Row{"the last word holds",
               {.select = {}, .ignore = {}, .severity = {"ASK=note", "rush=Error"}},
               "ASK101:note ASK201:note ASK203:error"},
           Row{"mistyped",
               {.select = {"ASK204"}, .ignore = {}, .severity = {}},
               "--select: no rule is called 'ASK204' | did you mean 'ASK201'?"},
           Row{"far off",
               {.select = {}, .ignore = {"ESLINT"}, .severity = {}},
               "--ignore: no rule is called 'ESLINT' | 'asklint rules' lists all of them"},
           Row{"a part of a name names nothing",
               {.select = {"contact"}, .ignore = {}, .severity = {}},
               "--select: no rule is called 'contact' | 'asklint rules' lists all of them"},
           Row{"no severity",
               {.select = {}, .ignore = {}, .severity = {"ASK203"}},
               "--severity: expected CODE=note, CODE=warning or CODE=error, not 'ASK203' | for example --severity "
               "ASK203=error"},
           Row{"no such severity",
               {.select = {}, .ignore = {}, .severity = {"ASK203=loud"}},
               "--severity: expected CODE=note, CODE=warning or CODE=error, not 'ASK203=loud' | for example --severity "
               "ASK203=error"},
           Row{"severity of nothing",
               {.select = {}, .ignore = {}, .severity = {"=note"}},
               "--severity: no rule is called '' | 'asklint rules' lists all of them"},
       }) {
    CAPTURE(row.what);
    CHECK(left_of(row.words) == row.left);
  }
}

TEST_CASE("all mistakes are told in one run") {
  const auto choices = choose_rules({.select = {"X1"}, .ignore = {"X2"}, .severity = {"X3=note", "rush=x"}}, rules);
  REQUIRE(!choices.has_value());
  CHECK(choices.errors().size() == 4);
}

TEST_CASE("a rule is found by code or name, not by a beginning") {
  CHECK(find_rule(rules, "Rush") == &rules[2]);
  CHECK(find_rule(rules, "ask101") == &rules[0]);
  CHECK(find_rule(rules, "101") == &rules[0]);
  CHECK(find_rule(rules, "ASK1") == nullptr);
  CHECK(find_rule(rules, "") == nullptr);
}
