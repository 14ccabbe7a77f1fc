#pragma once
#include <optional>
#include <string>
#include <string_view>

#include "reader/document.h"
#include "reader/limits.h"

namespace asklint {

/// How the bytes are to be taken.
enum class As : std::uint8_t { detect, text, mail, markdown, html };

struct ReadOptions {
  As as = As::detect;           ///< detect: by suffix, then by what the bytes look like
  bool force_template = false;  ///< --template
  Limits limits;                ///< of a mail: --max-depth, --max-parts, --max-header
};

/// Whether these first bytes of `path` are taken for mail, or a mailbox of it.
[[nodiscard]] bool is_mail(std::string_view path, std::string_view bytes, As as);

/// The document in `bytes`, which are the content of `path`, or the message of it that begins at `origin` (its suffix
/// and folders decide what it is where `as` is detect). Never fails on broken mail: what cannot be decoded is left out
/// with a warning in the document. Errors: io for what is no text at all (a binary file), naming the way out. Blocks
/// get the roles that need no language: quote lines (`>`, `|`), the signature after `-- `, code; greeting, closing,
/// attribution, pasted history and disclaimers are told later, by the pack's zones.
Result<Document> read_document(std::string path, std::string bytes, const ReadOptions& options, Origin origin = {});

}  // namespace asklint
