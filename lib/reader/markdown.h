#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "reader/document.h"
#include "reader/placeholders.h"

namespace asklint {

/// What a page of markdown says, as spans of its own text. All lists ascend, and no span of one overlaps another.
struct MarkdownPage {
  std::vector<Block> blocks;  ///< paragraphs, headings, items, table cells: body, or quote inside a block quote; code
                              ///< blocks, HTML blocks, front matter and link definitions: code
  std::vector<Span> code;     ///< the words of inline code, without its backticks
  std::vector<Span> markup;   ///< inside blocks other than code: marks, targets, tags and images that read as nothing
};

/// The blocks of `text` by CommonMark 0.30 and GFM's tables, strikethrough, task lists and bare addresses; front matter
/// between `---` or `+++` is code. `placeholders` are those of `text`: to markdown they are words, and a line of
/// control tags alone is blank. Nothing where the parser fails, which is out of memory. Cost: linear.
[[nodiscard]] std::optional<MarkdownPage> read_markdown(std::string_view text, const Placeholders& placeholders);

/// The names of links that `text` defines in lines `[Name]: target`, without brackets, in lower case (ASCII), sorted.
[[nodiscard]] std::vector<std::string> link_names(std::string_view text);

}  // namespace asklint
