#include "rule/builtin.h"

// The build writes these files (tools/freeze_pack) and names their folder here.
#define ASKLINT_EMBED(name, file)                                                                  \
  asm(".section .rodata\n.balign 16\n.global asklint_" name "_begin\n.global asklint_" name        \
      "_end\n"                                                                                     \
      "asklint_" name "_begin: .incbin \"" ASKLINT_FROZEN "/" file "\"\n.balign 16\nasklint_" name \
      "_end:\n.previous\n")
ASKLINT_EMBED("pack", "pack.bin");
ASKLINT_EMBED("index", "index.bin");
ASKLINT_EMBED("zones", "zones.bin");
ASKLINT_EMBED("examples", "examples.bin");
ASKLINT_EMBED("files", "files.bin");
#undef ASKLINT_EMBED

extern "C" {
extern const char asklint_pack_begin[], asklint_pack_end[];
extern const std::uint64_t asklint_index_begin[], asklint_index_end[];
extern const std::uint64_t asklint_zones_begin[], asklint_zones_end[];
extern const char asklint_examples_begin[], asklint_examples_end[];
extern const char asklint_files_begin[], asklint_files_end[];
}

namespace asklint {

// The embedded files are padded to 16 bytes; what reads them knows where they end.

Pack builtin_pack() {
  Pack pack = thaw({asklint_pack_begin, asklint_pack_end});
  pack.index = {asklint_index_begin, asklint_index_end};
  pack.zone_index = {asklint_zones_begin, asklint_zones_end};
  return pack;
}

Pack builtin_pack_with_examples() {
  Pack pack = builtin_pack();
  thaw_examples({asklint_examples_begin, asklint_examples_end}, pack);
  return pack;
}

PackFiles builtin_files() {
  return thaw_files({asklint_files_begin, asklint_files_end});
}

}  // namespace asklint
