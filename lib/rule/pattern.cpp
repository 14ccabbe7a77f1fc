#include "rule/pattern.h"

#include <algorithm>
#include <cctype>

#include "rule/regex_tree.h"
#include "rule/word_edges.h"
#include "text/fold.h"
#include "text/sort_unique.h"

namespace asklint {
namespace {

constexpr std::size_t word_limit = 1500;   // single words are found by one look into a table
constexpr std::size_t phrase_limit = 120;  // more phrases than that are cheaper as a regex
constexpr std::size_t entry_limit = 20000;
constexpr std::uint32_t widest_gap = 80;  // bytes, in {n,m}
constexpr std::uint32_t widest_line_gap = 300;
constexpr int widest_word_gap = 8;

std::size_t length_of_utf8(char lead) {
  const auto c = static_cast<unsigned char>(lead);
  return c < 0x80 ? 1 : c < 0xE0 ? 2 : c < 0xF0 ? 3 : 4;
}

PatternFault fault(std::string message, std::string help = {}) {
  return {ErrorCode::regex, std::move(message), std::move(help)};
}

/// Writes patterns in the shape they are matched against.
class Shaper {
 public:
  Shaper(std::string_view written, const Vocabulary& vocabulary, bool cased)
      : s_(written), vocabulary_(vocabulary), cased_(cased) {}

  std::variant<std::string, PatternFault> run() {
    for (at_ = 0; at_ < s_.size() && !fault_;) step();
    if (fault_) return *fault_;
    return std::move(out_);
  }

 private:
  void step() {
    const char c = s_[at_];
    if (c == '\\' && at_ + 1 < s_.size()) {
      out_.append(s_.substr(at_, 2));
      at_ += 2;
    } else if (s_.substr(at_, 4) == "(?P<") {
      const std::size_t end = std::min(s_.size(), s_.find('>', at_));
      out_.append(s_.substr(at_, end - at_));
      at_ = end;
    } else if (c == '{' && at_ + 1 < s_.size() && std::isalpha(static_cast<unsigned char>(s_[at_ + 1])) != 0) {
      name();
    } else if (c == '~' && !in_class_) {
      gap();
    } else if (static_cast<unsigned char>(c) >= 0x80) {
      wide();
    } else {
      if (c == '[' && !in_class_) {
        in_class_ = true;
        class_begin_ = at_;
      }
      if (c == ']') in_class_ = false;
      out_.push_back(cased_ ? c : static_cast<char>(std::tolower(static_cast<unsigned char>(c))));
      ++at_;
    }
  }

  void name() {
    const std::size_t end = s_.find('}', at_);
    if (end == std::string_view::npos) {
      fault_ = fault("missing } after {");
      return;
    }
    const std::string key(s_.substr(at_ + 1, end - at_ - 1));
    const auto found = vocabulary_.find(key);
    if (found == vocabulary_.end()) {
      fault_ = PatternFault{ErrorCode::schema, "unknown list or shape {" + key + "}",
                            "define it under words, inflect or shapes of this language"};
      return;
    }
    out_ += "(?:" + found->second + ")";
    at_ = end + 1;
  }

  void gap() {
    const bool spaced = at_ > 0 && at_ + 2 < s_.size() && s_[at_ + 2] == ' ';
    const int words = spaced ? s_[at_ + 1] - '0' : -1;
    if (words < 1 || words > widest_word_gap) {
      fault_ = fault("a gap is written ~1 to ~8, with a space after it",
                     "say wider distances with before or near in a concept or rule");
      return;
    }
    out_ += "(?:[^ ]+ ){0," + std::to_string(words) + "}";
    at_ += 3;
  }

  void wide() {
    const std::size_t size = length_of_utf8(s_[at_]);
    const std::string_view letter = s_.substr(at_, size);
    const std::string shape = cased_ ? fold_cased(letter) : fold_lower(letter);
    at_ += size;
    if (in_class_ && has_all_letters()) return;  // [a-zäöü]: the folded letters are among a-z
    if (in_class_ && shape.size() > 1) {
      fault_ = fault("'" + std::string(letter) + "' is two letters when folded and cannot stand in [ ]",
                     "write (" + std::string(letter) + "|…) instead");
      return;
    }
    const bool repeated = at_ < s_.size() && (s_[at_] == '?' || s_[at_] == '*' || s_[at_] == '+' || s_[at_] == '{');
    if (shape == "...") {
      out_ += "\\.\\.\\.";
    } else {
      out_ += repeated && shape.size() > 1 ? "(?:" + shape + ")" : shape;
    }
  }

  [[nodiscard]] bool has_all_letters() const {
    const std::size_t end = s_.find(']', class_begin_);
    return s_.substr(class_begin_, end - class_begin_).find("a-z") != std::string_view::npos;
  }

  std::string_view s_;
  const Vocabulary& vocabulary_;
  bool cased_;
  bool in_class_ = false;
  std::size_t class_begin_ = 0;
  std::size_t at_ = 0;
  std::string out_;
  std::optional<PatternFault> fault_;
};

bool poor_anchor(std::string_view word, const void* data) {
  return static_cast<const std::unordered_set<std::string>*>(data)->contains(std::string(word));
}

// "" in the list, or a stray space at an end, would match between words.
bool plain(const std::vector<std::string>& phrases) {
  return std::ranges::all_of(phrases, [](const std::string& p) {
    return !p.empty() && p.front() != ' ' && p.back() != ' ' && std::ranges::any_of(p, ascii_word);
  });
}

bool single_words(const std::vector<std::string>& phrases) {
  return std::ranges::all_of(phrases, [](const std::string& p) { return std::ranges::all_of(p, ascii_word); });
}

std::vector<Anchor> anchors_of(const RegexNode& tree, const PatternOptions& options) {
  AnchorOptions anchors;
  if (options.common != nullptr) {
    anchors.poor = poor_anchor;
    anchors.data = options.common;
  }
  auto sets = required_words(tree, anchors);
  if (!options.cased) return sets;
  for (Anchor& anchor : sets)
    for (std::string& word : anchor.words)
      std::ranges::transform(word, word.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return sets;
}

std::optional<PatternFault> check_tree(const RegexNode& tree, bool line) {
  if (matches_nothing(tree)) return fault("the pattern can match nothing at all", "make a part of it obligatory");
  if (has_wide_gap(tree, line ? widest_line_gap : widest_gap))
    return fault("the pattern has a gap without a bound", "write ~3 for up to three words, or [^.]{0,40}");
  return std::nullopt;
}

}  // namespace

std::variant<Pattern, PatternFault> compile_pattern(std::string_view written, const Vocabulary& vocabulary,
                                                    const PatternOptions& options) {
  auto shaped = Shaper(written, vocabulary, options.cased).run();
  if (auto* bad = std::get_if<PatternFault>(&shaped)) return *bad;
  auto& regex = *std::get_if<std::string>(&shaped);
  auto parsed = parse_regex(regex);
  if (auto* bad = std::get_if<std::string>(&parsed)) return fault("bad pattern: " + *bad);
  const auto& tree = *std::get_if<RegexNode>(&parsed);
  if (auto bad = check_tree(tree, options.line)) return *bad;

  Pattern pattern;
  if (!options.line) {
    auto all = all_matches(tree, word_limit);
    if (all) sort_unique(*all);
    if (all && plain(*all) && (all->size() <= phrase_limit || single_words(*all))) {
      pattern.phrases = std::move(*all);
      return pattern;
    }
  }
  pattern.anchors = anchors_of(tree, options);
  if (pattern.anchors.empty() && !options.line)
    return fault("the pattern has no anchor: no whole word, or word's first four letters, has to occur in it",
                 "make one word of it obligatory");
  pattern.regex = with_word_edges(regex);
  return pattern;
}

std::variant<std::string, PatternFault> shape_pattern(std::string_view written, const Vocabulary& vocabulary) {
  return Shaper(written, vocabulary, false).run();
}

std::variant<std::vector<std::string>, PatternFault> expand_entry(std::string_view written,
                                                                  const Vocabulary& vocabulary, bool cased) {
  auto shaped = Shaper(written, vocabulary, cased).run();
  if (auto* bad = std::get_if<PatternFault>(&shaped)) return *bad;
  auto parsed = parse_regex(*std::get_if<std::string>(&shaped));
  if (auto* bad = std::get_if<std::string>(&parsed)) return fault("bad word: " + *bad);
  auto all = all_matches(*std::get_if<RegexNode>(&parsed), entry_limit);
  if (!all) return fault("a word list holds words, alternations and optional parts only", "move it to shapes");
  std::erase(*all, "");
  sort_unique(*all);
  return std::move(*all);
}

}  // namespace asklint
