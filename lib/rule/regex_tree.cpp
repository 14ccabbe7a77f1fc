#include "rule/regex_tree.h"

#include <algorithm>
#include <cctype>
#include <functional>
#include <iterator>

#include "text/sort_unique.h"

namespace asklint {
namespace {

using Kind = RegexNode::Kind;

bool word_byte(char c) {
  return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_' || static_cast<unsigned char>(c) >= 0x80;
}

RegexNode literal(char c) {
  RegexNode node;
  node.kind = Kind::literal;
  node.letter = c;
  return node;
}

using Bytes = std::bitset<256>;

void add_range(Bytes& bytes, char first, char last) {
  for (unsigned c = static_cast<unsigned char>(first); c <= static_cast<unsigned char>(last); ++c) bytes.set(c);
}

// \d, \s, \w and, in capitals, what they are not; ASCII as in RE2 (its "Perl classes").
Bytes perl_class(char name) {
  Bytes out;
  switch (std::tolower(static_cast<unsigned char>(name))) {
    case 'd':
      add_range(out, '0', '9');
      break;
    case 's':
      for (char c : {'\t', '\n', '\f', '\r', ' '}) out.set(static_cast<unsigned char>(c));
      break;
    default:
      add_range(out, '0', '9');
      add_range(out, 'A', 'Z');
      add_range(out, 'a', 'z');
      out.set('_');
  }
  return std::isupper(static_cast<unsigned char>(name)) != 0 ? ~out : out;
}

RegexNode klass(const Bytes& bytes) {
  RegexNode node;
  node.kind = Kind::any_of_class;
  node.bytes = bytes;
  return node;
}

RegexNode edge(RegexNode::Edge kind) {
  RegexNode node;
  node.kind = Kind::edge;
  node.edge = kind;
  return node;
}

class Parser {
 public:
  explicit Parser(std::string_view regex) : s_(regex) {}

  std::variant<RegexNode, std::string> run() {
    RegexNode node = alternate();
    if (fault_.empty() && at_ < s_.size()) fault_ = "unexpected )";
    if (!fault_.empty()) return fault_;
    return node;
  }

 private:
  [[nodiscard]] bool more() const { return at_ < s_.size() && fault_.empty(); }

  RegexNode alternate() {
    RegexNode node;
    node.kind = Kind::alternate;
    node.children.push_back(concat());
    while (more() && s_[at_] == '|') {
      ++at_;
      node.children.push_back(concat());
    }
    if (node.children.size() > 1) return node;
    RegexNode only = std::move(node.children.front());
    return only;
  }

  RegexNode concat() {
    RegexNode node;
    while (more() && s_[at_] != '|' && s_[at_] != ')') node.children.push_back(repeated());
    return node;
  }

  RegexNode repeated() {
    RegexNode node = atom();
    while (more() && (s_[at_] == '*' || s_[at_] == '+' || s_[at_] == '?' || counted())) {
      RegexNode repeat;
      repeat.kind = Kind::repeat;
      bounds(repeat);
      if (more() && s_[at_] == '?') {
        repeat.lazy = true;  // the same language, in another order
        ++at_;
      }
      repeat.children.push_back(std::move(node));
      node = std::move(repeat);
    }
    return node;
  }

  [[nodiscard]] bool counted() const {
    return s_[at_] == '{' && at_ + 1 < s_.size() && std::isdigit(static_cast<unsigned char>(s_[at_ + 1])) != 0;
  }

  std::uint32_t number() {
    std::uint32_t n = 0;
    while (more() && std::isdigit(static_cast<unsigned char>(s_[at_])) != 0 && n < 100000)
      n = n * 10 + static_cast<std::uint32_t>(s_[at_++] - '0');
    return n;
  }

  void bounds(RegexNode& repeat) {
    const char c = s_[at_++];
    repeat.min = c == '+' ? 1 : 0;
    repeat.max = c == '?' ? 1 : RegexNode::unbounded;
    if (c != '{') return;
    repeat.min = repeat.max = number();
    if (more() && s_[at_] == ',') {
      ++at_;
      repeat.max = more() && s_[at_] != '}' ? number() : RegexNode::unbounded;
    }
    if (!more() || s_[at_] != '}') fault_ = "missing }";
    ++at_;
  }

  RegexNode atom() {
    const char c = s_[at_++];
    switch (c) {
      case '(':
        return group();
      case '[':
        return bracket();
      case '.':
        return klass(~Bytes().set('\n'));
      case '^':
        return edge(RegexNode::Edge::text_begin);
      case '$':
        return edge(RegexNode::Edge::text_end);
      case '\\':
        return escape();
      case '*':
      case '+':
      case '?':
        fault_ = std::string("nothing to repeat before ") + c;
        return {};
      default:
        return literal(c);
    }
  }

  RegexNode group() {
    if (s_.substr(at_, 2) == "?:") {
      at_ += 2;
    } else if (s_.substr(at_, 3) == "?P<") {
      at_ = std::min(s_.size(), s_.find('>', at_));
      at_ = std::min(s_.size(), at_ + 1);
    } else if (s_.substr(at_, 1) == "?") {
      fault_ = "this kind of group is not for patterns";
      return {};
    }
    RegexNode node = alternate();
    if (!fault_.empty()) return node;
    if (at_ >= s_.size()) fault_ = "missing )";
    ++at_;
    return node;
  }

  RegexNode escape() {
    if (at_ >= s_.size()) {
      fault_ = "nothing after the last \\";
      return {};
    }
    const char c = s_[at_++];
    switch (c) {
      case 'w':
      case 'd':
      case 's':
      case 'W':
      case 'D':
      case 'S':
        return klass(perl_class(c));
      case 'b':
        return edge(RegexNode::Edge::word);
      case 'B':
        return edge(RegexNode::Edge::inside);
      case 'A':
        return edge(RegexNode::Edge::text_begin);
      case 'z':
        return edge(RegexNode::Edge::text_end);
      default:
        if (std::isalnum(static_cast<unsigned char>(c)) != 0) fault_ = std::string("\\") + c + " is not for patterns";
        return literal(c);
    }
  }

  RegexNode bracket() {
    const bool negated = more() && s_[at_] == '^';
    if (negated) ++at_;
    Bytes bytes;
    std::string letters;
    bool wide = false;
    for (bool first = true; more() && (s_[at_] != ']' || first); first = false) {
      char c = s_[at_++];
      if (c == '\\' && at_ < s_.size()) {
        c = s_[at_++];
        if (std::string_view("wdsWDS").find(c) != std::string_view::npos) {
          wide = true;
          bytes |= perl_class(c);
          continue;
        }
      }
      if (more() && s_[at_] == '-' && at_ + 1 < s_.size() && s_[at_ + 1] != ']') {
        add_range(bytes, c, s_[at_ + 1]);
        at_ += 2;
        wide = true;
        continue;
      }
      bytes.set(static_cast<unsigned char>(c));
      letters.push_back(c);
    }
    if (at_ >= s_.size()) fault_ = "missing ]";
    ++at_;
    if (negated) bytes.flip();
    if (negated || wide || letters.size() > 8) return klass(bytes);
    RegexNode node;
    node.kind = Kind::one_of;
    node.letters = std::move(letters);
    node.bytes = bytes;
    return node;
  }

  std::string_view s_;
  std::size_t at_ = 0;
  std::string fault_;
};

bool can_match_space(const RegexNode& node) {
  switch (node.kind) {
    case Kind::literal:
      return node.letter == ' ';
    case Kind::one_of:
      return node.letters.find(' ') != std::string::npos;
    case Kind::any_of_class:
      return node.bytes.test(' ');
    case Kind::edge:
      return false;
    default:
      return std::ranges::any_of(node.children, can_match_space);
  }
}

}  // namespace

std::variant<RegexNode, std::string> parse_regex(std::string_view regex) {
  return Parser(regex).run();
}

bool matches_nothing(const RegexNode& node) {
  switch (node.kind) {
    case Kind::literal:
    case Kind::one_of:
    case Kind::any_of_class:
      return false;
    case Kind::edge:
      return true;
    case Kind::concat:
      return std::ranges::all_of(node.children, matches_nothing);
    case Kind::alternate:
      return std::ranges::any_of(node.children, matches_nothing);
    case Kind::repeat:
      return node.min == 0 || matches_nothing(node.children.front());
  }
  return true;
}

bool has_wide_gap(const RegexNode& node, std::uint32_t most) {
  if (node.kind == Kind::repeat && node.max > most && can_match_space(node.children.front())) return true;
  return std::ranges::any_of(node.children, [most](const RegexNode& child) { return has_wide_gap(child, most); });
}

namespace {

using Strings = std::optional<std::vector<std::string>>;

Strings product(const std::vector<std::string>& left, const std::vector<std::string>& right, std::size_t limit) {
  if (left.size() * right.size() > limit) return std::nullopt;
  std::vector<std::string> out;
  out.reserve(left.size() * right.size());
  for (const std::string& a : left)
    for (const std::string& b : right) out.push_back(a + b);
  return out;
}

Strings matches_of_concat(const RegexNode& node, std::size_t limit) {
  std::vector<std::string> out{""};
  for (const RegexNode& child : node.children) {
    const Strings next = all_matches(child, limit);
    Strings joined = next ? product(out, *next, limit) : std::nullopt;
    if (!joined) return std::nullopt;
    out = std::move(*joined);
  }
  return out;
}

Strings matches_of_alternate(const RegexNode& node, std::size_t limit) {
  std::vector<std::string> out;
  for (const RegexNode& child : node.children) {
    const Strings next = all_matches(child, limit);
    if (!next || out.size() + next->size() > limit) return std::nullopt;
    out.insert(out.end(), next->begin(), next->end());
  }
  return out;
}

Strings matches_of_repeat(const RegexNode& node, std::size_t limit) {
  if (node.max > 4) return std::nullopt;
  const Strings once = all_matches(node.children.front(), limit);
  if (!once) return std::nullopt;
  std::vector<std::string> out, power{""};
  for (std::uint32_t n = 0; n <= node.max; ++n) {
    if (n >= node.min) out.insert(out.begin(), power.begin(), power.end());  // more of it comes first
    if (n == node.max) break;
    Strings next = product(power, *once, limit);
    if (!next || out.size() + next->size() > limit) return std::nullopt;
    power = std::move(*next);
  }
  return out;
}

}  // namespace

Strings all_matches(const RegexNode& node, std::size_t limit) {
  switch (node.kind) {
    case Kind::literal:
      return std::vector<std::string>{std::string(1, node.letter)};
    case Kind::one_of: {
      std::vector<std::string> out;
      for (char c : node.letters) out.emplace_back(1, c);
      return out;
    }
    case Kind::concat:
      return matches_of_concat(node, limit);
    case Kind::alternate:
      return matches_of_alternate(node, limit);
    case Kind::repeat:
      return matches_of_repeat(node, limit);
    default:
      return std::nullopt;
  }
}

namespace {

constexpr std::size_t run_limit = 600;
constexpr std::size_t prefix_length = 4;

using AnchorList = std::vector<Anchor>;

/// A word of a literal run, and whether its edges are sure.
struct RunWord {
  std::string text;
  bool left, right;
};

class Anchors {
 public:
  explicit Anchors(const AnchorOptions& options) : options_(options) {}

  /// `left`, `right`: whether a word's edge is sure at the node's begin and end.
  [[nodiscard]] AnchorList of(const RegexNode& node, bool left, bool right) const {
    switch (node.kind) {
      case Kind::concat:
        return of_concat(node.children, left, right);
      case Kind::alternate:
        return of_alternate(node, left, right);
      case Kind::repeat:
        return node.min == 0 ? AnchorList{} : of(node.children.front(), left && node.max == 1, right && node.max == 1);
      default: {
        const Strings all = all_matches(node, run_limit);
        return all ? of_run(*all, left, right) : AnchorList{};
      }
    }
  }

 private:
  [[nodiscard]] double score_of(std::string_view word) const {
    double score = 1 + 0.5 * static_cast<double>(std::min<std::size_t>(word.size(), 10));
    if (options_.poor != nullptr && options_.poor(word, options_.data)) score = 0.2;
    return word.back() == '*' ? score * 0.5 : score;
  }

  static std::vector<RunWord> words_of(const std::string& run, bool left, bool right) {
    std::vector<RunWord> out;
    for (std::size_t begin = 0; begin < run.size();) {
      std::size_t end = begin;
      while (end < run.size() && word_byte(run[end])) ++end;
      if (end > begin) out.push_back({run.substr(begin, end - begin), begin > 0 || left, end < run.size() || right});
      begin = end + 1;
    }
    return out;
  }

  // The word as it can be looked up: whole, or its first letters; empty where neither is sure.
  static std::string key_of(const RunWord& word) {
    if (!word.left) return {};
    if (word.right) return word.text;
    return word.text.size() >= prefix_length ? word.text.substr(0, prefix_length) + "*" : std::string();
  }

  [[nodiscard]] std::string best_key(const std::vector<RunWord>& words) const {
    std::string best;
    for (const RunWord& word : words)
      if (std::string key = key_of(word); !key.empty() && (best.empty() || score_of(key) > score_of(best)))
        best = std::move(key);
    return best;
  }

  // A set of one key of each text of a run.
  [[nodiscard]] std::optional<Anchor> set_of(std::vector<std::string> keys) const {
    double worst = 1e9;
    for (const std::string& key : keys) {
      if (key.empty()) return std::nullopt;
      worst = std::min(worst, score_of(key));
    }
    sort_unique(keys);
    if (keys.empty() || keys.size() > options_.limit) return std::nullopt;
    const double score = std::max(0.01, worst - 0.01 * static_cast<double>(keys.size()));
    return Anchor{std::move(keys), false, Anchor::unbounded, score};
  }

  // Texts with as many words each give a set for each word; others the best word of each, or one that all have.
  [[nodiscard]] AnchorList of_run(const std::vector<std::string>& run, bool left, bool right) const {
    std::vector<std::vector<RunWord>> texts;
    for (const std::string& text : run) texts.push_back(words_of(text, left, right));
    AnchorList out;
    const auto offer = [&](std::vector<std::string> keys) {
      auto anchor = set_of(std::move(keys));
      if (anchor) out.push_back(std::move(*anchor));
      return anchor.has_value();
    };
    const auto keys = [&](auto&& key) {
      std::vector<std::string> all;
      for (const auto& words : texts) all.push_back(key(words));
      return all;
    };
    const std::size_t words = texts.front().size();
    if (std::ranges::all_of(texts, [words](const auto& t) { return t.size() == words; })) {
      std::ptrdiff_t most_spaces = 0;
      for (const std::string& text : run) most_spaces = std::max(most_spaces, std::ranges::count(text, ' '));
      bool before = false;
      for (std::size_t i = 0; i < words; ++i) {
        const bool offered = offer(keys([i](const auto& t) { return key_of(t[i]); }));
        if (offered) {
          out.back().adjacent = before;
          out.back().reach = static_cast<std::uint32_t>(most_spaces);
        }
        before = offered;
      }
      return out;
    }
    for (const RunWord& shared : texts.front()) {
      const std::string key = key_of(shared);
      const auto has = [&](const auto& t) {
        return std::ranges::any_of(t, [&](const RunWord& w) { return key_of(w) == key; });
      };
      if (key.empty() || !std::ranges::all_of(texts, has)) continue;
      offer({key});
      return out;
    }
    offer(keys([this](const auto& t) { return best_key(t); }));
    return out;
  }

  [[nodiscard]] AnchorList of_alternate(const RegexNode& node, bool left, bool right) const {
    Anchor out;
    out.score = 1e9;
    for (const RegexNode& child : node.children) {
      const AnchorList all = of(child, left, right);
      if (all.empty()) return {};
      const Anchor& one = *std::ranges::max_element(all, {}, &Anchor::score);
      out.score = std::min(out.score, one.score);
      out.words.insert(out.words.end(), one.words.begin(), one.words.end());
    }
    sort_unique(out.words);
    if (out.words.size() > options_.limit) return {};
    return {std::move(out)};
  }

  static bool first_is_edge(const RegexNode& node) {
    switch (node.kind) {
      case Kind::literal:
        return !word_byte(node.letter);
      case Kind::one_of:
        return std::ranges::none_of(node.letters, word_byte);
      case Kind::concat:
        for (const RegexNode& child : node.children) {
          if (!first_is_edge(child)) return false;
          if (!matches_nothing(child)) return true;
        }
        return true;
      case Kind::alternate:
        return std::ranges::all_of(node.children, first_is_edge);
      case Kind::repeat:
        return first_is_edge(node.children.front());
      case Kind::edge:
        return true;
      case Kind::any_of_class:
        return false;
    }
    return false;
  }

  static bool last_is_edge(const RegexNode& node, bool before) {
    switch (node.kind) {
      case Kind::literal:
        return !word_byte(node.letter);
      case Kind::one_of:
        return std::ranges::none_of(node.letters, word_byte);
      case Kind::concat:
        for (const RegexNode& child : node.children) before = last_is_edge(child, before);
        return before;
      case Kind::alternate:
        return std::ranges::all_of(node.children, [before](const RegexNode& c) { return last_is_edge(c, before); });
      case Kind::repeat: {
        const bool inner = last_is_edge(node.children.front(), before);
        return node.min == 0 ? inner && before : inner;
      }
      case Kind::edge:
        return true;
      case Kind::any_of_class:
        return false;
    }
    return false;
  }

  static std::uint32_t plus(std::uint32_t a, std::uint32_t b) {
    return a > Anchor::unbounded - b ? Anchor::unbounded : a + b;
  }

  // The most spaces that the node can match.
  static std::uint32_t most_spaces(const RegexNode& node) {
    if (node.children.empty()) return can_match_space(node) ? 1 : 0;
    std::uint32_t most = 0;
    for (const RegexNode& child : node.children) {
      const std::uint32_t spaces = most_spaces(child);
      most = node.kind == Kind::concat ? plus(most, spaces) : std::max(most, spaces);
    }
    if (node.kind != Kind::repeat || most == 0) return most;
    if (node.max == RegexNode::unbounded || most == Anchor::unbounded) return Anchor::unbounded;
    return most * node.max;
  }

  // Words that may be missing part a run: those on both sides are anchors of their own.
  static bool optional_words(const RegexNode& node) {
    return node.kind == Kind::repeat && node.min == 0 && can_match_space(node.children.front());
  }

  // Alternatives of different numbers of words: in a run with others they would blur each word's place.
  static bool uneven(const RegexNode& node) {
    if (node.kind != Kind::alternate) return false;
    const Strings all = all_matches(node, run_limit);
    if (!all || all->empty()) return false;
    const auto spaces = [](const std::string& text) { return std::ranges::count(text, ' '); };
    return std::ranges::any_of(*all, [&](const std::string& text) { return spaces(text) != spaces(all->front()); });
  }

  // Whether what follows child `i` surely begins with no letter.
  static bool edge_follows(const std::vector<RegexNode>& children, std::size_t i, bool right) {
    for (std::size_t next = i + 1; next < children.size(); ++next) {
      if (!first_is_edge(children[next])) return false;
      if (!matches_nothing(children[next]) || children[next].kind == Kind::edge) return true;
    }
    return right;
  }

  // Runs parted at optional words tell more; where an edge is lost by that ("you( do)? ?know"), whole runs may still
  // tell something.
  [[nodiscard]] AnchorList of_concat(const std::vector<RegexNode>& children, bool left, bool right) const {
    AnchorList parted = of_runs(children, left, right, true);
    return parted.empty() ? of_runs(children, left, right, false) : parted;
  }

  [[nodiscard]] AnchorList of_runs(const std::vector<RegexNode>& children, bool left, bool right, bool part) const {
    AnchorList out;
    std::uint32_t pending = 0;  // most spaces since the last anchor's word
    const auto offer = [&](AnchorList anchors, std::uint32_t spaces) {
      if (anchors.empty()) {
        pending = plus(pending, spaces);
        return;
      }
      anchors.front().reach = plus(pending, spaces);
      out.insert(out.end(), std::make_move_iterator(anchors.begin()), std::make_move_iterator(anchors.end()));
      pending = spaces;
    };
    bool before = left;  // an edge is sure before the run
    for (std::size_t i = 0; i < children.size();) {
      if (part && optional_words(children[i])) {
        pending = plus(pending, most_spaces(children[i]));
        before = last_is_edge(children[i], before);
        ++i;
        continue;
      }
      std::vector<std::string> run{""};
      std::size_t end = i;
      for (; end < children.size() && !(part && optional_words(children[end])); ++end) {
        if (part && end > i && (uneven(children[end]) || uneven(children[end - 1]))) break;
        const Strings next = all_matches(children[end], run_limit);
        Strings joined = next ? product(run, *next, run_limit) : std::nullopt;
        if (!joined) break;
        run = std::move(*joined);
      }
      if (end > i) {
        std::uint32_t spaces = 0;
        for (std::size_t child = i; child < end; ++child) spaces = plus(spaces, most_spaces(children[child]));
        offer(of_run(run, before, edge_follows(children, end - 1, right)), spaces);
        for (; i < end; ++i) before = last_is_edge(children[i], before);
      }
      if (i >= children.size()) break;
      offer(of(children[i], before, edge_follows(children, i, right)), most_spaces(children[i]));
      before = last_is_edge(children[i], before);
      ++i;
    }
    return out;
  }

  const AnchorOptions& options_;
};

}  // namespace

std::vector<Anchor> required_words(const RegexNode& node, const AnchorOptions& options) {
  return Anchors(options).of(node, true, true);
}

std::string quote_literal(std::string_view text) {
  std::string out;
  for (char c : text) {
    if (std::string_view(".^$|()[]{}*+?\\").find(c) != std::string_view::npos) out.push_back('\\');
    out.push_back(c);
  }
  return out;
}

}  // namespace asklint
