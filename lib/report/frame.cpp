#include "report/frame.h"

#include <algorithm>
#include <vector>

#include "text/width.h"

namespace asklint {
namespace {

constexpr std::uint32_t most_lines = 3;
constexpr std::uint32_t cut_bytes = 600;  ///< a line of megabytes is cut to so much on each side before it is laid out
constexpr std::string_view ellipsis = "…";

/// One line to show and what is marked in it.
struct MarkedLine {
  std::string_view text;
  Span marked;               ///< bytes of text
  std::uint32_t number = 0;  ///< 0: none is shown
  bool cut_left = false, cut_right = false;
};

struct Cells {
  std::uint32_t begin = 0, end = 0;
};

bool is_blank(char c) {
  return c == ' ' || c == '\t' || c == '\r';
}
bool inside_character(char c) {
  return (static_cast<unsigned char>(c) & 0xC0U) == 0x80U;
}

Span trimmed(std::string_view text, Span span) {
  while (!span.empty() && is_blank(text[span.begin])) ++span.begin;
  while (!span.empty() && is_blank(text[span.end - 1])) --span.end;
  return span;
}

/// Leaves out what is so far from the marked words that it cannot be shown.
MarkedLine shortened(MarkedLine line) {
  const auto size = static_cast<std::uint32_t>(line.text.size());
  std::uint32_t begin = line.marked.begin > cut_bytes ? line.marked.begin - cut_bytes : 0;
  std::uint32_t end = std::min(size, line.marked.begin + 2 * cut_bytes);
  while (begin > 0 && begin < line.marked.begin && inside_character(line.text[begin])) ++begin;
  while (end < size && end > line.marked.begin && inside_character(line.text[end])) --end;
  line.cut_left = begin > 0;
  line.cut_right = end < size;
  line.text = line.text.substr(begin, end - begin);
  line.marked = {line.marked.begin - begin, std::min(line.marked.end, end) - begin};
  return line;
}

Cells cells_under(const std::vector<Glyph>& glyphs, Span marked) {
  const std::uint32_t width = glyphs.empty() ? 0 : glyphs.back().cell + glyphs.back().cells;
  Cells cells{width, width};
  bool first = true;
  for (const Glyph& glyph : glyphs) {
    if (first && glyph.source.end > marked.begin) {
      cells = {glyph.cell, glyph.cell};
      first = false;
    }
    if (overlaps(glyph.source, marked)) cells.end = glyph.cell + glyph.cells;
  }
  return cells;
}

/// The part of the line that is shown: its beginning where the marked words stand there, else with them in the middle.
Cells window_around(Cells marked, std::uint32_t width, std::uint32_t limit) {
  if (width <= limit) return {0, width};
  if (marked.end + limit / 8 <= limit) return {0, limit};  // the line's own beginning reads best
  const std::uint32_t length = marked.end - marked.begin;
  const std::uint32_t context = length < limit ? (limit - length) / 2 : 0;
  std::uint32_t begin = marked.begin > context ? marked.begin - context : 0;
  begin = std::min(begin, width - limit);
  return {begin, begin + limit};
}

/// A cut between words looks better than one inside: up to 12 cells are given up for it.
Cells at_word_ends(Cells window, const std::vector<Glyph>& glyphs, Cells marked, std::uint32_t width) {
  const Cells whole = window;
  for (const Glyph& glyph : glyphs) {
    if (glyph.shown != " ") continue;
    const std::uint32_t next = glyph.cell + 1;
    const bool near_begin = glyph.cell >= whole.begin && next <= whole.begin + 12 && next <= marked.begin;
    if (whole.begin > 0 && near_begin && window.begin == whole.begin) window.begin = next;
    const bool near_end = glyph.cell + 12 >= whole.end && glyph.cell < whole.end && glyph.cell >= marked.end;
    if (whole.end < width && near_end) window.end = glyph.cell;
  }
  return window;
}

std::string number_text(std::uint32_t number, std::size_t digits) {
  const std::string text = number == 0 ? "" : std::to_string(number);
  return "  " + std::string(digits - text.size(), ' ') + text + " |";
}

std::string carets(Cells marked, bool continued) {
  const std::uint32_t length = std::max(1U, marked.end - marked.begin);
  return continued ? std::string(length, '~') : "^" + std::string(length - 1, '~');
}

std::string draw_line(const MarkedLine& whole, std::size_t digits, bool continued, const FrameStyle& style) {
  const MarkedLine line = shortened(whole);
  const auto glyphs = lay_out(line.text);
  const std::uint32_t width = glyphs.empty() ? 0 : glyphs.back().cell + glyphs.back().cells;
  const Cells marked = cells_under(glyphs, line.marked);
  const Cells window = at_word_ends(window_around(marked, width, style.cells), glyphs, marked, width);
  const bool left = line.cut_left || window.begin > 0;
  const bool right = line.cut_right || window.end < width;

  std::string source(left ? ellipsis : "");
  for (const Glyph& glyph : glyphs)
    if (glyph.cell >= window.begin && glyph.cell + glyph.cells <= window.end) source += glyph.shown;
  while (!source.empty() && source.back() == ' ') source.pop_back();
  if (right) source += ellipsis;

  const Cells shown{std::max(marked.begin, window.begin), std::max(window.begin, std::min(marked.end, window.end))};
  const std::uint32_t indent = shown.begin - window.begin + (left ? 1U : 0U);
  std::string out = paint(number_text(whole.number, digits), Tone::gutter, style.color);
  if (!source.empty()) out += " " + source;
  out += "\n" + paint(number_text(0, digits), Tone::gutter, style.color) + " " + std::string(indent, ' ');
  return out + paint(carets(shown, continued), style.tone, style.color) + "\n";
}

Frame draw_lines(const std::vector<MarkedLine>& lines, bool more, const FrameStyle& style) {
  std::size_t digits = 1;
  for (const MarkedLine& line : lines) digits = std::max(digits, std::to_string(line.number).size());
  std::string out;
  for (const MarkedLine& line : lines) out += draw_line(line, digits, &line != &lines.front(), style);
  if (more) out += paint(number_text(0, digits), Tone::gutter, style.color) + " " + std::string(ellipsis) + "\n";
  return {out, std::string(digits + 3, ' ')};
}

}  // namespace

Frame draw_frame(std::string_view source, const LineIndex& lines, Span span, const FrameStyle& style,
                 const LineNumber& number_of) {
  const std::uint32_t first = lines.at(span.begin).line;
  const std::uint32_t last = span.empty() ? first : lines.at(span.end - 1).line;
  std::vector<MarkedLine> shown;
  bool more = false;
  std::uint32_t before = 0;
  for (std::uint32_t number = first; number <= last && !more; ++number) {
    const Span line = lines.line(number);
    const Span part = {std::clamp(span.begin, line.begin, line.end), std::clamp(span.end, line.begin, line.end)};
    const Span marked = trimmed(source, part);
    if (number != first && marked.empty()) continue;  // a blank line inside the marked words
    more = shown.size() == most_lines;
    if (more) break;
    const std::uint32_t printed = number_of ? number_of(marked.begin) : number;
    shown.push_back(
        {slice(source, line), {marked.begin - line.begin, marked.end - line.begin}, printed == before ? 0 : printed});
    before = printed;
  }
  return draw_lines(shown, more, style);
}

}  // namespace asklint
