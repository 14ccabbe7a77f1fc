#include "reader/html/html_style.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <string>

namespace asklint {

namespace {

constexpr std::size_t longest_value = 64;  // of those looked at

bool is_space(char c) {
  return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f';
}

std::string_view trimmed(std::string_view words) {
  while (!words.empty() && is_space(words.front())) words.remove_prefix(1);
  while (!words.empty() && is_space(words.back())) words.remove_suffix(1);
  return words;
}

std::string lowered(std::string_view words) {
  std::string low(words.substr(0, longest_value));
  std::ranges::transform(low, low.begin(),
                         [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
  return low;
}

/// Past the declaration at `at`: its `;` may stand in quotes or in url(…), too.
std::size_t declaration_end(std::string_view style, std::size_t at) {
  char quote = '\0';
  bool inside = false;
  for (; at < style.size(); ++at) {
    const char c = style[at];
    if (quote != '\0') {
      if (c == quote) quote = '\0';
    } else if (c == '"' || c == '\'') {
      quote = c;
    } else if (c == '(' || c == ')') {
      inside = c == '(';
    } else if (c == ';' && !inside) {
      return at;
    }
  }
  return at;
}

struct Length {
  double value = 0;
  std::string_view unit;
};

std::optional<Length> length_of(std::string_view value) {
  Length length;
  const auto [end, error] = std::from_chars(value.data(), value.data() + value.size(), length.value);
  if (error != std::errc()) return std::nullopt;
  length.unit = trimmed(value.substr(static_cast<std::size_t>(end - value.data())));
  return length;
}

bool is_zero(std::string_view value) {
  const auto length = length_of(value);
  return length && length->value == 0;
}

bool is_tiny(std::string_view size) {
  const auto length = length_of(size);
  if (!length) return false;
  return length->value == 0 || (length->value < 2 && (length->unit == "px" || length->unit == "pt"));
}

/// Of what is inherited: `1em` of nothing is nothing.
bool is_relative(std::string_view size) {
  const auto length = length_of(size);
  return size == "inherit" || (length && (length->unit == "em" || length->unit == "%"));
}

/// The declarations that matter, each as the last of its name said it; one marked !important is not overruled by
/// others.
class Declarations {
 public:
  explicit Declarations(std::string_view style) {
    for (std::size_t at = 0; at < style.size();) {
      const std::size_t end = declaration_end(style, at);
      take(style.substr(at, end - at));
      at = end + 1;
    }
  }

  [[nodiscard]] HtmlStyle style() const {
    HtmlStyle style;
    const bool cut_off = says(overflow, "hidden") || says(overflow, "clip");
    const bool flat = is_zero(values_[max_height].text) || is_zero(values_[height].text);
    style.hidden = says(display, "none") || says(visibility, "hidden") || says(visibility, "collapse") ||
                   is_zero(values_[opacity].text) || (flat && cut_off) ||
                   says(mso_list, "ignore");  // a list's marker, which Word writes out
    const std::string& size = values_[font_size].text;
    if (!size.empty() && (is_tiny(size) || !is_relative(size))) style.tiny = is_tiny(size);
    const std::string& space = values_[white_space].text;
    if (!space.empty() && space != "inherit") style.keeps_space = space.starts_with("pre") || space == "break-spaces";
    style.bare = says(border, "none") || is_zero(values_[border].text) || is_zero(values_[border_width].text);
    return style;
  }

 private:
  enum Name {
    display,
    visibility,
    opacity,
    overflow,
    max_height,
    height,
    font_size,
    white_space,
    border,
    border_width,
    mso_list
  };
  static constexpr auto names =
      std::to_array<std::string_view>({"display", "visibility", "opacity", "overflow", "max-height", "height",
                                       "font-size", "white-space", "border", "border-width", "mso-list"});
  struct Value {
    std::string text;
    bool important = false;
  };

  void take(std::string_view declaration) {
    const std::size_t colon = declaration.find(':');
    if (colon == std::string_view::npos) return;
    const auto found = std::ranges::find(names, lowered(trimmed(declaration.substr(0, colon))));
    if (found == names.end()) return;
    Value said{lowered(trimmed(declaration.substr(colon + 1)))};
    if (const std::size_t mark = said.text.find('!'); mark != std::string::npos) {
      said.important = said.text.find("important", mark) != std::string::npos;
      said.text = std::string(trimmed(std::string_view(said.text).substr(0, mark)));
    }
    Value& value = values_[static_cast<std::size_t>(found - names.begin())];
    if (said.important || !value.important) value = std::move(said);
  }

  [[nodiscard]] bool says(Name name, std::string_view value) const { return values_[name].text == value; }

  std::array<Value, names.size()> values_;
};

}  // namespace

HtmlStyle parse_style(std::string_view declarations) {
  return Declarations(declarations).style();
}

}  // namespace asklint
