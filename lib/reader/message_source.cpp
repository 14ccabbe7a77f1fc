#include "reader/message_source.h"

#include <algorithm>
#include <utility>

#include "reader/lines.h"
#include "text/edit_distance.h"
#include "text/utf8.h"

namespace asklint {

namespace {

constexpr std::size_t chunk = 256U << 10U;          // bytes read at a time
constexpr std::size_t enough_to_tell = 64U << 10U;  // bytes that show what a file is
constexpr std::size_t longest_mark = 1000;          // bytes of a `From ` line that is one
constexpr std::size_t longest_name = 76;            // bytes of a header's name
constexpr std::string_view mark_begin = "From ";
constexpr std::size_t nowhere = std::string::npos;

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

/// The line at `at` without its end; `text` ends where nothing more is known.
std::string_view line_of(std::string_view text, std::size_t at) {
  const std::string_view rest = text.substr(at);
  return rest.substr(0, rest.find_first_of("\r\n"));
}

/// `From sender Mon Jan  1 12:00:00 2024`: a time and a year, whatever stands around them.
bool has_date(std::string_view line) {
  bool time = false;
  bool year = false;
  for (std::size_t at = 0; at < line.size();) {
    if (!is_digit(line[at])) {
      ++at;
      continue;
    }
    std::size_t end = at;
    while (end < line.size() && is_digit(line[end])) ++end;
    const bool minutes =
        end + 2 < line.size() && line[end] == ':' && is_digit(line[end + 1]) && is_digit(line[end + 2]);
    if (end - at <= 2 && minutes) time = true;
    if (end - at == 4 && (line[at] == '1' || line[at] == '2')) year = true;
    at = end;
  }
  return time && year;
}

bool is_header(std::string_view line) {
  const std::size_t colon = line.find(':');
  if (colon == nowhere || colon == 0 || colon > longest_name) return false;
  return std::ranges::all_of(line.substr(0, colon), [](char c) { return c > ' ' && c < 0x7F; });
}

/// Whether the line at `at`, which begins with `From `, parts two messages. Writers that leave such lines of a body
/// unquoted exist, and so do those whose marks hold no date: a mark has a date, or stands between an empty line and
/// a header.
bool is_mark(std::string_view text, std::size_t at) {
  const std::string_view line = line_of(text, at);
  if (line.size() > longest_mark) return false;
  if (has_date(line)) return true;
  const std::string_view before = text.substr(0, at);
  const bool after_empty = at == 0 || before.ends_with("\n\n") || before.ends_with("\n\r\n");
  const std::size_t next = text.find('\n', at);
  return after_empty && next != nowhere && is_header(line_of(text, next + 1));
}

/// `mail.eml`, saved with the line that its mailbox had: one message, and no mailbox of one.
bool is_named_as_message(std::string_view path) {
  const std::string_view name = path.substr(path.rfind('/') + 1);  // npos + 1 is 0
  const std::size_t dot = name.rfind('.');
  return dot != nowhere && dot > 0 && lower_ascii(name.substr(dot)) != ".mbox";
}

/// As LineIndex counts: LF, CRLF or a lone CR. Requires that the text goes on with no LF after a CR at its end.
std::uint64_t count_lines(std::string_view text) {
  const auto feeds = std::ranges::count(text, '\n');
  std::uint64_t returns = 0;
  for (std::size_t at = text.find('\r'); at != nowhere; at = text.find('\r', at + 1)) {
    if (at + 1 >= text.size() || text[at + 1] != '\n') ++returns;
  }
  return static_cast<std::uint64_t>(feeds) + returns;
}

}  // namespace

MessageSource::MessageSource(Input input, std::string path, As as, std::uint64_t limit)
    : input_(std::move(input)), path_(std::move(path)), as_(as), limit_(limit) {}

Result<std::optional<StoredMessage>> MessageSource::next() {
  if (!begun_) {
    begun_ = true;
    return begin();
  }
  if (!mailbox_) return std::optional<StoredMessage>();
  return next_in_mailbox();
}

/// The first bytes tell what it is.
MessageSource::Next MessageSource::begin() {
  while (!ended_ && buffer_.size() < enough_to_tell) {
    if (const auto error = read_more()) return *error;
  }
  const std::string_view bytes = std::string_view(buffer_).starts_with(utf8_bom)
                                     ? std::string_view(buffer_).substr(utf8_bom.size())
                                     : std::string_view(buffer_);
  mailbox_ = bytes.starts_with(mark_begin) && is_mark(bytes, 0) && is_mail(path_, bytes, as_);
  if (!mailbox_) return whole();
  pass(buffer_.size() - bytes.size());
  origin_.number = 1;
  return next_in_mailbox();
}

MessageSource::Next MessageSource::whole() {
  if (input_.size() > limit_) return too_long({});
  while (!ended_ && buffer_.size() <= limit_) {
    if (const auto error = read_more()) return *error;
  }
  if (buffer_.size() > limit_) return too_long({});
  return std::optional<StoredMessage>({std::exchange(buffer_, {}), {}});
}

MessageSource::Next MessageSource::next_in_mailbox() {
  bool passing = false;  // the message is too long: its bytes are counted, not kept
  Origin at = origin_;
  while (true) {
    const std::size_t end = find_mark();
    const std::size_t known = end != nowhere ? end : ended_ ? buffer_.size() : looked_;
    const bool whole = end != nowhere || ended_;
    if (known - begin_ > limit_) passing = true;
    if (whole && known == begin_) return std::optional<StoredMessage>();
    if (whole) {
      const bool alone = end == nowhere && at.number == 1;
      if (alone && is_named_as_message(path_)) at.number = 0;
      StoredMessage message{passing ? std::string() : buffer_.substr(begin_, known - begin_), at};
      pass(known);
      ++origin_.number;
      if (passing) return too_long(at);
      return std::optional<StoredMessage>(std::move(message));
    }
    if (passing) pass(known);
    if (const auto error = read_more()) return *error;
  }
}

std::optional<Error> MessageSource::read_more() {
  // Room is made when a chunk's worth of messages is behind, so that each byte moves a few times at most.
  if (begin_ > chunk || begin_ == buffer_.size()) {
    buffer_.erase(0, begin_);
    looked_ -= std::min(looked_, begin_);
    begin_ = 0;
  }
  std::size_t most = std::max(chunk, std::min(buffer_.size(), std::size_t{16} * chunk));
  // A small file takes no more room than it needs, and a byte that tells its end.
  if (const std::uint64_t size = input_.size(); size > 0 && size < chunk) most = static_cast<std::size_t>(size) + 1;
  const auto got = input_.append_to(buffer_, most);
  if (!got) {
    ended_ = true;
    buffer_.clear();
    begin_ = looked_ = 0;
    return got.errors().front();
  }
  ended_ = *got == 0;
  return std::nullopt;
}

/// Where the message after the next one begins, in the buffer; nowhere if that is not known yet.
std::size_t MessageSource::find_mark() {
  const std::string_view text = buffer_;
  for (std::size_t at = std::max(looked_, begin_ + 1); at < text.size();) {
    const std::size_t feed = text.find("\nFrom ", at - 1);
    if (feed == nowhere) break;
    // The line and the one after it have to be there before they can be judged.
    const std::size_t line_end = text.find('\n', feed + 1);
    const bool seen = ended_ || text.size() - feed > 2 * longest_mark ||
                      (line_end != nowhere && text.find('\n', line_end + 1) != nowhere);
    if (!seen) return looked_ = feed, nowhere;
    if (is_mark(text, feed + 1)) return looked_ = feed + 1;
    at = feed + 2;
  }
  // A mark may have begun with the last bytes; two line ends before it belong to the evidence.
  const std::size_t last = text.size() - std::min<std::size_t>(text.size(), mark_begin.size() + 1);
  looked_ = std::max(std::min(last, text.size()), begin_);
  return nowhere;
}

/// Moves on to `to` in the buffer, with the place in the file.
void MessageSource::pass(std::size_t to) {
  const std::string_view passed = std::string_view(buffer_).substr(begin_, to - begin_);
  const bool splits_line_end = passed.ends_with('\r') && to < buffer_.size() && buffer_[to] == '\n';
  origin_.offset += passed.size();
  origin_.line += static_cast<std::uint32_t>(count_lines(passed)) - (splits_line_end ? 1U : 0U);
  begin_ = to;
  looked_ = std::max(looked_, to);
}

Error MessageSource::too_long(const Origin& origin) const {
  const std::string what = origin.number == 0 ? "longer" : "message " + std::to_string(origin.number) + " is longer";
  return {ErrorCode::limit,
          path_,
          {origin.number == 0 ? 0 : origin.line + 1, origin.number == 0 ? 0U : 1U},
          what + " than " + std::to_string(limit_) + " bytes, which is the most that is read",
          {}};
}

}  // namespace asklint
