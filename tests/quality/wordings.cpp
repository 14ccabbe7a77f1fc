#include "wordings.h"

#include <linear.h>

#include <algorithm>
#include <cmath>
#include <iomanip>
#include <map>
#include <set>
#include <sstream>
#include <unordered_map>
#include <unordered_set>
#include <utility>

#include "match/wording.h"
#include "reader/reader.h"
#include "text/fold.h"
#include "text/word_pairs.h"

namespace asklint::quality {
namespace {

constexpr std::size_t folds = 6;
constexpr std::size_t rarest = 3;  // texts a word must stand in
constexpr double cost = 1;         // liblinear's C
constexpr double usual_idf = 5;    // of a word in one text of 150: what is rarer counts more, what is common less
constexpr double grain = 20;       // weights are written as whole numbers: twentieths of what was learned
constexpr int lightest = 5;        // a word that weighs less for every pitfall is left out
constexpr int look_alike = 6, surely_labelled = 3, unlabelled = 1;  // how much an example counts

// What weights that were learned without a text may do where no pattern hears anything:
constexpr double false_share = 0.004;   // of near misses and labelled and honest texts, heard
constexpr double unsure_share = 0.003;  // of texts that are clean all but certainly, heard
constexpr double doubt_share = 0.03;    // of what the patterns rightly hear, doubted
constexpr double misspelt = 3;  // less than that, in twentieths: a word spelt as nobody did before weighs nothing

using Words = std::set<std::string>;

/// One window of a text.
struct Sample {
  Words words;
  std::size_t text = 0;   ///< windows of one text share it
  std::size_t group = 0;  ///< lines of one round share it, and so their fold
  bool shows = false;
  bool heard = false;  ///< by the patterns, somewhere in the text
  int counts = 1;
  bool judged = true;  ///< tells where the threshold is; a line about another pitfall may show this one all the same
  bool sure = true;    ///< labelled; clean mail that nobody read is not
};

/// Sentences of a text, as rules see them.
struct Sentences {
  std::vector<std::string> folded;
  std::set<std::string> codes;  ///< found by the rules
};

class Reader {
 public:
  Reader(std::string lang, const Matcher& matcher) : lang_(std::move(lang)), matcher_(matcher) { gather_known(); }

  Sentences read(const std::string& path, const std::string& text) const {
    Sentences out;
    const auto document = read_document(path, text, {});
    if (!document) return out;
    for (const Heard& sentence : matcher_.hear(*document, {}))
      if (sentence.role == "body" || sentence.role == "closing") out.folded.push_back(sentence.sentence);
    for (const Finding& finding : matcher_.lint(*document, {}).findings) out.codes.insert(finding.code);
    return out;
  }

  Words words_of(const std::vector<std::string>& sentences, std::size_t first, std::size_t width) const {
    Words out;
    for (std::size_t i = first; i < first + width; ++i) {
      std::string before, last_but_one;
      each_word(sentences[i], [&](std::size_t, std::string_view word) {
        const std::string now =
            known_.contains(std::string(word)) || word == "?" || word == "!" ? std::string(word) : "";
        if (!now.empty()) out.insert(now);
        if (beginning_number(now) != no_word) out.insert(now.substr(0, beginning_letters) + "*");
        if (!now.empty() && !before.empty()) out.insert(before + std::string(pair_joint) + now);
        if (!now.empty() && !last_but_one.empty()) out.insert(last_but_one + std::string(gap_joint) + now);
        last_but_one = std::exchange(before, now);
      });
    }
    return out;
  }

 private:
  // The words of the patterns, by which they are looked up, and of the phrases.
  void gather_known() {
    for (const Hearing& hearing : matcher_.pack().hearings) {
      if (matcher_.pack().languages[hearing.language].code != lang_) continue;
      for (const Pattern& pattern : hearing.hear) {
        for (const Anchor& anchor : pattern.anchors) known_.insert(anchor.words.begin(), anchor.words.end());
        for (const std::string& phrase : pattern.phrases)
          each_word(phrase, [&](std::size_t, std::string_view word) { known_.emplace(word); });
      }
    }
  }

  std::string lang_;
  const Matcher& matcher_;
  std::unordered_set<std::string> known_;
};

/// All texts of a language, cut into windows, for any pitfall.
class Corpus {
 public:
  Corpus(const std::string& lang, const Texts& texts, const Matcher& matcher) : reader_(lang, matcher) {
    std::map<std::string, std::size_t> rounds;
    for (const Paraphrase& line : texts.paraphrases) {
      if (line.lang != lang) continue;
      add("line.txt", line.text, line.bad ? line.code : "", line.quote, line.bad ? Kind::of_one : Kind::near_miss);
      texts_.back().group = rounds.try_emplace(line.round, rounds.size()).first->second;
    }
    for (const Message& message : texts.corpora)
      if (message.lang == lang) add(message);
    for (const HonestText& text : texts.honest)
      if (text.lang == lang) add("honest.txt", text.text, "", "", Kind::complete);
    for (const HonestText& text : texts.more)
      if (text.lang == lang) add("more.txt", text.text, "", "", Kind::unread);
    for (const Rule& rule : matcher.pack().rules)
      for (const Example& example : rule.examples)
        if (example.lang == lang && example.as == ExampleAs::text && !quotes_history(example))
          add("example.txt", example.text, example.bad ? rule.code : "", marked(example),
              example.bad ? Kind::of_one : Kind::near_miss);
  }

  /// The windows that show the pitfall, and those that do not.
  std::vector<Sample> samples(const std::string& code) const {
    std::vector<Sample> out;
    for (std::size_t i = 0; i < texts_.size(); ++i) {
      const Text& text = texts_[i];
      const bool shows = text.quotes.contains(code);
      const bool heard = text.sentences.codes.contains(code);
      const bool labelled = text.kind == Kind::near_miss || text.kind == Kind::complete;
      if (!shows && !labelled && heard) continue;
      const std::size_t width = std::min(wording_window, text.sentences.folded.size());
      for (std::size_t first = 0; width > 0 && first + width <= text.sentences.folded.size(); ++first) {
        if (shows && !holds_quote(text, text.quotes.at(code), first, width)) continue;
        out.push_back({reader_.words_of(text.sentences.folded, first, width), i, text.group, shows, heard,
                       !shows && text.kind == Kind::near_miss ? look_alike
                       : shows || labelled                    ? surely_labelled
                                                              : unlabelled,
                       shows || labelled || text.kind == Kind::unread, text.kind != Kind::unread});
      }
    }
    return out;
  }

 private:
  enum class Kind : std::uint8_t {
    of_one,     ///< shows one pitfall; of the others it is not known
    near_miss,  ///< looks like one, and shows none
    complete,   ///< what is not labelled is not there
    unread      ///< by nobody; shows nothing, all but certainly
  };
  struct Text {
    Sentences sentences;
    std::map<std::string, std::string> quotes;  ///< by code
    Kind kind = Kind::complete;
    std::size_t group = 0;
  };

  // What such a text shows, its history may tell and not its words.
  static bool quotes_history(const Example& example) { return example.text.find("\n>") != std::string::npos; }

  static std::string marked(const Example& example) {
    return example.marks.empty() ? "" : std::string(slice(example.text, example.marks.front()));
  }

  void add(const std::string& path, const std::string& text, const std::string& code, const std::string& quote,
           Kind kind) {
    texts_.push_back({reader_.read(path, text), {}, kind, texts_.size()});
    if (!code.empty()) texts_.back().quotes[code] = quote;
  }

  void add(const Message& message) {
    texts_.push_back({reader_.read(message.path, message.text), {}, Kind::complete, texts_.size()});
    for (const Label& label : message.labels) texts_.back().quotes.try_emplace(label.code, label.quote);
  }

  // Whether the quote begins in the window; a quote over a line break or in the Subject is found nowhere.
  static bool holds_quote(const Text& text, const std::string& quote, std::size_t first, std::size_t width) {
    const std::string begin = fold_lower(quote).substr(0, 16);
    const auto has = [&begin](const std::string& sentence) { return sentence.find(begin) != std::string::npos; };
    const auto from = text.sentences.folded.begin() + static_cast<std::ptrdiff_t>(first);
    if (std::any_of(from, from + static_cast<std::ptrdiff_t>(width), has)) return true;
    return std::ranges::none_of(text.sentences.folded, has);
  }

  Reader reader_;
  std::vector<Text> texts_;
};

/// A linear model over named words.
struct Model {
  std::unordered_map<std::string, double> words;
  double bias = 0;

  [[nodiscard]] double operator()(const Words& of) const {
    double sum = bias;
    for (const std::string& word : of)
      if (const auto at = words.find(word); at != words.end()) sum += at->second;
    return sum;
  }
};

using Samples = std::vector<const Sample*>;

/// The words that are not too rare, with what one of them counts in a window: the rarer, the more.
std::vector<std::pair<std::string, double>> vocabulary(const Samples& samples) {
  std::unordered_map<std::string_view, std::size_t> counts;
  for (const Sample* sample : samples)
    for (const std::string& word : sample->words) ++counts[word];
  std::vector<std::pair<std::string, double>> out;
  const auto all = static_cast<double>(samples.size());
  for (const auto& [word, count] : counts)
    if (count >= rarest) out.emplace_back(word, std::log(all / static_cast<double>(1 + count)) / usual_idf);
  std::ranges::sort(out);
  return out;
}

Model fit(const Samples& samples) {
  const auto words = vocabulary(samples);
  std::unordered_map<std::string_view, int> numbers;
  for (std::size_t i = 0; i < words.size(); ++i) numbers[words[i].first] = static_cast<int>(i) + 1;
  const int bias = static_cast<int>(words.size()) + 1;
  std::vector<std::vector<feature_node>> rows;
  std::vector<feature_node*> row_starts;
  std::vector<double> wanted;
  rows.reserve(samples.size());
  for (const Sample* sample : samples) {
    std::vector<feature_node> row;
    for (const std::string& word : sample->words)
      if (const auto at = numbers.find(word); at != numbers.end())
        row.push_back({at->second, words[static_cast<std::size_t>(at->second) - 1].second});
    std::ranges::sort(row, {}, &feature_node::index);
    row.push_back({bias, 1.0});
    row.push_back({-1, 0});
    rows.push_back(std::move(row));
    for (int times = sample->counts; times > 0; --times) {  // this liblinear knows no weights of examples
      row_starts.push_back(rows.back().data());
      wanted.push_back(sample->shows ? 1 : -1);
    }
  }
  problem given{static_cast<int>(row_starts.size()), bias, wanted.data(), row_starts.data(), 1.0};
  parameter how{};
  how.solver_type = L2R_LR;
  how.C = cost;
  how.eps = 0.001;
  set_print_string_function([](const char*) {});
  model* learned = train(&given, &how);
  const double sign = learned->label[0] == 1 ? 1 : -1;
  Model out;
  for (std::size_t i = 0; i < words.size(); ++i) out.words[words[i].first] = sign * learned->w[i] * words[i].second;
  out.bias = sign * learned->w[bias - 1];
  free_and_destroy_model(&learned);
  return out;
}

// In others `ue` is `ue`: "request".
bool has_umlauts(std::string_view lang) {
  return lang == "de";
}

/// The word as it is written where umlauts are dropped: `moglich` for `moeglich`.
std::string without_umlauts(const std::string& word) {
  std::string out;
  for (std::size_t i = 0; i < word.size(); ++i)
    if (word[i] != 'e' || i == 0 || std::string_view("aou").find(word[i - 1]) == std::string_view::npos) out += word[i];
  return out;
}

// What of them is known where umlauts are dropped: beginnings are written one way only (as_yaml).
Words known_without_umlauts(const Words& words) {
  Words out;
  for (const std::string& word : words)
    if (!word.ends_with('*') || without_umlauts(word) == word) out.insert(word);
  return out;
}

/// Each text's weight by a model that was learned without it and what shares its fold: the most of its windows. By what
/// the text is; descending.
struct HeldOut {
  std::vector<double> missed, heard;  ///< texts that show the pitfall: by the patterns; heard ones as they weigh least
  std::vector<double> clean, unsure;  ///< texts in which the patterns hear nothing and nothing is to be heard
};

/// What a text weighs: the most of its windows.
struct Weights {
  const Sample* sample = nullptr;
  double sum = -1e3;
  double least = -1e3;  ///< where umlauts are dropped
};

HeldOut hold_out(const std::vector<Sample>& samples, bool umlauts) {
  HeldOut out;
  std::map<std::size_t, Weights> most;
  for (std::size_t fold = 0; fold < folds; ++fold) {
    Samples others;
    for (const Sample& sample : samples)
      if (sample.group % folds != fold) others.push_back(&sample);
    const Model model = fit(others);
    for (const Sample& sample : samples) {
      if (sample.group % folds != fold || !sample.judged) continue;
      const double sum = model(sample.words);
      const double bare = umlauts ? model(known_without_umlauts(sample.words)) : sum;
      Weights& of = most.try_emplace(sample.text, Weights{&sample}).first->second;
      of.sum = std::max(of.sum, sum);
      of.least = std::max(of.least, std::min(sum, bare));
    }
  }
  for (const auto& [text, of] : most) {
    if (of.sample->shows)
      of.sample->heard ? out.heard.push_back(of.least) : out.missed.push_back(of.sum);
    else if (!of.sample->heard)
      (of.sample->sure ? out.clean : out.unsure).push_back(of.sum);
  }
  for (auto* sums : {&out.missed, &out.heard, &out.clean, &out.unsure}) std::ranges::sort(*sums, std::greater<>());
  return out;
}

/// What only that share of the sums exceeds.
double exceeded_by(const std::vector<double>& sums, double share) {
  if (sums.empty()) return -1e3;
  return sums[std::min(sums.size() - 1, static_cast<std::size_t>(share * static_cast<double>(sums.size())))];
}

std::size_t at_least(const std::vector<double>& sums, double threshold) {
  return static_cast<std::size_t>(std::ranges::count_if(sums, [threshold](double sum) { return sum >= threshold; }));
}

int whole(double weight) {
  return std::clamp(static_cast<int>(std::lround(weight * grain)), -127, 127);
}

LearnedWording learn_one(const Rule& rule, const std::vector<Sample>& samples, bool umlauts) {
  LearnedWording out;
  out.code = rule.code;
  out.name = rule.name;
  const HeldOut held = hold_out(samples, umlauts);
  const double threshold =
      std::max(exceeded_by(held.clean, false_share), exceeded_by(held.unsure, unsure_share)) + 1 / grain;
  const double doubt = std::min(exceeded_by(held.heard, 1 - doubt_share), threshold) - misspelt / grain;
  out.shown = held.missed.size();
  out.clean = held.clean.size();
  out.found = at_least(held.missed, threshold);
  out.wrong = at_least(held.clean, threshold);
  Samples all;
  for (const Sample& sample : samples) all.push_back(&sample);
  const Model model = fit(all);
  for (const auto& [word, weight] : model.words)
    if (whole(weight) != 0) out.words[word] = whole(weight);
  out.threshold = static_cast<int>(std::ceil((threshold - model.bias) * grain));
  out.doubt = static_cast<int>(std::floor((doubt - model.bias) * grain));
  return out;
}

// Patterns alone: what was learned before tells nothing about what is to be learned.
Pack without_wordings(Pack pack) {
  pack.wordings.clear();
  pack.weighed = {};
  pack.word_weights = {};
  return pack;
}

}  // namespace

Result<std::vector<LearnedWording>> learn_wordings(const std::string& lang, const Texts& texts,
                                                   const Matcher& matcher) {
  const Pack& pack = matcher.pack();
  if (std::ranges::find(pack.languages, lang, &LanguageFacts::code) == pack.languages.end())
    return Error{ErrorCode::schema, lang, {}, "no language of these rules", {}};
  const Matcher patterns(without_wordings(pack));
  const Corpus corpus(lang, texts, patterns);
  std::vector<LearnedWording> out;
  for (const Rule& rule : pack.rules)
    if (rule.code < "ASK4") out.push_back(learn_one(rule, corpus.samples(rule.code), has_umlauts(lang)));
  return out;
}

std::string as_yaml(const std::string& lang, const std::vector<LearnedWording>& learned) {
  std::ostringstream out;
  out << "language: " << lang << "\n"
      << "# Learned from tests/quality, not written by hand: quality --rules rules --learn-wordings " << lang
      << " --write\n"
      << "wordings:\n";
  std::set<std::string> words;  // those that weigh something for one of them
  for (const LearnedWording& one : learned) {
    out << "  worded-" << one.name << ":\n"
        << "    about: \"words that weigh for " << one.code << "; of " << one.shown
        << " texts whose pattern is unknown " << one.found << " are heard by weights learned without their round, of "
        << one.clean << " others " << one.wrong << "\"\n"
        << "    threshold: " << one.threshold << "\n    doubt: " << one.doubt << "\n";
    for (const auto& [word, weight] : one.words)
      if (std::abs(weight) >= lightest) words.insert(word);
  }
  out << "weights:\n";
  std::map<std::string, std::string> rows;  // as it is spelt -> what it was learned as
  for (const std::string& word : words) rows[word] = word;
  if (has_umlauts(lang))
    for (const std::string& word : words)
      if (!word.ends_with('*')) rows.try_emplace(without_umlauts(word), word);
  for (const auto& [spelt, word] : rows) {
    out << "  " << std::quoted(spelt) << ':';
    for (const LearnedWording& one : learned) {
      const auto at = one.words.find(word);
      out << ' ' << (at == one.words.end() ? 0 : at->second);
    }
    out << "\n";
  }
  return out.str();
}

}  // namespace asklint::quality
