#include "report/explain.h"

#include <algorithm>

#include "report/frame.h"
#include "text/line_index.h"
#include "text/width.h"

namespace asklint {
namespace {

constexpr std::uint32_t page_cells = 76;
constexpr std::size_t first_examples = 4;

std::string pad(std::string_view text, std::size_t cells) {
  std::string out(text);
  out.append(out.size() < cells ? cells - out.size() : 0, ' ');
  return out;
}

std::string section(std::string_view title, std::string_view text, Color color) {
  if (text.empty()) return {};
  std::string out = "\n" + paint(title, Tone::label, color) + "\n";
  for (const std::string& line : wrap(text, page_cells)) out += "  " + line + "\n";
  return out;
}

/// The lines of an example with carets under what is marked; each mark has its own, under a line of its own.
std::string bad_example(const Example& example, const Rule& rule, Color color) {
  std::string out;
  const LineIndex lines(example.text);
  for (const Span mark : example.marks)
    out += draw_frame(example.text, lines, mark, {.tone = tone_of(rule.severity), .color = color}).text;
  return out;
}

std::string good_example(const Example& example, Color color) {
  std::string out;
  const std::string bar = paint("    |", Tone::gutter, color);
  const LineIndex lines(example.text);
  for (std::uint32_t number = 1; number <= lines.count(); ++number) {
    const auto wrapped = wrap(slice(example.text, lines.line(number)), page_cells - 2);
    if (wrapped.empty() && number < lines.count()) out += bar + "\n";
    for (const std::string& line : wrapped) out += bar + " " + line + "\n";
  }
  return out;
}

std::string language_of_examples(const Rule& rule, const std::string& wanted) {
  const bool has = std::ranges::any_of(rule.examples, [&](const Example& e) { return e.lang == wanted; });
  return has || rule.examples.empty() ? wanted : rule.examples.front().lang;
}

std::string examples(const Rule& rule, bool bad, const ExplainStyle& style) {
  const std::string lang = language_of_examples(rule, style.lang);
  std::vector<const Example*> chosen;
  for (const Example& example : rule.examples)
    if (example.bad == bad && example.lang == lang) chosen.push_back(&example);
  if (chosen.empty()) return {};
  const std::size_t shown = style.all_examples ? chosen.size() : std::min(chosen.size(), first_examples);
  std::string out = "\n" + paint(bad ? "Found" : "Not found", Tone::label, style.color) + "\n";
  for (std::size_t i = 0; i < shown; ++i) {
    if (i > 0) out += "\n";
    out += bad ? bad_example(*chosen[i], rule, style.color) : good_example(*chosen[i], style.color);
  }
  if (shown < chosen.size())
    out += "\n  " + paint(std::to_string(chosen.size() - shown) + " more with --all", Tone::quiet, style.color) + "\n";
  return out;
}

}  // namespace

std::string render_explanation(const Rule& rule, const ExplainStyle& style) {
  const auto in_lang = [&](const Localized& texts) { return in_language(texts, style.lang); };
  std::string out = paint(rule.code + " " + rule.name, Tone::place, style.color) + "  " +
                    paint(name_of(rule.severity), tone_of(rule.severity), style.color) + "\n";
  for (const std::string& line : wrap(in_lang(rule.message), page_cells)) out += "  " + line + "\n";
  out += section("Why", in_lang(rule.why), style.color);
  out += section("Not when", in_lang(rule.not_when), style.color);
  out += section("Instead", in_lang(rule.help), style.color);
  out += section("Try", in_lang(rule.suggestion), style.color);
  out += examples(rule, true, style) + examples(rule, false, style);
  return out + section("Source", rule.source, style.color);
}

std::string render_rule_table(const std::vector<Rule>& rules, std::string_view lang, Color color) {
  std::size_t code = 0, name = 0;
  for (const Rule& rule : rules) {
    code = std::max(code, rule.code.size());
    name = std::max(name, rule.name.size());
  }
  std::string out;
  for (const Rule& rule : rules)
    out += paint(pad(rule.code, code), Tone::place, color) + "  " + pad(rule.name, name) + "  " +
           paint(pad(name_of(rule.severity), 7), tone_of(rule.severity), color) + "  " +
           printable(in_language(rule.message, lang)) + "\n";
  return out;
}

std::string render_signal_table(const std::vector<Signal>& signals, Color color) {
  std::size_t widest = 0;
  for (const Signal& signal : signals) widest = std::max(widest, signal.name.size());
  std::string out;
  for (const Signal& signal : signals)
    out += paint(pad(signal.name, widest), Tone::place, color) + "  " +
           paint(signal.concept_ ? "concept" : "signal ", Tone::quiet, color) + "  " + printable(signal.about) + "\n";
  return out;
}

}  // namespace asklint
