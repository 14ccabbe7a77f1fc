#include "report/example.h"

#include <numeric>

#include "report/frame.h"
#include "text/line_index.h"
#include "text/width.h"

namespace asklint {
namespace {

bool is_good(Judgement judgement) {
  return judgement == Judgement::reported || judgement == Judgement::clean;
}

std::string_view meaning_of(Judgement judgement) {
  switch (judgement) {
    case Judgement::missing:
      return "the marked words are not found";
    case Judgement::noisy:
      return "found where nothing is marked";
    case Judgement::misplaced:
      return "found, but not exactly the marked words";
    case Judgement::reported:
    case Judgement::clean:
      break;
  }
  return "as marked";
}

std::string place_text(const Place& place) {
  return printable(place.file) + ":" + std::to_string(place.at.line) + ":" + std::to_string(place.at.column) + ":";
}

}  // namespace

std::size_t ExampleTally::all() const {
  return std::accumulate(by_judgement.begin(), by_judgement.end(), std::size_t{0});
}

std::size_t ExampleTally::bad() const {
  return all() - by_judgement[static_cast<std::size_t>(Judgement::reported)] -
         by_judgement[static_cast<std::size_t>(Judgement::clean)];
}

void count(const ExampleVerdict& verdict, ExampleTally* tally) {
  ++tally->by_judgement[static_cast<std::size_t>(verdict.judgement)];
}

std::string render_text(const ExampleVerdict& verdict, const Example& example, const Rule& rule, const Place& place,
                        Color color) {
  const LineIndex lines(example.text);
  std::string out;
  for (const Deviation& deviation : verdict.deviations) {
    out += paint(place_text(place), Tone::place, color) + " " +
           paint(std::string(name_of(deviation.judgement)) + ":", Tone::error, color) + " " +
           std::string(meaning_of(deviation.judgement)) + " " +
           paint("[" + rule.code + " " + example.lang + "]", Tone::quiet, color) + "\n";
    const bool missing = deviation.judgement == Judgement::missing;
    const Frame frame = draw_frame(example.text, lines, missing ? deviation.marked : deviation.found,
                                   {.tone = Tone::error, .color = color});
    out += frame.text;
    if (deviation.judgement == Judgement::misplaced)
      out += frame.indent + paint("= marked:", Tone::label, color) + " " +
             printable(slice(example.text, deviation.marked)) + "\n";
  }
  return out;
}

std::string render_summary(const ExampleTally& tally, Color color) {
  std::string out = counted(tally.all(), "example") + ":";
  bool first = true;
  for (std::size_t i = 0; i < tally.by_judgement.size(); ++i) {
    if (tally.by_judgement[i] == 0) continue;
    const auto judgement = static_cast<Judgement>(i);
    out += first ? " " : ", ";
    out += paint(std::to_string(tally.by_judgement[i]) + " " + std::string(name_of(judgement)),
                 is_good(judgement) ? Tone::good : Tone::error, color);
    first = false;
  }
  return out + (first ? " none" : "") + "\n";
}

}  // namespace asklint
