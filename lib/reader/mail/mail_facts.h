#pragma once
#include <gmime/gmime.h>

#include <string_view>

#include "reader/document.h"

namespace asklint {

/// Bytes of a header's value in `source`, without the blanks around it; empty where the parser does not know its place.
[[nodiscard]] Span value_of(GMimeHeader* header, std::string_view source);

/// The first header of that name; nullptr without one. Borrowed from the message.
[[nodiscard]] GMimeHeader* header_of(GMimeMessage* message, const char* name);

/// What the header of `message`, parsed from `source`, tells the rules. Places are those of the source.
[[nodiscard]] MailFacts facts_of(GMimeMessage* message, std::string_view source);

}  // namespace asklint
