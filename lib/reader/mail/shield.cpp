#include "reader/mail/shield.h"

#include <algorithm>
#include <vector>

#include "reader/lines.h"

namespace asklint {

namespace {

constexpr std::uint32_t most_colons = 200;              // in one header field; people's groups are few
constexpr std::uint64_t most_comparisons = 20'000'000;  // of lines with boundaries: some tenths of a second
constexpr std::uint32_t most_fields = 50'000;           // in a row; GMime takes 40 bytes for each of theirs
constexpr std::size_t deepest_parse = 1024;             // GMime's own limit for multiparts

class Shield {
 public:
  Shield(std::string_view source, const Limits& limits) : source_(source), limits_(limits) {}

  Shielded run() {
    mend_line_ends();
    cut_header();
    join_fields();
    cut_groups();
    cut_boundaries();
    return std::move(result_);
  }

 private:
  std::string& copy() {
    if (!result_.copy) result_.copy.emplace(source_);
    return *result_.copy;
  }

  void mend_line_ends() {
    if (source_.find('\n') == std::string_view::npos && source_.find('\r') != std::string_view::npos)
      std::ranges::replace(copy(), '\r', '\n');
  }

  void cut_header() {
    const auto limit = static_cast<std::uint32_t>(source_.size());
    std::uint64_t read = 0;
    std::uint32_t fields = 0;
    for (std::uint32_t at = 0; at < limit;) {
      Line line = line_at(source_, at, limit);
      const std::string_view first = slice(source_, line.text);
      const std::size_t colon = first.find(':');
      if (first.empty() || (colon == std::string_view::npos && at > 0)) return;
      std::uint32_t next = line.next;
      while (next < limit && (source_[next] == ' ' || source_[next] == '\t')) next = line_at(source_, next, limit).next;
      if (++fields > most_fields || read + (next - at) > limits_.header_bytes) {
        if (!result_.header_cut) result_.header_cut = at;
        std::fill_n(copy().begin() + at, std::min(colon, first.size()), 'x');
      } else {
        read += next - at;  // what is too long by itself does not hide the fields after it
      }
      at = next;
    }
  }

  /// Of lines in a row that could be fields, a message's or a part's, the many thousandth goes on the one before it.
  void join_fields() {
    std::uint32_t fields = 0;
    for (std::size_t at = 0; at < source_.size();) {
      const char first = source_[at];
      const std::size_t feed = source_.find('\n', at);
      const std::size_t next = feed == std::string_view::npos ? source_.size() : feed + 1;
      if (first == '\n' || first == '\r' || first == '-') {
        fields = 0;
      } else if (first != ' ' && first != '\t' && ++fields > most_fields) {
        copy()[at] = ' ';
      }
      at = next;
    }
  }

  /// A field goes on in lines that begin with a blank, also with one that join_fields() put there. In a body this hides
  /// colons that nobody looks at.
  void cut_groups() {
    const std::string_view seen = result_.copy ? std::string_view(*result_.copy) : source_;
    if (std::ranges::count(seen, ':') <= most_colons) return;
    std::uint32_t colons = 0;
    for (std::size_t at = seen.find_first_of(":\n"); at < seen.size(); at = seen.find_first_of(":\n", at + 1)) {
      if (seen[at] == ':') {
        if (++colons > most_colons) copy()[at] = ' ';
      } else if (at + 1 < seen.size() && seen[at + 1] != ' ' && seen[at + 1] != '\t') {
        colons = 0;
      }
    }
  }

  void cut_boundaries() {
    std::uint64_t dashes = 0;
    for (std::size_t at = source_.find("\n--"); at < source_.size(); at = source_.find("\n--", at + 1)) ++dashes;
    if (dashes * deepest_parse <= most_comparisons) return;
    constexpr std::string_view word = "boundary";
    std::vector<std::uint32_t> named;
    for (std::size_t at = source_.find_first_of("bB"); at < source_.size(); at = source_.find_first_of("bB", at + 1)) {
      const std::string_view there = source_.substr(at, word.size());
      if (std::ranges::equal(there, word, [](char a, char b) { return (a | 0x20) == b; }))
        named.push_back(static_cast<std::uint32_t>(at));
    }
    if (named.size() <= limits_.depth || dashes * named.size() <= most_comparisons) return;
    result_.boundary_cut = named[limits_.depth];
    for (std::size_t i = limits_.depth; i < named.size(); ++i) copy()[named[i]] = 'x';
  }

  std::string_view source_;
  const Limits& limits_;
  Shielded result_;
};

}  // namespace

Shielded shield(std::string_view source, const Limits& limits) {
  return Shield(source, limits).run();
}

}  // namespace asklint
