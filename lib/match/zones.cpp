#include "match/zones.h"

#include <algorithm>
#include <array>
#include <memory>
#include <optional>
#include <string>
#include <utility>

#include "match/line_shape.h"
#include "text/fold.h"

namespace asklint {
namespace {

constexpr std::array<std::pair<std::string_view, std::uint32_t LineZones::*>, 10> zone_fields{
    {{"greeting", &LineZones::greeting},
     {"closing", &LineZones::closing},
     {"attribution", &LineZones::attribution},
     {"forward", &LineZones::forward},
     {"sender", &LineZones::sender},
     {"history", &LineZones::history},
     {"mobile", &LineZones::mobile},
     {"disclaimer", &LineZones::disclaimer},
     {"postscript", &LineZones::postscript},
     {"original", &LineZones::original}}};
constexpr std::uint32_t longest_closing = 80;  // bytes of a line that only says goodbye
constexpr std::uint32_t longest_attribution = 300;
constexpr std::size_t lines_of_attribution = 4;
constexpr std::size_t lines_of_signature = 10;
constexpr std::size_t lines_of_headers = 16;
constexpr std::size_t wrapped_lines = 2;        // of one header
constexpr std::size_t whole_headers = 4;        // so many are a mail's even without an address
constexpr std::uint32_t long_disclaimer = 200;  // bytes of its first paragraph
constexpr std::size_t longest_kept = 400;       // bytes of a line that may come again
constexpr std::size_t shortest_wrapped = 50;    // bytes of a line that may go on in the next one

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
      : zones_(zones), document_(document), lines_(author_lines(document)), reading_(zones.borrow()) {
    for (Lines& lines : lines_)
      for (Line& line : lines) line.zones = told(line.folded.lower);
    tails_ = tails_of(document_, lines_);
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
          fresh_ = !authored_;
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

  // `*From:* Jane` is a header in bold type.
  [[nodiscard]] LineZones told(std::string_view line) {
    LineZones out = zones_.zones_of(line, *reading_);
    if (!line.starts_with('*')) return out;
    const LineZones inner = zones_.zones_of(bare(line), *reading_);
    out.sender = inner.sender;
    out.history = inner.history;
    return out;
  }

  void put(Role role, Span text) {
    while (text.begin < text.end && document_.text[text.end - 1] <= ' ' && document_.text[text.end - 1] >= 0)
      --text.end;
    while (text.begin < text.end && document_.text[text.begin] <= ' ' && document_.text[text.begin] >= 0) ++text.begin;
    if (text.empty()) return;
    out_.push_back({role, text});
    authored_ = authored_ || role == Role::body || role == Role::closing;
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
      begin_disclaimer(lines, 0);
      return Role::disclaimer;
    }
    if (first.postscript > 0) {
      signed_ = legal_ = false;
      return Role::body;
    }
    if (legal_ && (signed_ || long_legal_ || is_footer(lines))) return Role::disclaimer;
    legal_ = false;
    if (std::ranges::all_of(lines, [](const Line& line) { return is_trailer(line.folded.lower); }))
      return Role::signature;
    if (std::ranges::all_of(lines, [](const Line& line) { return is_inline_image(line.folded.lower); }))
      return Role::signature;
    const auto postscript = std::ranges::find_if(lines, [](const Line& line) { return line.zones.postscript > 0; });
    if (postscript != lines.end() && signed_)
      return std::all_of(lines.begin(), postscript,
                         [](const Line& line) { return is_signature_line(line.folded.lower); })
                 ? Role::signature
                 : Role::body;
    if (is_signature(lines)) return Role::signature;
    signed_ = false;
    return Role::body;
  }

  // A long one below the author's words goes on to the end, as one below a signature does.
  void begin_disclaimer(const Lines& lines, std::size_t i) {
    legal_ = true;
    long_legal_ = authored_ && lines.back().text.end - lines[i].text.begin >= long_disclaimer;
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
      return belongs_to_signature(line) || (named && &line != &lines.front() && text.size() < 30 && text.back() == '!');
    };
    if (!std::ranges::all_of(lines, fits) || !tails_[index_ + 1]) return false;
    if (signed_) return true;
    if (!begun_) return false;
    if (has_contacts(lines) && (ruler_above(lines.front().text.begin) || all_contacts(lines))) return true;
    if (is_proper_name(first, false) && lines.size() > 1 && has_contacts(lines)) return true;
    const bool below = index_ + 1 < lines_.size() && !lines_[index_ + 1].empty() && tails_[index_ + 2] &&
                       document_.blocks[index_ + 1].role == Role::body && all_contacts(lines_[index_ + 1]);
    return below && (named || is_proper_name(first, false));
  }

  [[nodiscard]] static bool has_contacts(const Lines& lines) {
    return std::ranges::any_of(lines, [](const Line& line) { return has_contact(line.folded.lower); });
  }

  // Two or more lines of contacts, or one with parts: `Jane Doe | Acme | +49 30 1234567`.
  [[nodiscard]] static bool all_contacts(const Lines& lines) {
    const auto parted = [](const Line& line) { return line.folded.lower.find(" | ") != std::string::npos; };
    return has_contacts(lines) && (lines.size() > 1 || parted(lines.front())) &&
           std::ranges::all_of(lines, [&](const Line& line) { return parted(line) || has_contact(line.folded.lower); });
  }

  // `-Jane Doe`, `- Jane Doe`: how some sign. A list's dash has been taken off the line; it is no list where it stands
  // alone below a blank line.
  [[nodiscard]] bool is_signed_dash(const Line& line) const {
    const std::string& cased = line.folded.cased;
    if (!tails_[index_ + 1]) return false;
    if (cased.size() > 1 && cased[0] == '-' && cased[1] != ' ') return is_proper_name(cased.substr(1), true);
    std::string_view before = std::string_view(document_.text).substr(0, line.text.begin);
    if (!before.ends_with("- ")) return false;
    before.remove_suffix(2);
    const std::size_t end = before.find_last_not_of(" \t\r\n");
    const bool apart = end != std::string_view::npos && std::ranges::count(before.substr(end), '\n') >= 2;
    return apart && before[end] != ':' && !after_item() && is_proper_name(cased, false);
  }

  // Whether the block before is an item of a list.
  [[nodiscard]] bool after_item() const {
    return index_ > 0 &&
           std::string_view(document_.text).substr(0, document_.blocks[index_ - 1].text.begin).ends_with("- ");
  }

  // By block: whether nothing of the author's follows from it on, before quotes or the end, but maybe a postscript.
  static std::vector<bool> tails_of(const Document& document, const std::vector<Lines>& lines) {
    std::vector<bool> out(lines.size() + 1, true);
    for (std::size_t i = lines.size(); i-- > 0;)
      if (document.blocks[i].role == Role::body && !lines[i].empty() && !ends_words(lines[i]))
        out[i] = out[i + 1] && all_signature(lines[i]);
    return out;
  }

  [[nodiscard]] static bool all_signature(const Lines& lines) {
    return std::ranges::all_of(lines, belongs_to_signature);
  }

  // A line of a name, a title, an address; or of a company's register, which stands among them.
  [[nodiscard]] static bool belongs_to_signature(const Line& line) {
    return is_signature_line(line.folded.lower) || line.zones.disclaimer > 0;
  }

  // Whether a block begins with what stands below the author's words.
  [[nodiscard]] static bool ends_words(const Lines& lines) {
    const LineZones& zones = lines.front().zones;
    return zones.disclaimer > 0 || zones.mobile > 0 || begins_more(zones) || is_caption(lines.front().folded.lower) ||
           (has_address(lines.back().folded.lower) && lines.back().folded.lower.ends_with(':'));
  }

  // Whether the last line with words before `at` is a ruler or a mark.
  [[nodiscard]] bool ruler_above(std::uint32_t at) const {
    std::string_view before = std::string_view(document_.text).substr(0, at);
    const std::size_t line_end = before.find_last_of('\n');
    if (line_end == std::string_view::npos) return false;
    const std::size_t last = before.find_last_not_of(" \t\r\n", line_end);
    if (last == std::string_view::npos) return false;
    before = before.substr(0, last + 1);
    before.remove_prefix(before.find_last_of('\n') + 1);  // npos + 1 is 0
    return before.size() > 1 && bare(before).empty();
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
      begin_disclaimer(lines, i);
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
    signed_ = legal_ = false;
    // Below the author's words stands history; with nothing above, the author answers below.
    if (!quote_follows(lines, i + used) && authored_) rest_ = Role::quote;
    fresh_ = !authored_;
    return used;
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
    if (i + 1 < lines.size() && lines[i + 1].zones.disclaimer > 0) {
      emit(Role::signature, lines, i, 1);
      return 1;
    }
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
    while (end < lines.size() && end - i <= lines_of_signature && is_signature_line(lines[end].folded.lower) &&
           !begins_more(lines[end].zones))
      ++end;
    return end - i > lines_of_signature ? 0 : end - i;
  }
  [[nodiscard]] static bool begins_more(const LineZones& zones) {
    return zones.postscript > 0 || zones.sender > 0 || zones.forward > 0 || zones.original > 0 || zones.attribution > 0;
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
    } else if (lines[i].zones.original > 0 || is_headers(lines, i) || captions_headers(lines, i)) {
      rest_ = Role::quote;
    }
    return rest_.has_value();
  }

  // What stands above a run of headers.
  enum class Above : std::uint8_t { words, ruler, caption };

  // A run of mail headers pasted in: who and another one, with enough evidence that it was a mail's.
  [[nodiscard]] bool is_headers(const Lines& lines, std::size_t first) const {
    const LineZones& zones = lines[first].zones;
    const bool ruled = first == 0 && is_labelled(lines[first].folded.lower) && ruler_above(lines[first].text.begin);
    if (zones.sender == 0 && zones.history == 0 && !ruled) return false;
    return count_as_headers(lines, first, ruled ? Above::ruler : Above::words);
  }

  [[nodiscard]] static bool count_as_headers(const Lines& lines, std::size_t first, Above above) {
    std::size_t senders = 0, known = 0, labels = 0, wrapped = 0;
    bool any_address = false, address = false, date = false, ours = false;
    for (std::size_t i = first; i < lines.size() && i < first + lines_of_headers && wrapped <= wrapped_lines; ++i) {
      const Line& line = lines[i];
      const bool labelled = is_labelled(line.folded.lower);
      wrapped = labelled ? 0 : wrapped + 1;
      labels += labelled ? 1 : 0;
      senders += line.zones.sender > 0 ? 1 : 0;
      if (labelled) ours = line.zones.sender > 0 || line.zones.history > 0;
      known += labelled && ours ? 1 : 0;
      any_address = any_address || has_address(line.folded.lower);
      address = address || (ours && has_address(line.folded.lower));
      date = date || (labelled && has_date(line.folded.lower) && has_time(line.folded.lower));
    }
    // In an unknown language. Below a mere ruler an address could be that of a signature.
    if (labels >= 2 && ((above != Above::words && date) || (above == Above::caption && any_address))) return true;
    return senders > 0 && known >= 2 && (address || senders >= 2 || known >= whole_headers || above != Above::words);
  }

  // `----- words -----` over headers in an unknown language.
  [[nodiscard]] bool captions_headers(const Lines& lines, std::size_t i) const {
    if (!is_caption(lines[i].folded.lower)) return false;
    const bool same = i + 1 < lines.size();
    if (!same && (index_ + 1 >= lines_.size() || lines_[index_ + 1].empty())) return false;
    const Lines& headers = same ? lines : lines_[index_ + 1];
    const std::size_t first = same ? i + 1 : 0;
    return is_labelled(headers[first].folded.lower) && count_as_headers(headers, first, Above::caption);
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
    if (holds_sentence(words)) return false;
    const bool evident = quoted || dashed || date || address || (time && last);
    if (evident && zones_.zones_of(words, *reading_).attribution == words.size()) return true;
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
    if (const std::size_t slash = line.find(" / "); slash != std::string::npos)  // in two languages
      return zones_.zones_of(std::string_view(line).substr(0, slash), *reading_).closing == slash;
    const std::size_t comma = line.rfind(", ");
    if (comma == std::string::npos || i + 1 + signature_lines(lines, i + 1) < lines.size()) return false;
    const std::string_view words = std::string_view(line).substr(0, comma + 1);
    return is_proper_name(std::string_view(lines[i].folded.cased).substr(comma + 2), true) &&
           zones_.zones_of(words, *reading_).closing == words.size();
  }

  const ZoneFinder& zones_;
  const Document& document_;
  std::vector<Lines> lines_;  // by block
  std::vector<bool> tails_;
  ZoneFinder::Borrowed reading_;
  std::vector<Block> out_;
  std::size_t index_ = 0;
  std::uint32_t begin_ = 0;   // of what is not yet put, in the block
  Role role_ = Role::body;    // of what is not yet put
  std::optional<Role> rest_;  // everything from here on
  bool fresh_ = true;         // the next body line may be a greeting
  bool begun_ = false;        // a block has been seen
  bool authored_ = false;     // words of the author's, more than a greeting, have been seen
  bool signed_ = false;       // a closing or a signature has been seen, and no words of the author's since
  bool legal_ = false;        // a disclaimer goes on
  bool long_legal_ = false;   // and nothing of the author's comes below it
};

}  // namespace

std::vector<std::uint64_t> index_zones(const std::vector<Zone>& zones) {
  std::vector<OwnedPattern> patterns;
  for (std::uint32_t i = 0; i < zones.size(); ++i)
    for (const Pattern& pattern : zones[i].patterns) patterns.push_back({&pattern, i, false});
  // Of words in twenty languages only the length is known to tell how common they are.
  return PatternIndex::build(patterns, [](std::string_view word) { return 1.0 / static_cast<double>(word.size()); });
}

const LineZones* KnownLines::find(std::string_view line) {
  key_.assign(line);
  if (const auto known = young_.find(key_); known != young_.end()) return &known->second;
  const auto known = old_.find(key_);
  return known == old_.end() ? nullptr : &keep(line, known->second);
}

const LineZones& KnownLines::keep(std::string_view line, LineZones zones) {
  if (young_.size() >= most_lines / 2) {
    std::swap(young_, old_);
    young_.clear();
  }
  return young_.emplace(line, zones).first->second;
}

ZoneFinder::ZoneFinder(const std::vector<Zone>& zones, std::span<const std::uint64_t> index) : patterns_(index) {
  for (const Zone& zone : zones)
    for (const auto& [name, field] : zone_fields)
      if (zone.name == name) fields_.push_back(field);
}

ZoneFinder::Borrowed ZoneFinder::borrow() const {
  return readings_.borrow([this] { return std::make_unique<Reading>(patterns_); });
}

LineZones ZoneFinder::zones_of(std::string_view line, Reading& reading) const {
  if (line.size() > longest_kept) return look(line, reading);
  if (const LineZones* known = reading.known.find(line)) return *known;
  return reading.known.keep(line, look(line, reading));
}

LineZones ZoneFinder::look(std::string_view line, Reading& reading) const {
  LineZones out;
  reading.patterns.candidates_at_begin(line, reading.regexes);
  for (const std::uint32_t regex : reading.regexes) {
    std::uint32_t& covered = out.*fields_[patterns_.owner(regex)];
    covered = std::max(covered, reading.patterns.match_begin(regex, line));
  }
  return out;
}

std::vector<Block> ZoneFinder::refine(const Document& document) const {
  return Walk(*this, document).run();
}

}  // namespace asklint
