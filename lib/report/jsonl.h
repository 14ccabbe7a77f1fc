#pragma once
#include <string>
#include <string_view>

#include "match/finding.h"
#include "match/matcher.h"
#include "report/text.h"

namespace asklint {

/// For programs: one JSON object, on one line that ends with a newline. Keys keep their order and meaning.
/// Offsets are bytes of the file as stored, lines and columns count from 1, columns in code points;
/// `end` is one past the last. What is no valid UTF-8 is written as U+FFFD.
[[nodiscard]] std::string render_jsonl(const Finding& finding);
[[nodiscard]] std::string render_jsonl(const Ask& ask, const Document& document);
[[nodiscard]] std::string render_jsonl(const SeenBlock& block, const Document& document, const LineIndex& lines);
[[nodiscard]] std::string render_jsonl(const Heard& heard, const Document& document);
/// {"statistics": {"ASK101": 2, …}, "messages": 3}
[[nodiscard]] std::string render_jsonl(const Tally& tally);
/// A rule as `asklint rules` lists it: code, name, severity, message.
[[nodiscard]] std::string render_jsonl(const Rule& rule, std::string_view lang);

}  // namespace asklint
