#pragma once
#include <optional>
#include <string_view>

#include "reader/document.h"
#include "reader/limits.h"
#include "text/result.h"

namespace asklint {

/// True where `text` begins with the header of a mail: known names, a colon each, up to an empty line or the end.
[[nodiscard]] bool begins_like_mail(std::string_view text);

/// Fills in what the mail in `document.raw` says: text, to_raw, blocks, mail, warnings. Raw that begins with a `From `
/// line is a message as a mailbox stores it: the line is left out, and `>From ` in the body is unquoted (mboxrd, which
/// reads mboxo right as well). What cannot be read is left out, with a warning. The first call loads the module that
/// does it (reader/mail/module.h). Errors: io where that is missing, whatever the mail.
[[nodiscard]] std::optional<Error> read_mail(Document& document, const Limits& limits = {});

}  // namespace asklint
