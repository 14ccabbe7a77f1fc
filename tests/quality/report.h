#pragma once
#include <map>
#include <string>
#include <vector>

#include "score.h"

namespace asklint::quality {

/// All that is measured in one run.
struct Measured {
  CorpusScore corpora;
  ParaphraseScore paraphrases;
  HonestScore honest;
};

/// What a round of paraphrases came to before any rule was changed for it: the only figure of it that tells of unseen
/// messages.
struct FirstSight {
  std::string round, lang, code;
  std::size_t found = 0, of = 0, wrong = 0;  ///< wrong: near misses in which it was found
};

Result<std::vector<FirstSight>> load_first_sight(const std::string& file);
/// Appends the figures of `round`. Errors: usage, where that round stands there already.
Result<std::string> record_first_sight(const std::string& file, const std::string& round, const Measured& measured);

/// Figures that hold, by name: `corpora.f1`, `paraphrases.de.recall`, `honest.en.per-1000`.
[[nodiscard]] std::map<std::string, double> figures(const Measured& measured);

/// The tables as text for a terminal.
[[nodiscard]] std::string table(const Measured& measured);
/// docs/quality.md.
[[nodiscard]] std::string markdown(const Measured& measured, const std::vector<FirstSight>& first_sight);

}  // namespace asklint::quality
