#pragma once
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "match/pattern_set.h"
#include "match/pool.h"
#include "reader/document.h"

namespace asklint {

/// What a line is for, by the zones of a pack: how many bytes from its begin each covers; 0: it is none.
struct LineZones {
  std::uint32_t greeting = 0, closing = 0, attribution = 0, forward = 0, sender = 0, history = 0, mobile = 0,
                disclaimer = 0, postscript = 0, original = 0;
};

/// The lines read last, for those that come again: headers, disclaimers. Of bounded size: what was not asked for since
/// half of it was filled is forgotten. Belongs to one thread.
class KnownLines {
 public:
  /// Null where the line is not known; valid until the next call.
  [[nodiscard]] const LineZones* find(std::string_view line);
  /// `line`: not known yet.
  const LineZones& keep(std::string_view line, LineZones zones);

  static constexpr std::size_t most_lines = 1U << 14U;

 private:
  std::unordered_map<std::string, LineZones> young_, old_;
  std::string key_;  // kept for its memory
};

/// Tells whose words a line is, by the zones of all languages of a pack. Borrows the zones and their index, which must
/// outlive it.
class ZoneFinder {
 public:
  /// What one thread reads lines with.
  struct Reading {
    explicit Reading(const PatternSet& set) : patterns(set) {}
    PatternSet::Reading patterns;
    KnownLines known;
    std::vector<std::uint32_t> regexes;  ///< of one line; kept for its memory
  };
  using Borrowed = Pool<Reading>::Borrowed;

  /// `index`: made by index_zones of the same zones.
  ZoneFinder(const std::vector<Zone>& zones, std::span<const std::uint64_t> index);

  /// The document's blocks, with greeting, closing, attribution, pasted history, forwarded text, mobile signatures and
  /// disclaimers taken out of its body blocks. Ascending, not overlapping. Cost: linear in the text.
  [[nodiscard]] std::vector<Block> refine(const Document& document) const;

  /// For one message; goes back to the finder, which must outlive it.
  [[nodiscard]] Borrowed borrow() const;
  /// Of a folded line; what is known of the same line before is not looked for again.
  [[nodiscard]] LineZones zones_of(std::string_view line, Reading& reading) const;

 private:
  [[nodiscard]] LineZones look(std::string_view line, Reading& reading) const;

  std::vector<std::uint32_t LineZones::*> fields_;  ///< parallel to the zones
  PatternSet patterns_;
  mutable Pool<Reading> readings_;
};

/// The index of a pack's zones.
[[nodiscard]] std::vector<std::uint64_t> index_zones(const std::vector<Zone>& zones);

}  // namespace asklint
