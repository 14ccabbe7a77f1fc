#include "match/history.h"

#include <algorithm>
#include <map>
#include <string>

#include "text/fold.h"
#include "text/sort_unique.h"

namespace asklint {
namespace {

constexpr std::size_t shortest_word = 3;      // bytes; shorter ones tell nothing
constexpr std::size_t shortest_stem = 4;      // bytes; a longer word may go on in the history: Freund, Freundes
constexpr std::size_t longest_signature = 4;  // words of a line that is a name
constexpr std::size_t lines_of_attribution = 3;
constexpr std::size_t most_turns = 50;
constexpr std::uint32_t most_history = 256U << 10U;  // bytes; what is older nobody remembers

bool word_byte(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
         static_cast<unsigned char>(c) >= 0x80;
}

bool is_capital(char c) {
  return c >= 'A' && c <= 'Z';
}

bool ends_sentence(char c) {
  return c == '.' || c == '!' || c == '?';
}

template <class Visit>
void each_word(std::string_view text, Visit visit) {
  for (std::size_t at = 0; at < text.size();) {
    if (!word_byte(text[at])) {
      ++at;
      continue;
    }
    std::size_t end = at;
    while (end < text.size() && word_byte(text[end])) ++end;
    visit(at, text.substr(at, end - at));
    at = end;
  }
}

/// The word that follows, also behind a comma; empty where there is none.
Span word_behind(std::string_view text, std::uint32_t end) {
  if (end < text.size() && text[end] == ',') ++end;
  if (end < text.size() && text[end] == ' ') ++end;
  Span out{end, end};
  while (out.end < text.size() && word_byte(text[out.end])) ++out.end;
  return out;
}

/// The word that ends in a comma before this; empty where there is none.
Span word_before(std::string_view text, std::uint32_t begin) {
  if (begin < 2 || text.substr(begin - 2, 2) != ", ") return {begin, begin};
  Span out{begin - 2, begin - 2};
  while (out.begin > 0 && word_byte(text[out.begin - 1])) --out.begin;
  return out;
}

/// The words of an attribution or greeting without those of addresses.
template <class Visit>
void each_name(std::string_view text, Visit visit) {
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find(' ', at), text.size());
    const std::string_view word = text.substr(at, end - at);
    if (word.find('@') == std::string_view::npos)
      each_word(word, [&](std::size_t, std::string_view name) { visit(name); });
    at = end + 1;
  }
}

/// A line of quoted history.
struct QuotedLine {
  Span text;   ///< without the marks
  Span marks;  ///< `> > ` before it
  std::uint32_t depth = 0;
  std::string folded;
};

/// `>` and `|` at a line's begin, with blanks between and one after them.
QuotedLine without_marks(std::string_view text, Span line) {
  QuotedLine out{line, {line.begin, line.begin}, 0, {}};
  for (std::uint32_t at = line.begin; at < line.end; ++at) {
    const char c = text[at];
    if (c != '>' && c != '|' && c != ' ' && c != '\t') break;
    if (c == '>' || c == '|') ++out.depth;
    out.marks.end = at + 1;
  }
  if (out.depth == 0) out.marks.end = line.begin;
  out.text.begin = out.marks.end;
  return out;
}

std::vector<QuotedLine> lines_of(const Document& document, Span block) {
  std::vector<QuotedLine> out;
  for (std::uint32_t at = block.begin; at < block.end;) {
    const std::size_t found = document.text.find('\n', at);
    const std::uint32_t end =
        std::min<std::uint32_t>(block.end, found == std::string::npos ? block.end : static_cast<std::uint32_t>(found));
    QuotedLine line = without_marks(document.text, {at, end});
    Folded folded;
    fold_into(folded, document.text, line.text, {document.words, document.controls});
    line.folded = std::move(folded.lower);
    out.push_back(std::move(line));
    at = end + 1;
  }
  return out;
}

/// The author by name: from the header, or else from the last line of what is signed.
class Author {
 public:
  Author(const Document& document, const std::vector<Block>& blocks) {
    address_ = fold_lower(document.mail.from_address);
    if (!document.mail.from_name.empty()) take(given_name_first(fold_lower(document.mail.from_name)));
    if (address_.empty() && names_.empty()) take_signature(document, blocks);
  }

  [[nodiscard]] bool known() const { return !address_.empty() || !names_.empty(); }
  [[nodiscard]] const std::vector<std::string>& names() const { return names_; }

  /// `attribution`: folded. A family name alone may be the reader's too; a given name alone is the author's unless
  /// somebody else's address stands beside it.
  [[nodiscard]] bool wrote(std::string_view attribution) const {
    if (!address_.empty() && attribution.find(address_) != std::string_view::npos) return true;
    std::vector<std::string_view> words;
    each_word(attribution, [&](std::size_t, std::string_view word) { words.push_back(word); });
    const auto stands = [&](const std::string& name) { return std::ranges::find(words, name) != words.end(); };
    if (names_.empty() || !stands(names_.front())) return false;
    const bool other_address = !address_.empty() && attribution.find('@') != std::string_view::npos;
    return !other_address || std::ranges::all_of(names_, stands);
  }

 private:
  /// "Lee, Ann" as "Ann Lee".
  static std::string given_name_first(const std::string& name) {
    const std::size_t comma = name.find(',');
    return comma == std::string::npos ? name : name.substr(comma + 1) + ' ' + name.substr(0, comma);
  }

  void take(std::string_view name) {
    each_word(name, [&](std::size_t at, std::string_view word) {
      const std::size_t end = at + word.size();
      const bool title = end < name.size() && name[end] == '.';  // Dr., and initials
      if (word.size() > 1 && !title) names_.emplace_back(word);
    });
  }

  void take_signature(const Document& document, const std::vector<Block>& blocks) {
    for (const Block& block : blocks) {
      if (block.role == Role::quote || block.role == Role::attribution || block.role == Role::forward) break;
      const std::string_view words = slice(document.text, block.text);
      const std::string_view line = words.substr(0, words.find_first_of("\r\n"));
      const bool whole = line.size() == words.size() || block.role == Role::signature;
      if (whole && is_name(line)) {
        names_.clear();
        take(fold_lower(line));
      }
    }
  }

  /// A few words, each with a capital, and no end of a sentence.
  static bool is_name(std::string_view line) {
    const std::string folded = fold_cased(line);
    if (folded.empty() || std::string_view(".,:;!?-").find(folded.back()) != std::string_view::npos) return false;
    std::size_t words = 0;
    bool capitals = true;
    each_word(folded, [&](std::size_t, std::string_view word) {
      ++words;
      capitals = capitals && is_capital(word.front());
    });
    return capitals && words > 0 && words <= longest_signature;
  }

  std::string address_;
  std::vector<std::string> names_;
};

/// Takes the history of a mail apart: whose words stand at which level, 1 being what is answered.
class Levels {
 public:
  struct Level {
    std::string attribution;  ///< folded; empty where nobody is named
    std::vector<Block> blocks;
  };

  Levels(const Document& document, const std::vector<Block>& blocks, const ZoneFinder& zones)
      : document_(document), lines_(quoted_lines(document, blocks)), zones_(zones), reading_(zones.borrow()) {
    for (std::size_t i = 0; i < blocks.size(); ++i) take_block(blocks[i].role, lines_[i]);
  }

  [[nodiscard]] const std::map<std::uint32_t, Level>& levels() const { return levels_; }
  [[nodiscard]] const std::vector<Span>& marks() const { return marks_; }

 private:
  static std::vector<std::vector<QuotedLine>> quoted_lines(const Document& document, const std::vector<Block>& blocks) {
    std::vector<std::vector<QuotedLine>> out(blocks.size());
    for (std::size_t i = 0; i < blocks.size(); ++i)
      if (blocks[i].role == Role::quote || blocks[i].role == Role::attribution)
        out[i] = lines_of(document, blocks[i].text);
    return out;
  }

  void take_block(Role role, const std::vector<QuotedLine>& lines) {
    paragraph_ = false;
    for (std::size_t i = 0; i < lines.size();) {
      const std::size_t used = role == Role::attribution ? whole_attribution(lines) : attribution_at(lines, i);
      if (used == 0) take_line(lines[i]);
      i += std::max<std::size_t>(used, 1);
    }
  }

  std::size_t whole_attribution(const std::vector<QuotedLine>& lines) {
    std::string all;
    for (const QuotedLine& line : lines) all += (all.empty() ? "" : " ") + line.folded;
    const auto sender = std::ranges::find_if(lines, [&](const QuotedLine& line) { return is_sender(line.folded); });
    name(sender == lines.end() ? all : sender->folded, lines.front().depth);
    return lines.size();
  }

  /// How many lines an attribution, or a pasted header, takes there.
  std::size_t attribution_at(const std::vector<QuotedLine>& lines, std::size_t i) {
    const std::uint32_t depth = lines[i].depth;
    if (zones_in(lines[i].folded).original > 0) {  // a caption, or a whole header in one line
      if (is_sender(lines[i].folded)) name(lines[i].folded, depth);
      return 1;
    }
    if (is_header(lines[i].folded) && i + 1 < lines.size() && is_header(lines[i + 1].folded)) {
      // Whom it is from comes before the day on which it was sent, which the zone knows, too.
      std::optional<std::size_t> sender;
      std::size_t end = i;
      for (; end < lines.size() && is_header(lines[end].folded); ++end)
        if (!sender && is_sender(lines[end].folded)) sender = end;
      name(lines[sender.value_or(i)].folded, depth);
      return end - i;
    }
    std::string text;
    for (std::size_t end = i; end < std::min(lines.size(), i + lines_of_attribution); ++end) {
      if (lines[end].depth != depth || lines[end].folded.empty()) break;
      if (!text.empty() && ends_sentence(text.back())) break;
      text += (text.empty() ? "" : " ") + lines[end].folded;
      if (!text.ends_with(':') || zones_.zones_of(text, *reading_).attribution != text.size()) continue;
      name(std::move(text), depth);
      return end - i + 1;
    }
    return 0;
  }

  /// A line of a pasted header, also where it is bold: `*From:* Ann`.
  bool is_header(std::string_view line) { return zones_in(line).history > 0 || is_sender(line); }
  bool is_sender(std::string_view line) { return zones_in(line).sender > 0; }
  LineZones zones_in(std::string_view line) {
    while (line.starts_with('*')) line.remove_prefix(1);
    return line.empty() ? LineZones() : zones_.zones_of(line, *reading_);
  }

  /// The lines that follow are the words of whom this names: deeper ones, or, without marks, all of them.
  void name(std::string attribution, std::uint32_t depth) {
    named_ = {{depth, std::move(attribution)}};
    paragraph_ = false;
  }

  void take_line(const QuotedLine& line) {
    if (line.folded.empty()) {
      paragraph_ = false;
      return;
    }
    if (named_) {
      if (line.depth <= named_->first) ++base_;
    } else if (base_ == 0 && line.depth == 0) {
      base_ = 1;  // quoted by its place alone
    }
    const std::uint32_t at = base_ + line.depth;
    Level& level = levels_[at];
    if (named_ && level.attribution.empty()) level.attribution = std::move(named_->second);
    named_.reset();
    if (!line.marks.empty()) marks_.push_back(line.marks);
    if (paragraph_ && at == last_) {
      level.blocks.back().text.end = line.text.end;
    } else {
      level.blocks.push_back({Role::body, line.text});
    }
    paragraph_ = true;
    last_ = at;
  }

  const Document& document_;
  std::vector<std::vector<QuotedLine>> lines_;  // by block
  const ZoneFinder& zones_;
  ZoneFinder::Borrowed reading_;
  std::map<std::uint32_t, Level> levels_;
  std::vector<Span> marks_;
  std::optional<std::pair<std::uint32_t, std::string>> named_;  // depth and words of an attribution not yet used
  std::uint32_t base_ = 0;                                      // how many levels have begun without marks
  std::uint32_t last_ = 0;                                      // level of the line before
  bool paragraph_ = false;                                      // the line before belongs to the same paragraph
};

/// Who writes to whom, as far as headers, greetings and attributions tell.
std::vector<std::string> correspondents(const Document& document, const Message& message, const Author& author,
                                        const Levels& levels) {
  std::vector<std::string> out = author.names();
  const auto take = [&](std::string_view folded) {
    each_name(folded, [&](std::string_view name) { out.emplace_back(name); });
  };
  take(fold_lower(slice(document.raw, document.mail.to_header)));
  for (const Block& block : message.blocks)
    if (block.role == Role::greeting) take(fold_lower(slice(document.text, block.text)));
  for (const auto& [number, level] : levels.levels()) take(level.attribution);
  sort_unique(out);
  return out;
}

std::vector<Span> merged(const std::vector<Span>& a, const std::vector<Span>& b) {
  std::vector<Span> out;
  std::ranges::merge(a, b, std::back_inserter(out));
  return out;
}

}  // namespace

bool is_by(const Turn& turn, Writer writer) {
  return turn.by.value_or(Writer::reader) == writer;
}

std::size_t words_held(const Message& message, Range sentences, const std::vector<std::string_view>& words) {
  if (sentences.first >= sentences.last) return 0;
  const Span range{message.sentences[sentences.first].folded.begin, message.sentences[sentences.last - 1].folded.end};
  std::vector<bool> held(words.size());
  each_word(slice(message.folded.lower, range), [&](std::size_t, std::string_view word) {
    for (std::size_t i = 0; i < words.size(); ++i)
      if (word == words[i] || (words[i].size() >= shortest_stem && word.starts_with(words[i]))) held[i] = true;
  });
  return static_cast<std::size_t>(std::ranges::count(held, true));
}

History::History(const Document& document, const Message& message, const MessageCutter& cutter, const Hearer& hearer,
                 std::uint8_t language, Hear hear)
    : document_(&document),
      message_(&message),
      cutter_(&cutter),
      hearer_(&hearer),
      language_(language),
      hear_(std::move(hear)) {}

const History& History::none() {
  static const History history = [] {
    History out;
    out.past_.emplace();
    return out;
  }();
  return history;
}

const Past& History::past() const {
  if (past_) return *past_;
  past_.emplace();
  const Author author(*document_, message_->blocks);
  const Levels levels(*document_, message_->blocks, cutter_->zones());
  correspondents_ = correspondents(*document_, *message_, author, levels);
  std::vector<Block> blocks;
  std::vector<std::size_t> ends;
  std::uint32_t taken = 0;
  for (const auto& [number, level] : levels.levels()) {
    if (past_->turns.size() == most_turns || taken > most_history) break;
    Turn turn;
    if (author.known() && !level.attribution.empty())
      turn.by = author.wrote(level.attribution) ? Writer::author : Writer::reader;
    past_->turns.push_back(turn);
    for (const Block& block : level.blocks) {
      if (taken > most_history) break;
      taken += block.text.size();
      blocks.push_back(block);
    }
    ends.push_back(blocks.size());
  }
  if (blocks.empty()) return *past_;
  past_->message = cutter_->cut(*document_, std::move(blocks), merged(document_->controls, levels.marks()), language_);
  past_->hits = hear_(past_->message);
  for (std::size_t i = 0; i < ends.size(); ++i) {
    const auto& paragraphs = past_->message.paragraphs;
    past_->turns[i].sentences = {i == 0 ? 0 : past_->turns[i - 1].sentences.last, paragraphs[ends[i] - 1].last};
  }
  return *past_;
}

bool History::is_correspondent(std::string_view word) const {
  return std::ranges::binary_search(correspondents_, word, {}, [](const auto& name) { return std::string_view(name); });
}

void History::add_words(const Folded& folded, Span span, std::vector<std::string_view>& out) const {
  const std::string_view lower = slice(folded.lower, span);
  each_word(slice(folded.cased, span), [&](std::size_t at, std::string_view cased) {
    const std::string_view word = lower.substr(at, cased.size());
    const bool tells = word.size() >= shortest_word || std::ranges::all_of(cased, is_capital);  // CV, HR
    if (word.size() > 1 && tells && !cutter_->is_common(word)) out.push_back(word);
  });
}

bool History::is_name(std::string_view lower, std::string_view cased) const {
  return is_capital(cased.front()) && lower.size() >= shortest_word && !cutter_->is_common(lower) && !knows(lower) &&
         !is_correspondent(lower);
}

void History::add_names(const Folded& folded, Span sentence, std::vector<std::string_view>& out) const {
  const std::string_view lower = slice(folded.lower, sentence);
  each_word(slice(folded.cased, sentence), [&](std::size_t at, std::string_view word) {
    const std::string_view name = lower.substr(at, word.size());
    if (at > 0 && is_name(name, word)) out.push_back(name);
  });
}

void History::add_names_of(const Folded& folded, Span span, std::vector<std::string_view>& out) const {
  const std::string_view lower = folded.lower;
  const auto take = [&](Span word) {
    if (!word.empty() && is_name(slice(lower, word), slice(folded.cased, word))) out.push_back(slice(lower, word));
  };
  each_word(slice(lower, span), [&](std::size_t at, std::string_view word) {
    const auto begin = static_cast<std::uint32_t>(span.begin + at);
    take({begin, static_cast<std::uint32_t>(begin + word.size())});
  });
  take(word_behind(lower, span.end));    // my friend Kit; my friend, Kit
  take(word_before(lower, span.begin));  // Kit, a friend of mine
}

}  // namespace asklint
