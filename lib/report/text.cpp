#include "report/text.h"

#include <algorithm>

#include "report/frame.h"
#include "text/width.h"

namespace asklint {
namespace {

std::string place_text(std::string_view path, LineColumn at) {
  return printable(path) + ":" + std::to_string(at.line) + ":" + std::to_string(at.column) + ":";
}

constexpr std::size_t longest_compared = 10'000;  ///< of longer lines the file's own bytes are shown

/// True where the file shows the line of these words to the eye: no other charset, no transfer encoding.
bool stands_as_read(Span raw, Span text, const Source& source) {
  const Document& document = source.document;
  if (text.empty()) return true;
  const std::string_view raw_line = slice(document.raw, source.raw_lines.line(source.raw_lines.at(raw.begin).line));
  const std::string_view text_line =
      slice(document.text, source.text_lines.line(source.text_lines.at(text.begin).line));
  if (raw_line.size() > longest_compared || text_line.size() > longest_compared) return raw.size() == text.size();
  const std::size_t lines_in_raw = source.raw_lines.at(raw.end).line - source.raw_lines.at(raw.begin).line;
  const std::size_t lines_in_text = source.text_lines.at(text.end).line - source.text_lines.at(text.begin).line;
  return lines_in_raw == lines_in_text && raw_line.find(text_line) != std::string_view::npos;
}

/// Asks and findings show their words in the same way.
Frame excerpt_frame(Span raw, Span text, const Source& source, const FrameStyle& style) {
  const Document& document = source.document;
  const auto line_in_file = [&](std::uint32_t raw_byte) {
    return document.origin.in_file(source.raw_lines.at(raw_byte)).line;
  };
  if (stands_as_read(raw, text, source)) return draw_frame(document.raw, source.raw_lines, raw, style, line_in_file);
  const auto number_of = [&](std::uint32_t byte) {
    return line_in_file(document.to_raw.back({byte, byte + (byte < text.end ? 1U : 0U)}).begin);
  };
  return draw_frame(document.text, source.text_lines, text, style, number_of);
}

std::string label_line(std::string_view label, std::string_view text, const Frame& frame, Color color) {
  if (text.empty()) return {};
  return frame.indent + paint(label, Tone::label, color) + " " + printable(text) + "\n";
}

/// Which message of a mailbox it is.
std::string message_line(const Document& document, const Frame& frame, Color color) {
  if (document.origin.number == 0) return {};
  std::string words = "message " + std::to_string(document.origin.number);
  if (!document.mail.message_id.empty()) words += " " + document.mail.message_id;
  return label_line("= in:  ", words, frame, color);
}

std::string describe(const Ask& ask) {
  std::string out = ask.kind.empty() ? "ask" : ask.kind;
  if (!ask.object.empty()) out += ", " + ask.object;
  if (!ask.beneficiary.empty()) out += ", for " + ask.beneficiary;
  return out;
}

std::string severity_counts(const Tally& tally, Color color) {
  std::string out;
  const auto add = [&](std::size_t number, Severity severity) {
    if (number == 0) return;
    if (!out.empty()) out += ", ";
    out += paint(counted(number, name_of(severity)), tone_of(severity), color);
  };
  add(tally.errors, Severity::error);
  add(tally.warnings, Severity::warning);
  add(tally.notes, Severity::note);
  return out;
}

}  // namespace

void count(const Finding& finding, Tally* tally) {
  switch (finding.severity) {
    case Severity::error:
      ++tally->errors;
      break;
    case Severity::warning:
      ++tally->warnings;
      break;
    case Severity::note:
      ++tally->notes;
      break;
  }
  ++tally->by_code[finding.code];
}

void add(const Tally& more, Tally* tally) {
  tally->messages += more.messages;
  tally->errors += more.errors;
  tally->warnings += more.warnings;
  tally->notes += more.notes;
  tally->asks += more.asks;
  for (const auto& [code, number] : more.by_code) tally->by_code[code] += number;
}

std::string render_text(const Finding& finding, const Source& source, Color color) {
  const Tone tone = tone_of(finding.severity);
  std::string out = paint(place_text(finding.path, finding.start), Tone::place, color);
  out += " " + paint(std::string(name_of(finding.severity)) + ":", tone, color) + " " + printable(finding.message);
  out += " " + paint("[" + finding.code + " " + finding.name + "]", Tone::quiet, color) + "\n";
  const Frame frame = excerpt_frame(finding.raw, finding.text, source, {.tone = tone, .color = color});
  return out + frame.text + message_line(source.document, frame, color) +
         label_line("= help:", finding.help, frame, color) + label_line("= try: ", finding.suggestion, frame, color);
}

std::string render_text(const Whole& whole, const Document& document, Color color) {
  if (whole.words.empty()) return {};
  std::string where = printable(document.path);
  if (document.origin.number != 0) where += ", message " + std::to_string(document.origin.number);
  return paint(where + ":", Tone::place, color) + " " + paint(whole.label + ":", Tone::label, color) + " " +
         printable(whole.words) + "\n";
}

std::string render_text(const Ask& ask, const Source& source, Color color) {
  std::string out = paint(place_text(source.document.path, ask.start), Tone::place, color);
  out += " " + paint("ask:", Tone::note, color) + " " + printable(describe(ask)) + "\n";
  const Frame frame = excerpt_frame(ask.raw, ask.text, source, {.tone = Tone::note, .color = color});
  return out + frame.text + message_line(source.document, frame, color);
}

std::string render_text(const SeenBlock& block, const Source& source, Color color) {
  const Document& document = source.document;
  const LineColumn at = document.origin.in_file(source.raw_lines.at(block.raw.begin));
  std::string_view words = slice(document.text, block.text);
  words = words.substr(0, std::min<std::size_t>(words.find_first_of("\r\n"), 200));
  std::string role(name_of(block.role));
  role.resize(std::max<std::size_t>(role.size(), 11), ' ');
  std::string lang = block.lang.empty() ? "--" : block.lang;
  return paint(place_text(document.path, at), Tone::place, color) + " " + paint(role, Tone::note, color) + " " + lang +
         "  " + printable(words) + "\n";
}

std::string render_text(const Heard& heard, Color color) {
  std::string out = paint(heard.lang.empty() ? "--" : heard.lang, Tone::note, color) + " " +
                    paint(heard.role, Tone::quiet, color) + " | " + printable(heard.sentence) + "\n";
  std::size_t widest = 0;
  for (const auto& [signal, words] : heard.hits) widest = std::max(widest, signal.size());
  for (const auto& [signal, words] : heard.hits)
    out += "    " + paint(signal, Tone::label, color) + std::string(widest - signal.size() + 2, ' ') +
           printable(words) + "\n";
  return out;
}

std::string render_summary(const Tally& tally, Color color) {
  const std::string where = " in " + counted(tally.messages, "message") + "\n";
  if (tally.findings() == 0) return paint("no findings", Tone::good, color) + where;
  return paint(counted(tally.findings(), "finding"), Tone::place, color) + " (" + severity_counts(tally, color) + ")" +
         where;
}

std::string render_ask_summary(const Tally& tally) {
  return (tally.asks == 0 ? "no asks" : counted(tally.asks, "ask")) + " in " + counted(tally.messages, "message") +
         "\n";
}

std::string render_statistics(const Tally& tally, const std::vector<Rule>& rules, Color color) {
  std::vector<std::pair<std::string, std::size_t>> rows(tally.by_code.begin(), tally.by_code.end());
  std::ranges::stable_sort(rows, [](const auto& a, const auto& b) { return a.second > b.second; });
  std::string out;
  for (const auto& [code, number] : rows) {
    const auto rule = std::ranges::find(rules, code, &Rule::code);
    const std::string digits = std::to_string(number);
    out +=
        std::string(digits.size() < 6 ? 6 - digits.size() : 0, ' ') + digits + "  " + paint(code, Tone::place, color);
    out += rule == rules.end() ? "\n" : " " + rule->name + "\n";
  }
  return out;
}

}  // namespace asklint
