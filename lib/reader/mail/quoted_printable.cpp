#include "reader/mail/quoted_printable.h"

#include <optional>

namespace asklint {

namespace {

std::optional<unsigned> hex_digit(char c) {
  if (c >= '0' && c <= '9') return static_cast<unsigned>(c - '0');
  if (c >= 'A' && c <= 'F') return static_cast<unsigned>(c - 'A') + 10U;
  if (c >= 'a' && c <= 'f') return static_cast<unsigned>(c - 'a') + 10U;
  return std::nullopt;
}

/// The byte that `=XX` at `at` stands for.
std::optional<char> escaped_byte(std::string_view encoded, std::size_t at) {
  if (encoded.size() - at < 3) return std::nullopt;
  const auto high = hex_digit(encoded[at + 1]);
  const auto low = hex_digit(encoded[at + 2]);
  if (!high || !low) return std::nullopt;
  return static_cast<char>(static_cast<unsigned char>(*high * 16 + *low));
}

std::size_t after_blanks(std::string_view bytes, std::size_t at) {
  const std::size_t end = bytes.find_first_not_of(" \t", at);
  return end == std::string_view::npos ? bytes.size() : end;
}

/// Past the line end at `at`; `at` itself where there is none.
std::size_t after_line_end(std::string_view bytes, std::size_t at) {
  if (at < bytes.size() && bytes[at] == '\r') return at + 1 < bytes.size() && bytes[at + 1] == '\n' ? at + 2 : at + 1;
  return at < bytes.size() && bytes[at] == '\n' ? at + 1 : at;
}

Span span_of(std::size_t begin, std::size_t end) {
  return {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)};
}

}  // namespace

Decoded decode_quoted_printable(std::string_view encoded) {
  Decoded to;
  to.out.reserve(encoded.size());
  std::size_t kept = 0;  // what lies before has been dealt with
  const auto keep_until = [&](std::size_t end) {
    to.keep(encoded.substr(kept, end - kept), static_cast<std::uint32_t>(kept));
  };
  for (std::size_t at = encoded.find_first_of("= \t"); at < encoded.size(); at = encoded.find_first_of("= \t", at)) {
    if (encoded[at] != '=') {
      const std::size_t end = after_blanks(encoded, at);
      if (end == encoded.size() || encoded[end] == '\r' || encoded[end] == '\n') {
        keep_until(at);
        kept = end;
      }
      at = end;
      continue;
    }
    if (const auto byte = escaped_byte(encoded, at)) {
      keep_until(at);
      to.put({&*byte, 1}, span_of(at, at + 3));
      kept = at += 3;
      continue;
    }
    const std::size_t line_end = after_blanks(encoded, at + 1);
    const std::size_t next = after_line_end(encoded, line_end);
    if (next > line_end || line_end == encoded.size()) {
      keep_until(at);
      kept = at = next;
      continue;
    }
    ++at;
  }
  keep_until(encoded.size());
  return to;
}

Decoded decode_q_word(std::string_view encoded) {
  Decoded to;
  for (std::size_t at = 0; at < encoded.size();) {
    const auto byte = encoded[at] == '=' ? escaped_byte(encoded, at) : std::nullopt;
    if (byte) {
      to.put({&*byte, 1}, span_of(at, at + 3));
      at += 3;
    } else if (encoded[at] == '_') {
      to.put(" ", span_of(at, at + 1));
      ++at;
    } else {
      to.keep(encoded.substr(at, 1), static_cast<std::uint32_t>(at));
      ++at;
    }
  }
  return to;
}

}  // namespace asklint
