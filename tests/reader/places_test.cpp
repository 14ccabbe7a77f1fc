// Random mails, and a decoder of its own: the bytes of the file under a span of the text say what the span says.
#include <doctest/doctest.h>

#include <algorithm>
#include <array>
#include <random>
#include <string>
#include <vector>

#include "match/matcher.h"
#include "reader/reader.h"
#include "rule/builtin.h"

namespace asklint {
namespace {

using Random = std::mt19937;

std::size_t below(Random& random, std::size_t limit) {
  return random() % limit;
}
bool once_in(Random& random, std::size_t times) {
  return below(random, times) == 0;
}

enum class Charset { utf8, latin1, latin9, windows1252, utf16le, utf16be };
enum class Transfer { plain, quoted_printable, base64 };
enum class Markup { none, flowed, delsp, html };

/// How the body of one mail is written.
struct Shape {
  Charset charset = Charset::utf8;
  Transfer transfer = Transfer::plain;
  Markup markup = Markup::none;
  bool crlf = false;
};

std::string_view charset_name(Charset charset) {
  constexpr std::array<std::string_view, 6> names{"UTF-8",        "iso-8859-1", "ISO-8859-15",
                                                  "windows-1252", "utf-16le",   "UTF-16BE"};
  return names[static_cast<std::size_t>(charset)];
}

bool is_wide(Charset charset) {
  return charset == Charset::utf16le || charset == Charset::utf16be;
}

// --- the test's own charsets, all of them from and to code points
// -----------------------------------------------------

std::u32string code_points(std::string_view utf8) {
  std::u32string out;
  for (std::size_t at = 0; at < utf8.size();) {
    const auto lead = static_cast<unsigned char>(utf8[at]);
    const std::size_t size = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
    char32_t value = size == 1 ? lead : lead & (0x7FU >> size);
    for (std::size_t i = 1; i < size && at + i < utf8.size(); ++i)
      value = value << 6U | (static_cast<unsigned char>(utf8[at + i]) & 0x3FU);
    out.push_back(value);
    at += size;
  }
  return out;
}

void put_byte(std::string& to, std::uint32_t byte) {
  to.push_back(static_cast<char>(static_cast<unsigned char>(byte)));
}

void put_utf8(std::string& to, char32_t c) {
  if (c < 0x80) return put_byte(to, c);
  if (c < 0x800) {
    put_byte(to, 0xC0 | c >> 6U);
  } else if (c < 0x10000) {
    put_byte(to, 0xE0 | c >> 12U);
    put_byte(to, 0x80 | (c >> 6U & 0x3FU));
  } else {
    put_byte(to, 0xF0 | c >> 18U);
    put_byte(to, 0x80 | (c >> 12U & 0x3FU));
    put_byte(to, 0x80 | (c >> 6U & 0x3FU));
  }
  put_byte(to, 0x80 | (c & 0x3FU));
}

std::string to_charset(std::string_view utf8, Charset charset) {
  if (charset == Charset::utf8) return std::string(utf8);
  std::string out;
  const auto put_unit = [&](std::uint32_t unit) {
    put_byte(out, charset == Charset::utf16le ? unit & 0xFFU : unit >> 8U);
    put_byte(out, charset == Charset::utf16le ? unit >> 8U : unit & 0xFFU);
  };
  for (const char32_t c : code_points(utf8)) {
    if (!is_wide(charset)) {
      const std::uint32_t euro = charset == Charset::latin9 ? 0xA4 : 0x80;
      put_byte(out, c == U'€' ? euro : static_cast<std::uint32_t>(c));
    } else if (c < 0x10000) {
      put_unit(c);
    } else {
      put_unit(0xD800 + ((c - 0x10000) >> 10U));
      put_unit(0xDC00 + ((c - 0x10000) & 0x3FFU));
    }
  }
  return out;
}

std::string from_charset(std::string_view bytes, Charset charset) {
  if (charset == Charset::utf8) return std::string(bytes);
  std::string out;
  if (!is_wide(charset)) {
    for (const char byte : bytes) {
      const auto value = static_cast<unsigned char>(byte);
      const bool euro = value == (charset == Charset::latin9 ? 0xA4 : 0x80);
      put_utf8(out, euro ? U'€' : static_cast<char32_t>(value));
    }
    return out;
  }
  const auto unit = [&](std::size_t at) {
    const auto a = static_cast<unsigned char>(bytes[at]);
    const auto b = static_cast<unsigned char>(bytes[at + 1]);
    return static_cast<char32_t>(charset == Charset::utf16le ? a | b << 8U : a << 8U | b);
  };
  for (std::size_t at = 0; at + 1 < bytes.size(); at += 2) {
    char32_t value = unit(at);
    if (value >= 0xD800 && value < 0xDC00 && at + 3 < bytes.size()) {
      value = 0x10000 + ((value & 0x3FFU) << 10U) + (unit(at + 2) & 0x3FFU);
      at += 2;
    }
    put_utf8(out, value);
  }
  return out;
}

// --- the test's own transfer encodings
// --------------------------------------------------------------------------------

constexpr std::string_view base64_digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

std::string to_base64(std::string_view bytes, std::size_t width, std::string_view line_end) {
  std::string out;
  std::size_t column = 0;
  for (std::size_t at = 0; at < bytes.size(); at += 3) {
    std::uint32_t group = 0;
    const std::size_t size = std::min<std::size_t>(3, bytes.size() - at);
    for (std::size_t i = 0; i < 3; ++i)
      group = group << 8U | (i < size ? static_cast<unsigned char>(bytes[at + i]) : 0U);
    for (std::size_t i = 0; i < 4; ++i) out += i > size ? '=' : base64_digits[group >> (18U - 6U * i) & 63U];
    column += 4;
    if (column >= width) {
      out += line_end;
      column = 0;
    }
  }
  return out;
}

std::string from_base64(std::string_view encoded) {
  std::string out;
  std::uint32_t bits = 0;
  int count = 0;
  for (const char c : encoded) {
    const std::size_t value = base64_digits.find(c);
    if (value == std::string_view::npos) continue;
    bits = bits << 6U | static_cast<std::uint32_t>(value);
    count += 6;
    if (count < 8) continue;
    count -= 8;
    put_byte(out, bits >> static_cast<unsigned>(count) & 0xFFU);
  }
  return out;
}

std::string to_quoted_printable(Random& random, std::string_view bytes, std::string_view line_end, bool wide) {
  constexpr std::string_view digits = "0123456789ABCDEF";
  std::string out;
  for (std::size_t at = 0; at < bytes.size(); ++at) {
    const char c = bytes[at];
    if (!wide && (c == '\n' || c == '\r')) {
      out += c;
      continue;
    }
    const bool blank = c == ' ' || c == '\t';
    const bool last = at + 1 == bytes.size() || bytes[at + 1] == '\n' || bytes[at + 1] == '\r';
    if (c == '=' || c < ' ' || c > '~' || (blank && last) || wide || once_in(random, 40)) {
      out += '=';
      out += digits[static_cast<unsigned char>(c) >> 4U];
      out += digits[static_cast<unsigned char>(c) & 15U];
    } else {
      out += c;
    }
    if (once_in(random, 12)) out += "=" + std::string(line_end);
  }
  return out;
}

std::string from_quoted_printable(std::string_view encoded) {
  std::string out;
  for (std::size_t at = 0; at < encoded.size(); ++at) {
    if (encoded[at] != '=') {
      out += encoded[at];
    } else if (encoded.substr(at + 1).starts_with("\r\n")) {
      at += 2;
    } else if (encoded.substr(at + 1).starts_with("\n")) {
      at += 1;
    } else {
      put_byte(out, static_cast<std::uint32_t>(std::stoul(std::string(encoded.substr(at + 1, 2)), nullptr, 16)));
      at += 2;
    }
  }
  return out;
}

// --- random words
// -----------------------------------------------------------------------------------------------------

std::string random_word(Random& random, const Shape& shape) {
  constexpr auto narrow = std::to_array<std::string_view>(
      {"hello", "Grüße", "über", "it", "a", "straße", "naïve", "10€", "fünf=5", "x", "please", "Ärger?", "no."});
  constexpr auto any = std::to_array<std::string_view>({"😀", "漢字", "„so“", "–", "👩‍💻", "don’t"});
  const bool all = shape.charset == Charset::utf8 || is_wide(shape.charset);
  std::string_view word = narrow[below(random, narrow.size())];
  if (all && once_in(random, 4)) word = any[below(random, any.size())];
  if (shape.charset == Charset::latin1 && word == "10€") word = "10";
  return std::string(word);
}

std::string random_paragraph(Random& random, const Shape& shape, std::string_view line_end) {
  const std::size_t words = 1 + below(random, once_in(random, 6) ? 120 : 20);
  const bool soft = shape.markup == Markup::flowed || shape.markup == Markup::delsp;
  const bool wraps = soft || shape.markup == Markup::html || once_in(random, 2);
  const std::string quote = once_in(random, 6) && shape.markup != Markup::html ? "> " : "";
  std::string out = quote;
  for (std::size_t i = 0; i < words; ++i) {
    std::string word = random_word(random, shape);
    if (shape.markup == Markup::html) {
      if (word == "über" && once_in(random, 2)) word = "&uuml;ber";
      if (once_in(random, 5)) word = "<b>" + word + "</b>";
      if (once_in(random, 9)) word += " &amp; co";
    }
    out += word;
    if (i + 1 == words) break;
    const bool breaks = wraps && once_in(random, 7);
    if (shape.markup == Markup::delsp && breaks) out += " ";
    out += " ";
    if (breaks && !soft) out.pop_back();
    if (breaks) out += std::string(line_end) + quote;
  }
  return shape.markup == Markup::html ? "<p>" + out + "</p>" : out;
}

/// A mail as it is stored, and which of its bytes are the body's.
struct Mail {
  std::string raw;
  Span body;
};

Mail random_mail(Random& random, const Shape& shape, std::string_view planted) {
  const std::string end = shape.crlf ? "\r\n" : "\n";
  std::string words;
  const std::size_t paragraphs = 1 + below(random, 4);
  for (std::size_t i = 0; i < paragraphs; ++i) words += random_paragraph(random, shape, end) + end + end;
  if (!planted.empty()) words += std::string(planted) + end + end + random_paragraph(random, shape, end) + end;

  std::string encoded = to_charset(words, shape.charset);
  if (shape.transfer == Transfer::quoted_printable)
    encoded = to_quoted_printable(random, encoded, end, is_wide(shape.charset));
  if (shape.transfer == Transfer::base64) encoded = to_base64(encoded, 4 * (1 + below(random, 25)), end) + end;

  Mail mail;
  std::string& raw = mail.raw;
  raw += "From: =?utf-8?q?J=C3=B6rg?= <j@a.example>" + end + "To: Ben," + end + " Ana <a@b.example>" + end;
  constexpr auto subjects = std::to_array<std::string_view>(
      {"plain", "=?utf-8?B?R3LDvMOfZQ==?= now", "folded =?iso-8859-1?q?caf=E9_?=", "Grüße", ""});
  raw += "Subject: " + std::string(subjects[below(random, subjects.size())]) + end;
  constexpr auto wholes = std::to_array<std::string_view>({"", "mixed", "alternative", "related", "signed"});
  std::vector<std::string> boundaries;
  while (once_in(random, 2) && boundaries.size() < 3) {
    const std::string boundary = "b" + std::to_string(boundaries.size()) + std::string(below(random, 4), '=');
    raw += "Content-Type: multipart/" + std::string(wholes[1 + below(random, wholes.size() - 1)]) + ";" + end +
           " boundary=\"" + boundary + "\"" + end + end + "--" + boundary + end;
    boundaries.push_back(boundary);
  }
  raw += "Content-Type: text/" + std::string(shape.markup == Markup::html ? "html" : "plain") + "; charset=\"" +
         std::string(charset_name(shape.charset)) + "\"";
  if (shape.markup == Markup::flowed) raw += "; format=flowed";
  if (shape.markup == Markup::delsp) raw += ";" + end + "\tformat=flowed; delsp=yes";
  raw += end;
  if (shape.transfer == Transfer::base64) raw += "Content-Transfer-Encoding: base64" + end;
  if (shape.transfer == Transfer::quoted_printable) raw += "Content-Transfer-Encoding: quoted-printable" + end;
  raw += end;
  mail.body.begin = static_cast<std::uint32_t>(raw.size());
  raw += encoded;
  mail.body.end = static_cast<std::uint32_t>(raw.size());
  for (auto boundary = boundaries.rbegin(); boundary != boundaries.rend(); ++boundary)
    raw += end + "--" + *boundary + "--" + end;
  return mail;
}

// --- the check
// --------------------------------------------------------------------------------------------------------

/// Without anything that decoding may add or take away: blanks, line ends, quote marks, tags; entities as characters.
std::string bare(std::string_view text, const Shape& shape) {
  std::string out;
  for (std::size_t at = 0; at < text.size(); ++at) {
    const char c = text[at];
    if (shape.markup == Markup::html && c == '<') {
      at = std::min(text.find('>', at), text.size());
    } else if (shape.markup == Markup::html && text.substr(at).starts_with("&uuml;")) {
      out += "ü";
      at += 5;
    } else if (shape.markup == Markup::html && text.substr(at).starts_with("&amp;")) {
      out += "&";
      at += 4;
    } else if (c != ' ' && c != '\n' && c != '\r' && c != '>' && c != '/' && c != '<') {
      out += c;
    }
  }
  return out;
}

std::string decoded(std::string_view raw, const Shape& shape) {
  std::string bytes(raw);
  if (shape.transfer == Transfer::base64) bytes = from_base64(raw);
  if (shape.transfer == Transfer::quoted_printable) bytes = from_quoted_printable(raw);
  return from_charset(bytes, shape.charset);
}

/// Whole code points only: the map may be asked for others, but nobody asks.
Span random_span(Random& random, std::string_view text, Span block) {
  const auto is_inside = [&](std::uint32_t at) { return at < text.size() && (text[at] & 0xC0) == 0x80; };
  std::uint32_t begin = block.begin + static_cast<std::uint32_t>(below(random, block.size()));
  while (is_inside(begin)) --begin;
  std::uint32_t end = begin + 1 + static_cast<std::uint32_t>(below(random, std::min(block.end - begin, 60U)));
  end = std::min(end, block.end);
  while (is_inside(end)) ++end;
  return {begin, end};
}

/// Empty where the bytes under `raw` say what `words` say.
std::string disagreement(const Mail& mail, const Shape& shape, Span raw, std::string_view words) {
  if (raw.end > mail.raw.size() || raw.begin > raw.end) return "out of the file";
  if (!contains(mail.body, raw)) return "out of the body";
  const std::string said = bare(words, shape);
  std::string there;
  if (shape.transfer == Transfer::base64) {
    // The lines around make whole groups: the check decodes from the body's begin, and looks at the widened part.
    const std::string before =
        from_base64(std::string_view(mail.raw).substr(mail.body.begin, raw.begin - mail.body.begin));
    const std::string all = from_base64(std::string_view(mail.raw).substr(mail.body.begin, raw.end - mail.body.begin));
    // A line may cut a character: two bytes more belong to it on either side.
    const std::size_t unit = is_wide(shape.charset) ? before.size() % 2 : 0;
    there = bare(from_charset(std::string_view(all).substr(before.size() - unit), shape.charset), shape);
    return there.find(said) == std::string::npos ? "not in \"" + there + "\"" : "";
  }
  there = bare(decoded(slice(mail.raw, raw), shape), shape);
  return there == said ? "" : "but \"" + there + "\"";
}

Shape random_shape(Random& random) {
  Shape shape;
  shape.charset = static_cast<Charset>(below(random, 6));
  shape.transfer = static_cast<Transfer>(below(random, 3));
  if (is_wide(shape.charset)) shape.transfer = Transfer::base64;  // as mail programs do it
  shape.markup = static_cast<Markup>(below(random, 4));
  shape.crlf = once_in(random, 2);
  return shape;
}

Document read(const Mail& mail) {
  Result<Document> document = read_document("a.eml", mail.raw, {As::mail, false, {}});
  REQUIRE(document.has_value());
  return std::move(*document);
}

TEST_CASE("the bytes under a span decode to it") {
  Random random(7);
  for (int i = 0; i < 3000; ++i) {
    const Shape shape = random_shape(random);
    const Mail mail = random_mail(random, shape, {});
    const Document document = read(mail);
    INFO("mail ", i, ":\n", mail.raw);
    CHECK(document.warnings.empty());
    bool has_body = false;
    for (const Block& block : document.blocks) {
      if (block.role == Role::header) continue;
      has_body = true;
      for (int n = 0; n < 3; ++n) {
        const Span span = random_span(random, document.text, block.text);
        const std::string_view words = slice(document.text, span);
        if (bare(words, shape).empty()) continue;
        const std::string wrong = disagreement(mail, shape, document.to_raw.back(span), words);
        CHECK_MESSAGE(wrong.empty(), "\"", words, "\" ", wrong);
      }
    }
    CHECK(has_body);
  }
}

TEST_CASE("the bytes under a finding decode to its excerpt") {
  const Matcher matcher(builtin_pack());
  Random random(11);
  int found = 0;
  for (int i = 0; i < 150; ++i) {
    const Shape shape = random_shape(random);
    const Mail mail = random_mail(random, shape, "Could you introduce me to somebody who is hiring? I need it ASAP.");
    const Document document = read(mail);
    INFO("mail ", i, ":\n", mail.raw);
    for (const Finding& finding : matcher.lint(document, {}).findings) {
      if (!contains(mail.body, finding.raw)) continue;
      ++found;
      CHECK(slice(document.text, finding.text) == finding.excerpt);
      const std::string wrong = disagreement(mail, shape, finding.raw, finding.excerpt);
      CHECK_MESSAGE(wrong.empty(), "\"", finding.excerpt, "\" ", wrong);
    }
  }
  CHECK(found > 100);
}

}  // namespace
}  // namespace asklint
