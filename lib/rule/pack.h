#pragma once
#include <cstdint>
#include <limits>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "rule/condition.h"
#include "rule/severity.h"
#include "rule/table.h"
#include "text/line_index.h"
#include "text/span.h"

namespace asklint {

/// A text in several languages: {"en", "presses the reader"}, ….
using Localized = std::vector<std::pair<std::string, std::string>>;

/// Signals that the engine hears by itself, in every language: the first of `Pack::signals`.
inline constexpr std::uint32_t placeholder_signal = 0;
inline constexpr std::uint32_t to_header_signal = 1;
inline constexpr std::uint32_t loose_placeholder_signal = 2;

/// The text in `lang`, which may name a register ("de.sie"), or else in the language without it, or else the first
/// there is; empty where there is none.
[[nodiscard]] std::string_view in_language(const Localized& texts, std::string_view lang);

/// Words one of which occurs in every match of a pattern.
struct Anchor {
  std::vector<std::string> words;   ///< folded, lower case; a trailing `*` marks a word's beginning (four letters)
  bool adjacent = false;            ///< the word follows that of the anchor before, with no other word between
  std::uint32_t reach = unbounded;  ///< at most so many spaces between the word of the anchor before (the match's begin) and this one's
  double score = 0;                 ///< how telling it is: the best one leads to the pattern

  static constexpr std::uint32_t unbounded = 0xFFFFFFFF;
};

/// One pattern, ready for RE2: macros expanded, folded, whole words.
/// Either `phrases` (all that it can match, when that is a short finite list) or `regex` is set.
struct Pattern {
  std::string regex;                 ///< RE2 syntax over the folded shape
  std::vector<std::string> phrases;  ///< literal folded texts, matched as whole words
  /// With regex: of each anchor, one word must occur, in this order.
  std::vector<Anchor> anchors;
  std::uint32_t source = 0;  ///< index into Pack::places
};

/// What can be heard in one language.
struct Hearing {
  std::uint32_t signal = 0;   ///< index into Pack::signals
  std::uint8_t language = 0;  ///< index into Pack::languages
  std::vector<Pattern> hear;
  std::vector<Pattern> except;
  std::uint32_t roles = 0;  ///< bit set of 1 << Role
  bool cased = false;
  bool told = false;
};

/// A signal that is heard by weight: where the words of neighbouring sentences add up to the threshold.
struct Wording {
  std::uint32_t signal = 0;   ///< index into Pack::signals
  std::uint8_t language = 0;  ///< index into Pack::languages
  std::int32_t threshold = 0;
  std::int32_t doubt = never;  ///< where every window of a sentence weighs less, it is doubted

  static constexpr std::int32_t never = std::numeric_limits<std::int32_t>::min();
};

/// The first bits of a word's number tell where it is looked for: so many that few words of a language share them.
inline constexpr unsigned weighed_bits = 13;
/// What a word, its beginning, or a pair of words weighs for some wordings that stand together, all of one language.
struct WeighedWord {
  std::uint32_t number = 0;        ///< the 32 bits behind the first of its number (text/word_pairs.h)
  std::uint32_t weights : 24 = 0;  ///< index into Pack::word_weights: how many they are, and then they
  std::uint32_t wording : 8 = 0;   ///< index into Pack::wordings, of the first of them
};
static_assert(sizeof(WeighedWord) == 8, "frozen as it lies");
/// Index into Pack::weighed_starts: where the words begin that have the first bits of that number; the next one: where
/// they end.
[[nodiscard]] constexpr std::size_t weighed_start(std::size_t language, std::uint64_t number) {
  return (language << weighed_bits) + (number >> (64U - weighed_bits));
}
[[nodiscard]] constexpr std::uint32_t weighed_number(std::uint64_t number) {
  return static_cast<std::uint32_t>(number >> (32U - weighed_bits));
}

enum class SpanKind : std::uint8_t { hull, first, each, clause, sentence };

/// A signal of its own in some language, or a concept composed of others.
struct Signal {
  std::string name;
  std::string about;
  bool concept_ = false;  ///< composed: `when`, `mark`, `span` say how
  Condition when;
  Stretch mark;  ///< of Conditions::ids
  SpanKind span = SpanKind::each;
};

struct Case {
  Scope scope = Scope::sentence;
  Condition when;
  Stretch mark;    ///< of Conditions::ids
  Stretch needed;  ///< of Conditions::ids: without one of these it cannot hold
  SpanKind span = SpanKind::hull;
  std::int8_t severity = -1;  ///< -1: the rule's
  bool by_history = false;    ///< it is what was written before that tells, so the words here cannot speak against it
};

enum class ExampleAs : std::uint8_t { text, mail, outreach };  ///< outreach: a template ("template" in YAML)

struct Example {
  bool bad = false;
  std::string lang;
  std::string text;         ///< without the marks
  std::vector<Span> marks;  ///< bytes of text; empty for a good one
  ExampleAs as = ExampleAs::text;
  std::uint32_t source = 0;  ///< index into Pack::places
};

/// Help and a better wording that name what was heard: `{person}` in them is a slot's words. Either may be empty.
struct Fit {
  Localized help, suggestion;
};

struct Rule {
  std::string code, name, source;
  Severity severity = Severity::warning;
  Localized message, why, not_when, help, suggestion;
  std::vector<Fit> fits;  ///< the first whose slots are all filled is shown instead of `help` and `suggestion`
  std::vector<Case> cases;
  Condition unless;  ///< kind any without children: never
  std::uint32_t wording = 0xFFFFFFFF;  ///< its signal: no finding in a sentence that it doubts, nor two for what both hear
  std::vector<Example> examples;
  std::vector<std::string> languages;  ///< the only ones it concerns; empty: all of the pack
  std::uint32_t place = 0;             ///< index into Pack::places
};

/// Tells one language from the others.
struct LanguageFacts {
  std::string code;                        ///< "de"
  std::vector<std::string> common;         ///< folded function words; sorted
  std::vector<std::string> abbreviations;  ///< folded, with their dots: "z. b."
  std::vector<std::string> telling;        ///< folded, sorted; near quotation marks: what they hold is told about
  std::vector<std::string> fields;         ///< folded; what placeholders in brackets are called: [Name], <COMPANY>
  std::vector<std::string> works;          ///< folded, sorted; right before quotation marks: what they hold is a title
};

/// Of zones that belong to no language of the pack: clients write them in languages that are not linted.
inline constexpr std::uint8_t any_language = 0xFF;

/// What a line is for: patterns anchored at the line's begin.
struct Zone {
  std::string
      name;  ///< greeting, closing, attribution, forward, sender, history, mobile, disclaimer, postscript, original
  std::uint8_t language = any_language;
  std::vector<Pattern> patterns;
};

struct Place {
  std::string file;
  LineColumn at;
};

/// How asks are named in `--asks`: signals by the name shown.
struct AskNames {
  std::uint32_t ask = 0xFFFFFFFF;  ///< the concept
  std::vector<std::pair<std::string, std::uint32_t>> kinds, objects, beneficiaries;
};

/// What advice can name of a message: the words in which a signal was heard, or a name for it.
struct Slot {
  std::string name;                                        ///< "person"
  std::vector<std::uint32_t> heard;                        ///< its words are those of a hit of these
  std::vector<std::pair<std::uint32_t, Localized>> named;  ///< or the name of the one that was heard
  bool verbatim = false;                                   ///< as the author says it: `turned` does not apply
  bool anywhere = false;  ///< in the whole message, not only in the finding's sentence and its neighbours
};

/// A good thing that a message has or lacks.
struct Virtue {
  std::vector<std::uint32_t> heard;
  Localized has, lacks;
};

/// How asklint speaks to the author of a message.
struct AdviceWords {
  std::vector<Slot> slots;
  std::vector<std::pair<std::string, std::uint32_t>> registers;  ///< "de.sie", and the signal that tells it
  std::vector<std::pair<std::string, std::vector<std::pair<std::string, std::string>>>> turned;  ///< "en": "my", "your"
  std::vector<std::pair<std::string, std::vector<std::string>>> dropped;  ///< "en": words that begin no slot: "dear"
  std::uint32_t ask = 0xFFFFFFFF;                                         ///< counted for the word on the whole message
  Localized label, one_ask, many_asks;
  std::vector<Virtue> virtues;
};

/// All that is known about languages, asking and pitfalls. Plain data; owned, but for what lies in the binary.
struct Pack {
  std::vector<LanguageFacts> languages;
  std::vector<Zone> zones;
  std::vector<Signal> signals;
  std::vector<std::uint32_t> concepts;  ///< the signals that are concepts, each after all that it names
  std::vector<Hearing> hearings;
  std::vector<Wording> wordings;
  Table<WeighedWord> weighed;             ///< language by language, ascending by their whole numbers
  Table<std::uint32_t> weighed_starts;    ///< weighed_start()
  Table<std::int8_t> word_weights;        ///< of all weighed words
  Conditions conditions;                  ///< what those of signals and rules are made of
  std::span<const std::uint64_t>
      index;  ///< PatternIndex of all hearings, where the pack was frozen with one; lies in the binary
  std::span<const std::uint64_t> zone_index;  ///< the same of all zones
  std::vector<Rule> rules;                    ///< by code
  AskNames asks;
  AdviceWords advice;
  std::vector<Place> places;
};

}  // namespace asklint
