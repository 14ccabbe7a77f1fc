#pragma once
#include "rule/load.h"

namespace asklint {

/// The pack that was compiled into this binary: no YAML is read. Cost: a copy of its words.
[[nodiscard]] Pack builtin_pack();

/// The same with the examples of its rules, for those who read or test them.
[[nodiscard]] Pack builtin_pack_with_examples();

/// The files it was made of, for packs that build on it; named `builtin:signals/en/asks.yaml`.
[[nodiscard]] PackFiles builtin_files();

}  // namespace asklint
