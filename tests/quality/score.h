#pragma once
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "labelled.h"
#include "match/matcher.h"

namespace asklint::quality {

/// What was found against what is there.
struct Count {
  std::size_t tp = 0, fp = 0, fn = 0;
  std::size_t span = 0, spannable = 0;  ///< of tp with a place of their own: those that overlap the labelled words
  Count& operator+=(const Count& other);
  [[nodiscard]] double precision() const;
  [[nodiscard]] double recall() const;
  [[nodiscard]] double f1() const;
};

/// A disagreement, to be read: `found` is empty for a miss, `wanted` for an alarm.
struct Difference {
  std::string id, code, wanted, found, about;
};

struct CorpusScore {
  std::map<std::string, std::map<std::string, Count>> codes;  ///< by language, then code
  std::size_t messages = 0, clean = 0, alarmed = 0;
  std::vector<Difference> misses, alarms;
  [[nodiscard]] Count sum(std::string_view lang, std::string_view hundreds) const;  ///< "" for all; "123" for the heart
  [[nodiscard]] std::map<std::string, double> metrics() const;                      ///< by the names of score.py
};

/// Counts as ../shared/tools/score.py does: per message and code.
CorpusScore score_corpora(const std::vector<Message>& messages, const Matcher& matcher);

struct ParaphraseScore {
  std::map<std::string, std::map<std::string, std::map<std::string, Count>>> codes;  ///< by round, language, code
  std::vector<Difference> misses, alarms;
};

/// tp: the code was found in a line that shows it, under some of its words; fp: it was found in a near miss of any
/// code.
ParaphraseScore score_paraphrases(const std::vector<Paraphrase>& lines, const Matcher& matcher);

struct HonestScore {
  std::map<std::string, std::size_t> sentences, findings;  ///< by language; findings of warning or error
  std::vector<Difference> alarms;
};
HonestScore score_honest(const std::vector<HonestText>& texts, const Matcher& matcher);

/// Whether two quotes share a run of eight letters or digits, or the shorter one whole.
[[nodiscard]] bool overlap(std::string_view a, std::string_view b);

/// Findings of many texts, by all processors; in their order.
struct Text {
  std::string_view path, bytes;
};
std::vector<std::vector<Finding>> lint_all(const std::vector<Text>& texts, const Matcher& matcher);

}  // namespace asklint::quality
