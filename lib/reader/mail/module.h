#pragma once
#include "reader/document.h"
#include "reader/limits.h"

namespace asklint {

/// libasklint-mail.so holds GMime's users (text/module.h) and is loaded when the first mail is read: GMime and the sixteen
/// libraries behind it take as long to load as a page takes to lint. It links its own copies of what it needs of lib/.
inline constexpr const char* mail_module = "libasklint-mail.so";
inline constexpr const char* mail_module_entry = "asklint_read_mail";
using ReadMail = void (*)(Document& document, const Limits& limits);

extern "C" [[gnu::visibility("default")]] void asklint_read_mail(Document& document, const Limits& limits);

}  // namespace asklint
