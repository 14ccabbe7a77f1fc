#include <string>

#include "reader/mail/mail.h"
#include "reader/mail/module.h"
#include "text/module.h"

namespace asklint {

std::optional<Error> read_mail(Document& document, const Limits& limits) {
  static const auto read = reinterpret_cast<ReadMail>(entry_of_module(mail_module, mail_module_entry));
  if (read == nullptr) {
    return Error{ErrorCode::io,
                 document.path,
                 {0, 0},
                 std::string("cannot read mail: ") + mail_module + " is missing",
                 "install asklint as a whole (cmake --install), or give the body alone with --as text"};
  }
  read(document, limits);
  return std::nullopt;
}

}  // namespace asklint
