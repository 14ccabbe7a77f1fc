#include "match/pattern_set.h"

#include <re2/re2.h>

#include <algorithm>
#include <atomic>
#include <bitset>
#include <utility>

#include "rule/regex_tree.h"
#include "text/sort_unique.h"

namespace asklint {
namespace {

bool word_byte(char c) {
  return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || c == '_' ||
         static_cast<unsigned char>(c) >= 0x80;
}

RE2::Options options() {
  RE2::Options out;
  out.set_log_errors(false);
  out.set_never_capture(true);
  out.set_encoding(
      RE2::Options::EncodingLatin1);  // bytes: smaller automata, and folded text is ASCII but for other scripts
  return out;
}

// The match without the spaces and signs that only stood for its edge.
Span trimmed(std::string_view text, Span span) {
  static constexpr std::string_view before = " ,;:.!?-)";
  static constexpr std::string_view after = " ,;:";
  while (span.begin < span.end && before.find(text[span.begin]) != std::string_view::npos) ++span.begin;
  while (span.begin < span.end && after.find(text[span.end - 1]) != std::string_view::npos) --span.end;
  return span;
}

bool whole_words(std::string_view text, std::size_t begin, std::size_t end) {
  const bool left = begin == 0 || !word_byte(text[begin]) || !word_byte(text[begin - 1]);
  const bool right = end == text.size() || !word_byte(text[end - 1]) || !word_byte(text[end]);
  return left && right;
}

template <class Visit>
void each_word(std::string_view text, Visit visit) {
  for (std::uint32_t at = 0; at < text.size();) {
    if (!word_byte(text[at])) {
      ++at;
      continue;
    }
    std::uint32_t end = at;
    while (end < text.size() && word_byte(text[end])) ++end;
    visit(Span{at, end});
    at = end;
  }
}

}  // namespace

namespace {

constexpr std::uint32_t cuts_before_whole = 6;  // messages for which a regex is cut down before it is compiled whole
// Of the regexes kept whole, all together: RE2 takes some 70 bytes for each byte of a regex. Those wanted most come
// first; the others go on being cut down to each message.
constexpr std::size_t most_bytes_whole = 900'000;
constexpr std::size_t longest_message_to_cut = 32768;  // bytes; a long one uses a regex often enough
constexpr std::string_view nothing = "\\x00";          // folded text has no such byte

}  // namespace

/// How much is kept whole so far.
struct PatternSet::Kept {
  std::atomic<std::size_t> bytes{0};
};

/// A regex as a whole: compiled once it is worth it, by whichever thread comes first.
struct PatternSet::Compiled {
  Compiled() = default;
  Compiled(const Compiled&) = delete;
  Compiled& operator=(const Compiled&) = delete;
  ~Compiled() { delete whole.load(); }

  mutable std::atomic<const RE2*> whole{nullptr};
  mutable std::atomic<std::uint32_t> cuts{0};
};

PatternSet::PatternSet(std::span<const std::uint64_t> index)
    : index_(index), compiled_(std::make_unique<Compiled[]>(index_.regex_count())), kept_(std::make_unique<Kept>()) {}
PatternSet::~PatternSet() = default;
PatternSet::PatternSet(PatternSet&&) noexcept = default;
PatternSet& PatternSet::operator=(PatternSet&&) noexcept = default;

/// Which texts stand in a message: three bytes that are not in it tell most of those that do not.
class PatternSet::Reading::Holds {
 public:
  explicit Holds(Text message) : message_(message) {
    if (message.lower.size() > longest_message_to_cut) return;
    for (const std::string_view text : {message.lower, message.cased})
      for (std::size_t at = 0; at + 3 <= text.size(); ++at) seen_[slot(text.substr(at, 3))] = true;
  }

  [[nodiscard]] bool operator()(std::string_view text, bool cased) const {
    for (std::size_t at = 0; at + 3 <= text.size(); at += 3)
      if (!seen_[slot(text.substr(at))]) return false;
    return (cased ? message_.cased : message_.lower).find(text) != std::string_view::npos;
  }

 private:
  static std::size_t slot(std::string_view text) {
    const auto byte = [text](std::size_t i) { return static_cast<std::size_t>(static_cast<unsigned char>(text[i])); };
    return (byte(0) * 31 + byte(1) * 1009 + byte(2) * 8191) % slots;
  }
  static constexpr std::size_t slots = 32768;

  Text message_;
  std::bitset<slots> seen_;
};

/// A regex cut down to a message; without one where a list that it needs is empty there, or where the whole one serves.
struct PatternSet::Reading::Cut {
  std::unique_ptr<const RE2> own;
  const RE2* regex = nullptr;
};

PatternSet::Reading::Reading(const PatternSet& set, Text message)
    : set_(set), message_(message), holds_(std::make_unique<Holds>(message)) {}
PatternSet::Reading::~Reading() = default;

// A list as a group of a regex: all of it, or what stands in the message.
std::string PatternSet::Reading::list_source(std::uint32_t list, bool cased, bool whole) const {
  std::string out = "(?:";
  for (const PatternIndex::Text text : set_.index_.list(list)) {
    const std::string_view literal = set_.index_.text(text);
    if (!whole && !(*holds_)(literal, cased)) continue;
    if (out.size() > 3) out += '|';
    out += quote_literal(literal);
  }
  if (out.size() == 3) out += nothing;
  return out + ')';
}

// The same list stands in many regexes.
const std::string& PatternSet::Reading::cut_list(std::uint32_t list, bool cased) {
  std::string& out = cut_lists_[list * 2 + (cased ? 1 : 0)];
  if (out.empty()) out = list_source(list, cased, false);
  return out;
}

const PatternSet::Reading::Cut& PatternSet::Reading::cut(std::uint32_t id) {
  id = set_.index_.regex(id).same;
  const auto [it, fresh] = cuts_.try_emplace(id);
  Cut& out = it->second;
  if (!fresh) return out;
  const Compiled& compiled = set_.compiled_[id];
  out.regex = compiled.whole.load(std::memory_order_acquire);
  if (out.regex != nullptr) return out;
  const bool room = set_.kept_->bytes.load(std::memory_order_relaxed) < most_bytes_whole;
  const bool whole =
      message_.lower.size() > longest_message_to_cut || (room && compiled.cuts.fetch_add(1) >= cuts_before_whole);
  const PatternIndex& index = set_.index_;
  const PatternIndex::Regex& regex = index.regex(id);
  std::string source;
  for (const PatternIndex::Piece& piece : index.pieces(regex)) {
    if (piece.list == PatternIndex::none)
      source += index.text(piece.text);
    else
      source += whole ? list_source(piece.list, regex.cased != 0, whole) : cut_list(piece.list, regex.cased != 0);
  }
  auto made = std::make_unique<const RE2>(source, options());
  if (!whole || !room) {
    out.own = std::move(made);
    out.regex = out.own.get();
    return out;
  }
  set_.kept_->bytes.fetch_add(source.size(), std::memory_order_relaxed);
  const RE2* expected = nullptr;
  out.regex = compiled.whole.compare_exchange_strong(expected, made.get()) ? made.release() : expected;
  return out;
}

void PatternSet::Reading::find(std::uint32_t id, Text text, std::vector<Match>& out) {
  const PatternIndex::Regex& regex = set_.index_.regex(id);
  const RE2& compiled = *cut(id).regex;
  const std::string_view in = regex.cased != 0 ? text.cased : text.lower;
  std::size_t at = 0;
  re2::StringPiece found;
  while (at <= in.size() && compiled.Match({in.data(), in.size()}, at, in.size(), RE2::UNANCHORED, &found, 1)) {
    const auto begin = static_cast<std::uint32_t>(found.data() - in.data());
    const auto end = static_cast<std::uint32_t>(begin + found.size());
    if (const Span span = trimmed(in, {begin, end}); !span.empty()) out.push_back({regex.owner, span});
    at = std::max<std::size_t>(end, begin + 1);
  }
}

std::uint32_t PatternSet::Reading::match_begin(std::uint32_t id, std::string_view lower) {
  re2::StringPiece found;
  const bool matched =
      cut(id).regex->Match({lower.data(), lower.size()}, 0, lower.size(), RE2::ANCHOR_START, &found, 1);
  return matched ? static_cast<std::uint32_t>(found.size()) : 0;
}

void PatternSet::candidates(Text text, Candidates& out) const {
  out.phrases.clear();
  out.regexes.assign(index_.always().begin(), index_.always().end());
  PatternIndex::Words words;
  std::uint32_t spaces = 0, counted = 0;
  each_word(text.lower, [&](Span at) {
    const std::string_view spelled = slice(text.lower, at);
    PatternIndex::Token token;
    for (; counted < at.begin; ++counted) spaces += text.lower[counted] == ' ' ? 1U : 0U;
    token.spaces = spaces;
    if (spelled.size() >= PatternIndex::prefix_length)
      token.beginning = index_.beginning(spelled.substr(0, PatternIndex::prefix_length));
    token.word = index_.word(spelled);
    if (token.word != PatternIndex::none) find_phrases(text, at, token.word, out);
    index_.add(token, words);
  });
  std::vector<std::uint32_t> led;
  for (const PatternIndex::Token& token : words.tokens)
    for (const std::uint32_t word : {token.word, token.beginning})
      if (word != PatternIndex::none)
        led.insert(led.end(), index_.leads(word).regexes.begin(), index_.leads(word).regexes.end());
  sort_unique(led);
  for (const std::uint32_t id : led)
    if (index_.possible(index_.regex(id), words)) out.regexes.push_back(id);
  sort_unique(out.regexes);
}

// The phrases that are looked up by the word at `at`.
void PatternSet::find_phrases(Text text, Span at, std::uint32_t word, Candidates& out) const {
  for (const std::uint32_t id : index_.leads(word).phrases) {
    const PatternIndex::Phrase& phrase = index_.phrase(id);
    const std::string_view wanted = index_.text(phrase.text);
    if (phrase.anchor > at.begin) continue;
    const std::uint32_t begin = at.begin - phrase.anchor;
    const auto end = static_cast<std::uint32_t>(begin + wanted.size());
    const std::string_view in = phrase.cased != 0 ? text.cased : text.lower;
    if (in.substr(begin, wanted.size()) == wanted && whole_words(in, begin, end))
      out.phrases.push_back({phrase.owner, {begin, end}});
  }
}

std::uint32_t PatternSet::owner(std::uint32_t regex) const {
  return index_.regex(regex).owner;
}

std::string regex_fault(const Pattern& pattern) {
  if (pattern.regex.empty()) return {};
  const RE2 regex(pattern.regex, options());
  return regex.ok() ? std::string() : regex.error();
}

}  // namespace asklint
