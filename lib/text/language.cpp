#include "text/language.h"

#include "text/language_module.h"
#include "text/module.h"

namespace asklint {

std::string detect_language(std::string_view text) {
  static const auto detect = reinterpret_cast<DetectLanguage>(entry_of_module(language_module, language_module_entry));
  if (detect == nullptr) throw IncompleteInstallation(std::string(language_module) + " is missing");
  const char* code = detect(text.data(), text.size());
  return code == nullptr ? std::string() : code;
}

}  // namespace asklint
