#include "rule/word_edges.h"

#include <algorithm>
#include <optional>
#include <vector>

#include "rule/regex_tree.h"

namespace asklint {
namespace {

enum class Side : bool { begin, end };
/// What stands at a side of every match: a word's letters, something else, or now this, now that.
enum class Kind : char { word, other, mixed };

/// Where what begins at `at` ends: an escaped sign, a class, or one byte.
std::size_t step_over(std::string_view s, std::size_t at) {
  if (s[at] == '\\') return std::min(at + 2, s.size());
  if (s[at] != '[') return at + 1;
  std::size_t end = at + 1;
  if (end < s.size() && s[end] == '^') ++end;
  if (end < s.size() && s[end] == ']') ++end;
  while (end < s.size() && s[end] != ']') end += s[end] == '\\' ? 2 : 1;
  return std::min(end + 1, s.size());
}

using Parts = std::vector<std::string_view>;

/// The alternatives outside all groups.
Parts alternatives(std::string_view s) {
  Parts out;
  std::size_t begin = 0, depth = 0;
  for (std::size_t at = 0; at < s.size(); at = step_over(s, at)) {
    if (s[at] == '(') ++depth;
    if (s[at] == ')') --depth;
    if (s[at] != '|' || depth > 0) continue;
    out.push_back(s.substr(begin, at - begin));
    begin = at + 1;
  }
  out.push_back(s.substr(begin));
  return out;
}

/// The group at a side of what holds no alternatives.
struct Group {
  std::string_view inner;
  std::string_view rest;  ///< of the regex
  bool optional = false;
};

std::optional<Group> group_at(std::string_view s, Side side) {
  std::size_t open = 0, close = 0, depth = 0;
  bool found = false;
  for (std::size_t at = 0; at < s.size(); at = step_over(s, at)) {
    if (s[at] == '(' && depth++ == 0 && (side == Side::end || at == 0)) open = at;
    if (s[at] != ')' || --depth != 0) continue;
    close = at;
    found = true;
    if (side == Side::begin) break;
  }
  if (!found || (side == Side::begin && s.front() != '(')) return std::nullopt;
  std::size_t after = close + 1;
  const bool optional = after < s.size() && s[after] == '?' && (after + 1 == s.size() || s[after + 1] != '?');
  if (optional) ++after;
  if (side == Side::end && after != s.size()) return std::nullopt;
  if (side == Side::begin && !optional && after < s.size() &&
      std::string_view("?*+{").find(s[after]) != std::string_view::npos)
    return std::nullopt;
  std::string_view inner = s.substr(open + 1, close - open - 1);
  if (inner.starts_with("?:"))
    inner.remove_prefix(2);
  else if (inner.starts_with('?'))
    return std::nullopt;
  return Group{inner, side == Side::end ? s.substr(0, open) : s.substr(after), optional};
}

// What repeats at the end is looked through: `foo\w*` ends as `foo` does, or in a letter.
Kind kind_of_plain_end(std::string_view s) {
  while (!s.empty() && std::string_view(")?*+}").find(s.back()) != std::string_view::npos) {
    const std::size_t brace = s.back() == '}' ? s.rfind('{') : s.size() - 1;
    if (brace == std::string_view::npos || (brace > 0 && s[brace - 1] == '\\')) break;
    s = s.substr(0, brace);
  }
  const bool escaped = s.size() > 1 && s[s.size() - 2] == '\\' && s.back() != 'w';
  return !s.empty() && ascii_word(s.back()) && !escaped ? Kind::word : Kind::other;
}

Kind kind_of_plain_begin(std::string_view s) {
  std::size_t at = 0;
  while (at < s.size() && (s[at] == '(' || s.substr(at, 2) == "?:")) at += s[at] == '(' ? 1 : 2;
  return at < s.size() && ascii_word(s[at]) ? Kind::word : Kind::other;
}

Kind both(Kind a, Kind b) {
  return a == b ? a : Kind::mixed;
}

Kind kind_of(std::string_view s, Side side);

Kind kind_of(const Group& group, Side side) {
  std::optional<Kind> out;
  for (const std::string_view part : alternatives(group.inner)) {
    const Kind kind = kind_of(part.empty() ? group.rest : part, side);
    out = out ? both(*out, kind) : kind;
  }
  return group.optional ? both(*out, kind_of(group.rest, side)) : *out;
}

Kind kind_of(std::string_view s, Side side) {
  const Parts parts = alternatives(s);
  if (parts.size() > 1) return kind_of(Group{s, {}, false}, side);
  if (const auto group = group_at(s, side)) return kind_of(*group, side);
  return side == Side::end ? kind_of_plain_end(s) : kind_of_plain_begin(s);
}

std::string edged(std::string_view s, Side side, bool alone) {
  const std::string whole = alone ? std::string(s) : "(?:" + std::string(s) + ")";
  return side == Side::end ? whole + "\\b" : "\\b" + whole;
}

std::string with_edge(std::string_view s, Side side);

/// The group's alternatives; neighbours that need an edge alike get one together, for a list is looked up at once.
std::string with_edges(const Group& group, Side side) {
  const Parts parts = alternatives(group.inner);
  std::string out, run;
  std::size_t in_run = 0;
  const auto put = [&out](std::string_view what) { out.append(out.empty() ? "" : "|").append(what); };
  const auto end_run = [&] {
    if (in_run > 0) put(edged(run, side, in_run == 1));
    run.clear();
    in_run = 0;
  };
  const bool at_word = kind_of(group.rest, side) == Kind::word;
  for (const std::string_view part : parts) {
    if (!part.empty() && kind_of(part, side) == Kind::word) {
      run.append(in_run++ == 0 ? "" : "|").append(part);
      continue;
    }
    end_run();
    put(part.empty() ? std::string(at_word ? "\\b" : "(?:)") : with_edge(part, side));
  }
  end_run();
  if (group.optional) put(at_word ? "\\b" : "(?:)");
  return "(?:" + out + ")";
}

std::string with_edge(std::string_view s, Side side) {
  const Kind kind = kind_of(s, side);
  if (kind == Kind::other) return std::string(s);
  if (kind == Kind::word) return edged(s, side, false);
  if (alternatives(s).size() > 1) return with_edges({s, {}, false}, side);
  const auto group = group_at(s, side);
  const std::string inner = with_edges(*group, side);
  return side == Side::end ? std::string(group->rest) + inner : inner + std::string(group->rest);
}

}  // namespace

std::string with_word_edges(std::string_view regex) {
  const Kind begin = kind_of(regex, Side::begin), end = kind_of(regex, Side::end);
  std::string out = end == Kind::mixed ? with_edge(regex, Side::end) : std::string(regex);
  if (begin == Kind::mixed) out = with_edge(out, Side::begin);
  return (begin == Kind::word ? "\\b(?:" : "(?:") + out + (end == Kind::word ? ")\\b" : ")");
}

}  // namespace asklint
