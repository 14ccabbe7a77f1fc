#pragma once
#include <span>
#include <string>
#include <string_view>

#include "text/source_map.h"
#include "text/span.h"

namespace asklint {

/// The one shape that rules match. Both strings have the same length, so one span serves both.
struct Folded {
  std::string lower;  ///< no capital ASCII letters
  std::string cased;  ///< capital letters kept
  SourceMap to_text;  ///< folded -> text
};

/// What reads as one word, and what reads as nothing, inside a text. Ascending, not overlapping; bytes of text.
/// Borrowed.
struct Substitutions {
  std::span<const Span> names;    ///< placeholders, inline code: fold to `xname`
  std::span<const Span> nothing;  ///< control tags of templates, markup
};

/// Appends the folded shape of text[span] to `folded`: white space runs are one space (none at the ends), umlauts and
/// ligatures are ASCII letters, marks are dropped, quotes and dashes straight, a word hyphenated at a line end is
/// joined, soft hyphens and zero-width characters are gone. NFC and NFD give the same bytes. Requires valid UTF-8.
/// Cost: linear in the span.
void fold_into(Folded& folded, std::string_view text, Span span, const Substitutions& substitutions);

/// Appends bytes that stand for no text (a paragraph's end); they map to the empty span at `text_at`.
void fold_mark(Folded& folded, std::string_view mark, std::uint32_t text_at);

/// The folded shape of a whole string, lower case; for patterns and word lists.
[[nodiscard]] std::string fold_lower(std::string_view text);
[[nodiscard]] std::string fold_cased(std::string_view text);

}  // namespace asklint
