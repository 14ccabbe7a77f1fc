#include "report/style.h"

namespace asklint {
namespace {

std::string_view codes_of(Tone tone) {
  switch (tone) {
    case Tone::plain:
      return "";
    case Tone::place:
      return "1";
    case Tone::error:
      return "1;31";
    case Tone::warning:
      return "1;33";
    case Tone::note:
      return "1;36";
    case Tone::gutter:
      return "34";
    case Tone::label:
      return "1;32";
    case Tone::quiet:
      return "2";
    case Tone::good:
      return "32";
  }
  return "";
}

bool is_set(const char* value) {
  return value != nullptr && *value != '\0';
}
bool is(const char* value, std::string_view wanted) {
  return value != nullptr && value == wanted;
}

}  // namespace

Color decide_color(ColorChoice choice, const ColorEnvironment& environment, bool terminal) {
  if (choice == ColorChoice::always) return Color::always;
  if (choice == ColorChoice::never || is_set(environment.no_color)) return Color::never;
  if (is_set(environment.clicolor_force) && !is(environment.clicolor_force, "0")) return Color::always;
  if (is(environment.clicolor, "0")) return Color::never;
  return terminal && !is(environment.term, "dumb") ? Color::always : Color::never;
}

Tone tone_of(Severity severity) {
  switch (severity) {
    case Severity::error:
      return Tone::error;
    case Severity::warning:
      return Tone::warning;
    case Severity::note:
      return Tone::note;
  }
  return Tone::plain;
}

std::string paint(std::string_view text, Tone tone, Color color) {
  if (color == Color::never || tone == Tone::plain || text.empty()) return std::string(text);
  std::string out = "\x1b[";
  out += codes_of(tone);
  out += 'm';
  out += text;
  out += "\x1b[0m";
  return out;
}

std::string counted(std::size_t number, std::string_view noun) {
  return std::to_string(number) + ' ' + std::string(noun) + (number == 1 ? "" : "s");
}

}  // namespace asklint
