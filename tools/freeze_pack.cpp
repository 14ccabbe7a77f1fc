// freeze_pack RULES_DIR OUT_DIR: checks the pack and writes its embedded form: pack.bin, index.bin, zones.bin,
// examples.bin, files.bin. Run by the build.
#include <cstdio>
#include <fstream>
#include <iostream>

#include "match/matcher.h"
#include "rule/load.h"

namespace {

int report(const std::vector<asklint::Error>& errors) {
  for (const asklint::Error& error : errors) {
    std::cerr << error.file << ':' << error.place.line << ':' << error.place.column << ": error: " << error.message
              << '\n';
    if (!error.help.empty()) std::cerr << "    = help: " << error.help << '\n';
  }
  return 1;
}

bool write(const std::string& path, std::string_view bytes) {
  std::ofstream out(path, std::ios::binary);
  out << bytes;
  if (!out.flush()) std::cerr << "freeze_pack: cannot write " << path << '\n';
  return static_cast<bool>(out);
}

std::string_view bytes_of(const std::vector<std::uint64_t>& words) {
  return {reinterpret_cast<const char*>(words.data()), words.size() * sizeof(std::uint64_t)};
}

// Errors name files as they lie on disk; the embedded names do not depend on where the build ran.
asklint::PackFiles embedded(asklint::PackFiles files, const std::string& folder) {
  for (auto& [name, content] : files) name = "builtin:" + name.substr(std::min(name.size(), folder.size() + 1));
  return files;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 3) {
    std::cerr << "usage: freeze_pack RULES_DIR OUT_DIR\n";
    return 2;
  }
  auto files = asklint::load_pack_files(argv[1]);
  if (!files) return report(files.errors());
  auto pack = asklint::parse_pack(*files);
  if (!pack) return report(pack.errors());
  if (const auto errors = asklint::check_patterns(*pack); !errors.empty()) return report(errors);
  const asklint::PackIndexes indexes = asklint::index_pack(*pack);
  const std::string out = std::string(argv[2]) + "/";
  const bool written = write(out + "pack.bin", asklint::freeze(*pack)) &&
                       write(out + "index.bin", bytes_of(indexes.hearings)) &&
                       write(out + "zones.bin", bytes_of(indexes.zones)) &&
                       write(out + "examples.bin", asklint::freeze_examples(*pack)) &&
                       write(out + "files.bin", asklint::freeze_files(embedded(*files, argv[1])));
  return written ? 0 : 2;
}
