#include "match/regex_machine.h"

#include <algorithm>

namespace asklint {
namespace {

// Most searches end within a few steps for each byte; remembering costs more than that.
constexpr std::uint64_t steps_unwatched = 1024;
constexpr std::uint64_t steps_a_byte = 32;

bool contains(const ByteSet& set, char c) {
  const auto byte = static_cast<unsigned char>(c);
  return (set[byte / 64] >> (byte % 64) & 1U) != 0;
}

// Most comparisons end with the first byte.
bool stands_at(std::string_view text, std::size_t at, std::string_view what) {
  return at < text.size() && text[at] == what.front() && text.substr(at, what.size()) == what;
}

bool word_edge(std::string_view text, std::size_t at) {
  const bool before = at > 0 && ascii_word(text[at - 1]);
  const bool behind = at < text.size() && ascii_word(text[at]);
  return before != behind;
}

bool at_edge(RegexNode::Edge edge, std::string_view text, std::size_t at) {
  switch (edge) {
    case RegexNode::Edge::text_begin:
      return at == 0;
    case RegexNode::Edge::text_end:
      return at == text.size();
    case RegexNode::Edge::word:
      return word_edge(text, at);
    case RegexNode::Edge::inside:
      return !word_edge(text, at);
  }
  return false;
}

}  // namespace

void RegexMachine::allow(std::string_view text) {
  patience_ = steps_ + steps_unwatched + steps_a_byte * text.size();
  tried_.clear();
}

std::optional<Span> RegexMachine::find(const RegexStart& start, std::string_view text, Span begins) {
  allow(text);
  if (start.anchored != 0) {
    if (begins.begin > 0) return std::nullopt;
    const auto end = run(start.op, text, 0);
    return end ? std::optional<Span>(Span{0, *end}) : std::nullopt;
  }
  const ByteSet& first = code_.sets[start.first];
  const ByteSet& first_inside = code_.sets[start.first_inside];
  for (std::size_t at = begins.begin; at < begins.end; ++at) {
    const bool possible = at < text.size() ? contains(at == 0 ? first : first_inside, text[at]) : start.word == 0;
    if (!possible || (start.word != 0 && at > 0 && ascii_word(text[at - 1]))) continue;
    const auto begin = static_cast<std::uint32_t>(at);
    if (const auto end = run(start.op, text, begin)) return Span{begin, *end};
  }
  return std::nullopt;
}

std::optional<std::uint32_t> RegexMachine::match_begin(const RegexStart& start, std::string_view text) {
  allow(text);
  return run(start.op, text, 0);
}

// Whether this was tried before, and so has failed: asked only once many steps were done.
bool RegexMachine::tried(std::uint32_t op, std::uint32_t at) {
  return steps_ > patience_ && !tried_.insert(std::uint64_t{op} << 32U | at).second;
}

bool RegexMachine::may_begin(std::uint16_t guard, std::string_view text, std::uint32_t at) const {
  return guard == RegexOp::unguarded || (at < text.size() && contains(code_.sets[guard], text[at]));
}

/// Takes as many bytes as may be (as few, where lazy); what else may be is left as a thread.
bool RegexMachine::run_of(const RegexOp& op, std::string_view text, std::uint32_t pc, std::uint32_t& at) {
  const ByteSet& set = code_.sets[op.large & 0xFFFFU];
  const std::uint32_t most = op.large >> 16U;
  const std::size_t room = text.size() - at;
  const auto limit = static_cast<std::uint32_t>(most == RegexOp::unbounded ? room : std::min<std::size_t>(room, most));
  std::uint32_t count = 0;
  while (count < limit && contains(set, text[at + count])) ++count;
  if (count < op.small) return false;
  const std::uint32_t low = at + op.small, high = at + count;
  if (op.flag == RegexOp::lazy) {
    if (high > low) threads_.push_back({pc + 1, low + 1, high, 1});
    at = low;
    return true;
  }
  if (op.flag == RegexOp::greedy && high > low) threads_.push_back({pc + 1, high - 1, low, -1});
  at = high;
  return true;
}

// Where a text that ends at the node belongs among those that ended before it.
std::vector<std::uint32_t>::iterator RegexMachine::place_of(const TrieNode& node) {
  if (node.ends == TrieNode::behind) return ends_.end();
  if (node.ends == TrieNode::in_front) return ends_.begin();
  return ends_.end() - (node.ends - TrieNode::in_front);
}

/// The texts of a list that stand at `at`, the first of them first.
bool RegexMachine::list_of(std::uint32_t root, std::string_view text, std::uint32_t pc, std::uint32_t& at) {
  ends_.clear();
  const TrieNode* node = &code_.nodes[root];
  for (std::uint32_t end = at;;) {
    if (node->size > 0) {
      if (!stands_at(text, end, code_.pool.substr(node->text, node->size))) break;
      end += node->size;
    }
    if (node->ends != TrieNode::none) ends_.insert(place_of(*node), end);
    if (end == text.size()) break;
    const auto byte = static_cast<unsigned char>(text[end]);
    const TrieEdge* edge = code_.edges.data() + node->first_edge;
    const TrieEdge* const last = edge + node->edges;
    while (edge != last && edge->byte < byte) ++edge;
    if (edge == last || edge->byte != byte) break;
    node = &code_.nodes[edge->node];
    ++end;
  }
  if (ends_.empty()) return false;
  for (std::size_t i = ends_.size(); --i > 0;) threads_.push_back({pc + 1, ends_[i], 0, 0});
  at = ends_.front();
  return true;
}

std::optional<std::uint32_t> RegexMachine::run(std::uint32_t pc, std::string_view text, std::uint32_t at) {
  threads_.clear();
  const auto take_up = [&] {
    if (threads_.empty()) return false;
    Thread& thread = threads_.back();
    pc = thread.op;
    at = thread.at;
    if (thread.step == 0 || thread.at == thread.low)
      threads_.pop_back();
    else
      thread.at = static_cast<std::uint32_t>(static_cast<std::int64_t>(thread.at) + thread.step);
    return true;
  };
  for (;;) {
    ++steps_;
    const RegexOp& op = code_.ops[pc];
    bool goes_on = true;
    std::uint32_t next = pc + 1;
    switch (op.kind) {
      case RegexOp::Kind::byte:
        goes_on = at < text.size() && static_cast<unsigned char>(text[at]) == op.small;
        ++at;
        break;
      case RegexOp::Kind::text:
        goes_on = stands_at(text, at, code_.pool.substr(op.large, op.small));
        at += op.small;
        break;
      case RegexOp::Kind::set:
        goes_on = at < text.size() && contains(code_.sets[op.large], text[at]);
        ++at;
        break;
      case RegexOp::Kind::run:
        goes_on = !tried(pc, at) && run_of(op, text, pc, at);
        break;
      case RegexOp::Kind::list:
        goes_on = may_begin(op.small, text, at) && !tried(pc, at) && list_of(op.large, text, pc, at);
        break;
      case RegexOp::Kind::split:
        if (!may_begin(op.small, text, at)) {
          next = op.large;
          break;
        }
        goes_on = !tried(pc, at);
        if (!goes_on) break;
        threads_.push_back({op.flag == 0 ? op.large : pc + 1, at, 0, 0});
        if (op.flag != 0) next = op.large;
        break;
      case RegexOp::Kind::jump:
        next = op.large;
        break;
      case RegexOp::Kind::edge:
        goes_on = at_edge(static_cast<RegexNode::Edge>(op.flag), text, at);
        break;
      case RegexOp::Kind::matched:
        return at;
    }
    if (goes_on)
      pc = next;
    else if (!take_up())
      return std::nullopt;
  }
}

}  // namespace asklint
