#pragma once
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace asklint::bench {

/// What is written to a linter, from the least work to the most.
enum class Mix { quiet, ordinary, pitfalls };
inline constexpr Mix all_mixes[] = {Mix::quiet, Mix::ordinary, Mix::pitfalls};
[[nodiscard]] std::string_view name(Mix mix);

/// At least `bytes` bytes of messages in both languages, made from tests/quality, the same at each run; where
/// there are too few, they come again. quiet: ordinary writing that shows no
/// pitfall; ordinary: the same with one labelled message in ten; pitfalls: a line of somebody who shows one, each.
/// Ends the program where the data cannot be read.
[[nodiscard]] std::vector<std::string> messages(Mix mix, std::size_t bytes);

/// The same without any message twice: as many as there are.
[[nodiscard]] std::vector<std::string> messages_once(Mix mix);

/// The message as mail: headers, quoted-printable, MIME (RFC 2045).
[[nodiscard]] std::string as_mail(std::string_view message, std::size_t number);

/// The messages as an mbox (mboxrd).
[[nodiscard]] std::string as_mailbox(const std::vector<std::string>& messages);

/// A page (some 2,000 bytes) of one language with a finding in it.
[[nodiscard]] std::string page(std::string_view lang);

}  // namespace asklint::bench
