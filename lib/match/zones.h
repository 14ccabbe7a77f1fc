#pragma once
#include <span>
#include <string_view>
#include <vector>

#include "match/pattern_set.h"
#include "reader/document.h"

namespace asklint {

/// What a line is for, by the zones of a pack: how many bytes from its begin each covers; 0: it is none.
struct LineZones {
  std::uint32_t greeting = 0, closing = 0, attribution = 0, forward = 0, sender = 0, history = 0, mobile = 0,
                disclaimer = 0, postscript = 0, original = 0;
};

/// Tells whose words a line is, by the zones of all languages of a pack. Borrows the zones and their index, which must
/// outlive it.
class ZoneFinder {
 public:
  /// `index`: made by index_zones of the same zones.
  ZoneFinder(const std::vector<Zone>& zones, std::span<const std::uint64_t> index);

  /// The document's blocks, with greeting, closing, attribution, pasted history, forwarded text, mobile signatures and
  /// disclaimers taken out of its body blocks. Ascending, not overlapping. Cost: linear in the text.
  [[nodiscard]] std::vector<Block> refine(const Document& document) const;

  /// Of a folded line; `reading`: of the message that it is from.
  [[nodiscard]] LineZones zones_of(std::string_view line, PatternSet::Reading& reading) const;
  [[nodiscard]] const PatternSet& patterns() const { return patterns_; }

 private:
  std::vector<std::uint32_t LineZones::*> fields_;  ///< parallel to the zones
  PatternSet patterns_;
};

/// The index of a pack's zones.
[[nodiscard]] std::vector<std::uint64_t> index_zones(const std::vector<Zone>& zones);

}  // namespace asklint
