#pragma once
#include <yaml-cpp/yaml.h>

#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

#include "rule/pack.h"
#include "text/result.h"

// The door to yaml-cpp, for lib/rule alone. yaml-cpp 0.7 throws, counts from 0 and lets a key stand twice; here it does
// not.

namespace asklint::yaml {

/// One file of a pack, parsed.
struct Source {
  std::string file;
  YAML::Node root;
};

/// Gathers every mistake of a pack; nothing stops at the first one.
class Problems {
 public:
  void add(const Source& source, const YAML::Node& at, ErrorCode code, std::string message, std::string help = {});
  void add(Error error) { errors_.push_back(std::move(error)); }
  [[nodiscard]] bool none() const { return errors_.empty(); }
  /// By file, then place.
  [[nodiscard]] std::vector<Error> take();

 private:
  std::vector<Error> errors_;
};

[[nodiscard]] LineColumn place_of(const YAML::Node& node);

/// The file's tree; a syntax error is added to `problems` and the root is null.
[[nodiscard]] Source parse(std::string file, const std::string& content, Problems& problems);

/// Reports what is no map, keys that stand twice, and keys that are not `known`, with the nearest known one. False: not
/// a map.
bool check_keys(const Source& source, const YAML::Node& map, std::string_view what,
                const std::vector<std::string_view>& known, Problems& problems);
/// The same for a map with free names as keys: duplicates only.
bool check_unique(const Source& source, const YAML::Node& map, std::string_view what, Problems& problems);

/// The scalar's text; reports what is none.
[[nodiscard]] std::string text_of(const Source& source, const YAML::Node& node, std::string_view what,
                                  Problems& problems);

/// A list of scalars; a single scalar is a list of one.
[[nodiscard]] std::vector<YAML::Node> items_of(const Source& source, const YAML::Node& node, std::string_view what,
                                               Problems& problems);

/// `did you mean 'x'?` or nothing.
[[nodiscard]] std::string hint(std::string_view word, const std::vector<std::string_view>& known);

}  // namespace asklint::yaml
