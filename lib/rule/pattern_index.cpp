#include "rule/pattern_index.h"

#include <algorithm>
#include <bit>
#include <cstring>
#include <map>
#include <string>

#include "rule/bits.h"
#include "rule/regex_tree.h"
#include "text/word_pairs.h"

namespace asklint {
namespace {

bool word_byte(char c) {
  return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || c == '_' ||
         static_cast<unsigned char>(c) >= 0x80;
}

std::uint64_t hash(std::string_view word, bool prefix) {
  const std::uint64_t h = word_number(word, no_word + static_cast<std::uint64_t>(prefix));
  return h ^ (h >> 29);
}

// Which bit of a word's row stands for a set; `mask`: one less than the row's bits, a power of two.
std::uint32_t member_bit(std::uint32_t set, std::uint32_t mask) {
  return set * 0x9E3779B1U >> 7U & mask;
}

/// A word of a phrase.
struct PhraseWord {
  Span at;
  double commonness = 0;
};

std::string lowered(std::string_view text) {
  std::string out(text);
  for (char& c : out)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return out;
}

// The lists of an index: where each begins (in 8 bytes) and its size (in elements), then the lists themselves.
constexpr std::size_t list_count = 14;

template <class T>
std::span<const T> list_at(std::span<const std::uint64_t> bytes, std::size_t list) {
  const auto at = static_cast<std::size_t>(bytes[list * 2]);
  return {reinterpret_cast<const T*>(bytes.data() + at), static_cast<std::size_t>(bytes[list * 2 + 1])};
}

template <class T>
void put_list(std::vector<std::uint64_t>& bytes, std::size_t list, const std::vector<T>& values) {
  const std::size_t at = bytes.size();
  bytes[list * 2] = at;
  bytes[list * 2 + 1] = values.size();
  bytes.resize(at + (values.size() * sizeof(T) + 7) / 8);
  if (!values.empty()) std::memcpy(bytes.data() + at, values.data(), values.size() * sizeof(T));
}

}  // namespace

/// Gathers the lists of an index.
class PatternIndex::Builder {
 public:
  explicit Builder(const Commonness& commonness) : commonness_(commonness) {}

  void add(const OwnedPattern& owned) {
    for (const std::string& phrase : owned.pattern->phrases) add_phrase(phrase, owned);
    if (!owned.pattern->regex.empty()) add_regex(owned);
  }

  std::vector<std::uint64_t> bytes() {
    std::vector<const std::pair<const std::string, Entry>*> entries(words_.size());
    for (const auto& word : words_) entries[word.second.id] = &word;
    std::vector<Word> words;
    std::vector<Phrase> phrases;
    std::vector<RegexLead> regex_leads;
    const auto word_of = [&](std::string_view spelled) {
      Word word;
      word.prefix = spelled.ends_with('*') ? 1U : 0U;
      const Text text = keep(spelled.substr(0, spelled.size() - word.prefix));
      word.spelled = text.begin;
      word.size = fitted(text.size, 31) & bits_31;
      word.first_phrase = static_cast<std::uint32_t>(phrases.size());
      word.first_regex = static_cast<std::uint32_t>(regex_leads.size());
      return word;
    };
    const std::vector<std::vector<std::uint32_t>> member_of = sets_of_words();
    std::vector<std::uint64_t> rows(1);  // that of a word in no set
    for (const auto* word : entries) {
      words.push_back(word_of(word->first));
      words.back().row = add_row(member_of[word->second.id], rows);
      phrases.insert(phrases.end(), word->second.phrases.begin(), word->second.phrases.end());
      regex_leads.insert(regex_leads.end(), word->second.regexes.begin(), word->second.regexes.end());
    }
    words.push_back(word_of({}));
    std::vector<std::uint64_t> out(list_count * 2);
    put_list(out, 0, std::vector<char>(pool_.begin(), pool_.end()));
    put_list(out, 1, table());
    put_list(out, 2, words);
    put_list(out, 3, phrases);
    put_list(out, 4, regex_leads);
    put_list(out, 5, rows);
    put_list(out, 6, always_);
    put_list(out, 7, regexes_);
    put_list(out, 8, coder_.ops());
    put_list(out, 9, coder_.sets());
    put_list(out, 10, coder_.nodes());
    put_list(out, 11, coder_.edges());
    put_list(out, 12, steps_);
    put_list(out, 13, places_);
    return out;
  }

 private:
  struct Text {
    std::uint32_t begin = 0, size = 0;  ///< in the pool
  };
  struct Entry {
    std::uint32_t id = 0;
    std::vector<Phrase> phrases;
    std::vector<RegexLead> regexes;
  };

  // The same words stand in phrases of several signals; they are kept once.
  Text keep(std::string_view text) {
    const auto [it, fresh] = kept_.try_emplace(std::string(text));
    if (!fresh) return it->second;
    it->second = {static_cast<std::uint32_t>(pool_.size()), static_cast<std::uint32_t>(text.size())};
    pool_ += text;
    return it->second;
  }

  // `spelled` ends in * for a beginning.
  Entry& entry(std::string_view spelled) {
    const auto [it, fresh] = words_.try_emplace(std::string(spelled));
    if (fresh) it->second.id = static_cast<std::uint32_t>(words_.size() - 1);
    return it->second;
  }

  [[nodiscard]] std::vector<PhraseWord> words_of(std::string_view phrase) const {
    std::vector<PhraseWord> out;
    for (std::uint32_t begin = 0; begin < phrase.size();) {
      std::uint32_t end = begin;
      while (end < phrase.size() && word_byte(phrase[end])) ++end;
      if (end > begin) out.push_back({{begin, end}, commonness_(lowered(phrase.substr(begin, end - begin)))});
      begin = end + 1;
    }
    return out;
  }

  using PhraseWords = std::vector<PhraseWord>;
  static PhraseWords::const_iterator rarer_neighbour(const PhraseWords& words, PhraseWords::const_iterator of) {
    if (words.size() < 2) return words.end();
    if (of == words.begin()) return of + 1;
    if (of + 1 == words.end()) return of - 1;
    return (of - 1)->commonness < (of + 1)->commonness ? of - 1 : of + 1;
  }

  std::uint32_t place_of(std::uint32_t place) {
    const auto at = std::ranges::find(places_, place);
    if (at == places_.end()) places_.push_back(place);
    return fitted(static_cast<std::size_t>(std::ranges::find(places_, place) - places_.begin()), 6);
  }

  void add_phrase(const std::string& phrase, const OwnedPattern& owned) {
    const std::vector<PhraseWord> words = words_of(phrase);
    if (words.empty()) return;
    const auto rarest = std::ranges::min_element(words, {}, &PhraseWord::commonness);
    const Text text = keep(phrase);
    Phrase made;
    made.text = fitted(text.begin, 24) & bits_24;
    made.place = place_of(owned.place) & bits_8;
    made.owner = fitted(owned.owner, 31) & bits_31;
    made.cased = owned.cased ? 1U : 0U;
    made.size = static_cast<std::uint16_t>(fitted(text.size, 16));
    made.anchor = static_cast<std::uint16_t>(rarest->at.begin);
    const auto neighbour = rarer_neighbour(words, rarest);
    if (neighbour != words.end()) {
      made.neighbour = fitted(entry(lowered(slice(phrase, neighbour->at))).id, 30) & bits_30;
      made.before = neighbour < rarest ? 1 : 0;
      made.behind = neighbour > rarest ? 1 : 0;
    }
    entry(lowered(slice(phrase, rarest->at))).phrases.push_back(made);
  }

  void add_regex(const OwnedPattern& owned) {
    RegexLead lead;
    lead.regex = fitted(regexes_.size(), 20) & bits_20;
    lead.place = place_of(owned.place) & bits_6;
    Regex regex{start_of(owned.pattern->regex), owned.owner, static_cast<std::uint32_t>(owned.cased)};
    // Those behind the last that a lead can count to rule nothing out.
    const std::span<const Anchor> anchors =
        std::span(owned.pattern->anchors).first(std::min<std::size_t>(owned.pattern->anchors.size(), bits_6));
    regex.first_step = static_cast<std::uint32_t>(steps_.size());
    for (const Anchor& anchor : anchors) {
      Step step;
      step.set = set_of(anchor) & bits_20;
      step.reach = reach_of(anchor) & bits_6;
      steps_.push_back(step);
    }
    regex.last_step = static_cast<std::uint32_t>(steps_.size());
    regexes_.push_back(regex);
    if (anchors.empty()) {
      always_.push_back(lead);
      return;
    }
    const auto least =
        std::ranges::min_element(anchors, {}, [this](const Anchor& anchor) { return commonness_of(anchor); });
    const auto step = static_cast<std::size_t>(least - anchors.begin());
    const std::span<const Step> steps = std::span(steps_).subspan(regex.first_step);
    lead.step = fitted(step, 6) & bits_6;
    lead.back = back_of(anchors.first(step + 1)) & bits_6;
    if (step > 0) {
      lead.before = steps[step - 1].set & bits_20;
      lead.before_reach = steps[step].reach;
    }
    if (step + 1 < steps.size()) {
      lead.behind = steps[step + 1].set & bits_20;
      lead.behind_reach = steps[step + 1].reach;
    }
    for (const std::string& word : least->words) entry(word).regexes.push_back(lead);
  }

  // The most spaces from a match's begin to the word of the last of these.
  static std::uint32_t back_of(std::span<const Anchor> anchors) {
    std::uint32_t back = 0;
    for (const Anchor& anchor : anchors) {
      if (anchor.reach >= Step::unbounded) return Step::unbounded;
      back += anchor.reach;
    }
    return std::min(back, Step::unbounded);
  }

  // Words with no space between them are not adjacent for that.
  static std::uint32_t reach_of(const Anchor& anchor) {
    return anchor.adjacent ? Step::adjacent : std::clamp<std::uint32_t>(anchor.reach, 1, Step::unbounded);
  }

  [[nodiscard]] double commonness_of(const Anchor& anchor) const {
    double sum = 0;
    for (const std::string& word : anchor.words) sum += commonness_(word);
    return sum;
  }

  // The same words are an anchor of many regexes; they are kept once.
  std::uint32_t set_of(const Anchor& anchor) {
    std::vector<std::uint32_t> words;
    for (const std::string& word : anchor.words) words.push_back(entry(word).id);
    std::ranges::sort(words);
    const std::uint32_t fresh = fitted(sets_.size(), 19);  // below no_set
    return sets_.try_emplace(std::move(words), fresh).first->second;
  }

  [[nodiscard]] std::vector<std::vector<std::uint32_t>> sets_of_words() const {
    std::vector<std::vector<std::uint32_t>> out(words_.size());
    for (const auto& [words, set] : sets_)
      for (const std::uint32_t word : words) out[word].push_back(set);
    return out;
  }

  static Row add_row(const std::vector<std::uint32_t>& sets, std::vector<std::uint64_t>& rows) {
    if (sets.empty()) return {};
    constexpr std::size_t bits_a_set = 12;  // one in so many, or fewer, that the word is not in looks as if it were
    const std::size_t bits = std::bit_ceil(std::max<std::size_t>(sets.size() * bits_a_set, 64));
    const Row row{static_cast<std::uint32_t>(rows.size()), static_cast<std::uint32_t>(bits - 1)};
    rows.resize(rows.size() + bits / 64);
    for (const std::uint32_t set : sets) {
      const std::uint32_t bit = member_bit(set, row.mask);
      rows[row.first + bit / 64] |= std::uint64_t{1} << (bit % 64);
    }
    return row;
  }

  // The same regex stands under several signals; it is kept once.
  RegexStart start_of(const std::string& regex) {
    const auto [it, fresh] = starts_.try_emplace(regex);
    if (!fresh) return it->second;
    const auto tree = parse_regex(regex);
    if (const auto* parsed = std::get_if<RegexNode>(&tree)) it->second = coder_.add(*parsed);
    return it->second;
  }

  std::vector<std::uint32_t> table() {
    std::vector<std::uint32_t> slots(std::bit_ceil(std::max<std::size_t>(words_.size() * 2 + 1, 16)), none);
    for (const auto& [spelled, entry] : words_) {
      const bool prefix = spelled.back() == '*';
      const std::string_view word = std::string_view(spelled).substr(0, spelled.size() - (prefix ? 1 : 0));
      std::size_t at = hash(word, prefix) & (slots.size() - 1);
      while (slots[at] != none) at = (at + 1) & (slots.size() - 1);
      slots[at] = entry.id;
    }
    return slots;
  }

  const Commonness& commonness_;
  std::string pool_;
  std::map<std::string, Text> kept_;
  std::map<std::string, Entry> words_;
  std::vector<RegexLead> always_;
  std::vector<std::uint32_t> places_;
  std::vector<Regex> regexes_;
  std::vector<Step> steps_;
  std::map<std::vector<std::uint32_t>, std::uint32_t> sets_;
  RegexCoder coder_{pool_};
  std::map<std::string, RegexStart> starts_;
};

std::vector<std::uint64_t> PatternIndex::build(const std::vector<OwnedPattern>& patterns,
                                               const Commonness& commonness) {
  Builder builder(commonness);
  for (const OwnedPattern& owned : patterns) builder.add(owned);
  return builder.bytes();
}

PatternIndex::PatternIndex(std::span<const std::uint64_t> bytes) {
  if (bytes.empty()) return;
  const auto pool = list_at<char>(bytes, 0);
  pool_ = {pool.data(), pool.size()};
  slots_ = list_at<std::uint32_t>(bytes, 1);
  words_ = list_at<Word>(bytes, 2);
  phrases_ = list_at<Phrase>(bytes, 3);
  regex_leads_ = list_at<RegexLead>(bytes, 4);
  rows_ = list_at<std::uint64_t>(bytes, 5);
  always_ = list_at<RegexLead>(bytes, 6);
  regexes_ = list_at<Regex>(bytes, 7);
  ops_ = list_at<RegexOp>(bytes, 8);
  byte_sets_ = list_at<ByteSet>(bytes, 9);
  nodes_ = list_at<TrieNode>(bytes, 10);
  edges_ = list_at<TrieEdge>(bytes, 11);
  steps_ = list_at<Step>(bytes, 12);
  places_ = list_at<std::uint32_t>(bytes, 13);
}

std::uint32_t PatternIndex::find(std::string_view spelled, bool prefix) const {
  if (slots_.empty()) return none;
  const std::size_t mask = slots_.size() - 1;
  for (std::size_t at = hash(spelled, prefix) & mask;; at = (at + 1) & mask) {
    if (slots_[at] == none) return none;
    const Word& word = words_[slots_[at]];
    if ((word.prefix != 0) == prefix && pool_.substr(word.spelled, word.size) == spelled) return slots_[at];
  }
}

PatternIndex::Leads PatternIndex::leads(std::uint32_t word) const {
  const Word& here = words_[word];
  const Word& next = words_[word + 1];
  return {phrases_.subspan(here.first_phrase, next.first_phrase - here.first_phrase),
          regex_leads_.subspan(here.first_regex, next.first_regex - here.first_regex)};
}

bool PatternIndex::holds(std::uint32_t set, Row row) const {
  const std::uint32_t bit = member_bit(set, row.mask);
  return (rows_[row.first + bit / 64] >> (bit % 64) & 1U) != 0;
}

// Whether `use` holds for a word of the set that stands before the one at `at`, as near as `reach` says.
template <class Use>
bool PatternIndex::any_before(std::uint32_t set, std::uint32_t reach, std::span<const Token> text, std::size_t at,
                              Use&& use) const {
  if (reach == Step::adjacent) return at > 0 && holds(set, text[at - 1]) && use(at - 1);
  if (reach == Step::unbounded) return true;  // looking through the whole text for each word of it would be quadratic
  for (std::size_t i = at; i-- > 0;) {
    if (text[at].spaces - text[i].spaces > reach) return false;
    if (holds(set, text[i]) && use(i)) return true;
  }
  return false;
}

template <class Use>
bool PatternIndex::any_behind(std::uint32_t set, std::uint32_t reach, std::span<const Token> text, std::size_t at,
                              Use&& use) const {
  if (reach == Step::adjacent) return at + 1 < text.size() && holds(set, text[at + 1]) && use(at + 1);
  if (reach == Step::unbounded) return true;
  for (std::size_t i = at + 1; i < text.size(); ++i) {
    if (text[i].spaces - text[at].spaces > reach) return false;
    if (holds(set, text[i]) && use(i)) return true;
  }
  return false;
}

// All steps before the last of `steps`, whose word stands at `at`; so many gaps in which each word is tried.
bool PatternIndex::steps_before(std::span<const Step> steps, std::span<const Token> text, std::size_t at,
                                int gaps) const {
  if (steps.size() < 2) return true;
  const Step& here = steps.back();
  if (here.reach != Step::adjacent && gaps-- == 0) return true;
  return any_before(steps[steps.size() - 2].set, here.reach, text, at,
                    [&](std::size_t i) { return steps_before(steps.first(steps.size() - 1), text, i, gaps); });
}

bool PatternIndex::steps_behind(std::span<const Step> steps, std::span<const Token> text, std::size_t at,
                                int gaps) const {
  if (steps.size() < 2) return true;
  const Step& next = steps[1];
  if (next.reach != Step::adjacent && gaps-- == 0) return true;
  return any_behind(next.set, next.reach, text, at,
                    [&](std::size_t i) { return steps_behind(steps.subspan(1), text, i, gaps); });
}

bool PatternIndex::possible(const RegexLead& lead, std::span<const Token> text, std::size_t at) const {
  const auto any = [](std::size_t) { return true; };
  if (lead.before != no_set && !any_before(lead.before, lead.before_reach, text, at, any)) return false;
  if (lead.behind != no_set && !any_behind(lead.behind, lead.behind_reach, text, at, any)) return false;
  const Regex& regex = regexes_[lead.regex];
  const auto steps = steps_.subspan(regex.first_step, regex.last_step - regex.first_step);
  constexpr int gaps = 2;
  return steps_before(steps.first(std::min<std::size_t>(lead.step + 1U, steps.size())), text, at, gaps) &&
         steps_behind(steps.subspan(std::min<std::size_t>(lead.step, steps.size())), text, at, gaps);
}

bool PatternIndex::possible(const Phrase& phrase, std::span<const Token> text, std::size_t at) {
  if (phrase.before != 0) return at > 0 && text[at - 1].word == phrase.neighbour;
  if (phrase.behind != 0) return at + 1 < text.size() && text[at + 1].word == phrase.neighbour;
  return true;
}

Span PatternIndex::begins(const RegexLead& lead, std::span<const Token> text, std::size_t at) {
  const std::uint32_t end = text[at].begin + 1;
  if (lead.back == Step::unbounded) return {0, end};
  std::size_t first = at;
  while (first > 0 && text[first - 1].spaces + lead.back >= text[at].spaces) --first;
  return {first == 0 ? 0 : text[first - 1].begin + 1, end};
}

}  // namespace asklint
