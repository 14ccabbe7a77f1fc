#pragma once
#include <array>
#include <cstdint>
#include <span>
#include <vector>

#include "rule/table.h"

namespace asklint {

enum class Scope : std::uint8_t { sentence, around, paragraph, message, earlier, later };
/// Who wrote a part of the history that a mail quotes: the author of the mail, or whom it goes to.
enum class Writer : std::uint8_t { author, reader };

/// A condition over signals; a tree as written. What it is made of lies in the tables of `Conditions`.
struct Condition {
  enum class Kind : std::uint8_t {
    signal,
    all,
    any,
    none,
    count,
    before,
    near,
    missing,
    in,
    header,
    weigh,
    thread,
    echoes
  };
  Stretch signals;        ///< signal, count, before, near, missing, weigh; echoes: heard in the history
  Stretch children;       ///< all, any, none, in, thread
  Stretch about;          ///< echoes: signals whose words tell what it is about
  Stretch weights;        ///< weigh: parallel to signals
  double threshold = 0;   ///< weigh
  std::uint32_t min = 0;  ///< count, header recipients; thread: turns of the history
  std::uint32_t max = 0xFFFFFFFF;
  std::uint32_t words = 0xFFFFFFFF;      ///< before, near: at most so many words between
  std::uint32_t sentences = 0xFFFFFFFF;  ///< near: at most so many sentences apart
  Kind kind = Kind::all;
  Scope scope = Scope::sentence;  ///< in
  Writer by = Writer::author;     ///< thread, echoes
  bool newest = false;            ///< thread: only what was written last before this mail
  bool names_first = false;       ///< echoes: where there are names, they decide
  bool open = false;              ///< echoes: words there that name nobody are about all
  std::int8_t mail = -1, reply = -1, list = -1, is_template = -1;  ///< header: -1 not asked, 0 false, 1 true
  std::array<std::uint8_t, 6> filler{};                            ///< no byte of it is left to chance: it is frozen
};
static_assert(sizeof(Condition) == 72, "frozen as it lies");

/// What the conditions of a pack are made of.
struct Conditions {
  Table<Condition> nodes;    ///< those that stand in others; children of one lie together
  Table<std::uint32_t> ids;  ///< of signals: indexes into Pack::signals
  Table<double> weights;

  [[nodiscard]] std::span<const Condition> children(const Condition& of) const { return nodes.of(of.children); }
  [[nodiscard]] std::span<const std::uint32_t> signals(const Condition& of) const { return ids.of(of.signals); }
};

/// Signals that make the condition true, not those that keep it from being so: they are marked where nothing else is
/// said. Ascending.
[[nodiscard]] std::vector<std::uint32_t> positive_signals(const Condition& condition, const Conditions& conditions);

/// Of these as few as will do: where none of them is heard, the condition, judged in that scope, need not be judged.
/// Ascending.
[[nodiscard]] std::vector<std::uint32_t> needed_signals(const Condition& condition, const Conditions& conditions,
                                                        Scope scope);

/// Whether it asks, to hold, for something in the quoted history.
[[nodiscard]] bool rests_on_history(const Condition& condition, const Conditions& conditions);

}  // namespace asklint
