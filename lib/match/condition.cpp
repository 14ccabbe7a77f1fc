#include "match/condition.h"

#include <algorithm>

#include "text/sort_unique.h"

namespace asklint {
namespace {

using Test = Condition::Kind;

// Sentences of the history that an ask is held against: enough for any thread, and what keeps the cost of many asks
// over a long history linear.
constexpr std::size_t most_heard = 256;
// Sentences of the mail that an offer answers, in which to look for whom it means by "her".
constexpr std::uint32_t most_replied = 16;

Range whole(const Message& message) {
  return {0, static_cast<std::uint32_t>(message.sentences.size())};
}

// Words between two places of the folded text; its spaces tell.
std::uint32_t words_between(const Message& message, std::uint32_t begin, std::uint32_t end) {
  const std::string_view between = std::string_view(message.folded.lower).substr(begin, end - begin);
  return static_cast<std::uint32_t>(std::ranges::count(between, ' '));
}

// Hits of b that begin after a has ended, the nearest first, decide: `before` with a limit of words.
bool before(const Condition& condition, const Evidence& evidence, Range range, std::uint32_t first,
            std::uint32_t second) {
  const auto later = evidence.hits.in(second, range);
  for (const Hit& a : evidence.hits.in(first, range)) {
    const auto b = std::ranges::lower_bound(later, a.folded.end, {}, [](const Hit& hit) { return hit.folded.begin; });
    if (b == later.end()) continue;
    if (condition.words == 0xFFFFFFFF) return true;
    if (b->sentence == a.sentence &&
        words_between(evidence.message, a.folded.end, b->folded.begin) <= condition.words + 1)
      return true;
  }
  return false;
}

bool near_sentences(const Condition& condition, const Evidence& evidence, Range range) {
  const auto signals = evidence.conditions.signals(condition);
  for (const Hit& a : evidence.hits.in(signals[0], range)) {
    const std::uint32_t first = a.sentence > condition.sentences ? a.sentence - condition.sentences : 0;
    const Range window{std::max(range.first, first), std::min(range.last, a.sentence + condition.sentences + 1)};
    if (evidence.hits.heard(signals[1], window)) return true;
  }
  return false;
}

bool near(const Condition& condition, const Evidence& evidence, Range range) {
  const auto signals = evidence.conditions.signals(condition);
  if (signals.size() != 2) return false;
  if (condition.sentences != 0xFFFFFFFF) return near_sentences(condition, evidence, range);
  const auto overlapping = [&] {
    return std::ranges::any_of(evidence.hits.in(signals[0], range), [&](const Hit& a) {
      return std::ranges::any_of(evidence.hits.in(signals[1], {a.sentence, a.sentence + 1}),
                                 [&](const Hit& b) { return overlaps(a.folded, b.folded); });
    });
  };
  return before(condition, evidence, range, signals[0], signals[1]) ||
         before(condition, evidence, range, signals[1], signals[0]) || overlapping();
}

bool two_in_order(const Condition& condition, const Evidence& evidence, Range range) {
  const auto signals = evidence.conditions.signals(condition);
  return signals.size() == 2 && before(condition, evidence, range, signals[0], signals[1]);
}

// Hits of all the signals together, those that overlap counted once.
bool counted(const Condition& condition, const Evidence& evidence, Range range) {
  std::vector<Span> spans;
  for (const std::uint32_t signal : evidence.conditions.signals(condition))
    for (const Hit& hit : evidence.hits.in(signal, range)) spans.push_back(hit.folded);
  std::ranges::sort(spans);
  std::uint32_t count = 0, end = 0;
  for (const Span& span : spans) {
    if (count > 0 && span.begin < end) {
      end = std::max(end, span.end);
      continue;
    }
    ++count;
    end = span.end;
  }
  return count >= condition.min && count <= condition.max;
}

bool header(const Condition& condition, const Document& document) {
  const auto agrees = [](std::int8_t asked, bool fact) { return asked < 0 || (asked == 1) == fact; };
  return agrees(condition.mail, document.kind == Kind::mail) && agrees(condition.reply, document.mail.reply) &&
         agrees(condition.list, document.mail.list) && agrees(condition.is_template, document.is_template) &&
         document.mail.recipients >= condition.min && document.mail.recipients <= condition.max;
}

bool in_thread(const Condition& condition, const Evidence& evidence) {
  const Past& past = evidence.history.past();
  const auto [known, fresh] = evidence.history.memo().thread.try_emplace(&condition, false);
  if (!fresh) return known->second;
  const Evidence then{evidence.conditions, past.message, past.hits, evidence.document, History::none()};
  std::uint32_t turns = 0;
  for (const Turn& turn : past.turns) {
    const bool says_so = is_by(turn, condition.by) && std::ranges::all_of(evidence.conditions.children(condition), [&](const Condition& c) {
                           return holds(c, then, turn.sentences, turn.sentences.first);
                         });
    if (says_so) ++turns;
    if (condition.newest) break;
  }
  return known->second = turns >= condition.min;
}

// Words that tell what the marked signals are about: those of the hits, and names in the same sentences.
std::vector<std::string_view> telling_words(const Condition& condition, const Evidence& evidence, Range range) {
  std::vector<std::string_view> words;
  for (const std::uint32_t signal : evidence.conditions.ids.of(condition.about))
    for (const Hit& hit : evidence.hits.in(signal, range))
      evidence.history.add_words(evidence.message.folded, hit.folded, words);
  for (std::uint32_t i = range.first; i < range.last; ++i)
    evidence.history.add_names(evidence.message.folded, evidence.message.sentences[i].folded, words);
  std::erase_if(words, [&](std::string_view word) { return evidence.history.is_correspondent(word); });
  sort_unique(words);
  return words;
}

// What the persons are called that the hits tell of.
std::vector<std::string_view> names_told(const Condition& condition, const Evidence& evidence, const Message& message,
                                         const HitTable& hits, Range range) {
  std::vector<std::string_view> names;
  if (!condition.names_first) return names;
  for (const std::uint32_t signal : evidence.conditions.ids.of(condition.about))
    for (const Hit& hit : hits.in(signal, range)) evidence.history.add_names_of(message.folded, hit.folded, names);
  sort_unique(names);
  return names;
}

bool names_nobody(const Evidence& evidence, std::uint32_t sentence) {
  const Message& past = evidence.history.past().message;
  std::vector<std::string_view> names;
  evidence.history.add_names(past.folded, past.sentences[sentence].folded, names);
  return names.empty();
}

// Where the condition's signals are heard in that person's turns, those written last first.
const std::vector<HeardThere>& heard_in_thread(const Condition& condition, const Evidence& evidence) {
  const Past& past = evidence.history.past();
  const auto [known, fresh] = evidence.history.memo().heard.try_emplace(&condition);
  std::vector<HeardThere>& out = known->second;
  if (!fresh) return out;
  for (std::size_t i = 0; i < past.turns.size(); ++i) {
    const Turn& turn = past.turns[i];
    if (!is_by(turn, condition.by)) continue;
    Range replied{0, 0};
    if (i + 1 < past.turns.size() && !is_by(past.turns[i + 1], condition.by)) replied = past.turns[i + 1].sentences;
    replied.last = std::min(replied.last, replied.first + most_replied);
    std::vector<std::uint32_t> sentences;
    for (const std::uint32_t signal : evidence.conditions.signals(condition))
      for (const Hit& hit : past.hits.in(signal, turn.sentences)) sentences.push_back(hit.sentence);
    sort_unique(sentences);
    for (const std::uint32_t sentence : sentences) {
      if (out.size() == most_heard) return out;
      const Range beside{std::max(turn.sentences.first, sentence < 2 ? 0 : sentence - 2),
                         std::min(turn.sentences.last, sentence + 2)};
      out.push_back({sentence, beside, replied});
    }
  }
  return out;
}

// What the history says there is the very thing this is about: telling words of it stand there, or right beside it; or
// it has none ("that intro"), and so points back.
bool echoes(const Condition& condition, const Evidence& evidence, Range range) {
  const std::vector<HeardThere>& heard = heard_in_thread(condition, evidence);
  if (heard.empty()) return false;
  const std::vector<std::string_view> words = telling_words(condition, evidence, range);
  if (words.empty() && condition.min <= 1) return true;
  const Past& past = evidence.history.past();  // clang 14 lets no lambda see a structured binding
  const std::vector<std::string_view> names = names_told(condition, evidence, evidence.message, evidence.hits, range);
  return std::ranges::any_of(heard, [&](const HeardThere& there) {
    // A person without a name there may be the one who has a name here.
    const bool named =
        !names.empty() && !names_told(condition, evidence, past.message, past.hits, there.beside).empty();
    return words_held(past.message, there.beside, named ? names : words) >= condition.min ||
           (condition.open && names_nobody(evidence, there.sentence)) ||
           (condition.by == Writer::reader && names_nobody(evidence, there.sentence) &&
            words_held(past.message, there.replied, words) >= condition.min);  // I could talk to her
  });
}

bool weighs(const Condition& condition, const Evidence& evidence, Range range) {
  const auto signals = evidence.conditions.signals(condition);
  const auto weights = evidence.conditions.weights.of(condition.weights);
  double sum = 0;
  for (std::size_t i = 0; i < signals.size(); ++i)
    if (evidence.hits.heard(signals[i], range)) sum += weights[i];
  return sum >= condition.threshold;
}

// To the end of the clause in which `span` ends.
Span clause(const Message& message, Hit hit) {
  const Span sentence = message.sentences[hit.sentence].folded;
  const std::string_view text = message.folded.lower;
  std::uint32_t end = hit.folded.end;
  for (; end < sentence.end; ++end) {
    const bool last = end + 1 >= sentence.end;
    if (std::string_view(",;:.!?").find(text[end]) != std::string_view::npos && (last || text[end + 1] == ' ')) break;
    if (text.substr(end, 3) == " - ") break;
  }
  return {hit.folded.begin, end};
}

Span shown_sentence(const Message& message, std::uint32_t index) {
  Span span = message.sentences[index].folded;
  while (span.end > span.begin + 1 &&
         std::string_view(".!? ").find(message.folded.lower[span.end - 1]) != std::string_view::npos)
    --span.end;
  return span;
}

}  // namespace

Range range_of(Scope scope, std::uint32_t at, const Message& message) {
  const Range all = whole(message);
  switch (scope) {
    case Scope::sentence:
      return {at, std::min(at + 1, all.last)};
    case Scope::around:
      return {at > 0 ? at - 1 : 0, std::min(at + 2, all.last)};
    case Scope::message:
      return all;
    case Scope::earlier:
      return {0, at};
    case Scope::later:
      return {std::min(at + 1, all.last), all.last};
    case Scope::paragraph:
      return message.paragraphs[message.sentences[at].paragraph];
  }
  return all;
}

bool holds(const Condition& condition, const Evidence& evidence, Range range, std::uint32_t at) {
  const auto child = [&](const Condition& c) { return holds(c, evidence, range, at); };
  switch (condition.kind) {
    case Test::signal:
      return evidence.hits.heard(evidence.conditions.signals(condition).front(), range);
    case Test::all:
      return std::ranges::all_of(evidence.conditions.children(condition), child);
    case Test::any:
      return std::ranges::any_of(evidence.conditions.children(condition), child);
    case Test::none:
      return std::ranges::none_of(evidence.conditions.children(condition), child);
    case Test::count:
      return counted(condition, evidence, range);
    case Test::before:
      return two_in_order(condition, evidence, range);
    case Test::near:
      return near(condition, evidence, range);
    case Test::missing:
      return std::ranges::none_of(evidence.conditions.signals(condition), [&](std::uint32_t s) { return !evidence.hits.all(s).empty(); });
    case Test::header:
      return header(condition, evidence.document);
    case Test::weigh:
      return weighs(condition, evidence, range);
    case Test::thread:
      return in_thread(condition, evidence);
    case Test::echoes:
      return echoes(condition, evidence, range);
    case Test::in: {
      const Range wider = range_of(condition.scope, at, evidence.message);
      return std::ranges::all_of(evidence.conditions.children(condition), [&](const Condition& c) { return holds(c, evidence, wider, at); });
    }
  }
  return false;
}

std::vector<Hit> spans_of(std::span<const std::uint32_t> mark, SpanKind kind, const Evidence& evidence,
                          Range range) {
  std::vector<Hit> marked;
  for (const std::uint32_t signal : mark) {
    const auto hits = evidence.hits.in(signal, range);
    marked.insert(marked.end(), hits.begin(), hits.end());
  }
  if (marked.empty()) marked.push_back({shown_sentence(evidence.message, range.first), range.first});
  std::ranges::sort(marked, [](const Hit& a, const Hit& b) { return a.folded < b.folded; });
  if (kind == SpanKind::each) return marked;
  if (kind == SpanKind::first || (kind == SpanKind::clause && range.last > range.first + 1)) {
    // The first of several that begin alike is the longest of them; a clause in a wider scope is that of the first.
    for (const Hit& hit : marked)
      if (overlaps(hit.folded, marked.front().folded)) marked.front().folded = hull(marked.front().folded, hit.folded);
    if (kind == SpanKind::clause) marked.front().folded = clause(evidence.message, marked.front());
    return {marked.front()};
  }
  Hit out = marked.front();
  Hit last = out;
  for (const Hit& hit : marked) {
    out.folded = hull(out.folded, hit.folded);
    if (hit.folded.end >= last.folded.end) last = hit;
  }
  if (kind == SpanKind::clause) out.folded.end = clause(evidence.message, last).end;
  if (kind == SpanKind::sentence)
    out.folded = hull(shown_sentence(evidence.message, out.sentence), shown_sentence(evidence.message, last.sentence));
  return {out};
}

}  // namespace asklint
