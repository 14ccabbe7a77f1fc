#pragma once
#include <cstdint>

namespace asklint {

/// How much of one mail is read. What lies beyond is left out, with a warning; mail that people write stays far below.
struct Limits {
  std::uint32_t depth = 64;                              ///< parts inside parts
  std::uint32_t parts = 1000;                            ///< parts of one message, of any kind
  std::uint64_t header_bytes = std::uint64_t{1} << 20U;  ///< the message's header, as stored
};

}  // namespace asklint
