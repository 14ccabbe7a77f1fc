#include "score.h"

#include <algorithm>
#include <atomic>
#include <set>
#include <thread>

#include "reader/reader.h"
#include "text/fold.h"

namespace asklint::quality {
namespace {

constexpr std::size_t shared_run = 8;

double ratio(std::size_t part, std::size_t rest) {
  return part + rest == 0 ? 1.0 : static_cast<double>(part) / static_cast<double>(part + rest);
}

std::string letters(std::string_view text) {
  std::string out;
  for (const char c : fold_lower(text))
    if (std::isalnum(static_cast<unsigned char>(c)) != 0 || static_cast<unsigned char>(c) >= 0x80) out += c;
  return out;
}

bool is_absence(std::string_view code) {
  return code == "ASK401" || code == "ASK402" || code == "ASK403";
}

bool is_heart(std::string_view code) {
  return code.size() == 6 && code[3] >= '1' && code[3] <= '3';
}

std::vector<Finding> lint_one(const Text& text, const Matcher& matcher) {
  const auto document = read_document(std::string(text.path), std::string(text.bytes), {});
  return document ? matcher.lint(*document, {}).findings : std::vector<Finding>{};
}

}  // namespace

Count& Count::operator+=(const Count& other) {
  tp += other.tp;
  fp += other.fp;
  fn += other.fn;
  span += other.span;
  spannable += other.spannable;
  return *this;
}

double Count::precision() const {
  return ratio(tp, fp);
}

double Count::recall() const {
  return ratio(tp, fn);
}

double Count::f1() const {
  const double p = precision();
  const double r = recall();
  return p + r == 0 ? 0 : 2 * p * r / (p + r);
}

bool overlap(std::string_view a, std::string_view b) {
  std::string small = letters(a);
  std::string big = letters(b);
  if (small.size() > big.size()) small.swap(big);
  if (small.empty()) return false;
  const std::size_t run = std::min(shared_run, small.size());
  for (std::size_t at = 0; at + run <= small.size(); ++at)
    if (big.find(small.substr(at, run)) != std::string::npos) return true;
  return false;
}

std::vector<std::vector<Finding>> lint_all(const std::vector<Text>& texts, const Matcher& matcher) {
  std::vector<std::vector<Finding>> out(texts.size());
  std::atomic<std::size_t> next = 0;
  const auto work = [&] {
    for (std::size_t at = next++; at < texts.size(); at = next++) out[at] = lint_one(texts[at], matcher);
  };
  std::vector<std::jthread> threads;
  for (unsigned i = 0; i < std::max(1U, std::thread::hardware_concurrency()); ++i) threads.emplace_back(work);
  threads.clear();
  return out;
}

Count CorpusScore::sum(std::string_view lang, std::string_view hundreds) const {
  Count out;
  for (const auto& [of, rows] : codes)
    for (const auto& [code, count] : rows)
      if ((lang.empty() || of == lang) && (hundreds.empty() || hundreds.find(code[3]) != std::string_view::npos))
        out += count;
  return out;
}

std::map<std::string, double> CorpusScore::metrics() const {
  const Count all = sum("", "");
  const Count heart = sum("", "123");
  return {{"precision", all.precision()},
          {"recall", all.recall()},
          {"f1", all.f1()},
          {"heart_precision", heart.precision()},
          {"heart_recall", heart.recall()},
          {"heart_f1", heart.f1()},
          {"span", ratio(all.span, all.spannable - all.span)},
          {"alarm_rate", clean == 0 ? 0.0 : static_cast<double>(alarmed) / static_cast<double>(clean)}};
}

CorpusScore score_corpora(const std::vector<Message>& messages, const Matcher& matcher) {
  std::vector<Text> texts;
  for (const Message& m : messages) texts.push_back({m.path, m.text});
  const auto findings = lint_all(texts, matcher);
  CorpusScore out;
  out.messages = messages.size();
  for (std::size_t i = 0; i < messages.size(); ++i) {
    const Message& m = messages[i];
    std::set<std::string> named;
    for (const Label& label : m.labels) named.insert(label.code);
    for (const Finding& f : findings[i]) named.insert(f.code);
    for (const std::string& code : named) {
      Count& count = out.codes[m.lang][code];
      const auto label = std::ranges::find(m.labels, code, &Label::code);
      const auto found = std::ranges::find(findings[i], code, &Finding::code);
      if (label == m.labels.end()) {
        ++count.fp;
        out.alarms.push_back({m.id, code, {}, found->excerpt, m.about});
      } else if (found == findings[i].end()) {
        ++count.fn;
        out.misses.push_back({m.id, code, label->quote, {}, m.about});
      } else {
        ++count.tp;
        if (is_absence(code)) continue;
        ++count.spannable;
        const bool placed = std::ranges::any_of(findings[i], [&](const Finding& f) {
          return f.code == code && std::ranges::any_of(m.labels, [&](const Label& l) {
                   return l.code == code && overlap(f.excerpt, l.quote);
                 });
        });
        if (placed) ++count.span;
      }
    }
    if (!m.labels.empty()) continue;
    ++out.clean;
    if (std::ranges::any_of(findings[i], [](const Finding& f) { return f.severity != Severity::note; })) ++out.alarmed;
  }
  return out;
}

ParaphraseScore score_paraphrases(const std::vector<Paraphrase>& lines, const Matcher& matcher) {
  std::vector<Text> texts;
  for (const Paraphrase& line : lines) texts.push_back({"message.txt", line.text});
  const auto findings = lint_all(texts, matcher);
  ParaphraseScore out;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const Paraphrase& line = lines[i];
    auto& rows = out.codes[line.round][line.lang];
    if (line.bad) {
      const bool found = std::ranges::any_of(
          findings[i], [&](const Finding& f) { return f.code == line.code && overlap(f.excerpt, line.quote); });
      ++(found ? rows[line.code].tp : rows[line.code].fn);
      if (!found) out.misses.push_back({line.id, line.code, line.quote, {}, line.text});
      continue;
    }
    std::set<std::string> seen;
    for (const Finding& f : findings[i])
      if ((is_heart(f.code) || f.code == line.code) && seen.insert(f.code).second) {
        ++rows[f.code].fp;
        out.alarms.push_back({line.id, f.code, {}, f.excerpt, line.text});
      }
  }
  return out;
}

HonestScore score_honest(const std::vector<HonestText>& texts, const Matcher& matcher) {
  std::vector<Text> plain;
  for (const HonestText& text : texts) plain.push_back({"message.txt", text.text});
  const auto findings = lint_all(plain, matcher);
  HonestScore out;
  for (std::size_t i = 0; i < texts.size(); ++i) {
    out.sentences[texts[i].lang] += texts[i].sentences;
    for (const Finding& f : findings[i])
      if (f.severity != Severity::note) {
        ++out.findings[texts[i].lang];
        out.alarms.push_back({texts[i].id, f.code, {}, f.excerpt, texts[i].genre});
      }
  }
  return out;
}

}  // namespace asklint::quality
