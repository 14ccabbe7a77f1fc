#include "rule/regex_code.h"

#include <algorithm>
#include <optional>

#include "rule/bits.h"

namespace asklint {
namespace {

using Kind = RegexNode::Kind;
using Bytes = std::bitset<256>;

constexpr std::size_t longest_list = 4000;
constexpr std::size_t shortest_list = 3;  // two texts cost no more as a split

/// What a match can begin with, and whether it can be empty.
struct First {
  Bytes bytes;
  bool empty = false;
};

/// Where a match is thought of: behind the text's first byte nothing begins with `^`.
enum class Beginning : std::uint8_t { anywhere, inside };

First first_of(const RegexNode& node, Beginning where = Beginning::anywhere) {
  First out;
  switch (node.kind) {
    case Kind::literal:
      out.bytes.set(static_cast<unsigned char>(node.letter));
      return out;
    case Kind::one_of:
    case Kind::any_of_class:
      return {node.bytes, false};
    case Kind::edge:
      return {{}, where == Beginning::anywhere || node.edge != RegexNode::Edge::text_begin};
    case Kind::concat:
      out.empty = true;
      for (const RegexNode& child : node.children) {
        const First next = first_of(child, where);
        out.bytes |= next.bytes;
        out.empty = next.empty;
        if (!next.empty) break;
      }
      return out;
    case Kind::alternate:
      for (const RegexNode& child : node.children) {
        const First one = first_of(child, where);
        out.bytes |= one.bytes;
        out.empty |= one.empty;
      }
      return out;
    case Kind::repeat:
      out = first_of(node.children.front(), where);
      out.empty |= node.min == 0;
      return out;
  }
  return out;
}

First first_of(std::span<const std::string> texts) {
  First out;
  for (const std::string& text : texts) {
    if (text.empty())
      out.empty = true;
    else
      out.bytes.set(static_cast<unsigned char>(text.front()));
  }
  return out;
}

// The first edge that every match begins with.
std::optional<RegexNode::Edge> leading_edge(const RegexNode& node) {
  if (node.kind == Kind::edge) return node.edge;
  if (node.kind == Kind::concat && !node.children.empty()) return leading_edge(node.children.front());
  return std::nullopt;
}

bool only_words(const Bytes& bytes) {
  static const Bytes word = [] {
    Bytes out;
    for (unsigned c = 0; c < 128; ++c)
      if ((c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '_') out.set(c);
    return out;
  }();
  return (bytes & ~word).none();
}

bool has_lazy(const RegexNode& node) {
  return node.lazy || std::ranges::any_of(node.children, has_lazy);
}

std::optional<std::vector<std::string>> texts_of(const RegexNode& node) {
  return has_lazy(node) ? std::nullopt : all_matches(node, longest_list);
}

std::optional<Bytes> one_byte(const RegexNode& node) {
  if (node.kind == Kind::one_of || node.kind == Kind::any_of_class) return node.bytes;
  if (node.kind == Kind::literal) return Bytes().set(static_cast<unsigned char>(node.letter));
  if (node.kind == Kind::concat && node.children.size() == 1) return one_byte(node.children.front());
  return std::nullopt;
}

}  // namespace

RegexStart RegexCoder::add(const RegexNode& tree) {
  RegexStart out;
  out.op = here();
  First first = first_of(tree);
  if (first.empty) first.bytes.set();
  out.first = set_id(first.bytes);
  First inside = first_of(tree, Beginning::inside);
  if (inside.empty) inside.bytes.set();
  out.first_inside = set_id(inside.bytes);
  const auto edge = leading_edge(tree);
  out.word = static_cast<std::uint8_t>(edge == RegexNode::Edge::word && !first.empty && only_words(first.bytes));
  out.anchored = static_cast<std::uint8_t>(edge == RegexNode::Edge::text_begin);
  emit(tree);
  put(RegexOp::Kind::matched);
  return out;
}

void RegexCoder::put(RegexOp::Kind kind, std::uint32_t large, std::uint16_t small, std::uint8_t flag) {
  ops_.push_back({kind, flag, small, large});
}

std::uint16_t RegexCoder::guard(const std::bitset<256>& bytes, bool empty) {
  const std::uint32_t set = empty ? RegexOp::unguarded : set_id(bytes);
  return static_cast<std::uint16_t>(std::min<std::uint32_t>(set, RegexOp::unguarded));
}

std::uint32_t RegexCoder::set_id(const Bytes& bytes) {
  ByteSet set{};
  for (std::size_t c = 0; c < bytes.size(); ++c)
    if (bytes.test(c)) set[c / 64] |= std::uint64_t{1} << (c % 64);
  const auto [it, fresh] = set_ids_.try_emplace(set, static_cast<std::uint32_t>(sets_.size()));
  if (fresh) sets_.push_back(set);
  return it->second;
}

void RegexCoder::emit(const RegexNode& node) {
  switch (node.kind) {
    case Kind::literal:
      return emit_text(std::string(1, node.letter));
    case Kind::one_of:
    case Kind::any_of_class:
      return put(RegexOp::Kind::set, set_id(node.bytes));
    case Kind::edge:
      return put(RegexOp::Kind::edge, 0, 0, static_cast<std::uint8_t>(node.edge));
    case Kind::concat:
      return emit_concat(node.children);
    case Kind::alternate:
      return emit_alternate(node.children);
    case Kind::repeat:
      return emit_repeat(node, false);
  }
}

// Where the letters stand in the pool: once for all that are alike.
std::uint32_t RegexCoder::keep(std::string_view letters) {
  const auto at = kept_.find(letters);
  if (at != kept_.end()) return at->second;
  const auto begin = static_cast<std::uint32_t>(pool_.size());
  kept_.emplace(letters, begin);
  pool_ += letters;
  return begin;
}

void RegexCoder::emit_text(const std::string& text) {
  if (text.empty()) return;
  if (text.size() == 1) return put(RegexOp::Kind::byte, 0, static_cast<unsigned char>(text.front()));
  put(RegexOp::Kind::text, keep(text), static_cast<std::uint16_t>(text.size()));
}

void RegexCoder::emit_concat(const std::vector<RegexNode>& children) {
  for (std::size_t i = 0; i < children.size(); ++i) {
    if (children[i].kind == Kind::literal) {
      std::string text;
      for (; i < children.size() && children[i].kind == Kind::literal; ++i) text += children[i].letter;
      emit_text(text);
      --i;
    } else if (children[i].kind == Kind::repeat) {
      // What the next byte cannot be part of needs no giving back.
      const auto bytes = one_byte(children[i].children.front());
      const bool next = i + 1 < children.size() && children[i + 1].kind == Kind::literal;
      emit_repeat(children[i],
                  bytes && next && !bytes->test(static_cast<unsigned char>(children[i + 1].letter)));
    } else {
      emit(children[i]);
    }
  }
}

// Neighbours that are plain texts become one list; others are tried one by one, in order.
void RegexCoder::emit_alternate(const std::vector<RegexNode>& children) {
  struct Branch {
    const RegexNode* node = nullptr;
    std::vector<std::string> texts;
  };
  std::vector<Branch> branches;
  for (const RegexNode& child : children) {
    const auto texts = texts_of(child);
    if (!texts) {
      branches.push_back({&child, {}});
    } else if (!branches.empty() && branches.back().node == nullptr &&
               branches.back().texts.size() + texts->size() <= longest_list) {
      branches.back().texts.insert(branches.back().texts.end(), texts->begin(), texts->end());
    } else {
      branches.push_back({nullptr, *texts});
    }
  }
  std::vector<std::size_t> jumps;
  const auto split = [&](const First& first, bool last) {
    if (last) return std::size_t{0};
    put(RegexOp::Kind::split, 0, guard(first.bytes, first.empty));
    return ops_.size() - 1;
  };
  const auto join = [&](std::size_t at, bool last) {
    if (last) return;
    put(RegexOp::Kind::jump);
    jumps.push_back(ops_.size() - 1);
    ops_[at].large = here();
  };
  for (std::size_t i = 0; i < branches.size(); ++i) {
    const bool last_branch = i + 1 == branches.size();
    const Branch& branch = branches[i];
    if (branch.node == nullptr && branch.texts.size() < shortest_list) {
      for (std::size_t t = 0; t < branch.texts.size(); ++t) {
        const bool last = last_branch && t + 1 == branch.texts.size();
        const std::size_t at = split(first_of(std::span(branch.texts).subspan(t, 1)), last);
        emit_text(branch.texts[t]);
        join(at, last);
      }
      continue;
    }
    const std::size_t at = split(branch.node != nullptr ? first_of(*branch.node) : first_of(branch.texts), last_branch);
    if (branch.node != nullptr)
      emit(*branch.node);
    else
      emit_list(branch.texts);
    join(at, last_branch);
  }
  for (const std::size_t jump : jumps) ops_[jump].large = here();
}

void RegexCoder::emit_list(const std::vector<std::string>& texts) {
  const First first = first_of(texts);
  put(RegexOp::Kind::list, trie(texts), guard(first.bytes, first.empty));
}

void RegexCoder::emit_repeat(const RegexNode& node, bool possessive) {
  const RegexNode& body = node.children.front();
  const auto bytes = one_byte(body);
  if (bytes && (node.max == RegexNode::unbounded || node.max < RegexOp::unbounded) && node.max != 1) {
    const std::uint32_t most = node.max == RegexNode::unbounded ? RegexOp::unbounded : node.max;
    const std::uint8_t flag = node.lazy ? RegexOp::lazy : possessive ? RegexOp::possessive : RegexOp::greedy;
    return put(RegexOp::Kind::run, most << 16U | set_id(*bytes), static_cast<std::uint16_t>(node.min), flag);
  }
  for (std::uint32_t n = 0; n < node.min; ++n) emit(body);
  std::vector<std::size_t> splits;
  const First first = first_of(body);
  const auto split = [&] {
    put(RegexOp::Kind::split, 0, node.lazy ? RegexOp::unguarded : guard(first.bytes, first.empty),
        static_cast<std::uint8_t>(node.lazy));
    splits.push_back(ops_.size() - 1);
  };
  if (node.max == RegexNode::unbounded) {
    const std::uint32_t again = here();
    split();
    emit(body);
    put(RegexOp::Kind::jump, again);
  } else {
    for (std::uint32_t n = node.min; n < node.max; ++n) {
      split();
      emit(body);
    }
  }
  for (const std::size_t at : splits) ops_[at].large = here();
}

namespace {

std::size_t shared_size(std::string_view a, std::string_view b) {
  std::size_t size = 0;
  while (size < a.size() && size < b.size() && a[size] == b[size]) ++size;
  return size;
}

// TrieNode::ends of a text that is tried as the `rank`th, where those that ended on the way to it are tried as `ended`.
std::uint16_t ends_among(std::span<const std::uint16_t> ended, std::uint16_t rank) {
  const auto later = static_cast<std::size_t>(std::ranges::count_if(ended, [rank](std::uint16_t r) { return r > rank; }));
  if (later == 0) return TrieNode::behind;
  return later == ended.size() ? TrieNode::in_front : static_cast<std::uint16_t>(TrieNode::in_front + later);
}

}  // namespace

std::uint32_t RegexCoder::trie(const std::vector<std::string>& texts) {
  const auto [it, fresh] = tries_.try_emplace(texts, 0U);
  if (!fresh) return it->second;
  std::map<std::string_view, std::uint16_t> ranks;
  for (const std::string& text : texts) ranks.try_emplace(text, static_cast<std::uint16_t>(ranks.size() + 1));
  const std::vector<Ranked> sorted(ranks.begin(), ranks.end());
  std::vector<std::uint16_t> ended;
  return it->second = node_of(sorted, 0, true, ended);
}

// `texts`, sorted, begin with the same `known` bytes, which lead to the node's own letters; of the root there are none.
std::uint32_t RegexCoder::node_of(std::span<const Ranked> texts, std::size_t known, bool root,
                                  std::vector<std::uint16_t>& ended) {
  TrieNode node;
  const std::string_view first = texts.front().first;
  const std::size_t shared = root ? 0 : shared_size(first, texts.back().first);
  const std::string_view letters = first.substr(known, shared > known ? shared - known : 0);
  known += letters.size();
  const bool ends_here = first.size() == known;
  if (ends_here) {
    node.ends = ends_among(ended, texts.front().second);
    ended.push_back(texts.front().second);
    texts = texts.subspan(1);
  }
  std::vector<TrieEdge> edges;
  for (std::size_t begin = 0; begin < texts.size();) {
    std::size_t end = begin;
    while (end < texts.size() && texts[end].first[known] == texts[begin].first[known]) ++end;
    TrieEdge edge;
    edge.byte = static_cast<unsigned char>(texts[begin].first[known]);
    edge.node = fitted(node_of(texts.subspan(begin, end - begin), known + 1, false, ended), 24) & bits_24;
    edges.push_back(edge);
    begin = end;
  }
  if (ends_here) ended.pop_back();
  std::ranges::sort(edges, {}, [](const TrieEdge& edge) { return edge.byte + 0U; });
  return node_id(node, edges, letters);
}

std::uint32_t RegexCoder::node_id(const TrieNode& node, const std::vector<TrieEdge>& edges, std::string_view letters) {
  const std::uint32_t text = keep(letters);
  std::vector<std::uint32_t> key{text, static_cast<std::uint32_t>(letters.size()), node.ends};
  for (const TrieEdge& edge : edges) key.push_back(edge.byte << 24U | edge.node);
  const auto [it, fresh] = node_ids_.try_emplace(std::move(key), static_cast<std::uint32_t>(nodes_.size()));
  if (!fresh) return it->second;
  TrieNode made = node;
  made.text = fitted(text, 24) & bits_24;
  made.edges = fitted(edges.size(), 8) & bits_8;
  made.first_edge = static_cast<std::uint32_t>(edges_.size());
  made.size = static_cast<std::uint16_t>(fitted(letters.size(), 16));
  nodes_.push_back(made);
  edges_.insert(edges_.end(), edges.begin(), edges.end());
  return it->second;
}

}  // namespace asklint
