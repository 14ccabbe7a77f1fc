#pragma once
#include <string>
#include <utility>
#include <vector>

#include "labelled.h"
#include "match/matcher.h"

namespace asklint::quality {

/// What the wording of one pitfall in one language came to.
struct LearnedWording {
  std::string code, name;                             ///< "ASK204", "climbing"
  std::vector<std::pair<std::string, double>> words;  ///< heaviest first, to hundredths as they are written
  double threshold = 0;
  std::size_t shown = 0, clean = 0;  ///< texts that show the pitfall, and texts that do not
  std::size_t found = 0, wrong = 0;  ///< of these, heard by weights learned without them
};

/// The texts to learn from. Borrowed.
struct Texts {
  const std::vector<Message>& corpora;
  const std::vector<Paraphrase>& paraphrases;
  const std::vector<HonestText>& honest;
  const std::vector<HonestText>& more;  ///< clean all but certainly: what people really write
};

/// For each pitfall of 1xx to 3xx, logistic regression (liblinear, ridge penalty) over the words and pairs of words in
/// up to three neighbouring sentences: only words that the pack's own patterns hold, so no names, places or trades, and
/// of these the heaviest. The threshold is where weights learned without a text keep nearly all clean texts silent
/// (five folds). The same texts give the same numbers. `matcher`: of rules read from a folder. Errors: schema, where
/// the pack has no such language.
Result<std::vector<LearnedWording>> learn_wordings(const std::string& lang, const Texts& texts, const Matcher& matcher);

/// The file signals/LANG/worded.yaml.
[[nodiscard]] std::string as_yaml(const std::string& lang, const std::vector<LearnedWording>& learned);

}  // namespace asklint::quality
