#include "match/zones.h"

#include <algorithm>
#include <array>
#include <optional>

#include "match/line_shape.h"
#include "text/fold.h"

namespace asklint {
namespace {

constexpr std::array<std::pair<std::string_view, std::uint32_t LineZones::*>, 9> zone_fields{
    {{"greeting", &LineZones::greeting},
     {"closing", &LineZones::closing},
     {"attribution", &LineZones::attribution},
     {"forward", &LineZones::forward},
     {"sender", &LineZones::sender},
     {"history", &LineZones::history},
     {"mobile", &LineZones::mobile},
     {"disclaimer", &LineZones::disclaimer},
     {"postscript", &LineZones::postscript}}};
constexpr std::uint32_t longest_closing = 80;  // bytes of a line that only says goodbye
constexpr std::uint32_t longest_attribution = 300;
constexpr std::size_t lines_of_attribution = 4;
constexpr std::size_t lines_of_signature = 10;
constexpr std::size_t lines_of_headers = 16;
constexpr std::size_t wrapped_lines = 2;      // of one header
constexpr std::size_t whole_headers = 4;      // so many are a mail's even without an address
constexpr std::size_t shortest_wrapped = 50;  // bytes of a line that may go on in the next one

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
        lines_(author_lines(document)),
        shape_(joined(lines_)),
        reading_(zones.patterns(), {shape_, shape_}) {
    for (Lines& lines : lines_)
      for (Line& line : lines) line.zones = told(line.folded.lower);
  }

  std::vector<Block> run() {
    for (index_ = 0; index_ < document_.blocks.size(); ++index_) {
      const Block& block = document_.blocks[index_];
      if (rest_ && block.role != Role::header) {
        put(*rest_, block.text);
      } else if (block.role == Role::body || block.role == Role::signature) {
        walk(block);
      } else {
        out_.push_back(block);
        if (block.role == Role::quote) {
          fresh_ = !has_words();
          signed_ = legal_ = false;
        }
      }
    }
    return std::move(out_);
  }

 private:
  using Lines = std::vector<Line>;

  // The lines of each block that may hold the author's words; of others none.
  static std::vector<Lines> author_lines(const Document& document) {
    std::vector<Lines> out(document.blocks.size());
    for (std::size_t i = 0; i < out.size(); ++i)
      if (document.blocks[i].role == Role::body || document.blocks[i].role == Role::signature)
        out[i] = lines_of(document, document.blocks[i].text);
    return out;
  }

  static std::string joined(const std::vector<Lines>& blocks) {
    std::string out;
    for (const Lines& lines : blocks)
      for (const Line& line : lines) out += line.folded.lower + " ";
    return out;
  }

  // `*From:* Jane` is a header in bold type.
  [[nodiscard]] LineZones told(std::string_view line) {
    LineZones out = zones_.zones_of(line, reading_);
    if (!line.starts_with('*')) return out;
    const LineZones inner = zones_.zones_of(bare(line), reading_);
    out.sender = inner.sender;
    out.history = inner.history;
    return out;
  }

  void put(Role role, Span text) {
    while (text.begin < text.end && document_.text[text.end - 1] <= ' ' && document_.text[text.end - 1] >= 0)
      --text.end;
    while (text.begin < text.end && document_.text[text.begin] <= ' ' && document_.text[text.begin] >= 0) ++text.begin;
    if (!text.empty()) out_.push_back({role, text});
  }

  void walk(const Block& block) {
    const Lines& lines = lines_[index_];
    if (lines.empty()) return;
    begin_ = block.text.begin;
    role_ = block.role == Role::body ? role_of(lines) : block.role;
    if (role_ == Role::signature) signed_ = true;
    for (std::size_t i = 0; i < lines.size() && !rest_;) i += std::max<std::size_t>(take(lines, i), 1);
    put(rest_.value_or(role_), {begin_, block.text.end});
    begun_ = true;
  }

  // What a whole block is, as far as its lines tell nothing else.
  [[nodiscard]] Role role_of(const Lines& lines) {
    const LineZones& first = lines.front().zones;
    if (first.disclaimer > 0) {
      legal_ = true;
      return Role::disclaimer;
    }
    if (first.postscript > 0) {
      signed_ = legal_ = false;
      return Role::body;
    }
    if (legal_ && (signed_ || is_footer(lines))) return Role::disclaimer;
    legal_ = false;
    if (std::ranges::all_of(lines, [](const Line& line) { return is_trailer(line.folded.lower); }))
      return Role::signature;
    if (is_signature(lines)) return Role::signature;
    signed_ = false;
    return Role::body;
  }

  // Links and short lines below an unsubscribe line.
  [[nodiscard]] static bool is_footer(const Lines& lines) {
    return std::ranges::all_of(lines, [](const Line& line) {
      return is_link(line.folded.lower) || (is_signature_line(line.folded.lower) && has_contact(line.folded.lower));
    });
  }

  [[nodiscard]] bool is_signature(const Lines& lines) const {
    const std::string& first = lines.front().folded.cased;
    if (begun_ && lines.size() == 1 && is_signed_dash(lines.front())) return true;
    if (lines.size() > lines_of_signature) return false;
    const bool named = is_proper_name(first, true);
    const auto fits = [&](const Line& line) {
      const std::string& text = line.folded.lower;
      return is_signature_line(text) || (named && &line != &lines.front() && text.size() < 30 && text.back() == '!');
    };
    if (!std::ranges::all_of(lines, fits)) return false;
    if (signed_) return true;
    const bool contact = std::ranges::any_of(lines, [](const Line& line) { return has_contact(line.folded.lower); });
    if (!begun_ || !contact || !author_ends(index_ + 1)) return false;
    return below_ruler(lines.front()) || (named && lines.size() > 1 && is_proper_name(first, false));
  }

  // `-Jane Doe`: how some sign; a list's dash has been taken off the line.
  [[nodiscard]] bool is_signed_dash(const Line& line) const {
    const std::string& cased = line.folded.cased;
    if (cased.size() > 1 && cased[0] == '-' && cased[1] != ' ') return is_proper_name(cased.substr(1), true);
    std::uint32_t at = line.text.begin;
    while (at > 0 && document_.text[at - 1] == ' ') --at;
    return at > 0 && document_.text[at - 1] == '-' && (at == 1 || document_.text[at - 2] == '\n') &&
           author_ends(index_ + 1) && is_proper_name(cased, false);
  }

  // Whether nothing of the author's follows from that block on, before quotes or the end.
  [[nodiscard]] bool author_ends(std::size_t block) const {
    if (block >= document_.blocks.size() || document_.blocks[block].role != Role::body) return true;
    const Lines& lines = lines_[block];
    if (lines.empty()) return true;
    const LineZones& zones = lines.front().zones;
    if (zones.disclaimer > 0 || zones.mobile > 0 || zones.forward > 0 || zones.sender > 0 || zones.attribution > 0 ||
        zones.postscript > 0)
      return true;
    return std::ranges::all_of(lines, [](const Line& line) { return is_signature_line(line.folded.lower); }) ||
           lines.back().folded.lower.ends_with(':') || is_caption(lines.front().folded.lower);
  }

  [[nodiscard]] bool below_ruler(const Line& line) const { return ruler_above(line.text.begin); }

  // The line with words before `at`, where it is a ruler, a caption or a mark.
  [[nodiscard]] bool ruler_above(std::uint32_t at) const {
    const std::string_view before = std::string_view(document_.text).substr(0, at);
    const std::size_t line_end = before.find_last_of('\n');
    if (line_end == std::string_view::npos) return false;
    const std::size_t end = before.find_last_not_of(" \t\r\n", line_end);
    if (end == std::string_view::npos) return false;
    const std::size_t begin = before.find_last_of('\n', end);
    const std::string_view line = before.substr(begin == std::string_view::npos ? 0 : begin + 1, end + 1);
    const std::string_view words = line.substr(0, end - (begin == std::string_view::npos ? 0 : begin + 1) + 1);
    return words.size() > 1 && bare(words).empty();
  }

  void emit(Role role, const Lines& lines, std::size_t i, std::size_t used) {
    put(role_, {begin_, lines[i].text.begin});
    put(role, {lines[i].text.begin, lines[i + used - 1].text.end});
    begin_ = lines[i + used - 1].text.end;
  }

  // How many lines are taken from lines[i] on because they are something else than their block; 0: none.
  std::size_t take(const Lines& lines, std::size_t i) {
    if (starts_rest(lines, i)) {
      put(role_, {begin_, lines[i].text.begin});
      begin_ = lines[i].text.begin;
      return lines.size();
    }
    if (const std::size_t used = attribution(lines, i)) return emit_attribution(lines, i, used);
    if (lines[i].zones.postscript > 0 && role_ == Role::signature) return begin_body(lines, i);
    if (role_ != Role::body) return 0;
    if (lines[i].zones.disclaimer > 0 && !goes_on(lines, i)) {
      emit(Role::disclaimer, lines, i, lines.size() - i);
      legal_ = true;
      return lines.size();
    }
    if (lines[i].zones.mobile > 0 && !goes_on(lines, i)) return emit_mobile(lines, i);
    if (fresh_) {
      fresh_ = false;
      if (const std::uint32_t end = greeting(lines[i]); end > 0) {
        put(Role::greeting, {lines[i].text.begin, end});
        begin_ = end;
        if (end == lines[i].text.end) return 1;
      }
    }
    if (is_mark(slice(document_.text, lines[i].text))) return emit_marked(lines, i);
    if (is_closing(lines, i)) return emit_closing(lines, i);
    return 0;
  }

  // After a signature, words of the author's.
  std::size_t begin_body(const Lines& lines, std::size_t i) {
    put(role_, {begin_, lines[i].text.begin});
    begin_ = lines[i].text.begin;
    role_ = Role::body;
    signed_ = legal_ = false;
    return 1;
  }

  std::size_t emit_attribution(const Lines& lines, std::size_t i, std::size_t used) {
    emit(Role::attribution, lines, i, used);
    // Below the author's words stands history; with nothing above, the author answers below.
    if (!quote_follows(lines, i + used) && has_words()) rest_ = Role::quote;
    fresh_ = !has_words();
    return used;
  }

  [[nodiscard]] bool has_words() const {
    return std::ranges::any_of(out_, [](const Block& block) {
      return block.role == Role::body || block.role == Role::greeting || block.role == Role::closing;
    });
  }

  // The line, and the links below it.
  std::size_t emit_mobile(const Lines& lines, std::size_t i) {
    std::size_t end = i + 1;
    while (end < lines.size() && (is_link(lines[end].folded.lower) || lines[end].zones.mobile > 0)) ++end;
    emit(Role::signature, lines, i, end - i);
    signed_ = true;
    return end - i;
  }

  std::size_t emit_closing(const Lines& lines, std::size_t i) {
    emit(Role::closing, lines, i, 1);
    signed_ = true;
    return 1 + emit_names(lines, i + 1);
  }

  std::size_t emit_marked(const Lines& lines, std::size_t i) {
    const std::size_t names = signature_lines(lines, i + 1);
    if (names == 0 || i + 1 + names < lines.size()) return 0;
    if (names == 1 && !is_proper_name(lines[i + 1].folded.cased, true) && !has_contact(lines[i + 1].folded.lower))
      return 0;
    emit(Role::signature, lines, i, 1 + names);
    signed_ = true;
    return 1 + names;
  }

  std::size_t emit_names(const Lines& lines, std::size_t i) {
    const std::size_t names = signature_lines(lines, i);
    if (names > 0) emit(Role::signature, lines, i, names);
    return names;
  }

  // How many lines from lines[i] on are names, titles and addresses.
  [[nodiscard]] static std::size_t signature_lines(const Lines& lines, std::size_t i) {
    std::size_t end = i;
    while (end < lines.size() && is_signature_line(lines[end].folded.lower) && !begins_more(lines[end].zones)) ++end;
    return end - i > lines_of_signature ? 0 : end - i;
  }
  [[nodiscard]] static bool begins_more(const LineZones& zones) {
    return zones.postscript > 0 || zones.sender > 0 || zones.forward > 0 || zones.attribution > 0;
  }

  [[nodiscard]] static bool ends_sentence(const Line& line) {
    const char last = line.folded.lower.back();
    return last == '.' || last == '!' || last == '?' || last == ':';
  }

  // Whether lines[i] is the middle of a wrapped sentence.
  [[nodiscard]] static bool goes_on(const Lines& lines, std::size_t i) {
    return i > 0 && lines[i - 1].folded.lower.size() >= shortest_wrapped && !ends_sentence(lines[i - 1]);
  }

  bool starts_rest(const Lines& lines, std::size_t i) {
    if (lines[i].zones.forward > 0) {
      rest_ = Role::forward;
    } else if (is_headers(lines, i) || captions_headers(lines, i)) {
      rest_ = Role::quote;
    }
    return rest_.has_value();
  }

  // A run of mail headers pasted in: who and another one, with enough evidence that it was a mail's.
  [[nodiscard]] bool is_headers(const Lines& lines, std::size_t first) const {
    const std::string& begin = lines[first].folded.lower;
    const LineZones& zones = lines[first].zones;
    const bool known = zones.sender > 0 || zones.history > 0;
    const bool ruled = is_labelled(begin) && first == 0 && ruler_above(lines[first].text.begin);
    return (known || ruled) && counts_as_headers(lines, first, ruled);
  }

  [[nodiscard]] static bool counts_as_headers(const Lines& lines, std::size_t first, bool ruled) {
    std::size_t senders = 0, known = 0, labels = 0, wrapped = 0;
    bool address = false, date = false;
    for (std::size_t i = first; i < lines.size() && i < first + lines_of_headers && wrapped <= wrapped_lines; ++i) {
      const Line& line = lines[i];
      const bool labelled = is_labelled(line.folded.lower);
      wrapped = labelled ? 0 : wrapped + 1;
      if (line.zones.sender > 0) ++senders;
      if (line.zones.sender > 0 || line.zones.history > 0) ++known;
      if (labelled) ++labels;
      address = address || has_address(line.folded.lower);
      date = date || (labelled && has_date(line.folded.lower) && has_time(line.folded.lower));
    }
    if (ruled && labels >= 2 && (address || date)) return true;
    return senders > 0 && known >= 2 && (address || senders >= 2 || known >= whole_headers || ruled);
  }

  // `----- words -----` over headers in an unknown language.
  [[nodiscard]] bool captions_headers(const Lines& lines, std::size_t i) const {
    if (!is_caption(lines[i].folded.lower)) return false;
    if (i + 1 < lines.size()) return is_labelled(lines[i + 1].folded.lower) && counts_as_headers(lines, i + 1, true);
    if (index_ + 1 >= lines_.size() || lines_[index_ + 1].empty()) return false;
    const Lines& next = lines_[index_ + 1];
    return is_labelled(next.front().folded.lower) && counts_as_headers(next, 0, true);
  }

  // How many lines an attribution takes: clients wrap it.
  [[nodiscard]] std::size_t attribution(const Lines& lines, std::size_t i) {
    std::string text;
    for (std::size_t used = 1; used <= lines_of_attribution && i + used <= lines.size(); ++used) {
      const std::string& next = lines[i + used - 1].folded.lower;
      if (text.size() + next.size() > longest_attribution) return 0;
      text += (text.empty() ? "" : " ") + next;
      const bool last = i + used == lines.size();
      if (is_attribution(text, used, last, quote_follows(lines, i + used))) return used;
      if (ends_sentence(lines[i + used - 1]) || last || !wraps(next, lines[i + used].folded.lower)) return 0;
    }
    return 0;
  }

  // Whether a line of an attribution may go on in the next one: it tells a date, or a name whose address follows.
  [[nodiscard]] static bool wraps(std::string_view line, std::string_view next) {
    return next.starts_with('<') || std::string_view("<(,").find(line.back()) != std::string_view::npos ||
           line.find_first_of("0123456789@") != std::string_view::npos;
  }

  [[nodiscard]] bool is_attribution(std::string_view text, std::size_t lines, bool last, bool quoted) {
    const bool dashed = is_caption(text);
    const std::string_view words = dashed ? bare(text) : text;
    const bool colon = words.ends_with(':');
    const bool address = has_address(words), date = has_date(words), time = has_time(words);
    if (!colon && !dashed && !(last && (address || time) && (date || time))) return false;
    const bool evident = quoted || dashed || date || address || (time && last);
    if (evident && zones_.zones_of(words, reading_).attribution == words.size()) return true;
    if (!colon || !last) return false;
    if (quoted) return address || (date && (time || lines == 1));
    return date && time && has_bracketed_address(words);
  }

  [[nodiscard]] bool quote_follows(const Lines& lines, std::size_t next_line) const {
    return next_line >= lines.size() && index_ + 1 < document_.blocks.size() &&
           document_.blocks[index_ + 1].role == Role::quote;
  }

  // The end (text) of the greeting that begins the line; 0 where there is none.
  [[nodiscard]] static std::uint32_t greeting(const Line& line) {
    const std::uint32_t folded = line.zones.greeting;
    if (folded == 0) return 0;
    if (folded == line.folded.lower.size()) return line.text.end;
    return line.folded.to_text.back({0, folded}).end;
  }

  // A line that only says goodbye, maybe with the name: "Thanks, Tom".
  [[nodiscard]] bool is_closing(const Lines& lines, std::size_t i) {
    const std::string& line = lines[i].folded.lower;
    if (line.size() > longest_closing) return false;
    if (lines[i].zones.closing == line.size()) return true;
    const std::size_t comma = line.rfind(", ");
    if (comma == std::string::npos || i + 1 + signature_lines(lines, i + 1) < lines.size()) return false;
    const std::string_view words = std::string_view(line).substr(0, comma + 1);
    return is_proper_name(std::string_view(lines[i].folded.cased).substr(comma + 2), true) &&
           zones_.zones_of(words, reading_).closing == words.size();
  }

  const ZoneFinder& zones_;
  const Document& document_;
  std::vector<Lines> lines_;  // by block
  std::string shape_;         // all of them, folded: what the zones' patterns are cut down to
  PatternSet::Reading reading_;
  std::vector<Block> out_;
  std::size_t index_ = 0;
  std::uint32_t begin_ = 0;   // of what is not yet put, in the block
  Role role_ = Role::body;    // of what is not yet put
  std::optional<Role> rest_;  // everything from here on
  bool fresh_ = true;         // the next body line may be a greeting
  bool begun_ = false;        // a block has been seen
  bool signed_ = false;       // a closing or a signature has been seen, and no words of the author's since
  bool legal_ = false;        // a disclaimer goes on
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
