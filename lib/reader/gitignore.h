#pragma once
#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace asklint {

/// One line of a .gitignore file, taken apart.
struct IgnorePattern {
  std::vector<std::string> segments;  ///< between slashes; "**" stands for any number of folders
  bool negated = false;               ///< `!`: what it names is not left out after all
  bool folders_only = false;          ///< ended with a slash
  bool anchored = false;              ///< holds a slash: matched from the file's own folder, otherwise at any depth
};

/// The patterns of a .gitignore file, in order; comments and blank lines left out.
[[nodiscard]] std::vector<IgnorePattern> parse_gitignore(std::string_view content);

enum class Entry : std::uint8_t { file, folder };
enum class Verdict : std::uint8_t { none, ignored, kept };

/// What the last pattern that matches says of `segments`, the path below the folder of the .gitignore file.
[[nodiscard]] Verdict judge(const std::vector<IgnorePattern>& patterns, const std::vector<std::string>& segments,
                            Entry entry);

/// All .gitignore files from the root of a repository down to one folder.
class IgnoreStack {
 public:
  /// Reads those that hold for `folder`: its own and those of the folders above it, up to the one that has a .git.
  /// Outside a repository its own only. Files that cannot be read count as empty.
  explicit IgnoreStack(const std::filesystem::path& folder);

  /// Goes down into a folder of the current one, and up again. Calls must be balanced.
  void enter(const std::string& name);
  void leave();

  [[nodiscard]] bool ignores(const std::string& name, Entry entry) const;

 private:
  struct Level {
    std::filesystem::path folder;
    std::string name;
    std::vector<IgnorePattern> patterns;
  };
  void push(const std::filesystem::path& folder);

  std::vector<Level> levels_;
};

}  // namespace asklint
