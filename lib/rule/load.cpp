#include "rule/load.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <functional>
#include <numeric>
#include <sstream>

#include "rule/builder.h"
#include "text/sort_unique.h"

namespace asklint {
namespace {

namespace fs = std::filesystem;

bool is_yaml(const fs::path& path) {
  return path.extension() == ".yaml" || path.extension() == ".yml";
}

Result<std::string> content_of(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  std::ostringstream out;
  out << in.rdbuf();
  if (!in) return Error{ErrorCode::io, path, {0, 0}, "cannot be read", "check its permissions"};
  return out.str();
}

enum class FileKind { language, zones, concepts, advice, rule, unknown };

FileKind kind_of(const YAML::Node& root) {
  if (!root.IsMap()) return FileKind::unknown;
  if (root["language"]) return FileKind::language;
  if (root["concepts"] || root["asks"]) return FileKind::concepts;
  if (root["advice"]) return FileKind::advice;
  if (root["code"]) return FileKind::rule;
  if (root["zones"]) return FileKind::zones;
  return FileKind::unknown;
}

}  // namespace

std::string_view in_language(const Localized& texts, std::string_view lang) {
  for (const auto& [code, text] : texts)
    if (code == lang) return text;
  if (const std::size_t dot = lang.find('.'); dot != std::string_view::npos)
    return in_language(texts, lang.substr(0, dot));
  return texts.empty() ? std::string_view() : std::string_view(texts.front().second);
}

Result<PackFiles> load_pack_files(const std::string& folder) {
  std::error_code fault;
  std::vector<std::string> paths;
  const fs::file_status status = fs::status(folder, fault);
  if (fault || !fs::exists(status))
    return Error{ErrorCode::io, folder, {0, 0}, "no such folder of rules", "check the path"};
  if (!fs::is_directory(status))
    return Error{ErrorCode::io, folder, {0, 0}, "not a folder", "name the folder that holds the pack's files"};
  for (fs::recursive_directory_iterator it(folder, fault), end; !fault && it != end; it.increment(fault)) {
    std::error_code ignored;
    if (it->is_regular_file(ignored) && is_yaml(it->path())) paths.push_back(it->path().string());
  }
  if (fault) return Error{ErrorCode::io, folder, {0, 0}, "cannot be read: " + fault.message(), {}};
  if (paths.empty())
    return Error{ErrorCode::io,
                 folder,
                 {0, 0},
                 "no .yaml or .yml file in this folder",
                 "name the folder that holds the pack's files"};
  std::ranges::sort(paths);
  PackFiles files;
  std::vector<Error> errors;
  for (const std::string& path : paths) {
    auto content = content_of(path);
    if (content)
      files.emplace_back(path, std::move(*content));
    else
      errors.insert(errors.end(), content.errors().begin(), content.errors().end());
  }
  if (!errors.empty()) return errors;
  return files;
}

PackBuilder::PackBuilder() {
  pack_.signals.resize(3);
  pack_.signals[placeholder_signal].name = "placeholder";
  pack_.signals[placeholder_signal].about = "a placeholder that is still to be filled";
  pack_.signals[to_header_signal].name = "to-header";
  pack_.signals[to_header_signal].about = "the To header of a mail";
  pack_.signals[loose_placeholder_signal].name = "loose-placeholder";
  pack_.signals[loose_placeholder_signal].about = "words in brackets that name no field: a placeholder, or a remark";
  signals_ = {{"placeholder", placeholder_signal},
              {"to-header", to_header_signal},
              {"loose-placeholder", loose_placeholder_signal}};
}

// Each concept after those it names; a circle is a mistake.
void PackBuilder::order_concepts() {
  enum class Mark : std::uint8_t { none, open, done };
  std::vector<Mark> marks(pack_.signals.size(), Mark::none);
  const std::function<void(std::uint32_t)> visit = [&](std::uint32_t id) {
    const Signal& signal = pack_.signals[id];
    if (!signal.concept_ || marks[id] == Mark::done) return;
    if (marks[id] == Mark::open) {
      const Place& at = pack_.places[signal_places_.at(signal.name)];
      problems.add({ErrorCode::schema, at.file, at.at, "the concept '" + signal.name + "' is made of itself",
                    "break the circle"});
      marks[id] = Mark::done;
      return;
    }
    marks[id] = Mark::open;
    const std::function<void(const Condition&)> walk = [&](const Condition& condition) {
      for (const std::uint32_t part : pack_.conditions.signals(condition)) visit(part);
      for (const Condition& child : pack_.conditions.children(condition)) walk(child);
    };
    walk(signal.when);
    for (const std::uint32_t part : pack_.conditions.ids.of(signal.mark)) visit(part);
    if (marks[id] == Mark::open) pack_.concepts.push_back(id);
    marks[id] = Mark::done;
  };
  for (std::uint32_t id = 0; id < pack_.signals.size(); ++id) visit(id);
}

void PackBuilder::index_weighed() {
  std::vector<std::uint32_t>& starts = pack_.weighed_starts.own();
  starts.assign((pack_.languages.size() << weighed_bits) + 1, 0);
  for (const auto& [by, word] : weighed_) {
    const auto& [language, number, wording] = by;
    ++starts[weighed_start(language, number) + 1];
    pack_.weighed.own().push_back(word);
    pack_.weighed.own().back().number = weighed_number(number);
  }
  std::partial_sum(starts.begin(), starts.end(), starts.begin());
}

Pack PackBuilder::finish() {
  order_concepts();
  std::ranges::sort(pack_.rules, {}, &Rule::code);
  for (LanguageFacts& facts : pack_.languages)
    for (auto* words : {&facts.common, &facts.telling, &facts.works}) sort_unique(*words);
  index_weighed();
  return std::move(pack_);
}

Result<Pack> parse_pack(const PackFiles& files) {
  PackBuilder builder;
  std::vector<yaml::Source> sources;
  sources.reserve(files.size());  // the builder keeps pointers to them
  for (const auto& [name, content] : files) sources.push_back(yaml::parse(name, content, builder.problems));
  const auto each = [&](FileKind kind, auto&& visit) {
    for (const yaml::Source& source : sources)
      if (kind_of(source.root) == kind) visit(source);
  };
  for (const yaml::Source& source : sources)
    if (kind_of(source.root) == FileKind::unknown && !source.root.IsNull())
      builder.problems.add(source, source.root, ErrorCode::schema, "not a file of a pack",
                           "it must have language:, zones:, concepts:, advice: or code: at the top");
  each(FileKind::language, [&](const yaml::Source& s) { builder.declare_language(s); });
  each(FileKind::language, [&](const yaml::Source& s) { builder.declare_inflection(s); });
  builder.resolve_vocabulary();
  each(FileKind::concepts, [&](const yaml::Source& s) { builder.declare_concepts(s); });
  each(FileKind::language, [&](const yaml::Source& s) { builder.read_language(s); });
  each(FileKind::zones, [&](const yaml::Source& s) { builder.read_common_zones(s); });
  each(FileKind::concepts, [&](const yaml::Source& s) { builder.read_concepts(s); });
  each(FileKind::advice, [&](const yaml::Source& s) { builder.read_advice(s); });
  each(FileKind::rule, [&](const yaml::Source& s) { builder.read_rule(s); });
  Pack pack = builder.finish();
  if (!builder.problems.none()) return builder.problems.take();
  return pack;
}

}  // namespace asklint
