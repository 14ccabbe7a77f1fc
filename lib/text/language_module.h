#pragma once
#include <cstddef>

namespace asklint {

/// libasklint-language.so holds CLD2's users (text/module.h): most messages tell their language by their function
/// words.
inline constexpr const char* language_module = "libasklint-language.so";
inline constexpr const char* language_module_entry = "asklint_detect_language";
/// A code that lives as long as the program ("fr"); null where CLD2 is not sure.
using DetectLanguage = const char* (*)(const char* text, std::size_t size);

extern "C" [[gnu::visibility("default")]] const char* asklint_detect_language(const char* text, std::size_t size);

}  // namespace asklint
