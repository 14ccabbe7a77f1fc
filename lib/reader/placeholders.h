#pragma once
#include <string_view>
#include <vector>

#include "text/span.h"

namespace asklint {

/// What a template engine, or a person, is to replace before the message goes out. Both lists ascend, and no span of
/// one overlaps another.
struct Placeholders {
  std::vector<Span>
      names;  ///< reads as a word: {{ name }}, <%= name %>, ${name}, {name}, %NAME%, *|NAME|*, [Name], <COMPANY>, XXX
  std::vector<Span> controls;  ///< reads as nothing: {% if %}, {{#if}}, {{! … }}, {# … #}, <% … %>
};

/// The placeholders of `text`. `subject`: bytes of the subject line, where `[Name] words` is a mailing list's tag.
/// Cost: linear.
[[nodiscard]] Placeholders find_placeholders(std::string_view text, Span subject);

}  // namespace asklint
