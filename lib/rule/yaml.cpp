#include "rule/yaml.h"

#include <algorithm>
#include <set>

#include "text/edit_distance.h"

namespace asklint::yaml {

void Problems::add(const Source& source, const YAML::Node& at, ErrorCode code, std::string message, std::string help) {
  errors_.push_back({code, source.file, place_of(at), std::move(message), std::move(help)});
}

std::vector<Error> Problems::take() {
  std::ranges::stable_sort(
      errors_, [](const Error& a, const Error& b) { return std::tie(a.file, a.place) < std::tie(b.file, b.place); });
  return std::move(errors_);
}

LineColumn place_of(const YAML::Node& node) {
  if (!node.IsDefined()) return {1, 1};
  const YAML::Mark mark = node.Mark();
  if (mark.line < 0) return {1, 1};
  return {static_cast<std::uint32_t>(mark.line) + 1, static_cast<std::uint32_t>(mark.column) + 1};
}

Source parse(std::string file, const std::string& content, Problems& problems) {
  Source source{std::move(file), {}};
  try {
    source.root = YAML::Load(content);
  } catch (const YAML::Exception& e) {
    const bool placed = e.mark.line >= 0;
    problems.add(
        {ErrorCode::syntax, source.file,
         placed ? LineColumn{static_cast<std::uint32_t>(e.mark.line) + 1, static_cast<std::uint32_t>(e.mark.column) + 1}
                : LineColumn{1, 1},
         "not valid YAML: " + e.msg, "quote texts that hold : # { [ or begin with a sign"});
    source.root = YAML::Node();
  }
  return source;
}

std::string hint(std::string_view word, const std::vector<std::string_view>& known) {
  const std::string near = did_you_mean(word, {known.begin(), known.end()});
  return near.empty() ? near : "did you mean '" + near + "'?";
}

bool check_unique(const Source& source, const YAML::Node& map, std::string_view what, Problems& problems) {
  if (!map.IsMap()) {
    problems.add(source, map, ErrorCode::schema, std::string(what) + " must be a map of names");
    return false;
  }
  std::set<std::string> seen;
  for (const auto& entry : map)
    if (entry.first.IsScalar() && !seen.insert(entry.first.Scalar()).second)
      problems.add(source, entry.first, ErrorCode::schema, "the key '" + entry.first.Scalar() + "' stands twice",
                   "join the two");
  return true;
}

bool check_keys(const Source& source, const YAML::Node& map, std::string_view what,
                const std::vector<std::string_view>& known, Problems& problems) {
  if (!check_unique(source, map, what, problems)) return false;
  for (const auto& entry : map) {
    const std::string key = entry.first.IsScalar() ? entry.first.Scalar() : std::string();
    if (std::ranges::find(known, key) != known.end()) continue;
    std::string help = hint(key, known);
    if (help.empty()) {
      help = "known here:";
      for (std::string_view name : known) help += " " + std::string(name);
    }
    problems.add(source, entry.first, ErrorCode::schema, "unknown key '" + key + "' in " + std::string(what), help);
  }
  return true;
}

std::string text_of(const Source& source, const YAML::Node& node, std::string_view what, Problems& problems) {
  if (node.IsDefined() && node.IsScalar()) return node.Scalar();
  problems.add(source, node, ErrorCode::schema, std::string(what) + " must be a text");
  return {};
}

std::vector<YAML::Node> items_of(const Source& source, const YAML::Node& node, std::string_view what,
                                 Problems& problems) {
  std::vector<YAML::Node> out;
  if (node.IsScalar()) return {node};
  if (!node.IsSequence()) {
    problems.add(source, node, ErrorCode::schema, std::string(what) + " must be a list");
    return out;
  }
  for (const YAML::Node& item : node) {
    if (item.IsScalar())
      out.push_back(item);
    else
      problems.add(source, item, ErrorCode::schema, std::string(what) + ": a text is wanted here",
                   "quote what holds ': ' or begins with { or [");
  }
  return out;
}

}  // namespace asklint::yaml
