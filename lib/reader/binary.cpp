#include "reader/binary.h"

#include <algorithm>
#include <array>
#include <cstdint>

#include "text/utf8.h"

namespace asklint {

namespace {

struct Magic {
  std::string_view bytes;
  std::string_view name;
};

/// What a file begins with that people may take for a message.
constexpr auto magics = std::to_array<Magic>({
    {"%PDF-", "PDF"},
    {"PK\x03\x04", "ZIP, as in .docx and .odt"},
    {"\xD0\xCF\x11\xE0", "an old Office file or Outlook message"},
    {"{\\rtf", "RTF"},
    {"\x89PNG", "PNG"},
    {"\xFF\xD8\xFF", "JPEG"},
    {"GIF8", "GIF"},
    {"\x1F\x8B", "gzip"},
    {"\xFD"
     "7zXZ",
     "xz"},
    {"7z\xBC\xAF", "7-Zip"},
    {"\x7F"
     "ELF",
     "a program"},
    {"\x78\x9F\x3E\x22", "TNEF, winmail.dat"},
});

char lower(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

bool starts_with_word(std::string_view text, std::string_view word) {
  return std::ranges::equal(text.substr(0, word.size()), word, [](char a, char b) { return lower(a) == b; });
}

/// Controls other than the white space and the escapes that stand in text.
bool is_unreadable(char32_t c) {
  const bool white = c == '\t' || c == '\n' || c == '\r' || c == '\f' || c == '\v' || c == 0x1B || c == 0x85;
  return c == 0xFFFD || (c < 0x20 && !white) || (c >= 0x7F && c < 0xA0 && !white);
}

}  // namespace

std::string_view known_binary(std::string_view bytes) {
  const auto* found = std::ranges::find_if(magics, [&](const Magic& magic) { return bytes.starts_with(magic.bytes); });
  return found == magics.end() ? std::string_view() : found->name;
}

bool begins_like_html(std::string_view bytes) {
  const std::size_t first = bytes.find_first_not_of(" \t\r\n");
  if (first == std::string_view::npos) return false;
  bytes.remove_prefix(first);
  return starts_with_word(bytes, "<!doctype html") || starts_with_word(bytes, "<html");
}

bool is_garbage(std::string_view text) {
  // Bytes drawn at random are one control in eight when read as windows-1252; text in the wrong charset stays below.
  constexpr std::uint64_t percent = 8;
  constexpr std::uint64_t few = 4;
  std::uint64_t all = 0;
  std::uint64_t unreadable = 0;
  for (std::size_t at = 0; at < text.size(); ++all) {
    const Utf8Step step = utf8_step(text, at);
    if (is_unreadable(step.code_point)) ++unreadable;
    at += step.size;
  }
  return unreadable >= few && unreadable * 100 > all * percent;
}

}  // namespace asklint
