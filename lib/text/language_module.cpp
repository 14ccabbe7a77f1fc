#include "text/language_module.h"

// CLD2's header names FILE and includes nothing for it.
#include <cstdio>

#include <cld2/public/compact_lang_det.h>

namespace asklint {

const char* asklint_detect_language(const char* text, std::size_t size) {
  bool reliable = false;
  const CLD2::Language language = CLD2::DetectLanguage(text, static_cast<int>(size), /*is_plain_text=*/true, &reliable);
  return reliable && language != CLD2::UNKNOWN_LANGUAGE ? CLD2::LanguageCode(language) : nullptr;
}

}  // namespace asklint
