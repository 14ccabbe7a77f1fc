#pragma once
#include <optional>
#include <string>

#include "reader/document.h"
#include "reader/input.h"
#include "reader/reader.h"

namespace asklint {

/// One message as stored. In a mailbox it begins with its `From ` line.
struct StoredMessage {
  std::string bytes;
  Origin origin;
};

/// Gives what a file holds message by message, in the order in which they stand there. A mailbox (mbox in all its
/// dialects, RFC 4155) is never held whole: memory is that of its longest message, at most `limit`, and a chunk.
/// Every other file is one message.
class MessageSource {
 public:
  /// `path` says by its suffix, `as` by the user's word, whether a mailbox may be expected; the first bytes decide.
  /// `limit`: bytes of one message.
  MessageSource(Input input, std::string path, As as, std::uint64_t limit);

  /// The next message; nothing after the last one.
  /// Errors: limit for a message that is too long, which is passed over, so go on; io, after which nothing comes.
  Result<std::optional<StoredMessage>> next();

  [[nodiscard]] bool is_mailbox() const { return mailbox_; }

 private:
  using Next = Result<std::optional<StoredMessage>>;
  enum class Found : std::uint8_t { message, unknown, end };

  Next begin();
  Next whole();
  Next next_in_mailbox();
  std::optional<Error> read_more();
  [[nodiscard]] std::size_t find_mark();
  void pass(std::size_t to);
  [[nodiscard]] Error too_long(const Origin& origin) const;

  Input input_;
  std::string path_;
  As as_;
  std::uint64_t limit_;
  std::string buffer_;
  std::size_t begin_ = 0;   ///< in the buffer: where the message begins that comes next
  std::size_t looked_ = 0;  ///< in the buffer: up to where no other message begins
  Origin origin_;           ///< of begin_
  bool begun_ = false;
  bool mailbox_ = false;
  bool ended_ = false;  ///< all bytes are in the buffer
};

}  // namespace asklint
