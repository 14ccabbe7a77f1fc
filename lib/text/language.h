#pragma once
#include <string>
#include <string_view>

namespace asklint {

/// The language of a text by CLD2, as a two-letter code ("fr"); empty where it is not sure.
/// Sure enough only for some sentences; short lines are told by function words (match/prepare).
/// Throws IncompleteInstallation where its module is missing (text/module.h).
/// Cost: about 28 MB/s, so ask once per paragraph and only where function words do not decide.
[[nodiscard]] std::string detect_language(std::string_view text);

}  // namespace asklint
