#pragma once
#include <filesystem>
#include <string>
#include <vector>

#include "text/result.h"

namespace asklint::quality {

/// A pitfall that a careful reader sees in a message: its code, and words of the message that show it.
struct Label {
  std::string code;
  std::string quote;
};

/// A message and all its pitfalls: a code that is not labelled is asserted absent.
struct Message {
  std::string id, lang;
  std::string path;  ///< under which it is read: the suffix and folder tell text, mail and template apart
  std::string text;
  std::vector<Label> labels;
  std::string about;
};

/// A line of somebody who had not seen the rules, about one pitfall: either it shows that pitfall (`quote`), or it
/// looks alike and shows none of 1xx to 3xx. Other codes are not labelled.
struct Paraphrase {
  std::string id, lang, round;
  std::string code;
  bool bad = false;
  std::string text, quote;
};

/// Ordinary writing that shows no pitfall.
struct HonestText {
  std::string id, lang, genre;
  std::string text;
  std::size_t sentences = 0;
};

/// corpora/*.jsonl. Errors: io; syntax with line.
Result<std::vector<Message>> load_corpora(const std::filesystem::path& folder);

/// paraphrases/ROUND/LANG-CODE.jsonl. Errors: io; syntax with line, also for a quote that is not in its text.
Result<std::vector<Paraphrase>> load_paraphrases(const std::filesystem::path& folder);

/// honest/LANG/GENRE.txt: messages divided by lines that hold `%`; lines before the first that begin with `#` say where
/// it is from. Errors: io.
Result<std::vector<HonestText>> load_honest(const std::filesystem::path& folder);

}  // namespace asklint::quality
