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

#include "match/wording.h"
#include "reader/reader.h"
#include "text/fold.h"
#include "text/word_pairs.h"

namespace asklint::quality {
namespace {

constexpr std::size_t folds = 5;
constexpr std::size_t kept = 400;       // words a wording has: more weigh hardly anything
constexpr std::size_t rarest = 3;       // texts a word must stand in
constexpr double cost = 0.25;           // liblinear's C
constexpr double false_share = 0.0012;  // of clean windows, heard by weights learned without them
constexpr double wanted_precision = 0.85;

using Words = std::set<std::string>;

/// One window of a text.
struct Sample {
  Words words;
  std::size_t text = 0;  ///< windows of one text share it, and so their fold
  bool shows = false;
  bool hard = true;    ///< surely labelled; a line about another pitfall may show this one all the same
  bool judged = true;  ///< counted where the threshold is settled
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
      std::string before;
      each_word(sentences[i], [&](std::size_t, std::string_view word) {
        const std::string now =
            known_.contains(std::string(word)) || word == "?" || word == "!" ? std::string(word) : "";
        if (!now.empty()) out.insert(now);
        if (!now.empty() && !before.empty()) out.insert(before + " " + now);
        before = now;
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
    for (const Paraphrase& line : texts.paraphrases)
      if (line.lang == lang) add("line.txt", line.text, line.bad ? line.code : "", line.quote, !line.bad);
    for (const Message& message : texts.corpora)
      if (message.lang == lang) add(message);
    for (const HonestText& text : texts.honest)
      if (text.lang == lang) add("honest.txt", text.text, "", "", true);
    for (const HonestText& text : texts.more)
      if (text.lang == lang) add("more.txt", text.text, "", "", false);
    for (const Rule& rule : matcher.pack().rules)
      for (const Example& example : rule.examples)
        if (example.lang == lang && example.as == ExampleAs::text)
          add("example.txt", example.text, example.bad ? rule.code : "", marked(example), !example.bad);
  }

  /// The windows that show the pitfall, and those that do not.
  std::vector<Sample> samples(const std::string& code) const {
    std::vector<Sample> out;
    for (std::size_t i = 0; i < texts_.size(); ++i) {
      const Text& text = texts_[i];
      const bool shows = text.quotes.contains(code);
      if (!shows && !text.complete && text.sentences.codes.contains(code)) continue;
      const std::size_t width = std::min(wording_window, text.sentences.folded.size());
      for (std::size_t first = 0; width > 0 && first + width <= text.sentences.folded.size(); ++first) {
        if (shows && !holds_quote(text, text.quotes.at(code), first, width)) continue;
        out.push_back({reader_.words_of(text.sentences.folded, first, width), i, shows, shows || text.complete,
                       shows || text.complete || text.quotes.empty()});
      }
    }
    return out;
  }

 private:
  struct Text {
    Sentences sentences;
    std::map<std::string, std::string> quotes;  ///< by code
    bool complete = false;                      ///< what is not labelled is not there
  };

  static std::string marked(const Example& example) {
    return example.marks.empty() ? "" : std::string(slice(example.text, example.marks.front()));
  }

  void add(const std::string& path, const std::string& text, const std::string& code, const std::string& quote,
           bool complete) {
    texts_.push_back({reader_.read(path, text), {}, complete});
    if (!code.empty()) texts_.back().quotes[code] = quote;
  }

  void add(const Message& message) {
    texts_.push_back({reader_.read(message.path, message.text), {}, true});
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

std::vector<std::string> vocabulary(const Samples& samples) {
  std::map<std::string, std::size_t> counts;
  for (const Sample* sample : samples)
    for (const std::string& word : sample->words) ++counts[word];
  std::vector<std::string> out;
  for (const auto& [word, count] : counts)
    if (count >= rarest) out.push_back(word);
  return out;
}

Model fit(const Samples& samples, const std::vector<std::string>& words) {
  std::unordered_map<std::string_view, int> numbers;
  for (std::size_t i = 0; i < words.size(); ++i) numbers[words[i]] = static_cast<int>(i) + 1;
  const int bias = static_cast<int>(words.size()) + 1;
  std::vector<std::vector<feature_node>> rows;
  std::vector<feature_node*> row_starts;
  std::vector<double> wanted;
  rows.reserve(samples.size());
  for (const Sample* sample : samples) {
    std::vector<feature_node> row;
    for (const std::string& word : sample->words)
      if (const auto at = numbers.find(word); at != numbers.end()) row.push_back({at->second, 1.0});
    std::ranges::sort(row, {}, &feature_node::index);
    row.push_back({bias, 1.0});
    row.push_back({-1, 0});
    rows.push_back(std::move(row));
    // What is surely labelled counts three times: this liblinear knows no weights of examples.
    for (int times = sample->hard ? 3 : 1; times > 0; --times) {
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
  for (std::size_t i = 0; i < words.size(); ++i) out.words[words[i]] = sign * learned->w[i];
  out.bias = sign * learned->w[bias - 1];
  free_and_destroy_model(&learned);
  return out;
}

Model fit_heaviest(const Samples& samples) {
  std::vector<std::string> words = vocabulary(samples);
  const Model all = fit(samples, words);
  std::ranges::stable_sort(words, std::greater<>(),
                           [&all](const std::string& word) { return std::abs(all.words.at(word)); });
  words.resize(std::min(words.size(), kept));
  return fit(samples, words);
}

/// Each text's weight by a model that was learned without it: the most of its windows.
struct HeldOut {
  std::map<std::size_t, double> shown, clean;
};

HeldOut hold_out(const std::vector<Sample>& samples) {
  HeldOut out;
  for (std::size_t fold = 0; fold < folds; ++fold) {
    Samples others;
    for (const Sample& sample : samples)
      if (sample.text % folds != fold) others.push_back(&sample);
    const Model model = fit_heaviest(others);
    for (const Sample& sample : samples) {
      if (sample.text % folds != fold || !sample.judged) continue;
      auto& sums = sample.shows ? out.shown : out.clean;
      const double sum = model(sample.words);
      const auto [at, fresh] = sums.try_emplace(sample.text, sum);
      if (!fresh) at->second = std::max(at->second, sum);
    }
  }
  return out;
}

std::size_t at_least(const std::map<std::size_t, double>& sums, double threshold) {
  return static_cast<std::size_t>(
      std::ranges::count_if(sums, [threshold](const auto& sum) { return sum.second >= threshold; }));
}

/// Above nearly all clean texts, and precise.
double settle(const HeldOut& held) {
  std::vector<double> clean;
  for (const auto& [text, sum] : held.clean) clean.push_back(sum);
  std::ranges::sort(clean, std::greater<>());
  const auto allowed = static_cast<std::size_t>(std::ceil(false_share * static_cast<double>(clean.size())));
  for (std::size_t rank = std::min(allowed, clean.size() - 1);; --rank) {
    const double threshold = clean[rank] + 0.01;
    const double right = static_cast<double>(at_least(held.shown, threshold));
    const double wrong = static_cast<double>(at_least(held.clean, threshold));
    if (rank == 0 || right >= wanted_precision * (right + wrong)) return threshold;
  }
}

double rounded(double value) {
  return std::round(value * 100) / 100;
}

LearnedWording learn_one(const Rule& rule, const std::vector<Sample>& samples) {
  LearnedWording out;
  out.code = rule.code;
  out.name = rule.name;
  const HeldOut held = hold_out(samples);
  const double threshold = settle(held);
  out.shown = held.shown.size();
  out.clean = held.clean.size();
  out.found = at_least(held.shown, threshold);
  out.wrong = at_least(held.clean, threshold);
  Samples all;
  for (const Sample& sample : samples) all.push_back(&sample);
  const Model model = fit_heaviest(all);
  for (const auto& [word, weight] : model.words)
    if (rounded(weight) != 0) out.words.emplace_back(word, rounded(weight));
  std::ranges::sort(out.words, [](const auto& a, const auto& b) {
    return a.second != b.second ? a.second > b.second : a.first < b.first;
  });
  out.threshold = rounded(threshold - model.bias);
  return out;
}

}  // namespace

Result<std::vector<LearnedWording>> learn_wordings(const std::string& lang, const Texts& texts,
                                                   const Matcher& matcher) {
  const Pack& pack = matcher.pack();
  if (std::ranges::find(pack.languages, lang, &LanguageFacts::code) == pack.languages.end())
    return Error{ErrorCode::schema, lang, {}, "no language of these rules", {}};
  const Corpus corpus(lang, texts, matcher);
  std::vector<LearnedWording> out;
  for (const Rule& rule : pack.rules)
    if (rule.code < "ASK4") out.push_back(learn_one(rule, corpus.samples(rule.code)));
  return out;
}

std::string as_yaml(const std::string& lang, const std::vector<LearnedWording>& learned) {
  std::ostringstream out;
  out << "language: " << lang << "\n"
      << "# Learned from tests/quality, not written by hand: quality --rules rules --learn-wordings " << lang
      << " --write\n"
      << "wordings:\n";
  for (const LearnedWording& one : learned) {
    out << "  worded-" << one.name << ":\n"
        << "    about: \"words that weigh for " << one.code << "; of " << one.shown << " texts that show it "
        << one.found << " are heard by weights learned without them, of " << one.clean << " others " << one.wrong
        << "\"\n"
        << "    threshold: " << one.threshold << "\n    words:\n      {";
    std::size_t column = 7;
    for (std::size_t i = 0; i < one.words.size(); ++i) {
      std::ostringstream entry;
      entry << std::quoted(one.words[i].first) << ": " << one.words[i].second;
      if (i > 0) out << ",", ++column;
      if (column + entry.str().size() > 116) {
        out << "\n       ";
        column = 7;
      } else if (i > 0) {
        out << ' ';
        ++column;
      }
      out << entry.str();
      column += entry.str().size();
    }
    out << "}\n";
  }
  return out.str();
}

}  // namespace asklint::quality
