#include "text/language.h"

#include <cld2/public/compact_lang_det.h>

namespace asklint {

std::string detect_language(std::string_view text) {
  bool reliable = false;
  const CLD2::Language language =
      CLD2::DetectLanguage(text.data(), static_cast<int>(text.size()), /*is_plain_text=*/true, &reliable);
  return reliable && language != CLD2::UNKNOWN_LANGUAGE ? CLD2::LanguageCode(language) : std::string();
}

}  // namespace asklint
