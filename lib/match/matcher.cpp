#include "match/matcher.h"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "match/advice.h"
#include "match/condition.h"
#include "match/history.h"
#include "match/hits.h"
#include "match/message.h"
#include "text/sort_unique.h"

namespace asklint {
namespace {

/// A finding before it has words and a place in the file.
struct Verdict {
  std::uint32_t rule = 0;
  Severity severity = Severity::warning;
  Hit hit;
  bool to_header = false;
  bool by_wording = false;  ///< no pattern hears it
};

/// The places where one rule has found something: one finding is enough for each.
class Taken {
 public:
  /// False where the place, or a part of it, is taken already. Cost: O(log places).
  bool take(Span place, bool to_header) {
    if (to_header) return !std::exchange(header_, true);
    const auto next = places_.lower_bound(place.end);
    if (next != places_.begin() && std::prev(next)->second > place.begin) return false;
    places_[place.begin] = place.end;
    return true;
  }
  void heard_by_pattern(std::uint32_t sentence) { by_pattern_.insert(sentence); }
  /// Whether a pattern was heard in the sentence or beside it: what only the wording tells gives way to that. Cost:
  /// O(log sentences).
  [[nodiscard]] bool near_pattern(std::uint32_t sentence) const {
    const auto next = by_pattern_.lower_bound(sentence == 0 ? 0 : sentence - 1);
    return next != by_pattern_.end() && *next <= sentence + 1;
  }

 private:
  std::set<std::uint32_t> by_pattern_;             // sentences
  std::map<std::uint32_t, std::uint32_t> places_;  // begin -> end, none overlapping
  bool header_ = false;
};

bool linted(const Document& document) {
  return !document.mail.automatic;
}

Hit widened(const Message& message, Hit hit) {
  // Carets stand under whole words also where a pattern ends inside one.
  const std::string_view text = message.folded.lower;
  const auto letter = [&](std::uint32_t at) {
    return (text[at] >= 'a' && text[at] <= 'z') || (text[at] >= '0' && text[at] <= '9');
  };
  const Span sentence = message.sentences[hit.sentence].folded;
  while (hit.folded.end > hit.folded.begin && hit.folded.end < sentence.end && letter(hit.folded.end) &&
         letter(hit.folded.end - 1))
    ++hit.folded.end;
  return hit;
}

}  // namespace

struct Matcher::State {
  Pack pack;
  std::vector<std::uint64_t> own_index, own_zone_index;  // made here where the pack has none
  MessageCutter cutter;
  Hearer hearer;

  explicit State(Pack given)
      : pack(std::move(given)),
        own_index(pack.index.empty() ? index_hearings(pack) : std::vector<std::uint64_t>()),
        own_zone_index(pack.zone_index.empty() ? index_zones(pack.zones) : std::vector<std::uint64_t>()),
        cutter(pack, pack.zone_index.empty() ? own_zone_index : pack.zone_index),
        hearer(pack, pack.index.empty() ? own_index : pack.index) {}

  [[nodiscard]] std::uint8_t language(std::string_view code) const {
    for (std::size_t i = 0; i < pack.languages.size(); ++i)
      if (pack.languages[i].code == code) return static_cast<std::uint8_t>(i);
    return no_language;
  }

  [[nodiscard]] std::uint8_t only_language(const LintOptions& options) const {
    return options.language.empty() ? no_language : language(options.language);
  }
  [[nodiscard]] Message cut(const Document& document, const LintOptions& options) const {
    return cutter.cut(document, only_language(options));
  }

  [[nodiscard]] History history(const Message& message, const Document& document, const LintOptions& options) const;
  [[nodiscard]] HitTable hear(const Message& message, const Document& document, const History& history) const;
  void hear_concept(std::uint32_t id, HitTable& hits, const Message& message, const Document& document,
                    const History& history) const;
  [[nodiscard]] std::vector<Verdict> judge(const Evidence& evidence) const;
  void judge_case(std::uint32_t rule, const Case& one, const Evidence& evidence, Taken& taken,
                  std::vector<Verdict>& out) const;
  [[nodiscard]] std::vector<std::uint32_t> candidates(const Case& one, const Evidence& evidence) const;
  [[nodiscard]] Finding finding(const Verdict& verdict, const Evidence& evidence, const Advice& advice,
                                const LineIndex& lines, const LintOptions& options) const;
  [[nodiscard]] std::vector<Ask> asks(const Evidence& evidence, const LineIndex& lines) const;
  [[nodiscard]] std::string language_code(const Message& message, std::uint32_t sentence) const {
    return pack.languages.empty() ? std::string() : pack.languages[message.sentences[sentence].language].code;
  }
};

HitTable Matcher::State::hear(const Message& message, const Document& document, const History& history) const {
  HitTable hits = hearer.hear(message, document);
  for (const std::uint32_t id : pack.concepts) hear_concept(id, hits, message, document, history);
  return hits;
}

History Matcher::State::history(const Message& message, const Document& document, const LintOptions& options) const {
  return {document, message, cutter, hearer, only_language(options), [this, &document](const Message& past) {
            return hear(past, document, History::none());
          }};
}

// Judged in each sentence where something that it is made of was heard.
void Matcher::State::hear_concept(std::uint32_t id, HitTable& hits, const Message& message, const Document& document,
                                  const History& history) const {
  const Signal& signal = pack.signals[id];
  const Evidence evidence{pack.conditions, message, hits, document, history};
  const std::span<const std::uint32_t> mark = pack.conditions.ids.of(signal.mark);
  std::vector<std::uint32_t> sentences;
  for (const std::uint32_t part : mark)
    for (const Hit& hit : hits.all(part)) sentences.push_back(hit.sentence);
  sort_unique(sentences);
  std::vector<Hit> heard;
  for (const std::uint32_t at : sentences) {
    const Range range{at, at + 1};
    if (!holds(signal.when, evidence, range, at)) continue;
    const std::vector<Hit> spans = spans_of(mark, signal.span, evidence, range);
    heard.insert(heard.end(), spans.begin(), spans.end());
  }
  hits.set(id, std::move(heard));
}

// Sentences (or the first of a wider scope) for which the case can hold at all.
std::vector<std::uint32_t> Matcher::State::candidates(const Case& one, const Evidence& evidence) const {
  std::vector<std::uint32_t> out;
  for (const std::uint32_t signal : pack.conditions.ids.of(one.needed))
    for (const Hit& hit : evidence.hits.all(signal)) {
      const std::uint32_t at =
          one.scope == Scope::sentence ? hit.sentence : range_of(one.scope, hit.sentence, evidence.message).first;
      out.push_back(at);
    }
  sort_unique(out);
  return out;
}

void Matcher::State::judge_case(std::uint32_t rule, const Case& one, const Evidence& evidence, Taken& taken,
                                std::vector<Verdict>& out) const {
  const std::uint32_t wording = pack.rules[rule].wording;
  const std::span<const std::uint32_t> mark = pack.conditions.ids.of(one.mark);
  for (const std::uint32_t at : candidates(one, evidence)) {
    const Range range = range_of(one.scope, at, evidence.message);
    if (!holds(one.when, evidence, range, at) || holds(pack.rules[rule].unless, evidence, range, at)) continue;
    Verdict verdict;
    verdict.rule = rule;
    verdict.severity = one.severity < 0 ? pack.rules[rule].severity : static_cast<Severity>(one.severity);
    verdict.by_wording = mark.size() == 1 && mark.front() == wording;
    verdict.to_header = mark.size() == 1 && mark.front() == to_header_signal;
    for (const Hit& hit : spans_of(mark, one.span, evidence, range)) {
      if (!one.by_history && evidence.hits.doubted(wording, hit.sentence)) continue;
      verdict.hit = widened(evidence.message, hit);
      if (verdict.by_wording && taken.near_pattern(verdict.hit.sentence)) continue;
      if (!taken.take(verdict.hit.folded, verdict.to_header)) continue;
      if (!verdict.by_wording) taken.heard_by_pattern(verdict.hit.sentence);
      out.push_back(verdict);
    }
  }
}

std::vector<Verdict> Matcher::State::judge(const Evidence& evidence) const {
  std::vector<Verdict> out;
  for (std::uint32_t rule = 0; rule < pack.rules.size(); ++rule) {
    Taken taken;
    for (const Case& one : pack.rules[rule].cases) judge_case(rule, one, evidence, taken, out);
  }
  return out;
}

Finding Matcher::State::finding(const Verdict& verdict, const Evidence& evidence, const Advice& advice,
                                const LineIndex& lines, const LintOptions& options) const {
  const Rule& rule = pack.rules[verdict.rule];
  const Document& document = evidence.document;
  Finding out;
  out.path = document.path;
  out.origin = document.origin;
  out.message_id = document.mail.message_id;
  out.code = rule.code;
  out.name = rule.name;
  out.severity = verdict.severity;
  out.lang = language_code(evidence.message, verdict.hit.sentence);
  out.shown = options.messages.empty() ? out.lang : options.messages;
  out.message = in_language(rule.message, out.shown);
  const bool own_words = out.shown == out.lang && !verdict.to_header;
  Advice::Words words = own_words ? advice.fitting(rule, verdict.hit, out.shown) : advice.general(rule, out.shown);
  out.help = std::move(words.help);
  out.suggestion = std::move(words.suggestion);
  if (verdict.to_header) {
    out.raw = document.mail.to_header;
    out.excerpt = slice(document.raw, out.raw);
  } else {
    const Span text = evidence.message.folded.to_text.back(verdict.hit.folded);
    out.text = text;
    out.raw = document.to_raw.back(text);
    out.excerpt = slice(document.text, text);
  }
  out.start = document.origin.in_file(lines.at(out.raw.begin));
  out.end = document.origin.in_file(lines.at(out.raw.end));
  return out;
}

std::vector<Ask> Matcher::State::asks(const Evidence& evidence, const LineIndex& lines) const {
  std::vector<Ask> out;
  if (pack.asks.ask >= pack.signals.size()) return out;
  const auto first_heard = [&](const std::vector<std::pair<std::string, std::uint32_t>>& names, Range range,
                               const Span* in) {
    for (const auto& [name, signal] : names)
      for (const Hit& hit : evidence.hits.in(signal, range))
        if (in == nullptr || overlaps(*in, hit.folded)) return name;
    return std::string();
  };
  for (const Hit& hit : evidence.hits.all(pack.asks.ask)) {
    const Range range{hit.sentence, hit.sentence + 1};
    const Span text = evidence.message.folded.to_text.back(widened(evidence.message, hit).folded);
    Ask ask;
    ask.text = text;
    ask.raw = evidence.document.to_raw.back(text);
    ask.start = evidence.document.origin.in_file(lines.at(ask.raw.begin));
    ask.end = evidence.document.origin.in_file(lines.at(ask.raw.end));
    ask.excerpt = slice(evidence.document.text, text);
    ask.lang = language_code(evidence.message, hit.sentence);
    ask.kind = first_heard(pack.asks.kinds, range, &hit.folded);
    ask.object = first_heard(pack.asks.objects, range, nullptr);
    ask.beneficiary = first_heard(pack.asks.beneficiaries, range, nullptr);
    if (ask.beneficiary.empty()) ask.beneficiary = "author";
    out.push_back(std::move(ask));
  }
  return out;
}

Matcher::Matcher(Pack pack) : state_(std::make_unique<State>(std::move(pack))) {}
Matcher::Matcher(Matcher&&) noexcept = default;
Matcher& Matcher::operator=(Matcher&&) noexcept = default;
Matcher::~Matcher() = default;
const Pack& Matcher::pack() const {
  return state_->pack;
}

LintResult Matcher::lint(const Document& document, const LintOptions& options) const {
  LintResult out;
  if (!linted(document)) return out;
  const Message message = state_->cut(document, options);
  const History history = state_->history(message, document, options);
  const HitTable hits = state_->hear(message, document, history);
  const Evidence evidence{state_->pack.conditions, message, hits, document, history};
  const LineIndex lines(document.raw);
  const Advice advice(state_->pack, evidence);
  for (const Verdict& verdict : state_->judge(evidence))
    out.findings.push_back(state_->finding(verdict, evidence, advice, lines, options));
  std::ranges::stable_sort(out.findings, [](const Finding& a, const Finding& b) {
    return std::tie(a.raw.begin, a.code, a.raw.end) < std::tie(b.raw.begin, b.code, b.raw.end);
  });
  if (!out.findings.empty()) out.whole = advice.whole(out.findings.front().shown);
  out.asks = state_->asks(evidence, lines);
  return out;
}

std::vector<Heard> Matcher::hear(const Document& document, const LintOptions& options) const {
  const Message message = state_->cut(document, options);
  const HitTable hits = state_->hear(message, document, state_->history(message, document, options));
  std::vector<Heard> out;
  for (std::uint32_t i = 0; i < message.sentences.size(); ++i) {
    const Sentence& sentence = message.sentences[i];
    Heard heard{std::string(slice(message.folded.lower, sentence.folded)), {}, name_of(sentence.role), {}};
    for (std::size_t l = 0; l < state_->pack.languages.size(); ++l)
      if ((sentence.languages >> l & 1U) != 0)
        heard.lang = (l == sentence.language)
                         ? state_->pack.languages[l].code + (heard.lang.empty() ? "" : "+" + heard.lang)
                         : heard.lang + (heard.lang.empty() ? "" : "+") + state_->pack.languages[l].code;
    for (std::uint32_t signal = 0; signal < state_->pack.signals.size(); ++signal)
      for (const Hit& hit : hits.in(signal, {i, i + 1}))
        heard.hits.emplace_back(state_->pack.signals[signal].name,
                                std::string(slice(message.folded.lower, hit.folded)));
    out.push_back(std::move(heard));
  }
  return out;
}

std::vector<SeenBlock> Matcher::see(const Document& document, const LintOptions& options) const {
  const Message message = state_->cut(document, options);
  std::vector<SeenBlock> out;
  for (std::size_t i = 0; i < message.blocks.size(); ++i) {
    const Block& block = message.blocks[i];
    const std::uint8_t language = message.block_languages[i];
    out.push_back({block.role, language == no_language ? std::string() : state_->pack.languages[language].code,
                   block.text, document.to_raw.back(block.text)});
  }
  return out;
}

PackIndexes index_pack(const Pack& pack) {
  return {index_hearings(pack), index_zones(pack.zones)};
}

std::vector<Error> check_patterns(const Pack& pack) {
  std::vector<Error> out;
  const auto check = [&](const std::vector<Pattern>& patterns) {
    for (const Pattern& pattern : patterns) {
      const std::string fault = regex_fault(pattern);
      if (fault.empty()) continue;
      const Place place = pattern.source < pack.places.size() ? pack.places[pattern.source] : Place{};
      out.push_back(
          {ErrorCode::regex, place.file, place.at, "bad pattern: " + fault, "see docs/rules.md, \"Signal files\""});
    }
  };
  for (const Hearing& hearing : pack.hearings) {
    check(hearing.hear);
    check(hearing.except);
  }
  for (const Zone& zone : pack.zones) check(zone.patterns);
  return out;
}

}  // namespace asklint
