#include "rule/pattern_index.h"

#include <algorithm>
#include <bit>
#include <cstring>
#include <map>
#include <string>

#include "rule/regex_tree.h"

namespace asklint {
namespace {

bool word_byte(char c) {
  return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || c == '_' ||
         static_cast<unsigned char>(c) >= 0x80;
}

std::uint64_t hash(std::string_view word, bool prefix) {
  std::uint64_t h = 0xcbf29ce484222325ULL + static_cast<std::uint64_t>(prefix);  // FNV-1a
  for (char c : word) h = (h ^ static_cast<unsigned char>(c)) * 0x100000001b3ULL;
  return h ^ (h >> 29);
}

/// One bit for a word: what has no bit in common with a set's sketch holds none of its words.
std::uint64_t sketch_of(std::uint32_t word) {
  return std::uint64_t{1} << ((word * 0x9E3779B1U) >> 26U);
}

// The word of the phrase to look for: the longest that is not poor.
Span anchor_of(std::string_view phrase, const std::function<bool(std::string_view)>& poor) {
  Span best;
  bool best_poor = true;
  for (std::uint32_t begin = 0; begin < phrase.size();) {
    std::uint32_t end = begin;
    while (end < phrase.size() && word_byte(phrase[end])) ++end;
    if (end > begin) {
      const bool is_poor = poor(phrase.substr(begin, end - begin));
      if (best.empty() || (best_poor && !is_poor) || (best_poor == is_poor && end - begin > best.size())) {
        best = {begin, end};
        best_poor = is_poor;
      }
    }
    begin = end + 1;
  }
  return best;
}

std::string lowered(std::string_view text) {
  std::string out(text);
  for (char& c : out)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return out;
}

// The lists of an index: where each begins (in 8 bytes) and its size (in elements), then the lists themselves.
constexpr std::size_t list_count = 17;

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
  explicit Builder(const std::function<bool(std::string_view)>& poor) : poor_(poor) {}

  void add(const OwnedPattern& owned) {
    for (const std::string& phrase : owned.pattern->phrases) add_phrase(phrase, owned);
    if (!owned.pattern->regex.empty()) add_regex(owned);
  }

  std::vector<std::uint64_t> bytes() {
    std::vector<Word> words(words_.size());
    std::vector<std::uint32_t> phrase_leads, regex_leads;
    for (const auto& [spelled, entry] : words_) {
      Word& word = words[entry.id];
      word.first_phrase = static_cast<std::uint32_t>(phrase_leads.size());
      phrase_leads.insert(phrase_leads.end(), entry.phrases.begin(), entry.phrases.end());
      word.last_phrase = static_cast<std::uint32_t>(phrase_leads.size());
      word.first_regex = static_cast<std::uint32_t>(regex_leads.size());
      regex_leads.insert(regex_leads.end(), entry.regexes.begin(), entry.regexes.end());
      word.last_regex = static_cast<std::uint32_t>(regex_leads.size());
    }
    std::vector<std::uint64_t> out(list_count * 2);
    const std::vector<Slot> slots = table();  // completes the pool
    put_list(out, 0, std::vector<char>(pool_.begin(), pool_.end()));
    put_list(out, 1, slots);
    put_list(out, 2, words);
    put_list(out, 3, phrase_leads);
    put_list(out, 4, regex_leads);
    put_list(out, 5, set_words_);
    put_list(out, 6, always_);
    put_list(out, 7, sets_);
    put_list(out, 8, phrases_);
    put_list(out, 9, regexes_);
    put_list(out, 10, coder_.ops());
    put_list(out, 11, coder_.sets());
    put_list(out, 12, coder_.nodes());
    put_list(out, 13, coder_.edges());
    std::vector<std::vector<std::uint32_t>> lists_of(words_.size());
    for (const auto& [list, set] : lists_)
      for (const std::uint32_t word : list) lists_of[word].push_back(set.list);
    std::vector<ListRange> ranges;
    std::vector<std::uint32_t> word_lists;
    for (std::vector<std::uint32_t>& lists : lists_of) {
      std::ranges::sort(lists);
      const auto first = static_cast<std::uint32_t>(word_lists.size());
      word_lists.insert(word_lists.end(), lists.begin(), lists.end());
      ranges.push_back({first, static_cast<std::uint32_t>(word_lists.size())});
    }
    put_list(out, 15, ranges);
    put_list(out, 16, word_lists);
    put_list(out, 14, std::vector<std::uint32_t>{static_cast<std::uint32_t>(lists_.size())});
    return out;
  }

 private:
  struct Entry {
    std::uint32_t id = 0;
    std::vector<std::uint32_t> phrases, regexes;
  };

  Text keep(std::string_view text) {
    const Text out{static_cast<std::uint32_t>(pool_.size()), static_cast<std::uint32_t>(text.size())};
    pool_ += text;
    return out;
  }

  // `spelled` ends in * for a beginning.
  Entry& entry(std::string_view spelled) {
    const auto [it, fresh] = words_.try_emplace(std::string(spelled));
    if (fresh) it->second.id = static_cast<std::uint32_t>(words_.size() - 1);
    return it->second;
  }

  void add_phrase(const std::string& phrase, const OwnedPattern& owned) {
    const Span anchor = anchor_of(phrase, poor_);
    if (anchor.empty()) return;
    entry(lowered(slice(phrase, anchor))).phrases.push_back(static_cast<std::uint32_t>(phrases_.size()));
    phrases_.push_back(
        {keep(phrase), owned.owner, static_cast<std::uint16_t>(anchor.begin), static_cast<std::uint16_t>(owned.cased)});
  }

  void add_regex(const OwnedPattern& owned) {
    const auto id = static_cast<std::uint32_t>(regexes_.size());
    Regex regex;
    regex.owner = owned.owner;
    regex.first_set = static_cast<std::uint32_t>(sets_.size());
    regex.cased = static_cast<std::uint32_t>(owned.cased);
    regex.start = start_of(owned.pattern->regex);
    const std::vector<Anchor>& anchors = owned.pattern->anchors;
    const auto lead = std::ranges::max_element(anchors, {}, &Anchor::score);
    if (anchors.empty()) always_.push_back(id);
    for (const Anchor& anchor : anchors) {
      std::vector<std::uint32_t> set;
      for (const std::string& word : anchor.words) {
        Entry& found = entry(word);
        set.push_back(found.id);
        if (&anchor == &*lead) found.regexes.push_back(id);
      }
      std::ranges::sort(set);
      Set made = set_of(set);
      made.adjacent = static_cast<std::uint32_t>(anchor.adjacent);
      made.reach = anchor.reach;
      sets_.push_back(made);
    }
    regex.last_set = static_cast<std::uint32_t>(sets_.size());
    regexes_.push_back(regex);
  }

  // The same words are an anchor of many regexes; they are kept once.
  Set set_of(const std::vector<std::uint32_t>& words) {
    const auto [it, fresh] = lists_.try_emplace(words);
    if (!fresh) return it->second;
    std::uint64_t sketch = 0;
    for (const std::uint32_t word : words) sketch |= sketch_of(word);
    Set& out = it->second;
    out.first = static_cast<std::uint32_t>(set_words_.size());
    out.last = static_cast<std::uint32_t>(set_words_.size() + words.size());
    out.low = static_cast<std::uint32_t>(sketch);
    out.high = static_cast<std::uint32_t>(sketch >> 32U);
    out.list = static_cast<std::uint32_t>(lists_.size() - 1);
    set_words_.insert(set_words_.end(), words.begin(), words.end());
    return out;
  }

  // The same regex stands under several signals; it is kept once.
  RegexStart start_of(const std::string& regex) {
    const auto [it, fresh] = starts_.try_emplace(regex);
    if (!fresh) return it->second;
    const auto tree = parse_regex(regex);
    if (const auto* parsed = std::get_if<RegexNode>(&tree)) it->second = coder_.add(*parsed);
    return it->second;
  }

  std::vector<Slot> table() {
    std::size_t size = 16;
    while (size < words_.size() * 2 + 1) size *= 2;
    std::vector<Slot> slots(size);
    for (const auto& [spelled, entry] : words_) {
      const bool prefix = spelled.back() == '*';
      const std::string_view word = std::string_view(spelled).substr(0, spelled.size() - (prefix ? 1 : 0));
      std::size_t at = hash(word, prefix) & (size - 1);
      while (slots[at].id != none) at = (at + 1) & (size - 1);
      slots[at] = {keep(word), static_cast<std::uint32_t>(prefix), entry.id};
    }
    return slots;
  }

  const std::function<bool(std::string_view)>& poor_;
  std::string pool_;
  std::map<std::string, Entry> words_;
  std::vector<std::uint32_t> set_words_, always_;
  std::vector<Set> sets_;
  std::vector<Phrase> phrases_;
  std::vector<Regex> regexes_;
  std::map<std::vector<std::uint32_t>, Set> lists_;
  RegexCoder coder_{pool_};
  std::map<std::string, RegexStart> starts_;
};

std::vector<std::uint64_t> PatternIndex::build(const std::vector<OwnedPattern>& patterns,
                                               const std::function<bool(std::string_view)>& poor) {
  Builder builder(poor);
  for (const OwnedPattern& owned : patterns) builder.add(owned);
  return builder.bytes();
}

PatternIndex::PatternIndex(std::span<const std::uint64_t> bytes) {
  if (bytes.empty()) return;
  const auto pool = list_at<char>(bytes, 0);
  pool_ = {pool.data(), pool.size()};
  slots_ = list_at<Slot>(bytes, 1);
  words_ = list_at<Word>(bytes, 2);
  phrase_leads_ = list_at<std::uint32_t>(bytes, 3);
  regex_leads_ = list_at<std::uint32_t>(bytes, 4);
  set_words_ = list_at<std::uint32_t>(bytes, 5);
  always_ = list_at<std::uint32_t>(bytes, 6);
  sets_ = list_at<Set>(bytes, 7);
  phrases_ = list_at<Phrase>(bytes, 8);
  regexes_ = list_at<Regex>(bytes, 9);
  ops_ = list_at<RegexOp>(bytes, 10);
  byte_sets_ = list_at<ByteSet>(bytes, 11);
  nodes_ = list_at<TrieNode>(bytes, 12);
  edges_ = list_at<TrieEdge>(bytes, 13);
  lists_ = list_at<std::uint32_t>(bytes, 14).front();
  lists_of_ = list_at<ListRange>(bytes, 15);
  word_lists_ = list_at<std::uint32_t>(bytes, 16);
}

std::uint32_t PatternIndex::find(std::string_view spelled, bool prefix) const {
  if (slots_.empty()) return none;
  const std::size_t mask = slots_.size() - 1;
  for (std::size_t at = hash(spelled, prefix) & mask;; at = (at + 1) & mask) {
    const Slot& slot = slots_[at];
    if (slot.id == none) return none;
    if ((slot.prefix != 0) == prefix && text(slot.word) == spelled) return slot.id;
  }
}

PatternIndex::Leads PatternIndex::leads(std::uint32_t word) const {
  const Word& w = words_[word];
  return {phrase_leads_.subspan(w.first_phrase, w.last_phrase - w.first_phrase),
          regex_leads_.subspan(w.first_regex, w.last_regex - w.first_regex)};
}

void PatternIndex::begin_text(Words& words) const {
  words.tokens.clear();
  if (++words.text != 0 && !words.places.empty()) return;
  words.places.assign(lists_, {});  // the first text, or the number of texts overflowed
  words.text = 1;
}

void PatternIndex::add(Token token, Words& words) const {
  if (token.word != none) token.sketch |= sketch_of(token.word);
  if (token.beginning != none) token.sketch |= sketch_of(token.beginning);
  const std::uint64_t place = std::uint64_t{1} << std::min<std::size_t>(words.tokens.size(), 63);
  for (const std::uint32_t word : {token.word, token.beginning})
    if (word != none) note_lists(word, place, words);
  words.tokens.push_back(token);
}

void PatternIndex::note_lists(std::uint32_t word, std::uint64_t place, Words& words) const {
  const ListRange range = lists_of_[word];
  for (const std::uint32_t list : word_lists_.subspan(range.first, range.last - range.first)) {
    Words::Places& out = words.places[list];
    if (out.text != words.text) out = {words.text, 0};
    out.bits |= place;
  }
}

bool PatternIndex::holds(const Set& set, const Token& token) const {
  if ((set.sketch() & token.sketch) == 0) return false;
  const std::span<const std::uint32_t> words = set_words_.subspan(set.first, set.last - set.first);
  return (token.word != none && std::ranges::binary_search(words, token.word)) ||
         (token.beginning != none && std::ranges::binary_search(words, token.beginning));
}

std::uint64_t PatternIndex::places(const Set& set, const Words& words) {
  const Words::Places& out = words.places[set.list];
  return out.text == words.text ? out.bits : 0;
}

bool PatternIndex::possible(const Regex& regex, Words& words) const {
  for (std::uint32_t set = regex.first_set; set < regex.last_set; ++set)
    if (places(sets_[set], words) == 0) return false;
  if (regex.last_set - regex.first_set < 2) return true;
  return words.tokens.size() <= 64 ? in_order(regex, words) : in_order_of_long(regex, words);
}

// A match begins so many spaces before the word of its first set at most.
Span PatternIndex::next_begins(const Regex& regex, const Words& words, std::uint32_t from,
                               std::uint32_t text_size) const {
  const Span all{from, text_size + 1};
  if (regex.first_set == regex.last_set || words.tokens.size() > 64) return all;
  const Set& set = sets_[regex.first_set];
  if (set.reach == none) return all;
  for (std::uint64_t left = places(set, words); left != 0; left &= left - 1) {
    const auto at = static_cast<std::size_t>(std::countr_zero(left));
    const Token& word = words.tokens[at];
    if (word.begin < from) continue;
    std::size_t first = at;
    while (first > 0 && words.tokens[first - 1].spaces + set.reach >= word.spaces) --first;
    const std::uint32_t begin = first == 0 ? 0 : words.tokens[first - 1].begin + 1;
    return {std::max(from, begin), word.begin + 1};
  }
  return {from, from};
}

// Groups of adjacent sets are looked for one behind the other. Of all places where the group before ends, the last one
// before a place is the nearest to it, so one pass over a group's places is enough.
bool PatternIndex::in_order(const Regex& regex, Words& words) const {
  std::uint64_t ends = 0;  // where the group before ends
  for (std::uint32_t first = regex.first_set; first < regex.last_set;) {
    std::uint64_t begins = places(sets_[first], words);
    std::uint32_t last = first + 1;
    for (; last < regex.last_set && sets_[last].adjacent != 0; ++last)
      begins &= places(sets_[last], words) >> (last - first);
    const std::uint32_t length = last - first;
    if (first != regex.first_set) {
      std::uint64_t near = 0;
      for (std::uint64_t left = begins; left != 0; left &= left - 1) {
        const auto at = static_cast<unsigned>(std::countr_zero(left));
        const std::uint64_t before = ends & ((std::uint64_t{1} << at) - 1);
        if (before == 0) continue;
        const auto nearest = 63U - static_cast<unsigned>(std::countl_zero(before));
        const std::uint32_t distance = words.tokens[at].spaces - words.tokens[nearest].spaces;
        if (sets_[first].reach == none || distance <= sets_[first].reach) near |= std::uint64_t{1} << at;
      }
      begins = near;
    }
    if (begins == 0) return false;
    ends = begins << (length - 1);
    first = last;
  }
  return true;
}

// The same where there are more words than bits.
bool PatternIndex::in_order_of_long(const Regex& regex, Words& words) const {
  const std::vector<Token>& tokens = words.tokens;
  for (std::uint32_t first = regex.first_set; first < regex.last_set;) {
    const bool leading = first == regex.first_set;
    std::uint32_t last = first + 1;
    while (last < regex.last_set && sets_[last].adjacent != 0) ++last;
    const std::size_t length = last - first;
    const auto stands_at = [&](std::size_t at) {
      for (std::size_t i = 0; i < length; ++i)
        if (!holds(sets_[first + i], tokens[at + i])) return false;
      return true;
    };
    bool found = false;
    words.after.assign(tokens.size(), 0);
    std::size_t nearest = tokens.size();  // where the group before ends; none yet
    for (std::size_t at = 0; at + length <= tokens.size(); ++at) {
      if (!leading && at > 0 && words.ends[at - 1] != 0) nearest = at - 1;
      if (!leading && nearest == tokens.size()) continue;
      const bool near =
          leading || sets_[first].reach == none || tokens[at].spaces - tokens[nearest].spaces <= sets_[first].reach;
      if (!near || !stands_at(at)) continue;
      words.after[at + length - 1] = 1;
      found = true;
    }
    if (!found) return false;
    words.ends.swap(words.after);
    first = last;
  }
  return true;
}

}  // namespace asklint
