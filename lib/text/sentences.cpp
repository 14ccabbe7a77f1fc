#include "text/sentences.h"

#include <unicode/ubrk.h>
#include <unicode/udata.h>
#include <unicode/utext.h>

#include <cstring>
#include <memory>

namespace asklint {
namespace {

struct CloseBreaks {
  void operator()(UBreakIterator* it) const { ubrk_close(it); }
};
struct CloseText {
  void operator()(UText* text) const { utext_close(text); }
};

constexpr std::size_t longest_sentence = 6000;  // bytes

bool digit(char c) {
  return c >= '0' && c <= '9';
}
bool letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || static_cast<unsigned char>(c) >= 0x80;
}
char lower(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

// True where `abbreviation` (lower case) stands in `text` with its byte `dot` at `at`, as whole words.
bool stands(std::string_view text, std::string_view abbreviation, std::size_t dot, std::size_t at) {
  if (dot > at || at - dot + abbreviation.size() > text.size()) return false;
  const std::size_t begin = at - dot;
  for (std::size_t i = 0; i < abbreviation.size(); ++i)
    if (lower(text[begin + i]) != abbreviation[i]) return false;
  return begin == 0 || (!letter(text[begin - 1]) && !digit(text[begin - 1]));
}

// The full stop at `at` belongs to a word and ends no sentence.
bool stop_of_word(std::string_view text, std::size_t at, const Abbreviations& abbreviations) {
  std::size_t begin = at;
  while (begin > 0 && (letter(text[begin - 1]) || digit(text[begin - 1]))) --begin;
  const std::string_view word = text.substr(begin, at - begin);
  if (word.empty()) return false;
  if (word.size() <= 2 && digit(word[0]) && digit(word.back())) return true;
  if (word.size() == 1 && word[0] >= 'A' && word[0] <= 'Z' && word[0] != 'I') return true;
  return abbreviations.stand_at(text, at);
}

struct CloseTables {
  void operator()(UDataMemory* tables) const { udata_close(tables); }
};

/// Where sentences end by Unicode Annex 29, in every language. Its compiled rules are opened as they lie in ICU's tables:
/// by a locale, other tables would be read first. Costly to make, cheap to point at another text.
class SentenceBreaks {
 public:
  SentenceBreaks() : tables_(udata_open(U_ICUDATA_NAME "-brkitr", "brk", "sent", &status_)) {
    if (U_FAILURE(status_)) return;
    // They begin with a magic number, a version and their length, four bytes each (ICU, rbbidata.h).
    const auto* rules = static_cast<const std::uint8_t*>(udata_getMemory(tables_.get()));
    std::uint32_t length = 0;
    std::memcpy(&length, rules + 8, sizeof length);
    it_.reset(ubrk_openBinaryRules(rules, static_cast<std::int32_t>(length), nullptr, 0, &status_));
  }
  /// Null where the tables cannot be read.
  [[nodiscard]] UBreakIterator* iterator() const { return it_.get(); }

 private:
  UErrorCode status_ = U_ZERO_ERROR;
  std::unique_ptr<UDataMemory, CloseTables> tables_;  // outlives the iterator, which reads them
  std::unique_ptr<UBreakIterator, CloseBreaks> it_;
};

std::vector<std::size_t> unicode_breaks(std::string_view text) {
  std::vector<std::size_t> breaks;
  UErrorCode status = U_ZERO_ERROR;
  thread_local const SentenceBreaks sentence_breaks;
  UBreakIterator* const it = sentence_breaks.iterator();
  const std::unique_ptr<UText, CloseText> utext(
      utext_openUTF8(nullptr, text.data(), static_cast<std::int64_t>(text.size()), &status));
  if (U_SUCCESS(status) && it != nullptr) ubrk_setUText(it, utext.get(), &status);
  if (U_FAILURE(status) || it == nullptr) return {text.size()};
  for (auto at = ubrk_next(it); at != UBRK_DONE; at = ubrk_next(it))
    breaks.push_back(static_cast<std::size_t>(at));
  return breaks;
}

std::size_t last_shown(std::string_view text, std::size_t begin, std::size_t end) {
  while (end > begin && text[end - 1] == ' ') --end;
  return end;
}

// The last full stop of "… word.' ": what decides whether the break after it stands.
bool suppressed(std::string_view text, std::size_t begin, std::size_t end,
                const Abbreviations& abbreviations) {
  end = last_shown(text, begin, end);
  return end > begin && end < text.size() && text[end - 1] == '.' && stop_of_word(text, end - 1, abbreviations);
}

class Splitter {
 public:
  Splitter(std::string_view text, const Abbreviations& abbreviations)
      : text_(text), abbreviations_(abbreviations) {}

  std::vector<Span> run() {
    for (const std::size_t at : unicode_breaks(text_)) {
      split_where_people_do(at);
      if (!suppressed(text_, begin_, at, abbreviations_)) close(at);
      scanned_ = at;
    }
    close(text_.size());
    return std::move(out_);
  }

 private:
  void close(std::size_t end) {
    const std::size_t shown = last_shown(text_, begin_, end);
    while (begin_ < shown && text_[begin_] == ' ') ++begin_;
    while (shown - begin_ > longest_sentence) cut();
    if (shown > begin_) out_.push_back({static_cast<std::uint32_t>(begin_), static_cast<std::uint32_t>(shown)});
    begin_ = end;
  }

  // No person writes such a sentence, and what is judged per sentence stays bounded.
  void cut() {
    const std::size_t space = text_.rfind(' ', begin_ + longest_sentence);
    std::size_t end = space == std::string_view::npos || space <= begin_ ? begin_ + longest_sentence : space;
    while (end < text_.size() && (static_cast<unsigned char>(text_[end]) & 0xC0U) == 0x80U) ++end;
    out_.push_back({static_cast<std::uint32_t>(begin_), static_cast<std::uint32_t>(end)});
    begin_ = end + (text_[end] == ' ' ? 1 : 0);
  }

  // Ends that Unicode's rules do not see: a full stop before a small letter, as in chat, and an emoji that stands
  // where others put one ("Thanks 🙏 Could you …").
  void split_where_people_do(std::size_t end) {
    for (std::size_t at = text_.find(' ', scanned_); at != std::string_view::npos && at + 1 < end;
         at = text_.find(' ', at + 1)) {
      const char next = text_[at + 1];
      if (next >= 'a' && next <= 'z' && stop_before(at)) close(at);
      if (next >= 'A' && next <= 'Z' && at >= 4 && text_[at - 4] == '\xF0') close(at);
    }
  }

  [[nodiscard]] bool stop_before(std::size_t at) const {
    if (at < 1 || text_[at - 1] != '.') return false;
    const bool ellipsis = at > 1 && text_[at - 2] == '.';
    return !ellipsis && !stop_of_word(text_, at - 1, abbreviations_);
  }

  std::string_view text_;
  const Abbreviations& abbreviations_;
  std::vector<Span> out_;
  std::size_t begin_ = 0;
  std::size_t scanned_ = 0;
};

}  // namespace

Abbreviations::Abbreviations(const std::vector<std::string>& words) {
  for (const std::string& word : words)
    for (std::size_t stop = word.find('.', 1); stop != std::string::npos; stop = word.find('.', stop + 1))
      stops_[static_cast<unsigned char>(word[stop - 1])].push_back({word, stop});
}

bool Abbreviations::stand_at(std::string_view text, std::size_t at) const {
  if (at == 0) return false;
  for (const Stop& stop : stops_[static_cast<unsigned char>(lower(text[at - 1]))])
    if (stands(text, stop.word, stop.at, at)) return true;
  return false;
}

std::vector<Span> split_sentences(std::string_view paragraph, const Abbreviations& abbreviations) {
  if (paragraph.empty()) return {};
  return Splitter(paragraph, abbreviations).run();
}

}  // namespace asklint
