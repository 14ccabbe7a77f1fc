// Files with `code:`: one pitfall each.
#include <algorithm>
#include <cctype>

#include "rule/builder.h"

namespace asklint {
namespace {

const std::vector<std::string_view> rule_keys{"code", "name",     "severity", "source",    "message",
                                              "why",  "not_when", "help",     "try",       "fit",
                                              "when", "unless",   "examples", "languages", "wording"};
const std::vector<std::string_view> case_keys{"scope", "mark",   "span", "severity", "all", "any",    "none",
                                              "count", "before", "near", "missing",  "in",  "header", "weigh"};
const std::vector<std::string_view> example_keys{"bad", "good"};

bool well_formed_code(std::string_view code) {
  return code.size() == 6 && code.starts_with("ASK") &&
         std::ranges::all_of(code.substr(3), [](unsigned char c) { return std::isdigit(c) != 0; });
}

/// Takes the marks out of `text`. False: they do not pair up.
bool take_marks(std::string& text, std::vector<Span>& marks) {
  std::string out;
  std::optional<std::uint32_t> open;
  for (std::size_t at = 0; at < text.size();) {
    const bool more_brackets = at + 2 < text.size() && text[at + 2] == ']';  // "[[[Name]]]": the inner ones are text
    if (text.compare(at, 2, "[[") == 0 && !open) {
      open = static_cast<std::uint32_t>(out.size());
      at += 2;
    } else if (text.compare(at, 2, "]]") == 0 && open && !more_brackets) {
      marks.push_back({*open, static_cast<std::uint32_t>(out.size())});
      open.reset();
      at += 2;
    } else {
      out.push_back(text[at++]);
    }
  }
  text = std::move(out);
  return !open && std::ranges::none_of(marks, &Span::empty);
}

YAML::Node without(const YAML::Node& map, std::initializer_list<std::string_view> keys) {
  YAML::Node out(YAML::NodeType::Map);
  for (const auto& entry : map)
    if (std::ranges::find(keys, std::string_view(entry.first.Scalar())) == keys.end())
      out.force_insert(entry.first, entry.second);
  return out;
}

}  // namespace

void PackBuilder::read_rule(const yaml::Source& source) {
  const YAML::Node& root = source.root;
  if (!yaml::check_keys(source, root, "a rule", rule_keys, problems)) return;
  Rule rule;
  rule.place = place(source, root["code"]);
  rule.code = yaml::text_of(source, root["code"], "code", problems);
  if (!well_formed_code(rule.code))
    problems.add(source, root["code"], ErrorCode::schema, "the code '" + rule.code + "' is not ASK and three digits");
  const auto [first, fresh] = codes_.try_emplace(rule.code, rule.place);
  if (!fresh)
    problems.add(source, root["code"], ErrorCode::schema, "the code " + rule.code + " is used twice",
                 "the first stands in " + pack_.places[first->second].file);
  for (const char* key : {"name", "severity", "source", "when", "examples"})
    if (!root[key]) problems.add(source, root, ErrorCode::schema, rule.code + " has no " + key + ":");
  if (root["name"]) rule.name = yaml::text_of(source, root["name"], "name", problems);
  if (root["source"]) rule.source = yaml::text_of(source, root["source"], "source", problems);
  if (root["severity"]) {
    const auto severity = parse_severity(yaml::text_of(source, root["severity"], "severity", problems));
    if (!severity)
      problems.add(source, root["severity"], ErrorCode::schema, "unknown severity", "known here: note warning error");
    rule.severity = severity.value_or(Severity::warning);
  }
  if (root["languages"])
    for (const YAML::Node& code : yaml::items_of(source, root["languages"], "languages", problems))
      rule.languages.push_back(code.Scalar());
  rule.message = read_localized(source, root, "message");
  rule.why = read_localized(source, root, "why");
  rule.not_when = read_localized(source, root, "not_when");
  rule.help = read_localized(source, root, "help");
  rule.suggestion = read_localized(source, root, "try");

  if (root["fit"]) read_fits(source, root["fit"], rule);

  if (root["wording"]) rule.wording = signal_id(source, root["wording"]);
  rule.unless.kind = Condition::Kind::any;
  if (root["unless"]) {
    if (root["unless"].IsSequence())
      rule.unless.children = read_conditions(source, root["unless"]);
    else
      rule.unless = read_condition(source, root["unless"]);
  }
  if (const YAML::Node when = root["when"]; when && when.IsSequence())
    for (const YAML::Node& one : when) rule.cases.push_back(read_case(source, one));
  else if (when)
    rule.cases.push_back(read_case(source, when));

  if (const YAML::Node examples = root["examples"];
      examples && yaml::check_keys(source, examples, "examples", example_keys, problems)) {
    if (examples["bad"]) read_examples(source, examples["bad"], true, rule);
    if (examples["good"]) read_examples(source, examples["good"], false, rule);
  }
  check_examples(source, root, rule);
  pack_.rules.push_back(std::move(rule));
}

void PackBuilder::settle(Case& one, const std::optional<std::vector<std::uint32_t>>& mark) {
  one.needed = keep_ids(needed_signals(one.when, pack_.conditions, one.scope));
  one.mark = keep_ids(mark ? *mark : positive_signals(one.when, pack_.conditions));
  one.by_history = rests_on_history(one.when, pack_.conditions);
}

Case PackBuilder::read_case(const yaml::Source& source, const YAML::Node& node) {
  Case out;
  if (node.IsScalar()) {
    out.when = read_condition(source, node);
    settle(out, std::nullopt);
    return out;
  }
  if (!yaml::check_keys(source, node, "a case", case_keys, problems)) return out;
  if (node["scope"]) out.scope = read_scope(source, node["scope"], false);
  if (out.scope != Scope::sentence) out.span = SpanKind::first;
  if (node["span"]) out.span = read_span(source, node["span"]);
  if (node["severity"]) {
    const auto severity = parse_severity(yaml::text_of(source, node["severity"], "severity", problems));
    if (!severity)
      problems.add(source, node["severity"], ErrorCode::schema, "unknown severity", "known here: note warning error");
    out.severity = static_cast<std::int8_t>(severity.value_or(Severity::warning));
  }
  const YAML::Node when = without(node, {"scope", "mark", "span", "severity"});
  if (when.size() == 0)
    problems.add(source, node, ErrorCode::schema, "a case without a condition",
                 "name what must be heard: all: [signal]");
  else
    out.when = read_condition_map(source, when);
  if (node["mark"])
    settle(out, signal_ids(source, node["mark"], "mark"));
  else
    settle(out, std::nullopt);
  return out;
}

Localized PackBuilder::read_localized(const yaml::Source& source, const YAML::Node& root, std::string_view key) {
  const YAML::Node texts = root[std::string(key)];
  if (texts) return read_texts(source, texts, key, Languages::all);
  problems.add(source, root, ErrorCode::schema, "the rule has no " + std::string(key) + ":");
  return {};
}

/// A language of the pack, or one of its registers: "de.sie".
bool PackBuilder::is_language(const std::string& key) const {
  return languages_.contains(key) ||
         std::ranges::find(pack_.advice.registers, key, &std::pair<std::string, std::uint32_t>::first) !=
             pack_.advice.registers.end();
}

Localized PackBuilder::read_texts(const yaml::Source& source, const YAML::Node& texts, std::string_view key,
                                  Languages wanted) {
  Localized out;
  if (!yaml::check_unique(source, texts, key, problems)) return out;
  for (const auto& entry : texts) {
    out.emplace_back(entry.first.Scalar(), yaml::text_of(source, entry.second, key, problems));
    if (!is_language(entry.first.Scalar()))
      problems.add(source, entry.first, ErrorCode::schema, "no language '" + entry.first.Scalar() + "' in the pack",
                   "languages come from signals/<lang>/, registers (de.sie) from the file with advice:");
    std::string& text = out.back().second;
    while (!text.empty() && text.back() == '\n') text.pop_back();
  }
  if (wanted == Languages::any) return out;
  for (const auto& [code, language] : languages_)
    if (std::ranges::find(out, code, &std::pair<std::string, std::string>::first) == out.end())
      problems.add(source, texts, ErrorCode::schema,
                   "missing translation: " + std::string(key) + " has no '" + code + "'");
  return out;
}

void PackBuilder::read_examples(const yaml::Source& source, const YAML::Node& list, bool bad, Rule& rule) {
  if (!list.IsSequence()) {
    problems.add(source, list, ErrorCode::schema, "examples must be a list of {language: text}");
    return;
  }
  for (const YAML::Node& node : list) read_example(source, node, bad, rule);
}

void PackBuilder::read_example(const yaml::Source& source, const YAML::Node& node, bool bad, Rule& rule) {
  if (!yaml::check_unique(source, node, "an example", problems)) return;
  Example example;
  example.bad = bad;
  for (const auto& entry : node) {
    const std::string key = entry.first.Scalar();
    if (key == "as") {
      const std::string as = yaml::text_of(source, entry.second, "as", problems);
      example.as = as == "mail" ? ExampleAs::mail : as == "template" ? ExampleAs::outreach : ExampleAs::text;
      if (as != "mail" && as != "template" && as != "text")
        problems.add(source, entry.second, ErrorCode::schema, "unknown kind of example '" + as + "'",
                     "known here: text mail template");
    } else if (!languages_.contains(key)) {
      problems.add(source, entry.first, ErrorCode::schema, "no language '" + key + "' in the pack",
                   "write en: or de:, and as:");
    } else {
      example.lang = key;
      example.text = yaml::text_of(source, entry.second, "an example", problems);
      example.source = place(source, entry.second);
    }
  }
  if (example.lang.empty()) {
    problems.add(source, node, ErrorCode::schema, "an example without a language", "write {en: \"…\"}");
    return;
  }
  if (!take_marks(example.text, example.marks))
    problems.add(source, node, ErrorCode::example, "the marks [[ ]] of this example do not pair up");
  else if (bad && example.marks.empty())
    problems.add(source, node, ErrorCode::example, "a bad example without a mark",
                 "put [[ ]] around the exact words that are to be found");
  else if (!bad && !example.marks.empty())
    problems.add(source, node, ErrorCode::example, "a good example has a mark",
                 "good examples are clean; move it to bad:");
  rule.examples.push_back(std::move(example));
}

void PackBuilder::check_examples(const yaml::Source& source, const YAML::Node& root, const Rule& rule) {
  for (const auto& entry : languages_) {
    const std::string& code = entry.first;  // clang 14 lets no lambda see a structured binding
    if (!rule.languages.empty() && std::ranges::find(rule.languages, code) == rule.languages.end()) continue;
    for (const bool bad : {true, false})
      if (std::ranges::none_of(rule.examples, [&](const Example& e) { return e.bad == bad && e.lang == code; }))
        problems.add(source, root["examples"] ? root["examples"] : root, ErrorCode::example,
                     rule.code + " has no " + (bad ? "bad" : "good") + " example in '" + code + "'",
                     "a rule proves itself in every language");
  }
}

}  // namespace asklint
