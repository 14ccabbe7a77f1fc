#pragma once
#include <optional>
#include <string_view>

namespace asklint {

/// What a style attribute says about whether and how words are shown.
struct HtmlStyle {
  bool hidden = false;              ///< the element and all inside it
  std::optional<bool> tiny;         ///< a font of less than two pixels; inherited, until another size is set
  std::optional<bool> keeps_space;  ///< white-space: pre and its like; inherited
  bool bare = false;                ///< border: none
};

/// The style in the attribute's value, CSS declarations. Cost: linear.
[[nodiscard]] HtmlStyle parse_style(std::string_view declarations);

}  // namespace asklint
