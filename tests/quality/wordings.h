#pragma once
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "labelled.h"
#include "match/matcher.h"

namespace asklint::quality {

/// What the wording of one pitfall in one language came to.
struct LearnedWording {
  std::string code, name;            ///< "ASK204", "climbing"
  std::map<std::string, int> words;  ///< without those that weigh nothing
  int threshold = 0, doubt = 0;
  std::size_t shown = 0, clean = 0;  ///< texts in which no pattern hears it: that show the pitfall, and that do not
  std::size_t found = 0, wrong = 0;  ///< of these, heard by weights learned without them
};

/// The texts to learn from. Borrowed.
struct Texts {
  const std::vector<Message>& corpora;
  const std::vector<Paraphrase>& paraphrases;
  const std::vector<HonestText>& honest;
  const std::vector<HonestText>& more;  ///< clean all but certainly: what people really write
};

/// For each pitfall of 1xx to 3xx, logistic regression (liblinear, ridge penalty) over the words, their beginnings and
/// the pairs of words in up to three neighbouring sentences: only words that the pack's own patterns hold, so no names,
/// places or trades. Near misses count double. The threshold is where weights that were learned without a text and its
/// round keep nearly all clean texts silent; the doubt, where they spare nearly all that the patterns rightly hear. The
/// same texts and patterns give the same numbers, whatever was learned before. `matcher`: of rules read from a folder.
/// Errors: schema, where the pack has no such language.
Result<std::vector<LearnedWording>> learn_wordings(const std::string& lang, const Texts& texts, const Matcher& matcher);

/// The file signals/LANG/worded.yaml.
[[nodiscard]] std::string as_yaml(const std::string& lang, const std::vector<LearnedWording>& learned);

}  // namespace asklint::quality
