#include "match/told.h"

#include <algorithm>
#include <iterator>


namespace asklint {
namespace {

constexpr std::uint32_t words_of_telling = 2;  // fewer in quotation marks are a wink
constexpr std::uint32_t words_of_title = 4;    // a wink is shorter
constexpr int near = 3;                        // words before the opening mark: I was told by her "..."
constexpr int far = 10;                        // words before a colon and the mark: she asked me on Friday: "..."
constexpr int after = 4;                       // words after the closing mark: "..." is what she said
constexpr std::uint32_t longest_word = 40;     // bytes; keeps the look around a mark of constant cost

bool word_byte(char c) {
  return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '\'' || static_cast<unsigned char>(c) >= 0x80;
}

bool ends_sentence(char c) {
  return c == '.' || c == '!' || c == '?';
}

bool stops(char c) {
  return ends_sentence(c) || c == '"' || c == ';' || c == '\n';
}

class Judge {
 public:
  Judge(const Folded& folded, Span paragraph, const TellingWords& words)
      : text_(folded.lower), cased_(folded.cased), paragraph_(paragraph), words_(words) {}

  // `open` and `close`: where the marks stand.
  [[nodiscard]] bool told(std::uint32_t open, std::uint32_t close) const {
    if (words_of(open, close) < words_of_telling) return false;
    return told_before(open, close) || whole_sentence(open, close) || told_after(open, close);
  }

 private:
  [[nodiscard]] std::uint32_t words_of(std::uint32_t open, std::uint32_t close) const {
    const std::string_view inside = text_.substr(open + 1, close - open - 1);
    return inside.empty() ? 0 : 1 + static_cast<std::uint32_t>(std::ranges::count(inside, ' '));
  }

  // A wink stands close to its words: do you think a "real job" would help.
  [[nodiscard]] bool told_before(std::uint32_t open, std::uint32_t close) const {
    std::uint32_t at = open;
    while (at > paragraph_.begin && text_[at - 1] == ' ') --at;
    if (at == paragraph_.begin) return at >= 2 && text_[at - 1] == '\n' && text_[at - 2] == ':';
    const bool colon = text_[at - 1] == ':';
    const int most = colon                                              ? far
                     : capital(open) || ends_sentence(text_[close - 1]) ? near
                     : words_of(open, close) > 2                        ? 2
                                                                        : 1;
    for (int i = 0; i < most; ++i) {
      while (at > paragraph_.begin && !word_byte(text_[at - 1]) && !stops(text_[at - 1])) --at;
      const std::uint32_t end = at;
      while (at > paragraph_.begin && word_byte(text_[at - 1]) && end - at < longest_word) --at;
      if (at == end) return false;
      const std::string_view word = text_.substr(at, end - at);
      if (words_.tells(word) || (i == 0 && words_.names_work(word))) return true;
    }
    return false;
  }

  [[nodiscard]] bool capital(std::uint32_t open) const { return cased_[open + 1] != text_[open + 1]; }

  [[nodiscard]] bool whole_sentence(std::uint32_t open, std::uint32_t close) const {
    const char last = text_[close - 1];
    return last == '?' || words_of(open, close) >= words_of_title || (capital(open) && ends_sentence(last));
  }

  // A wink has neither a capital nor a stop of its own: I'd "love it" if you asked.
  [[nodiscard]] bool told_after(std::uint32_t open, std::uint32_t close) const {
    std::uint32_t at = close + 1;
    const bool comma = text_[close - 1] == ',' || (at < paragraph_.end && text_[at] == ',');
    if (!comma && !capital(open) && !ends_sentence(text_[close - 1])) return false;
    for (int i = 0; i < after; ++i) {
      while (at < paragraph_.end && !word_byte(text_[at]) && !stops(text_[at])) ++at;
      const std::uint32_t begin = at;
      while (at < paragraph_.end && word_byte(text_[at]) && at - begin < longest_word) ++at;
      if (at == begin) return false;
      if (words_.tells(text_.substr(begin, at - begin))) return true;
    }
    return false;
  }

  std::string_view text_, cased_;
  Span paragraph_;
  const TellingWords& words_;
};

std::vector<std::string> united(const std::vector<std::string>& a, const std::vector<std::string>& b) {
  std::vector<std::string> out;
  std::ranges::set_union(a, b, std::back_inserter(out));
  return out;
}

}  // namespace

TellingWords::TellingWords(const std::vector<LanguageFacts>& languages) {
  for (const LanguageFacts& facts : languages) {
    telling_ = united(telling_, facts.telling);
    works_ = united(works_, facts.works);
  }
}

bool TellingWords::tells(std::string_view word) const {
  return std::ranges::binary_search(telling_, word);
}

bool TellingWords::names_work(std::string_view word) const {
  return std::ranges::binary_search(works_, word);
}

void find_quotations(const Folded& folded, Span paragraph, const TellingWords& words, Quotations& out) {
  constexpr std::uint32_t nothing = 0xFFFFFFFF;
  const std::string_view text = folded.lower;
  const Judge judge(folded, paragraph, words);
  std::uint32_t open = nothing, open_single = nothing;
  const auto close = [&](std::uint32_t& from, std::uint32_t at) {
    // Single marks inside double ones.
    while (!out.told.empty() && out.told.back().begin >= from) out.told.pop_back();
    while (!out.winks.empty() && out.winks.back().begin >= from) out.winks.pop_back();
    if (judge.told(from, at)) {
      out.told.push_back({from, at + 1});
    } else if (slice(text, {from, at}).find("xname") == std::string_view::npos) {  // what is shown is no wink
      out.winks.push_back({from, from + 1});
      out.winks.push_back({at, at + 1});
    }
    from = nothing;
  };
  for (std::uint32_t at = paragraph.begin; at < paragraph.end; ++at) {
    const bool word_before = at > paragraph.begin && word_byte(text[at - 1]);
    const bool word_after = at + 1 < paragraph.end && word_byte(text[at + 1]);
    if (text[at] == '"') {
      if (open == nothing)
        open = at;
      else
        close(open, at);
    } else if (text[at] == '\'' && open == nothing) {
      const bool space_before =
          at == paragraph.begin || text[at - 1] == ' ' || text[at - 1] == '(' || text[at - 1] == ':';
      if (open_single == nothing && space_before && word_after)
        open_single = at;
      else if (open_single != nothing && !word_after &&
               (word_before || (at > 0 && std::string_view(".!?,").find(text[at - 1]) != std::string_view::npos)))
        close(open_single, at);
    }
  }
}

}  // namespace asklint
