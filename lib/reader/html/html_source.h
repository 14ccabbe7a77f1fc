#pragma once
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "text/span.h"

namespace asklint {

inline constexpr std::uint32_t most_tags = 1'000'000;  ///< comments included; each may cost 300 bytes of memory

/// A copy of a page that the parser reads in linear time. Each byte stands where it stood in the source.
struct HtmlSource {
  std::string html;
  std::optional<std::uint32_t> cut;  ///< where elements were nested too deeply, or too many: the copy ends here
  bool too_many = false;
};

/// Makes the copy. `controls`: template tags that read as nothing, ascending. Left out (a comment of the same length
/// stands there): what no reader sees, such as scripts, styles, drawings and lists to choose from. Attributes stay only
/// where they tell whether or whose words these are. Elements that carry nothing but looks (`b`, `font`) are renamed to
/// unknown ones with `y` for their first letter: the standard clones those over and over when nobody closes them
/// (HTML, 13.2.4.3, the list of active formatting elements), so a page of n bytes could grow to n². Cost: linear, times
/// `most_depth` at worst.
[[nodiscard]] HtmlSource parsable_html(std::string_view html, std::span<const Span> controls, std::uint32_t most_depth);

/// The name of the tag at the begin of `tag` (`<Div …` or `</Div …`), in lower case.
[[nodiscard]] std::string html_tag_name(std::string_view tag);

/// True for `<x`, `</x`, `<!` and `<?`, at which markup begins; a `<` before anything else is text.
[[nodiscard]] bool begins_markup(std::string_view at);

/// Past the tag at `begin`, whose quoted attributes may hold `>`; html.size() where it never ends.
/// Requires begins_markup there. Cost: linear in the tag.
[[nodiscard]] std::size_t markup_end(std::string_view html, std::size_t begin);

}  // namespace asklint
