#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "reader/decoded.h"
#include "reader/document.h"

namespace asklint {

inline constexpr std::uint32_t deepest_element = 1000;  ///< real pages stay below 300, long threads of Outlook included

/// What could not be read of a page.
struct HtmlTrouble {
  std::uint32_t source = 0;  ///< byte of the page
  std::string message;
};

/// A page as read: its visible words, and the runs of them whose role the markup tells.
struct HtmlPage {
  Decoded decoded;  ///< UTF-8 -> the page given; in the order of the page
  std::vector<Block>
      marked;  ///< ascending, not overlapping, in decoded.out: quote, attribution, forward, signature, code
  std::optional<HtmlTrouble> trouble;
};

/// The words that a reader of `html` sees: blocks are paragraphs with an empty line between them, `<br>` is a line,
/// each cell of a table and item of a list a paragraph. White space as a browser shows it, entities decoded; words that
/// style attributes hide, such as preheaders, are left out, as are template control tags. Literal runs map exactly,
/// others to the whole of what they stand for. Never fails. Requires valid UTF-8. Cost: linear, times `most_depth` at
/// worst. Elements nested deeper than that end the reading, which `trouble` says.
[[nodiscard]] HtmlPage read_html(std::string_view html, std::uint32_t most_depth = deepest_element);

/// Appends the blocks of a page's words in `range` of `text`: those that the markup tells (`marked`, relative to
/// range.begin) as paragraphs of that role, and what lies between them as plain text, which many a HTML mail is.
void split_page(std::string_view text, Span range, const std::vector<Block>& marked, std::vector<Block>& blocks);

}  // namespace asklint
