#pragma once
#include <string>
#include <vector>

#include "report/style.h"
#include "text/result.h"

namespace asklint {

/// What kept asklint from doing the job, or a part of it, in the style of a compiler:
/// `rules/x.yaml:7:5: error: unknown key 'mesage'`, and below it `= help:` where there is a way out.
/// Without a file it is asklint itself that speaks. Ends with a newline.
[[nodiscard]] std::string render_diagnostic(const Error& error, Severity severity, Color color);

}  // namespace asklint
