#include "reader/gitignore.h"

#include <fnmatch.h>

#include <algorithm>
#include <cstdint>
#include <fstream>
#include <iterator>
#include <optional>
#include <system_error>

namespace asklint {

namespace {

namespace fs = std::filesystem;

std::vector<std::string> split_at_slashes(std::string_view path) {
  std::vector<std::string> segments;
  while (!path.empty()) {
    const std::size_t slash = path.find('/');
    if (slash != 0) segments.emplace_back(path.substr(0, slash));
    path.remove_prefix(slash == std::string_view::npos ? path.size() : slash + 1);
  }
  return segments;
}

/// Blanks at the end do not count, unless the last one is escaped.
std::string_view without_trailing_blanks(std::string_view line) {
  while (line.ends_with('\r')) line.remove_suffix(1);
  while (line.ends_with(' ') && !line.ends_with("\\ ")) line.remove_suffix(1);
  return line;
}

std::optional<IgnorePattern> parse_line(std::string_view line) {
  line = without_trailing_blanks(line);
  IgnorePattern pattern;
  if (line.starts_with('#')) return std::nullopt;
  if (line.starts_with('!')) {
    pattern.negated = true;
    line.remove_prefix(1);
  }
  if (line.ends_with('/')) {
    pattern.folders_only = true;
    line.remove_suffix(1);
  }
  pattern.anchored = line.find('/') != std::string_view::npos;
  pattern.segments = split_at_slashes(line);
  if (pattern.segments.empty()) return std::nullopt;
  return pattern;
}

bool fits(const std::string& pattern, const std::string& name) {
  return pattern == name || fnmatch(pattern.c_str(), name.c_str(), 0) == 0;
}

/// `**` may be taken back step by step, the last one only: a later one can always make up for an earlier one.
bool fits_path(const std::vector<std::string>& pattern, const std::vector<std::string>& path) {
  std::size_t p = 0;
  std::size_t at = 0;
  std::optional<std::size_t> wide;  // the last `**`
  std::size_t wide_at = 0;          // how far it reaches
  while (at < path.size()) {
    if (p < pattern.size() && pattern[p] == "**") {
      if (p + 1 == pattern.size()) return true;  // `folder/**`: all that is in it, and here something is
      wide = p++;
      wide_at = at;
    } else if (p < pattern.size() && fits(pattern[p], path[at])) {
      ++p;
      ++at;
    } else if (wide) {
      p = *wide + 1;
      at = ++wide_at;
    } else {
      return false;
    }
  }
  return p == pattern.size();
}

std::string content_of(const fs::path& file) {
  std::error_code error;
  if (!fs::is_regular_file(file, error)) return {};
  std::ifstream in(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

/// `folder` and those above it, up to the root of its repository, that one first; only `folder` outside of one.
std::vector<fs::path> folders_from_root(const fs::path& folder) {
  std::error_code error;
  fs::path at = fs::weakly_canonical(folder, error);
  if (error) return {folder};
  std::vector<fs::path> folders{at};
  while (!fs::exists(at / ".git", error)) {
    if (!at.has_relative_path()) return {folders.front()};
    at = at.parent_path();
    folders.push_back(at);
  }
  std::ranges::reverse(folders);
  return folders;
}

}  // namespace

std::vector<IgnorePattern> parse_gitignore(std::string_view content) {
  std::vector<IgnorePattern> patterns;
  if (content.starts_with("\xEF\xBB\xBF")) content.remove_prefix(3);
  while (!content.empty()) {
    const std::size_t end = content.find('\n');
    if (auto pattern = parse_line(content.substr(0, end))) patterns.push_back(std::move(*pattern));
    content.remove_prefix(end == std::string_view::npos ? content.size() : end + 1);
  }
  return patterns;
}

Verdict judge(const std::vector<IgnorePattern>& patterns, const std::vector<std::string>& segments, Entry entry) {
  if (segments.empty()) return Verdict::none;
  for (auto pattern = patterns.rbegin(); pattern != patterns.rend(); ++pattern) {
    if (pattern->folders_only && entry == Entry::file) continue;
    const bool hit =
        pattern->anchored ? fits_path(pattern->segments, segments) : fits(pattern->segments.front(), segments.back());
    if (hit) return pattern->negated ? Verdict::kept : Verdict::ignored;
  }
  return Verdict::none;
}

IgnoreStack::IgnoreStack(const fs::path& folder) {
  for (const fs::path& level : folders_from_root(folder)) push(level);
}

void IgnoreStack::push(const fs::path& folder) {
  levels_.push_back({folder, folder.filename().string(), parse_gitignore(content_of(folder / ".gitignore"))});
}

void IgnoreStack::enter(const std::string& name) {
  push(levels_.back().folder / name);
}

void IgnoreStack::leave() {
  levels_.pop_back();
}

bool IgnoreStack::ignores(const std::string& name, Entry entry) const {
  std::vector<std::string> below{name};  // the path as seen from the level at hand
  for (auto level = levels_.rbegin(); level != levels_.rend(); ++level) {
    const Verdict verdict = judge(level->patterns, below, entry);
    if (verdict != Verdict::none) return verdict == Verdict::ignored;
    below.insert(below.begin(), level->name);
  }
  return false;
}

}  // namespace asklint
