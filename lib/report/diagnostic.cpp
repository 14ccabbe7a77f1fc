#include "report/diagnostic.h"

#include "text/width.h"

namespace asklint {
namespace {

std::string place_of(const Error& error) {
  if (error.file.empty()) return "asklint:";
  std::string place = printable(error.file) + ":";
  if (error.place.line > 0) place += std::to_string(error.place.line) + ":";
  if (error.place.line > 0 && error.place.column > 0) place += std::to_string(error.place.column) + ":";
  return place;
}

}  // namespace

std::string render_diagnostic(const Error& error, Severity severity, Color color) {
  std::string out = paint(place_of(error), Tone::place, color);
  out += " " + paint(std::string(name_of(severity)) + ":", tone_of(severity), color);
  out += " " + printable(error.message) + "\n";
  if (!error.help.empty()) out += "    " + paint("= help:", Tone::label, color) + " " + printable(error.help) + "\n";
  return out;
}

}  // namespace asklint
