#pragma once
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

#include "report/style.h"
#include "text/line_index.h"
#include "text/span.h"

namespace asklint {

/// How a source excerpt is drawn.
struct FrameStyle {
  Tone tone = Tone::warning;  ///< of the carets
  Color color = Color::never;
  std::uint32_t cells = 100;  ///< longer lines are cut around the marked words
};

/// A drawn excerpt.
struct Frame {
  std::string text;    ///< every line ends with a newline
  std::string indent;  ///< the white space that puts what follows under the frame's bar
};

/// The number to print beside the line whose marked words begin at this byte of the source.
using LineNumber = std::function<std::uint32_t(std::uint32_t)>;

/// The lines of `source` under `span`, with carets under the marked words: three lines at most. `lines` is the index
/// of `source`; the numbers are its own, or those that `number_of` says. An empty span gets one caret.
[[nodiscard]] Frame draw_frame(std::string_view source, const LineIndex& lines, Span span, const FrameStyle& style,
                               const LineNumber& number_of = nullptr);

}  // namespace asklint
