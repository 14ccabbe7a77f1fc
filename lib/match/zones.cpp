#include "match/zones.h"

#include <algorithm>
#include <array>
#include <optional>

#include "text/fold.h"

namespace asklint {
namespace {

constexpr std::array<std::pair<std::string_view, std::uint32_t LineZones::*>, 7> zone_fields{
    {{"greeting", &LineZones::greeting},
     {"closing", &LineZones::closing},
     {"attribution", &LineZones::attribution},
     {"forward", &LineZones::forward},
     {"history", &LineZones::history},
     {"mobile", &LineZones::mobile},
     {"disclaimer", &LineZones::disclaimer}}};
constexpr std::uint32_t longest_closing = 80;  // bytes of a line that only says goodbye
constexpr std::uint32_t longest_attribution = 300;
constexpr std::uint32_t longest_name = 60;  // bytes of a line under a closing
constexpr std::size_t lines_of_signature = 6;

struct Line {
  Span text;
  Folded folded;
  LineZones zones;
};

std::vector<Line> lines_of(const Document& document, Span block) {
  std::vector<Line> out;
  const Substitutions substitutions{document.words, document.controls};
  for (std::uint32_t at = block.begin; at < block.end;) {
    const std::size_t found = document.text.find('\n', at);
    const std::uint32_t end =
        std::min<std::uint32_t>(block.end, found == std::string::npos ? block.end : static_cast<std::uint32_t>(found));
    Line line{{at, end}, {}, {}};
    fold_into(line.folded, document.text, line.text, substitutions);
    if (!line.folded.lower.empty()) out.push_back(std::move(line));
    at = end + 1;
  }
  return out;
}

/// Walks the blocks once, from top to bottom, and remembers where in a letter it is.
class Walk {
 public:
  Walk(const ZoneFinder& zones, const Document& document)
      : zones_(zones),
        document_(document),
        lines_(body_lines(document)),
        shape_(joined(lines_)),
        reading_(zones.patterns(), {shape_, shape_}) {
    for (std::vector<Line>& lines : lines_)
      for (Line& line : lines) line.zones = zones_.zones_of(line.folded.lower, reading_);
  }

  std::vector<Block> run() {
    for (index_ = 0; index_ < document_.blocks.size(); ++index_) {
      const Block& block = document_.blocks[index_];
      if (rest_ && block.role != Role::header) {
        put(*rest_, block.text);
      } else if (block.role != Role::body) {
        out_.push_back(block);
        if (block.role == Role::quote) fresh_ = true;
      } else {
        body(block.text);
      }
    }
    return std::move(out_);
  }

 private:
  // The lines of each body block; of others none.
  static std::vector<std::vector<Line>> body_lines(const Document& document) {
    std::vector<std::vector<Line>> out(document.blocks.size());
    for (std::size_t i = 0; i < out.size(); ++i)
      if (document.blocks[i].role == Role::body) out[i] = lines_of(document, document.blocks[i].text);
    return out;
  }

  static std::string joined(const std::vector<std::vector<Line>>& blocks) {
    std::string out;
    for (const std::vector<Line>& lines : blocks)
      for (const Line& line : lines) out += line.folded.lower + " ";
    return out;
  }

  void put(Role role, Span text) {
    while (text.begin < text.end && document_.text[text.end - 1] <= ' ' && document_.text[text.end - 1] >= 0)
      --text.end;
    while (text.begin < text.end && document_.text[text.begin] <= ' ' && document_.text[text.begin] >= 0) ++text.begin;
    if (!text.empty()) out_.push_back({role, text});
  }

  void body(Span block) {
    const std::vector<Line>& lines = lines_[index_];
    if (lines.empty()) return;
    if (lines.front().zones.disclaimer > 0) return put(Role::disclaimer, block);
    if (signed_ && is_name_block(lines)) return put(Role::signature, block);
    std::uint32_t begin = block.begin;  // of the body lines not yet put
    for (std::size_t i = 0; i < lines.size(); ++i) {
      const std::uint32_t taken = take_line(lines, i, begin, block);
      if (taken == block.end) return;
      if (taken > begin) begin = taken;
    }
    put(Role::body, {begin, block.end});
  }

  // Where the next body line begins when lines[i] is something else; 0 where it is body.
  std::uint32_t take_line(const std::vector<Line>& lines, std::size_t i, std::uint32_t begin, Span block) {
    const Line& line = lines[i];
    if (starts_rest(lines, i)) {
      put(Role::body, {begin, line.text.begin});
      put(*rest_, {line.text.begin, block.end});
      return block.end;
    }
    if (const std::size_t used = attribution(lines, i); used > 0) {
      put(Role::body, {begin, line.text.begin});
      put(Role::attribution, {line.text.begin, lines[i + used - 1].text.end});
      if (!quote_follows(lines, i + used)) rest_ = Role::quote;
      if (rest_ && i + used < lines.size()) put(Role::quote, {lines[i + used].text.begin, block.end});
      fresh_ = true;
      return i + used < lines.size() && !rest_ ? lines[i + used].text.begin : block.end;
    }
    if (line.zones.mobile > 0) {
      put(Role::body, {begin, line.text.begin});
      put(Role::signature, {line.text.begin, block.end});
      return block.end;
    }
    if (fresh_) {
      fresh_ = false;
      if (const std::uint32_t end = greeting(line); end > 0) {
        put(Role::greeting, {line.text.begin, end});
        return end == line.text.end && i + 1 == lines.size() ? block.end : end;
      }
    }
    if (is_closing(lines, i)) {
      put(Role::body, {begin, line.text.begin});
      put(Role::closing, line.text);
      signed_ = true;
      if (i + 1 < lines.size()) put(Role::signature, {lines[i + 1].text.begin, block.end});
      return block.end;
    }
    return 0;
  }

  bool starts_rest(const std::vector<Line>& lines, std::size_t i) {
    if (lines[i].zones.forward > 0) {
      rest_ = Role::forward;
    } else if (i + 1 < lines.size() && lines[i].zones.history > 0 && lines[i + 1].zones.history > 0) {
      rest_ = Role::quote;
    }
    return rest_.has_value();
  }

  // How many lines an attribution takes: clients wrap it.
  [[nodiscard]] std::size_t attribution(const std::vector<Line>& lines, std::size_t i) {
    std::string text;
    for (std::size_t used = 1; used <= 3 && i + used <= lines.size(); ++used) {
      const std::string& next = lines[i + used - 1].folded.lower;
      if (text.size() + next.size() > longest_attribution) return 0;
      text += (text.empty() ? "" : " ") + next;
      if (text.back() == ':' && zones_.zones_of(text, reading_).attribution == text.size()) return used;
    }
    return 0;
  }

  [[nodiscard]] bool quote_follows(const std::vector<Line>& lines, std::size_t next_line) const {
    return next_line >= lines.size() && index_ + 1 < document_.blocks.size() &&
           document_.blocks[index_ + 1].role == Role::quote;
  }

  // The end (text) of the greeting that begins the line; 0 where there is none.
  [[nodiscard]] std::uint32_t greeting(const Line& line) const {
    const std::uint32_t folded = line.zones.greeting;
    if (folded == 0) return 0;
    if (folded == line.folded.lower.size()) return line.text.end;
    return line.folded.to_text.back({0, folded}).end;
  }

  [[nodiscard]] bool is_closing(const std::vector<Line>& lines, std::size_t i) const {
    const std::string& line = lines[i].folded.lower;
    if (line.size() > longest_closing || lines[i].zones.closing != line.size()) return false;
    return lines.size() - i <= lines_of_signature;
  }

  // Under a closing: some short lines that are no sentences.
  [[nodiscard]] static bool is_name_block(const std::vector<Line>& lines) {
    return lines.size() <= lines_of_signature && std::ranges::all_of(lines, [](const Line& line) {
             const std::string& text = line.folded.lower;
             return text.size() <= longest_name && text.back() != '?' && text.back() != '!' &&
                    !(text.back() == '.' && text.size() > 20) && text.find(": ") == std::string::npos;
           });
  }

  const ZoneFinder& zones_;
  const Document& document_;
  std::vector<std::vector<Line>> lines_;  // by block
  std::string shape_;                     // all of them, folded: what the zones' patterns are cut down to
  PatternSet::Reading reading_;
  std::vector<Block> out_;
  std::size_t index_ = 0;
  std::optional<Role> rest_;  // everything from here on
  bool fresh_ = true;         // the next body line may be a greeting
  bool signed_ = false;       // a closing line has been seen
};

}  // namespace

std::vector<std::uint64_t> index_zones(const std::vector<Zone>& zones) {
  std::vector<OwnedPattern> patterns;
  for (std::uint32_t i = 0; i < zones.size(); ++i)
    for (const Pattern& pattern : zones[i].patterns) patterns.push_back({&pattern, i, false});
  return PatternIndex::build(patterns, [](std::string_view) { return false; });
}

ZoneFinder::ZoneFinder(const std::vector<Zone>& zones, std::span<const std::uint64_t> index) : patterns_(index) {
  for (const Zone& zone : zones)
    for (const auto& [name, field] : zone_fields)
      if (zone.name == name) fields_.push_back(field);
}

LineZones ZoneFinder::zones_of(std::string_view line, PatternSet::Reading& reading) const {
  LineZones out;
  PatternSet::Candidates candidates;
  patterns_.candidates({line, line}, candidates);
  for (const std::uint32_t regex : candidates.regexes) {
    std::uint32_t& covered = out.*fields_[patterns_.owner(regex)];
    covered = std::max(covered, reading.match_begin(regex, line));
  }
  return out;
}

std::vector<Block> ZoneFinder::refine(const Document& document) const {
  return Walk(*this, document).run();
}

}  // namespace asklint
