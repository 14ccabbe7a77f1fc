#pragma once
#include <cstdint>
#include <string_view>

namespace asklint {

/// What the shape of a line tells in any language. All of them read a folded, lower-case line, allocate nothing and
/// cost one pass over it.

/// `2021-05-03`, `3.5.21`, `05/03/2021`, or a year by itself: 1970 to 2099.
[[nodiscard]] bool has_date(std::string_view line);
/// `10:12`, `9h30`, `17.50`.
[[nodiscard]] bool has_time(std::string_view line);
/// `jane@acme.example`, also in brackets.
[[nodiscard]] bool has_address(std::string_view line);
/// `<jane@acme.example>`, `(jane@…)`, `[mailto:…]`: as mail clients name somebody.
[[nodiscard]] bool has_bracketed_address(std::string_view line);
/// A web address, a mail address, or a telephone number.
[[nodiscard]] bool has_contact(std::string_view line);
/// Nothing but a web address, maybe in brackets.
[[nodiscard]] bool is_link(std::string_view line);

/// `[cid:…]`, `[image: …]`: what stands for a picture.
[[nodiscard]] bool is_inline_image(std::string_view line);
/// Whether a sentence ends within the line and another begins; abbreviations and dates end none.
[[nodiscard]] bool holds_sentence(std::string_view line);

/// `word: …`, of at most three words and 30 bytes before the colon; markup (`*From:*`) around it may stand.
[[nodiscard]] bool is_labelled(std::string_view line);
/// `word-by: name <address>`: what commits end with.
[[nodiscard]] bool is_trailer(std::string_view line);
/// `----- words -----`.
[[nodiscard]] bool is_caption(std::string_view line);
/// The line without the dashes, stars and blanks at both ends.
[[nodiscard]] std::string_view bare(std::string_view line);
/// `--`, `__` or one long dash: a signature may follow. Reads the line as it stands in the text.
[[nodiscard]] bool is_mark(std::string_view line);

/// Short, and no sentence: what stands under a closing.
[[nodiscard]] bool is_name_line(std::string_view line);
/// Short or of contacts, and no sentence: a line of a name, a title, an address.
[[nodiscard]] bool is_signature_line(std::string_view line);
/// `Jane Doe`, `Dr. Jane van Doe`: two to five words with capitals (one where `alone`), nothing else. Reads the line as
/// written, capitals kept.
[[nodiscard]] bool is_proper_name(std::string_view cased, bool alone);

}  // namespace asklint
