#pragma once
#include <string>
#include <string_view>

#include "rule/severity.h"

namespace asklint {

/// Whether escape sequences are written. Colour is never the only sign: all it says stands in words too.
enum class Color { never, always };

/// --color.
enum class ColorChoice { automatic, always, never };

/// What the environment says about colour; null where a variable is not set.
struct ColorEnvironment {
  const char* no_color = nullptr;
  const char* clicolor_force = nullptr;
  const char* clicolor = nullptr;
  const char* term = nullptr;
};

/// The first that has a say: --color; NO_COLOR, unless empty; CLICOLOR_FORCE, unless empty or 0; CLICOLOR=0;
/// a terminal that is not dumb.
[[nodiscard]] Color decide_color(ColorChoice choice, const ColorEnvironment& environment, bool terminal);

/// What a run of text is for.
enum class Tone { plain, place, error, warning, note, gutter, label, quiet, good };

[[nodiscard]] Tone tone_of(Severity severity);

/// `text` in the colours of `tone`; unchanged where colour is off or there is nothing to paint.
[[nodiscard]] std::string paint(std::string_view text, Tone tone, Color color);

/// "1 finding", "2 findings".
[[nodiscard]] std::string counted(std::size_t number, std::string_view noun);

}  // namespace asklint
