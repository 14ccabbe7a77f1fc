#include "reader/mail/flowed.h"

#include "reader/lines.h"

namespace asklint {

namespace {

/// A line of flowed text, as bytes of it.
struct FlowedLine {
  std::uint32_t depth = 0;
  Span marks;  ///< the quote marks, with the stuffed blank where there are any
  Span words;  ///< the rest, its trailing blank included
  Span end;    ///< its end of line
  bool soft = false;
};

FlowedLine flowed_line(std::string_view text, std::uint32_t at) {
  const auto limit = static_cast<std::uint32_t>(text.size());
  const Line line = line_at(text, at, limit);
  FlowedLine out;
  std::uint32_t begin = at;
  while (begin < line.text.end && text[begin] == '>') ++begin;
  out.depth = begin - at;
  const std::uint32_t marks_end = begin;
  if (begin < line.text.end && text[begin] == ' ') ++begin;
  out.marks = {at, out.depth > 0 ? begin : marks_end};
  out.words = {begin, line.text.end};
  out.end = {line.text.end, line.next};
  const std::string_view words = slice(text, out.words);
  const bool blank = trim_blanks(words).empty();
  out.soft = !blank && words != "-- " && words.ends_with(' ');
  return out;
}

}  // namespace

Decoded decode_flowed(std::string_view text, DelSp delsp) {
  Decoded to;
  to.out.reserve(text.size());
  const auto keep = [&](Span span) { to.keep(slice(text, span), span.begin); };
  bool flows = false;  // the line before goes on in this one, if it may
  FlowedLine before;
  for (std::uint32_t at = 0; at < text.size();) {
    const FlowedLine line = flowed_line(text, at);
    const bool ends_flow =
        line.depth != before.depth || slice(text, line.words) == "-- " || trim_blanks(slice(text, line.words)).empty();
    const bool joined = flows && !ends_flow;
    if (flows && !joined) keep(before.end);
    if (!joined) keep(line.marks);
    Span words = line.words;
    if (line.soft && delsp == DelSp::yes) --words.end;
    keep(words);
    if (!line.soft) keep(line.end);
    flows = line.soft;
    before = line;
    at = line.end.end;
  }
  if (flows) keep(before.end);
  return to;
}

}  // namespace asklint
