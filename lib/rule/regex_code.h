#pragma once
#include <array>
#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "rule/regex_tree.h"

namespace asklint {

/// One step of a regex made ready to run: flat, without pointers, and so used as it lies in the binary. Many thousand
/// regexes of long word lists cannot be compiled when a page is read; this is what compiling them beforehand leaves.
struct RegexOp {
  enum class Kind : std::uint8_t {
    byte,    ///< `small` is the byte
    text,    ///< `large`: where it begins in the pool; `small`: its size
    set,     ///< one byte of class `large`
    run,     ///< bytes of class `large & 0xFFFF`, `small` at least and `large >> 16` at most
    list,    ///< one of the texts of the trie whose root is node `large`; `small` as for split
    split,   ///< goes on behind, and at `large` where that fails; `flag` 1: the other way round. `small`: class of the
             ///< bytes that what is behind can begin with
    jump,    ///< to `large`
    edge,    ///< `flag`: RegexNode::Edge
    matched  ///< the end
  };
  static constexpr std::uint16_t unbounded = 0xFFFF;                    ///< run: no most
  static constexpr std::uint16_t unguarded = 0xFFFF;                    ///< split, list: anything, or nothing
  static constexpr std::uint8_t greedy = 0, lazy = 1, possessive = 2;  ///< run: `flag`; possessive never gives back

  Kind kind = Kind::matched;
  std::uint8_t flag = 0;
  std::uint16_t small = 0;
  std::uint32_t large = 0;
};

/// A node of a trie of texts; letters between nodes that part nowhere stand in one. Texts that go on alike share the
/// nodes from there on, in whatever lists they stand.
struct TrieNode {
  /// Of a text that ends at the node: where it is tried among those that ended on the way to it. Above `in_front`: before
  /// so many of the last of them.
  static constexpr std::uint16_t none = 0, behind = 1, in_front = 2;

  std::uint32_t text : 24 = 0;  ///< where the letters begin that lead to this node, behind the edge's own, in the pool
  std::uint32_t edges : 8 = 0;
  std::uint32_t first_edge = 0;
  std::uint16_t size = 0;  ///< how many letters
  std::uint16_t ends = none;
};
struct TrieEdge {
  std::uint32_t byte : 8 = 0;
  std::uint32_t node : 24 = 0;
};
using ByteSet = std::array<std::uint64_t, 4>;

/// Where a regex begins, and what tells at once where it can match.
struct RegexStart {
  std::uint32_t op = 0;
  std::uint32_t first = 0;         ///< class of the bytes that a match can begin with at the text's begin
  std::uint32_t first_inside = 0;  ///< and anywhere else
  std::uint8_t word = 0;    ///< a match begins at the begin of a word
  std::uint8_t anchored = 0;  ///< or at the begin of the text only
  std::uint16_t unused = 0;
};

/// The regexes of an index; borrows its bytes.
struct RegexCode {
  std::span<const RegexOp> ops;
  std::span<const ByteSet> sets;
  std::span<const TrieNode> nodes;
  std::span<const TrieEdge> edges;
  std::string_view pool;
};

/// Gathers regexes as code. Lists and classes that stand in many are kept once.
class RegexCoder {
 public:
  /// The texts of `pool` are appended to; borrowed.
  explicit RegexCoder(std::string& pool) : pool_(pool) {}

  RegexStart add(const RegexNode& tree);

  [[nodiscard]] const std::vector<RegexOp>& ops() const { return ops_; }
  [[nodiscard]] const std::vector<ByteSet>& sets() const { return sets_; }
  [[nodiscard]] const std::vector<TrieNode>& nodes() const { return nodes_; }
  [[nodiscard]] const std::vector<TrieEdge>& edges() const { return edges_; }

 private:
  void emit(const RegexNode& node);
  void emit_concat(const std::vector<RegexNode>& children);
  void emit_alternate(const std::vector<RegexNode>& children);
  void emit_list(const std::vector<std::string>& texts);
  void emit_repeat(const RegexNode& node, bool possessive);
  void emit_text(const std::string& text);
  void put(RegexOp::Kind kind, std::uint32_t large = 0, std::uint16_t small = 0, std::uint8_t flag = 0);
  std::uint32_t set_id(const std::bitset<256>& bytes);
  std::uint16_t guard(const std::bitset<256>& bytes, bool empty);
  std::uint32_t keep(std::string_view letters);
  std::uint32_t trie(const std::vector<std::string>& texts);
  /// A text and the order in which it is tried.
  using Ranked = std::pair<std::string_view, std::uint16_t>;
  std::uint32_t node_of(std::span<const Ranked> texts, std::size_t known, bool root, std::vector<std::uint16_t>& ended);
  std::uint32_t node_id(const TrieNode& node, const std::vector<TrieEdge>& edges, std::string_view letters);
  [[nodiscard]] std::uint32_t here() const { return static_cast<std::uint32_t>(ops_.size()); }

  std::string& pool_;
  std::vector<RegexOp> ops_;
  std::vector<ByteSet> sets_;
  std::vector<TrieNode> nodes_;
  std::vector<TrieEdge> edges_;
  std::map<ByteSet, std::uint32_t> set_ids_;
  std::map<std::vector<std::string>, std::uint32_t> tries_;
  std::map<std::string, std::uint32_t, std::less<>> kept_;  ///< letters of texts and nodes, by where they stand in the pool
  std::map<std::vector<std::uint32_t>, std::uint32_t> node_ids_;  ///< by all that a node is
};

}  // namespace asklint
