#include "reader/mail/header_text.h"

#include <optional>

#include "reader/charset.h"
#include "reader/mail/base64.h"
#include "reader/mail/quoted_printable.h"

namespace asklint {

namespace {

constexpr std::size_t longest_word = 1024;  // RFC 2047 allows 75

struct EncodedWord {
  std::string_view charset;
  char encoding = 'q';
  std::string_view text;
  std::size_t text_begin = 0;
  std::size_t end = 0;  ///< past `?=`
};

bool is_blank(char c) {
  return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

/// `=?charset?q?text?=` at `at`. Programs leave blanks in the text though they must not.
std::optional<EncodedWord> encoded_word_at(std::string_view value, std::size_t at) {
  const std::string_view rest = value.substr(at, longest_word);
  if (!rest.starts_with("=?")) return std::nullopt;
  const std::size_t charset_end = rest.find('?', 2);
  if (charset_end == std::string_view::npos || charset_end == 2 || charset_end + 2 >= rest.size()) return std::nullopt;
  const char encoding = static_cast<char>(rest[charset_end + 1] | 0x20);
  if ((encoding != 'q' && encoding != 'b') || rest[charset_end + 2] != '?') return std::nullopt;
  const std::size_t text = charset_end + 3;
  const std::size_t close = rest.find("?=", text);
  if (close == std::string_view::npos) return std::nullopt;
  EncodedWord word;
  word.charset = rest.substr(2, charset_end - 2);
  word.charset = word.charset.substr(0, word.charset.find('*'));  // RFC 2231: a language after a star
  word.encoding = encoding;
  word.text = rest.substr(text, close - text);
  word.text_begin = at + text;
  word.end = at + close + 2;
  return word;
}

/// Words that are no encoded words. Where a folded line is joined, its end leaves nothing and its blank stays.
void append_plain(Decoded& to, std::string_view value, std::size_t begin, std::size_t end) {
  for (std::size_t at = begin; at < end;) {
    std::size_t stop = at;
    while (stop < end && value[stop] != '\r' && value[stop] != '\n') ++stop;
    const std::string_view run = value.substr(at, stop - at);
    append_shifted(to, decode_charset(run, {}).decoded, static_cast<std::uint32_t>(at));
    at = stop + (stop < end ? 1 : 0);
  }
}

/// The bytes of a row of encoded words, not yet in UTF-8.
class Row {
 public:
  [[nodiscard]] bool takes(const EncodedWord& word) const { return bytes_.out.empty() || word.charset == charset_; }

  void add(const EncodedWord& word) {
    charset_ = word.charset;
    const Decoded decoded = word.encoding == 'q' ? decode_q_word(word.text) : decode_base64(word.text);
    append_shifted(bytes_, decoded, static_cast<std::uint32_t>(word.text_begin));
  }

  void flush(Decoded& to) {
    if (bytes_.out.empty()) return;
    append_through(to, decode_charset(bytes_.out, charset_).decoded, bytes_.map);
    bytes_ = {};
  }

 private:
  Decoded bytes_;
  std::string_view charset_;
};

}  // namespace

Decoded decode_header_text(std::string_view value) {
  Decoded to;
  Row row;
  std::size_t plain = 0;    // what lies before is done
  bool after_word = false;  // nothing but blanks since the last encoded word
  for (std::size_t at = 0; at < value.size();) {
    const auto word = value[at] == '=' ? encoded_word_at(value, at) : std::nullopt;
    if (!word) {
      if (!is_blank(value[at])) after_word = false;
      ++at;
      continue;
    }
    // Blanks between two encoded words do not count.
    if (!after_word && plain < at) {
      row.flush(to);
      append_plain(to, value, plain, at);
    }
    if (!row.takes(*word)) row.flush(to);
    row.add(*word);
    plain = at = word->end;
    after_word = true;
  }
  row.flush(to);
  append_plain(to, value, plain, value.size());
  return to;
}

}  // namespace asklint
