#include "text/fold.h"

#include <unicode/uchar.h>
#include <unicode/unorm2.h>
#include <unicode/utf16.h>

#include <algorithm>
#include <array>

#include "text/utf8.h"

namespace asklint {
namespace {

bool ascii_space(char c) {
  return c == ' ' || (c >= '\t' && c <= '\r');
}
bool ascii_lower(char c) {
  return c >= 'a' && c <= 'z';
}
bool ascii_letter(char c) {
  return ascii_lower(c) || (c >= 'A' && c <= 'Z');
}

bool unicode_space(UChar32 c) {
  return c == 0x85 || c == 0xA0 || c == 0x1680 || (c >= 0x2000 && c <= 0x200A) || c == 0x2028 || c == 0x2029 ||
         c == 0x202F || c == 0x205F || c == 0x3000;
}

bool invisible(UChar32 c) {
  return c == 0xAD || (c >= 0x200B && c <= 0x200F) || (c >= 0x202A && c <= 0x202E) || c == 0x2060 || c == 0xFEFF ||
         (c >= 0xFE00 && c <= 0xFE0F);
}

std::string_view punctuation(UChar32 c) {
  switch (c) {
    case 0x2018:
    case 0x2019:
    case 0x201A:
    case 0x201B:
    case 0x2032:
    case 0x00B4:
    case 0x02BC:
    case 0x2039:
    case 0x203A:
      return "'";
    case 0x201C:
    case 0x201D:
    case 0x201E:
    case 0x201F:
    case 0x2033:
    case 0x00AB:
    case 0x00BB:
      return "\"";
    case 0x2010:
    case 0x2011:
    case 0x2012:
    case 0x2013:
    case 0x2014:
    case 0x2015:
    case 0x2212:
      return "-";
    case 0x2026:
      return "...";
    default:
      return {};
  }
}

// The letters whose usual ASCII spelling is more than "drop the marks".
std::string_view letters(UChar32 c) {
  switch (c) {
    case 0xC4:
      return "Ae";
    case 0xD6:
      return "Oe";
    case 0xDC:
      return "Ue";
    case 0xE4:
      return "ae";
    case 0xF6:
      return "oe";
    case 0xFC:
      return "ue";
    case 0xDF:
      return "ss";
    case 0x1E9E:
      return "SS";
    case 0xC6:
      return "Ae";
    case 0xE6:
      return "ae";
    case 0x152:
      return "Oe";
    case 0x153:
      return "oe";
    case 0xD8:
      return "O";
    case 0xF8:
      return "o";
    case 0x141:
      return "L";
    case 0x142:
      return "l";
    case 0x131:
      return "i";
    case 0x110:
      return "D";
    case 0x111:
      return "d";
    default:
      return {};
  }
}

// The base letters of a compatibility decomposition, marks dropped; the character itself where there is none.
std::string decomposed(UChar32 c) {
  UErrorCode status = U_ZERO_ERROR;
  const UNormalizer2* nfkd = unorm2_getNFKDInstance(&status);
  std::array<UChar, 40> buffer{};
  const std::int32_t length =
      U_SUCCESS(status) ? unorm2_getDecomposition(nfkd, c, buffer.data(), buffer.size(), &status) : -1;
  std::string out;
  if (U_FAILURE(status) || length < 0) {
    append_utf8(out, static_cast<char32_t>(c));
    return out;
  }
  for (std::int32_t i = 0; i < length;) {
    UChar32 part = 0;
    U16_NEXT(buffer.data(), i, length, part);
    if (u_charType(part) != U_NON_SPACING_MARK) append_utf8(out, static_cast<char32_t>(part));
  }
  return out;
}

char lower(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

bool stays(char c) {
  return static_cast<unsigned char>(c) < 0x80 && !ascii_space(c) && c != '`';
}

class Folder {
 public:
  Folder(Folded& out, std::string_view text, Span span, const Substitutions& substitutions)
      : out_(out), text_(text), at_(span.begin), end_(span.end), substitutions_(substitutions) {
    begin_ = static_cast<std::uint32_t>(out.lower.size());
    name_ = first_at(substitutions_.names);
    nothing_ = first_at(substitutions_.nothing);
  }

  void run() {
    while (at_ < end_) {
      if (substituted(substitutions_.names, name_, "xname") || substituted(substitutions_.nothing, nothing_, ""))
        continue;
      const char c = text_[at_];
      if (ascii_space(c)) {
        space(1);
      } else if (const std::uint32_t size = plain_run(); size > 0) {
        plain(size);
      } else if (static_cast<unsigned char>(c) < 0x80) {
        ascii(c);
      } else {
        wide();
      }
    }
  }

 private:
  // By halves: a document has many blocks, and each is folded with all of its spans.
  [[nodiscard]] std::size_t first_at(std::span<const Span> spans) const {
    return static_cast<std::size_t>(std::ranges::lower_bound(spans, at_, {}, &Span::begin) - spans.begin());
  }

  void skip_before(std::span<const Span> spans, std::size_t& next) const {
    while (next < spans.size() && spans[next].begin < at_) ++next;
  }

  bool substituted(std::span<const Span> spans, std::size_t& next, std::string_view word) {
    skip_before(spans, next);
    if (next >= spans.size() || spans[next].begin != at_ || spans[next].end > end_) return false;
    put(word, spans[next].size(), false);
    return true;
  }

  // How many bytes from here on are letters and signs that stay as they are.
  [[nodiscard]] std::uint32_t plain_run() const {
    std::uint32_t end = end_;
    if (name_ < substitutions_.names.size()) end = std::min(end, substitutions_.names[name_].begin);
    if (nothing_ < substitutions_.nothing.size()) end = std::min(end, substitutions_.nothing[nothing_].begin);
    std::uint32_t at = at_;
    while (at < end && stays(text_[at])) ++at;
    // The letter before a mark may be the first half of an umlaut.
    return at > at_ && at < end_ && text_[at] == '\xCC' ? at - at_ - 1 : at - at_;
  }

  void plain(std::uint32_t size) {
    pay_space();
    const auto to = static_cast<std::uint32_t>(out_.lower.size());
    const std::string_view run = text_.substr(at_, size);
    out_.cased.append(run);
    out_.lower.append(run);
    for (std::uint32_t i = to; i < to + size; ++i) out_.lower[i] = lower(out_.lower[i]);
    out_.to_text.append({{to, to + size}, {at_, at_ + size}, true});
    at_ += size;
  }

  // Writes `shape` for the next `size` bytes of text, after the space that is owed.
  void put(std::string_view shape, std::uint32_t size, bool exact) {
    if (!shape.empty()) pay_space();
    const auto to = static_cast<std::uint32_t>(out_.lower.size());
    out_.cased.append(shape);
    for (char c : shape) out_.lower.push_back(lower(c));
    if (!shape.empty()) {
      const auto length = static_cast<std::uint32_t>(shape.size());
      out_.to_text.append({{to, to + length}, {at_, at_ + size}, exact && length == size});
    }
    at_ += size;
  }

  void pay_space() {
    if (owed_.empty()) return;
    const auto to = static_cast<std::uint32_t>(out_.lower.size());
    out_.cased.push_back(' ');
    out_.lower.push_back(' ');
    out_.to_text.append({{to, to + 1}, owed_, owed_.size() == 1});
    owed_ = {};
  }

  void space(std::uint32_t size) {
    if (joined_hyphen()) return;
    if (out_.lower.size() > begin_) {
      owed_ = owed_.empty() ? Span{at_, at_ + size} : Span{owed_.begin, at_ + size};
    }
    at_ += size;
  }

  // "Personal-\nabteilung": the hyphen is taken back and the white space skipped. A capital or a space after it stays
  // as it is.
  bool joined_hyphen() {
    const std::size_t n = out_.lower.size();
    if (!owed_.empty() || n < begin_ + 2 || out_.lower[n - 1] != '-' || !ascii_letter(out_.lower[n - 2])) return false;
    std::uint32_t next = at_;
    bool line_end = false;
    while (next < end_ && ascii_space(text_[next])) line_end |= text_[next++] == '\n';
    if (!line_end || next >= end_ || !(ascii_lower(text_[next]) || static_cast<unsigned char>(text_[next]) >= 0xC3))
      return false;
    if (conjunction_follows(next)) return false;
    out_.lower.pop_back();
    out_.cased.pop_back();
    out_.to_text.truncate(static_cast<std::uint32_t>(out_.lower.size()));
    at_ = next;
    return true;
  }

  // "Vor- und Nachteile", "pre- or postwar": a short word after the hyphen that itself ends there is no second half.
  [[nodiscard]] bool conjunction_follows(std::uint32_t next) const {
    std::uint32_t stop = next;
    while (stop < end_ && !ascii_space(text_[stop])) ++stop;
    return stop - next <= 3;
  }

  void ascii(char c) {
    if (c == '`') return put("'", 1, false);
    if (c == 'a' || c == 'o' || c == 'u' || c == 'A' || c == 'O' || c == 'U') {
      // NFD: a letter and U+0308 are an umlaut.
      if (at_ + 2 < end_ + 0U && text_[at_ + 1] == '\xCC' && text_[at_ + 2] == '\x88') {
        const std::array<char, 2> pair{c, 'e'};
        return put({pair.data(), 2}, 3, false);
      }
    }
    put({&text_[at_], 1}, 1, true);
  }

  void wide() {
    const Utf8Step step = utf8_step(text_.substr(0, end_), at_);
    const auto c = static_cast<UChar32>(step.code_point);
    const std::uint32_t size = step.size;
    if (!step.valid) return put("?", size, false);
    if (unicode_space(c)) return space(size);
    if (invisible(c)) return put("", size, false);
    if (const auto shape = punctuation(c); !shape.empty()) return put(shape, size, false);
    if (const auto shape = letters(c); !shape.empty()) return put(shape, size, false);
    if (u_charType(c) == U_NON_SPACING_MARK) return put("", size, false);
    const std::string base = decomposed(c);
    put(base, size, base == text_.substr(at_, size));
  }

  Folded& out_;
  std::string_view text_;
  std::uint32_t at_, end_;
  const Substitutions& substitutions_;
  std::uint32_t begin_ = 0;  // in folded: where this run began, no space before it
  Span owed_;                // white space of text that becomes one space when more follows
  std::size_t name_ = 0, nothing_ = 0;
};

}  // namespace

void fold_into(Folded& folded, std::string_view text, Span span, const Substitutions& substitutions) {
  Folder(folded, text, span, substitutions).run();
}

void fold_mark(Folded& folded, std::string_view mark, std::uint32_t text_at) {
  const auto to = static_cast<std::uint32_t>(folded.lower.size());
  folded.lower.append(mark);
  folded.cased.append(mark);
  folded.to_text.append({{to, to + static_cast<std::uint32_t>(mark.size())}, {text_at, text_at}, false});
}

std::string fold_lower(std::string_view text) {
  Folded folded;
  fold_into(folded, text, {0, static_cast<std::uint32_t>(text.size())}, {});
  return folded.lower;
}

std::string fold_cased(std::string_view text) {
  Folded folded;
  fold_into(folded, text, {0, static_cast<std::uint32_t>(text.size())}, {});
  return folded.cased;
}

}  // namespace asklint
