#include "match/advice.h"

#include <algorithm>
#include <cctype>
#include <set>

#include "text/fold.h"

namespace asklint {
namespace {

constexpr std::size_t longest_slot = 60;  // bytes; more is no name of a thing
constexpr std::uint32_t no_signal = 0xFFFFFFFF;

/// How far a hit is from the finding: under its words, in its sentence, in the next one, anywhere.
enum class Distance : std::uint8_t { within, sentence, neighbour, far };

Distance distance(const Hit& heard, const Hit& finding) {
  if (overlaps(heard.folded, finding.folded)) return Distance::within;  // a finding may span sentences
  if (heard.sentence == finding.sentence) return Distance::sentence;
  const auto apart =
      heard.sentence > finding.sentence ? heard.sentence - finding.sentence : finding.sentence - heard.sentence;
  return apart == 1 ? Distance::neighbour : Distance::far;
}

/// The text for exactly this language: in its register, or for any.
std::string_view own_text(const Localized& texts, std::string_view key) {
  for (const std::string_view wanted : {key, key.substr(0, key.find('.'))})
    for (const auto& [code, text] : texts)
      if (code == wanted) return text;
  return {};
}

std::vector<std::string> split(std::string_view text) {
  std::vector<std::string> out;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find_first_of(" \t\r\n", at), text.size());
    if (end > at) out.emplace_back(text.substr(at, end - at));
    at = end + 1;
  }
  return out;
}

template <class List>
const auto* of_language(const List& lists, std::string_view language) {
  const auto at = std::ranges::find_if(lists, [&](const auto& one) { return one.first == language; });
  return at == lists.end() ? nullptr : &at->second;
}

std::string joined(const std::vector<std::string>& parts) {
  std::string out;
  for (const std::string& part : parts) out += (out.empty() ? "" : ", ") + part;
  return out;
}

}  // namespace

Advice::Advice(const Pack& pack, const Evidence& evidence)
    : words_(pack.advice), languages_(pack.languages), evidence_(evidence) {}

Advice::Words Advice::fitting(const Rule& rule, const Hit& hit, const std::string& language) const {
  const std::string key = with_register(language);
  Words out{std::string(in_language(rule.help, key)), std::string(in_language(rule.suggestion, key))};
  bool helped = false;
  bool suggested = false;
  for (const Fit& fit : rule.fits) {
    if (!helped)
      if (std::string text = filled(fit.help, key, hit, language); !text.empty()) {
        out.help = std::move(text);
        helped = true;
      }
    if (!suggested)
      if (std::string text = filled(fit.suggestion, key, hit, language); !text.empty()) {
        out.suggestion = std::move(text);
        suggested = true;
      }
  }
  return out;
}

Advice::Words Advice::general(const Rule& rule, const std::string& language) const {
  const std::string key = with_register(language);
  return {std::string(in_language(rule.help, key)), std::string(in_language(rule.suggestion, key))};
}

/// The register that is heard most, where one is; the first listed of those that are heard as often.
std::string Advice::with_register(const std::string& language) const {
  std::string out = language;
  std::size_t most = 0;
  for (const auto& [key, signal] : words_.registers) {
    const std::size_t heard = evidence_.hits.all(signal).size();
    if (!key.starts_with(language + ".") || heard <= most) continue;
    most = heard;
    out = key;
  }
  return out;
}

/// Empty where there is no such text, or a slot of it has nothing to say.
std::string Advice::filled(const Localized& texts, const std::string& key, const Hit& hit,
                           const std::string& language) const {
  const std::string_view text = own_text(texts, key);
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    if (text[at] != '{') {
      out += text[at++];
      continue;
    }
    const std::size_t close = text.find('}', at);
    if (close == std::string_view::npos) return {};
    const std::string_view name = text.substr(at + 1, close - at - 1);
    const auto slot = std::ranges::find(words_.slots, name, &Slot::name);
    const std::string said = slot == words_.slots.end() ? std::string() : value(*slot, hit, language);
    if (said.empty()) return {};
    out += said;
    at = close + 1;
  }
  return out;
}

std::string Advice::value(const Slot& slot, const Hit& hit, const std::string& language) const {
  for (const std::uint32_t signal : slot.heard)
    if (const Hit* heard = nearest(signal, hit, slot.anywhere)) return spoken(*heard, slot.verbatim, language);
  const Localized* best = nullptr;
  Distance closest = Distance::far;
  for (const auto& [signal, names] : slot.named) {
    const Hit* heard = nearest(signal, hit, slot.anywhere);
    if (heard == nullptr || (best != nullptr && distance(*heard, hit) >= closest)) continue;
    best = &names;
    closest = distance(*heard, hit);
  }
  return best == nullptr ? std::string() : std::string(in_language(*best, language));
}

const Hit* Advice::nearest(std::uint32_t signal, const Hit& hit, bool anywhere) const {
  const Hit* out = nullptr;
  for (const Hit& heard : evidence_.hits.all(signal)) {
    const Distance far = distance(heard, hit);
    if (far == Distance::far && !anywhere) continue;
    if (out == nullptr || far < distance(*out, hit)) out = &heard;
  }
  return out;
}

/// The author's words as asklint says them to the author: "my cousin" is "your cousin".
std::string Advice::spoken(const Hit& heard, bool verbatim, const std::string& language) const {
  const Span text = evidence_.message.folded.to_text.back(heard.folded);
  std::vector<std::string> words = split(slice(evidence_.document.text, text));
  const auto* dropped = of_language(words_.dropped, language);
  while (dropped != nullptr && !words.empty() &&
         std::ranges::find(*dropped, fold_lower(words.front())) != dropped->end())
    words.erase(words.begin());
  const auto* turned = verbatim ? nullptr : of_language(words_.turned, language);
  std::string out;
  // A sentence's first word has lost its capital where it is no name: "My cousin needs a job".
  if (!words.empty() && begins_sentence(heard) && is_function_word(words.front(), language))
    words.front().front() = static_cast<char>(std::tolower(static_cast<unsigned char>(words.front().front())));
  for (std::string& word : words) {
    if (turned != nullptr)
      for (const auto& [from, to] : *turned)
        if (fold_lower(word) == from) {
          word = to;
          break;
        }
    out += (out.empty() ? "" : " ") + word;
  }
  while (!out.empty() && std::string_view(",;:!.?").find(out.back()) != std::string_view::npos) out.pop_back();
  return out.size() > longest_slot ? std::string() : out;
}

bool Advice::begins_sentence(const Hit& heard) const {
  return heard.folded.begin == evidence_.message.sentences[heard.sentence].folded.begin;
}

bool Advice::is_function_word(const std::string& word, const std::string& language) const {
  const auto facts = std::ranges::find(languages_, language, &LanguageFacts::code);
  return facts != languages_.end() && std::ranges::find(facts->common, fold_lower(word)) != facts->common.end();
}

Whole Advice::whole(const std::string& language) const {
  Whole out;
  if (words_.ask == no_signal) return out;
  std::set<std::uint32_t> sentences;
  for (const Hit& hit : evidence_.hits.all(words_.ask)) sentences.insert(hit.sentence);
  if (sentences.empty()) return out;
  out.asks = sentences.size();
  const std::string key = with_register(language);
  out.label = in_language(words_.label, key);
  std::string asked(in_language(out.asks == 1 ? words_.one_ask : words_.many_asks, key));
  if (const std::size_t at = asked.find("{n}"); at != std::string::npos) asked.replace(at, 3, std::to_string(out.asks));
  std::vector<std::string> has, lacks;
  for (const Virtue& virtue : words_.virtues) {
    const bool heard =
        std::ranges::any_of(virtue.heard, [&](std::uint32_t signal) { return !evidence_.hits.all(signal).empty(); });
    (heard ? has : lacks).emplace_back(in_language(heard ? virtue.has : virtue.lacks, key));
  }
  out.words = asked;
  if (!has.empty()) out.words += "; " + joined(has);
  if (!lacks.empty()) out.words += "; " + joined(lacks);
  return out;
}

}  // namespace asklint
