#pragma once
#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "match/hits.h"

namespace asklint {

/// What one person wrote in the history that a mail quotes.
struct Turn {
  std::optional<Writer> by;  ///< unset where nobody knows
  Range sentences;           ///< of Past::message
};

/// The quoted history as a message of its own.
struct Past {
  Message message;
  HitTable hits{0};
  std::vector<Turn> turns;  ///< the newest first
};

/// A sentence of the history in which a signal is heard.
struct HeardThere {
  std::uint32_t sentence = 0;
  Range beside;   ///< with the sentences around it, of the same turn
  Range replied;  ///< how the turn begins that this one answers; empty where the same person wrote it
};

/// What conditions on the history came to: it is the same for every sentence of the mail.
struct Memo {
  std::map<const Condition*, bool> thread;
  std::map<const Condition*, std::vector<HeardThere>> heard;
};

/// Whose words count as `writer`'s. What nobody claims is the reader's, to whom a quoting answer goes: so it may excuse
/// an ask, and never accuses the author.
[[nodiscard]] bool is_by(const Turn& turn, Writer writer);

/// How many of the words stand in these sentences, or begin a word there.
[[nodiscard]] std::size_t words_held(const Message& message, Range sentences,
                                     const std::vector<std::string_view>& words);

/// The history of one message: cut and heard when a condition first asks for it, for most never do. Borrows all that it
/// is made with. Belongs to one thread.
class History {
 public:
  using Hear = std::function<HitTable(const Message&)>;

  History(const Document& document, const Message& message, const MessageCutter& cutter, const Hearer& hearer,
          std::uint8_t language, Hear hear);

  /// Of a message that is history itself.
  static const History& none();

  [[nodiscard]] const Past& past() const;

  /// Appends the words of `span` that are more than glue.
  void add_words(const Folded& folded, Span span, std::vector<std::string_view>& out) const;
  /// A name of the writer or the reader: it stands in greetings and under mails whatever these are about. Lower case.
  [[nodiscard]] bool is_correspondent(std::string_view word) const;
  [[nodiscard]] Memo& memo() const { return memo_; }
  /// A word that patterns of the pack hold, so no name.
  [[nodiscard]] bool knows(std::string_view word) const { return hearer_->knows(word); }
  /// Appends the words of a sentence that look like names: capitals inside it, unknown to the pack. Lower case.
  void add_names(const Folded& folded, Span sentence, std::vector<std::string_view>& out) const;
  /// Appends what the person that `span` tells of is called: a name in it, or right beside it. Lower case.
  void add_names_of(const Folded& folded, Span span, std::vector<std::string_view>& out) const;

 private:
  History() = default;
  [[nodiscard]] bool is_name(std::string_view lower, std::string_view cased) const;

  const Document* document_ = nullptr;
  const Message* message_ = nullptr;
  const MessageCutter* cutter_ = nullptr;
  const Hearer* hearer_ = nullptr;
  std::uint8_t language_ = no_language;
  Hear hear_;
  mutable std::optional<Past> past_;
  mutable std::vector<std::string> correspondents_;  // made with past_; sorted
  mutable Memo memo_;
};

}  // namespace asklint
