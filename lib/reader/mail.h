#pragma once
#include <string_view>

#include "reader/document.h"
#include "reader/limits.h"

namespace asklint {

/// True where `text` begins with the header of a mail: known names, a colon each, up to an empty line or the end.
[[nodiscard]] bool begins_like_mail(std::string_view text);

enum class Store : std::uint8_t { single, mailbox };

/// Fills in what the mail in `document.raw` says: text, to_raw, blocks, mail, warnings. Of a mailbox the first message.
/// Never fails: what cannot be read is left out, with a warning.
void read_mail(Document& document, Store store, const Limits& limits = {});

}  // namespace asklint
