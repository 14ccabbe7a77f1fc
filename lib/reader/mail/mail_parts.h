#pragma once
#include <gmime/gmime.h>

#include <functional>
#include <string_view>
#include <vector>

#include "reader/limits.h"
#include "reader/mail/trouble.h"
#include "text/span.h"

namespace asklint {

/// A part whose words are the message's.
struct TextPart {
  GMimePart* part = nullptr;  ///< borrowed from the message
  bool html = false;
  bool named = false;  ///< has a file name
  Span source;         ///< its content, encoded
};

/// What tells a plain part that only says where to find the words from one that says the same as its HTML.
using IsStub = std::function<bool(const TextPart& plain, const TextPart& html)>;

/// The parts that hold the author's words, in order, of the message parsed from `source`. Left out: attachments, what
/// is no text, messages inside the message (somebody else's words), and of an alternative all but one. What a reader
/// would miss is a trouble. Cost: linear in the parts, up to the limits.
[[nodiscard]] std::vector<TextPart> text_parts(GMimeObject* top, std::string_view source, const Limits& limits,
                                               const IsStub& is_stub, Troubles& troubles);

/// The first byte of a part's own header in the source; 0 where it has none.
[[nodiscard]] std::uint32_t place_of(GMimeObject* object, std::string_view source);

}  // namespace asklint
