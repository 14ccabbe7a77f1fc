#pragma once
#include <cstdint>
#include <optional>
#include <string_view>
#include <unordered_set>
#include <vector>

#include "rule/regex_code.h"
#include "text/span.h"

namespace asklint {

/// Runs regex code over texts; what it finds is what RE2 finds (leftmost, then the first alternative). Keeps its
/// memory from one text to the next: one for each thread. Borrows the code.
class RegexMachine {
 public:
  explicit RegexMachine(const RegexCode& code) : code_(code) {}

  /// The first match that begins in `begins`, in bytes of `text`. Cost: as a rule a few steps for each place
  /// where a match can begin; at worst linear in the text times the length of the regex, for what has failed at a
  /// place is not tried there again once the steps have grown many.
  [[nodiscard]] std::optional<Span> find(const RegexStart& start, std::string_view text, Span begins);
  /// The end of a match that begins at the text's begin.
  [[nodiscard]] std::optional<std::uint32_t> match_begin(const RegexStart& start, std::string_view text);

  /// Steps done so far: what tests of the cost count.
  [[nodiscard]] std::uint64_t steps() const { return steps_; }

 private:
  struct Thread {
    std::uint32_t op = 0, at = 0;
    std::uint32_t low = 0;  ///< a run gives back down to here
    std::int32_t step = 0;  ///< -1: gives back; 1: takes more; 0: neither
  };

  [[nodiscard]] std::optional<std::uint32_t> run(std::uint32_t op, std::string_view text, std::uint32_t at);
  [[nodiscard]] bool may_begin(std::uint16_t guard, std::string_view text, std::uint32_t at) const;
  [[nodiscard]] bool tried(std::uint32_t op, std::uint32_t at);
  bool run_of(const RegexOp& op, std::string_view text, std::uint32_t pc, std::uint32_t& at);
  bool list_of(std::uint32_t root, std::string_view text, std::uint32_t pc, std::uint32_t& at);
  [[nodiscard]] std::vector<std::uint32_t>::iterator place_of(const TrieNode& node);
  void allow(std::string_view text);

  RegexCode code_;
  std::vector<Thread> threads_;
  std::vector<std::uint32_t> ends_;  ///< of the texts of a list, in the order in which they are tried
  std::unordered_set<std::uint64_t> tried_;
  std::uint64_t steps_ = 0;
  std::uint64_t patience_ = 0;  ///< steps after which it remembers what it has tried
};

}  // namespace asklint
