#include "report/github.h"

#include <algorithm>
#include <string_view>

namespace asklint {
namespace {

std::string escape(std::string_view text, std::string_view also) {
  constexpr std::string_view hex = "0123456789ABCDEF";
  std::string out;
  for (const char c : text) {
    const bool special = c == '%' || c == '\r' || c == '\n' || also.find(c) != std::string_view::npos;
    if (!special) {
      out += c;
      continue;
    }
    const auto byte = static_cast<unsigned char>(c);
    out += '%';
    out += hex[byte >> 4U];
    out += hex[byte & 0xFU];
  }
  return out;
}

std::string escape_message(std::string_view text) {
  return escape(text, "");
}
std::string escape_property(std::string_view text) {
  return escape(text, ":,");
}

std::string_view command_of(Severity severity) {
  return severity == Severity::note ? "notice" : name_of(severity);
}

/// Annotations want a path from the workspace: `./mail/a.txt` is not found there, `mail/a.txt` is.
std::string_view workspace_path(std::string_view path) {
  while (path.starts_with("./")) path.remove_prefix(2);
  return path;
}

std::string properties_of(const Finding& finding) {
  std::string out = "file=" + escape_property(workspace_path(finding.path));
  out += ",line=" + std::to_string(finding.start.line) + ",endLine=" + std::to_string(finding.end.line);
  if (finding.start.line == finding.end.line) {
    const auto end = std::max(finding.start.column, finding.end.column);
    out += ",col=" + std::to_string(finding.start.column) + ",endColumn=" + std::to_string(end);
  }
  return out + ",title=" + escape_property(finding.code + " " + finding.name);
}

/// The place stands in the words too: the log of a run shows nothing else.
std::string words_of(const Finding& finding) {
  std::string out(workspace_path(finding.path));
  out += ":" + std::to_string(finding.start.line) + ":" + std::to_string(finding.start.column) + ": " + finding.message;
  if (!finding.help.empty()) out += "\nhelp: " + finding.help;
  if (!finding.suggestion.empty()) out += "\ntry: " + finding.suggestion;
  return out;
}

}  // namespace

std::string render_github(const Finding& finding) {
  return "::" + std::string(command_of(finding.severity)) + " " + properties_of(finding) +
         "::" + escape_message(words_of(finding)) + "\n";
}

std::string render_github(std::vector<Finding> findings) {
  std::ranges::stable_sort(findings, [](const Finding& a, const Finding& b) { return a.severity > b.severity; });
  std::string out;
  for (const Finding& finding : findings) out += render_github(finding);
  return out;
}

}  // namespace asklint
