#include "reader/charset.h"

#include <iconv.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <memory>
#include <optional>

#include "text/utf8.h"

namespace asklint {

namespace {

constexpr std::string_view replacement = "\xEF\xBF\xBD";

/// For each byte its UTF-8; empty where the charset has nothing there.
using ByteTable = std::array<std::string, 256>;

std::string utf8_of(char32_t code_point) {
  std::string bytes;
  append_utf8(bytes, code_point);
  return bytes;
}

/// Where ISO-8859-1 has control characters that nobody means, windows-1252 has the quotes and dashes that are meant.
const ByteTable& windows_1252() {
  static const ByteTable table = [] {
    constexpr std::array<char32_t, 32> upper = {0x20AC, 0,      0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021,
                                                0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0,      0x017D, 0,
                                                0,      0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
                                                0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0,      0x017E, 0x0178};
    ByteTable made;
    for (std::size_t i = 1; i < made.size(); ++i) {
      const char32_t code_point = i >= 0x80 && i < 0xA0 ? upper[i - 0x80] : static_cast<char32_t>(i);
      if (code_point != 0) made[i] = utf8_of(code_point);
    }
    return made;
  }();
  return table;
}

Decoded decode_bytewise(std::string_view bytes, const ByteTable& table) {
  Decoded to;
  to.out.reserve(bytes.size());
  std::size_t kept = 0;
  for (std::size_t at = 0; at <= bytes.size(); ++at) {
    const bool plain = at < bytes.size() && static_cast<unsigned char>(bytes[at]) < 0x80 && bytes[at] != '\0' &&
                       table[static_cast<unsigned char>(bytes[at])].size() == 1 &&
                       table[static_cast<unsigned char>(bytes[at])].front() == bytes[at];
    if (plain) continue;
    to.keep(bytes.substr(kept, at - kept), static_cast<std::uint32_t>(kept));
    kept = at + 1;
    if (at == bytes.size()) break;
    const auto source = static_cast<std::uint32_t>(at);
    const std::string& character = table[static_cast<unsigned char>(bytes[at])];
    if (character.empty()) to.bad_bytes(1, source);
    to.put(character.empty() ? replacement : std::string_view(character), {source, source + 1});
  }
  return to;
}

bool is_one_of(std::string_view name, std::initializer_list<std::string_view> names) {
  return std::ranges::find(names, name) != names.end();
}

struct CloseIconv {
  void operator()(void* descriptor) const { iconv_close(descriptor); }
};
using Iconv = std::unique_ptr<void, CloseIconv>;

Iconv open_iconv(const std::string& charset) {
  // A mail may name anything. What is no plain name would be a path or an option to iconv, and its own shapes are no
  // charsets.
  constexpr std::string_view allowed = "abcdefghijklmnopqrstuvwxyz0123456789-_.:+()";
  const bool plain = charset.size() <= 40 && charset.find_first_not_of(allowed) == std::string::npos;
  if (!plain || is_one_of(charset, {"char", "wchar_t", "internal"})) return nullptr;
  iconv_t descriptor = iconv_open("UTF-8", charset.c_str());
  // (iconv_t)-1 is how it says no; a null unique_ptr is how we do.
  return Iconv(descriptor == reinterpret_cast<iconv_t>(-1) ? nullptr : descriptor);
}

enum class Step { done, bad, cut };

/// Converts `bytes` from `at` on, as far as it goes.
Step convert(void* descriptor, std::string_view bytes, std::size_t& at, std::string& out) {
  std::array<char, 4096> buffer{};
  while (true) {
    char* from = const_cast<char*>(bytes.data()) + at;  // iconv's type says char*, and it only reads
    std::size_t left = bytes.size() - at;
    char* to = buffer.data();
    std::size_t room = buffer.size();
    const std::size_t result = iconv(descriptor, &from, &left, &to, &room);
    const int error = errno;
    out.append(buffer.data(), buffer.size() - room);
    at = bytes.size() - left;
    if (result != static_cast<std::size_t>(-1)) return Step::done;
    if (error == E2BIG) continue;
    return error == EINVAL ? Step::cut : Step::bad;
  }
}

/// A table of all bytes where each of them stands for itself alone; nothing for charsets of several bytes or with
/// states.
std::optional<ByteTable> single_byte_table(void* descriptor) {
  ByteTable table;
  for (std::size_t i = 1; i < table.size(); ++i) {
    const char byte = static_cast<char>(static_cast<unsigned char>(i));
    iconv(descriptor, nullptr, nullptr, nullptr, nullptr);
    std::size_t at = 0;
    const Step step = convert(descriptor, {&byte, 1}, at, table[i]);
    if (step == Step::cut || (step == Step::done && table[i].empty())) return std::nullopt;
    if (i < 0x80 && i >= 0x20 && table[i].empty()) return std::nullopt;
  }
  return table;
}

enum class Runs : std::uint8_t { lines, whole };

/// Line by line, each line one piece: states end with the line in every charset that mail is written in.
Decoded decode_runs(void* descriptor, std::string_view bytes, Runs runs) {
  Decoded to;
  for (std::size_t begin = 0; begin < bytes.size();) {
    const std::size_t feed = runs == Runs::lines ? bytes.find('\n', begin) : std::string_view::npos;
    const std::size_t end = feed == std::string_view::npos ? bytes.size() : feed + 1;
    const std::string_view line = bytes.substr(0, end);
    std::string out;
    std::size_t at = begin;
    while (at < end && convert(descriptor, line, at, out) != Step::done) {
      to.bad_bytes(1, static_cast<std::uint32_t>(at));
      out += replacement;
      ++at;
    }
    std::ranges::replace(out, '\0', ' ');
    to.put(out, {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)});
    begin = end;
  }
  return to;
}

/// What mail programs call some charsets, and the wider ones that they really write.
std::string iconv_name(const std::string& charset) {
  struct Alias {
    std::string_view in_mail, in_iconv;
  };
  constexpr auto aliases = std::to_array<Alias>({{"ks_c_5601-1987", "cp949"},
                                                 {"ks_c_5601", "cp949"},
                                                 {"euc-kr", "cp949"},
                                                 {"shift_jis", "cp932"},
                                                 {"x-sjis", "cp932"},
                                                 {"windows-31j", "cp932"},
                                                 {"gb2312", "gb18030"},
                                                 {"gbk", "gb18030"},
                                                 {"x-gbk", "gb18030"},
                                                 {"iso-8859-8-i", "iso-8859-8"},
                                                 {"x-mac-roman", "macintosh"},
                                                 {"cp-850", "cp850"}});
  const auto* found = std::ranges::find(aliases, charset, &Alias::in_mail);
  return found == aliases.end() ? charset : std::string(found->in_iconv);
}

std::string lower_ascii(std::string_view name) {
  std::string lower(name);
  for (char& c : lower) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return lower;
}

bool has_utf8_beyond_ascii(std::string_view bytes) {
  for (std::size_t at = 0; at < bytes.size();) {
    const Utf8Step step = utf8_step(bytes, at);
    if (step.valid && step.size > 1) return true;
    at += step.size;
  }
  return false;
}

/// UTF-8, and windows-1252 in the lines that are none of it: what is pasted together comes in several charsets.
Decoded decode_mixed(std::string_view bytes) {
  Decoded to;
  for (std::size_t begin = bytes.starts_with(utf8_bom) ? utf8_bom.size() : 0; begin < bytes.size();) {
    const std::size_t feed = bytes.find('\n', begin);
    const std::size_t end = feed == std::string_view::npos ? bytes.size() : feed + 1;
    const std::string_view line = bytes.substr(begin, end - begin);
    const bool single = !is_utf8(line) && !has_utf8_beyond_ascii(line);
    const Decoded decoded = single ? decode_bytewise(line, windows_1252()) : decode_utf8(line);
    append_shifted(to, decoded, static_cast<std::uint32_t>(begin));
    begin = end;
  }
  return to;
}

std::optional<ByteOrder> marked_order(std::string_view bytes) {
  if (bytes.starts_with("\xFF\xFE")) return ByteOrder::little;
  if (bytes.starts_with("\xFE\xFF")) return ByteOrder::big;
  return std::nullopt;
}

CharsetText guess(std::string_view bytes, CharsetOutcome outcome) {
  if (is_utf8(bytes)) return {decode_utf8(bytes), outcome, "UTF-8"};
  if (const auto order = marked_order(bytes)) return {decode_utf16(bytes, *order), outcome, "UTF-16"};
  if (has_utf8_beyond_ascii(bytes)) return {decode_mixed(bytes), outcome, "UTF-8"};
  return {decode_bytewise(bytes, windows_1252()), outcome, "windows-1252"};
}

/// The order in which UTF-16 without a mark makes more characters below U+0100.
ByteOrder likely_order(std::string_view bytes) {
  std::size_t even = 0;
  std::size_t odd = 0;
  for (std::size_t at = 0; at < bytes.size(); ++at) {
    if (bytes[at] == '\0') ++(at % 2 == 0 ? even : odd);
  }
  return odd > even ? ByteOrder::little : ByteOrder::big;  // RFC 2781, 4.3: big where nothing tells
}

/// The name without what people put around it.
std::string_view bare_name(std::string_view name) {
  constexpr std::string_view around = " \t\r\n\"';,=<>";
  const std::size_t first = name.find_first_not_of(around);
  if (first == std::string_view::npos) return {};
  return name.substr(first, name.find_last_not_of(around) - first + 1);
}

}  // namespace

bool is_utf8(std::string_view bytes) {
  for (std::size_t at = 0; at < bytes.size();) {
    const Utf8Step step = utf8_step(bytes, at);
    if (!step.valid) return false;
    at += step.size;
  }
  return true;
}

Decoded decode_utf8(std::string_view bytes) {
  Decoded to;
  to.out.reserve(bytes.size());
  std::size_t at = bytes.starts_with(utf8_bom) ? utf8_bom.size() : 0;
  std::size_t kept = at;
  while (at < bytes.size()) {
    const Utf8Step step = utf8_step(bytes, at);
    if (step.valid && step.code_point != 0) {
      at += step.size;
      continue;
    }
    const auto source = static_cast<std::uint32_t>(at);
    to.keep(bytes.substr(kept, at - kept), static_cast<std::uint32_t>(kept));
    to.put(replacement, {source, source + 1});
    to.bad_bytes(1, source);
    kept = ++at;
  }
  to.keep(bytes.substr(kept), static_cast<std::uint32_t>(kept));
  return to;
}

Decoded decode_utf16(std::string_view bytes, ByteOrder order) {
  Decoded to;
  to.out.reserve(bytes.size());
  const auto unit = [&](std::size_t at) {
    const auto first = static_cast<std::uint32_t>(static_cast<unsigned char>(bytes[at]));
    const auto second = static_cast<std::uint32_t>(static_cast<unsigned char>(bytes[at + 1]));
    return order == ByteOrder::little ? second << 8U | first : first << 8U | second;
  };
  std::size_t at = bytes.size() >= 2 && unit(0) == 0xFEFF ? 2 : 0;
  while (at < bytes.size()) {
    const auto source = static_cast<std::uint32_t>(at);
    std::uint32_t size = at + 1 < bytes.size() ? 2 : 1;
    std::uint32_t value = size == 2 ? unit(at) : 0;
    if (value >= 0xD800 && value < 0xDC00 && at + 3 < bytes.size() && (unit(at + 2) & 0xFC00U) == 0xDC00U) {
      value = 0x10000 + ((value & 0x3FFU) << 10U) + (unit(at + 2) & 0x3FFU);
      size = 4;
    }
    const bool good = value != 0 && (value < 0xD800 || value > 0xDFFF);
    if (!good) to.bad_bytes(size, source);
    to.put(utf8_of(good ? static_cast<char32_t>(value) : U'\uFFFD'), {source, source + size});
    at += size;
  }
  return to;
}

CharsetText decode_charset(std::string_view bytes, std::string_view charset) {
  const std::string name = lower_ascii(bare_name(charset));
  if (is_one_of(name, {"", "us-ascii", "ascii", "ansi_x3.4-1968", "iso646-us", "unknown-8bit", "unknown", "8bit",
                       "7bit", "default", "x-unknown"})) {
    return guess(bytes, CharsetOutcome::as_named);
  }
  if (is_one_of(name, {"utf-8", "utf8", "unicode-1-1-utf-8"})) {
    if (is_utf8(bytes)) return {decode_utf8(bytes), CharsetOutcome::as_named, "UTF-8"};
    if (marked_order(bytes) || !has_utf8_beyond_ascii(bytes)) return guess(bytes, CharsetOutcome::mislabelled);
    return {decode_mixed(bytes), CharsetOutcome::as_named, "UTF-8"};
  }
  const bool latin_1 = is_one_of(name, {"iso-8859-1", "iso8859-1", "iso_8859-1", "latin1", "latin-1", "l1",
                                        "windows-1252", "cp1252", "x-ansi", "ansi"});
  if (latin_1 || is_one_of(name, {"iso-8859-15", "iso8859-15", "latin-9", "latin9"})) {
    // What is UTF-8 from begin to end is no Latin text: "Ã¼" stands in none.
    if (has_utf8_beyond_ascii(bytes) && is_utf8(bytes)) return guess(bytes, CharsetOutcome::mislabelled);
    if (marked_order(bytes) && bytes.find('\0') != std::string_view::npos)
      return guess(bytes, CharsetOutcome::mislabelled);
  }
  if (latin_1) return {decode_bytewise(bytes, windows_1252()), CharsetOutcome::as_named, name};
  if (is_one_of(name, {"utf-16", "utf-16le", "utf-16be"})) {
    const ByteOrder named = name == "utf-16be"   ? ByteOrder::big
                            : name == "utf-16le" ? ByteOrder::little
                                                 : likely_order(bytes);
    return {decode_utf16(bytes, marked_order(bytes).value_or(named)), CharsetOutcome::as_named, name};
  }
  const Iconv descriptor = open_iconv(iconv_name(name));
  if (!descriptor) return guess(bytes, CharsetOutcome::unknown);
  if (const auto table = single_byte_table(descriptor.get())) {
    return {decode_bytewise(bytes, *table), CharsetOutcome::as_named, name};
  }
  iconv(descriptor.get(), nullptr, nullptr, nullptr, nullptr);
  // A line feed of these is several bytes, so that bytes cannot tell lines.
  const bool wide = name.starts_with("utf-32") || name.starts_with("ucs") || name.starts_with("iso-10646");
  return {decode_runs(descriptor.get(), bytes, wide ? Runs::whole : Runs::lines), CharsetOutcome::as_named, name};
}

}  // namespace asklint
