#include "match/line_shape.h"

#include <algorithm>

namespace asklint {
namespace {

constexpr std::size_t longest_name = 60;      // bytes of a line under a closing
constexpr std::size_t longest_contact = 100;  // bytes of a line of a signature that holds contacts
constexpr std::size_t longest_label = 30;     // bytes before the colon of a header
constexpr std::size_t longest_caption = 90;   // bytes of `----- words -----`
constexpr std::size_t fewest_phone_digits = 7;

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}
bool is_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || static_cast<unsigned char>(c) >= 0x80;
}
bool is_capital(char c) {
  return (c >= 'A' && c <= 'Z') || static_cast<unsigned char>(c) >= 0x80;
}
bool one_of(char c, std::string_view set) {
  return set.find(c) != std::string_view::npos;
}

/// Visits each run of digits: visit(begin, end); true stops and is the outcome.
template <class Visit>
bool any_number(std::string_view line, Visit visit) {
  for (std::size_t at = 0; at < line.size();) {
    if (!is_digit(line[at])) {
      ++at;
      continue;
    }
    std::size_t end = at;
    while (end < line.size() && is_digit(line[end])) ++end;
    if (visit(at, end)) return true;
    at = end;
  }
  return false;
}

std::size_t digits_at(std::string_view line, std::size_t at) {
  std::size_t end = at;
  while (end < line.size() && is_digit(line[end])) ++end;
  return end - at;
}

bool is_year(std::string_view digits) {
  return digits.size() == 4 && (digits.starts_with("19") || digits.starts_with("20")) && digits >= "1970";
}

bool address_byte(char c) {
  return is_letter(c) || is_digit(c) || one_of(c, "._%+-");
}

}  // namespace

bool has_date(std::string_view line) {
  return any_number(line, [&](std::size_t begin, std::size_t end) {
    if (is_year(line.substr(begin, end - begin))) return true;
    // Three numbers with the same sign between: 3.5.21, 05/03/21.
    if (end - begin > 2 || end >= line.size() || !one_of(line[end], "./-")) return false;
    const std::size_t second = digits_at(line, end + 1);
    const std::size_t sign = end + 1 + second;
    if (second == 0 || second > 2 || sign >= line.size() || line[sign] != line[end]) return false;
    const std::size_t third = digits_at(line, sign + 1);
    return third == 2 || third == 4;
  });
}

bool has_time(std::string_view line) {
  return any_number(line, [&](std::size_t begin, std::size_t end) {
    if (end - begin > 2 || end >= line.size() || !one_of(line[end], ":h.")) return false;
    const std::size_t after = end + 1 + 2;
    return digits_at(line, end + 1) == 2 &&
           (after >= line.size() || line[after] != '.' || after + 1 >= line.size() || !is_digit(line[after + 1]));
  });
}

bool has_address(std::string_view line) {
  for (std::size_t at = line.find('@'); at != std::string_view::npos; at = line.find('@', at + 1))
    if (at > 0 && at + 1 < line.size() && address_byte(line[at - 1]) && address_byte(line[at + 1])) return true;
  return false;
}

bool has_bracketed_address(std::string_view line) {
  bool open = false, at_sign = false;
  for (const char c : line) {
    if (one_of(c, "<([")) {
      open = true;
      at_sign = false;
    } else if (c == '@') {
      at_sign = open;
    } else if (one_of(c, ">)]")) {
      if (at_sign) return true;
      open = false;
    }
  }
  return false;
}

bool has_contact(std::string_view line) {
  if (has_address(line) || line.find("://") != std::string_view::npos || line.find("www.") != std::string_view::npos)
    return true;
  if (has_date(line)) return false;
  std::size_t digits = 0;
  for (const char c : line) {
    if (is_digit(c))
      ++digits;
    else if (!one_of(c, "+()/.- "))
      digits = 0;
    if (digits >= fewest_phone_digits) return true;
  }
  return false;
}

bool is_link(std::string_view line) {
  while (!line.empty() && one_of(line.front(), "<[( ")) line.remove_prefix(1);
  return (line.starts_with("http://") || line.starts_with("https://") || line.starts_with("www.")) &&
         line.find(' ') == std::string_view::npos;
}

bool is_inline_image(std::string_view line) {
  return (line.starts_with("[cid:") || line.starts_with("[image:")) && line.back() == ']';
}

bool holds_sentence(std::string_view line) {
  for (std::size_t at = line.find_first_of(".!?"); at != std::string_view::npos;
       at = line.find_first_of(".!?", at + 1)) {
    if (at + 2 >= line.size() || line[at + 1] != ' ' || !is_letter(line[at + 2])) continue;
    std::size_t begin = at;
    while (begin > 0 && (is_letter(line[begin - 1]) || is_digit(line[begin - 1]))) --begin;
    const bool number = begin < at && is_digit(line[begin]);
    if (begin > 0 && at - begin >= (number ? 3U : 5U)) return true;
  }
  return false;
}

bool is_labelled(std::string_view line) {
  while (!line.empty() && one_of(line.front(), "*_ ")) line.remove_prefix(1);
  const std::size_t colon = line.find(':');
  if (colon == 0 || colon == std::string_view::npos || colon > longest_label || !is_letter(line.front())) return false;
  if (line.substr(colon).starts_with("://")) return false;
  const std::string_view label = line.substr(0, colon);
  return std::ranges::count(label, ' ') <= 2 &&
         std::ranges::all_of(label, [](char c) { return is_letter(c) || one_of(c, " *_-()"); });
}

bool is_trailer(std::string_view line) {
  const std::size_t colon = line.find(':');
  const std::size_t dash = line.find('-');
  return is_labelled(line) && dash < colon && line.substr(0, colon).find(' ') == std::string_view::npos &&
         line.back() == '>' && has_bracketed_address(line);
}

bool is_caption(std::string_view line) {
  const auto dashed = [](char c) { return one_of(c, "-_="); };
  if (line.size() > longest_caption || line.size() < 6 || !dashed(line[0]) || !dashed(line[1])) return false;
  if (!dashed(line.back()) || !dashed(line[line.size() - 2])) return false;
  return std::ranges::any_of(line, is_letter);
}

std::string_view bare(std::string_view line) {
  while (!line.empty() && one_of(line.front(), "-*_= ")) line.remove_prefix(1);
  while (!line.empty() && one_of(line.back(), "-*_= ")) line.remove_suffix(1);
  return line;
}

bool is_mark(std::string_view line) {
  while (!line.empty() && one_of(line.back(), " \t\r")) line.remove_suffix(1);
  return line == "--" || line == "__" || line == "___" || line == "\xE2\x80\x94" || line == "\xE2\x80\x93";
}

bool is_name_line(std::string_view line) {
  if (line.empty() || line.size() > longest_name || one_of(line.back(), "?!:;")) return false;
  if (line.find(": ") != std::string_view::npos) return false;
  if (line.back() != '.' || line.size() <= 20) return true;
  const std::string_view last = line.substr(line.rfind(' ') + 1);  // "e. V." and "e.V." end no sentence
  return last.size() == 2 || last.find('.') + 1 < last.size();
}

bool is_signature_line(std::string_view line) {
  if (is_name_line(line)) return true;
  if (line.empty() || one_of(line.back(), "?;")) return false;
  return line.size() <= longest_contact && (has_contact(line) || line.find(" | ") != std::string_view::npos);
}

bool is_proper_name(std::string_view cased, bool alone) {
  std::size_t words = 0, capitals = 0;
  for (std::size_t at = 0; at < cased.size();) {
    if (cased[at] == ' ') {
      ++at;
      continue;
    }
    std::size_t end = std::min(cased.find(' ', at), cased.size());
    const std::string_view word = cased.substr(at, end - at);
    if (!std::ranges::all_of(word, [](char c) { return is_letter(c) || one_of(c, "-'."); })) return false;
    if (is_capital(word.front()))
      ++capitals;
    else if (word.size() > 3)
      return false;
    ++words;
    at = end;
  }
  return capitals >= (alone ? 1U : 2U) && words <= 5 && (!alone || is_capital(cased.front()));
}

}  // namespace asklint
