#include "report/progress.h"

#include <algorithm>
#include <array>
#include <cstdio>
#include <vector>

namespace asklint {
namespace {

constexpr std::size_t widest_bar = 30;  // cells between its brackets
constexpr std::size_t narrowest_bar = 5;
constexpr std::string_view apart = "  ";

/// 1234567 as "1,234,567".
std::string grouped(std::uint64_t number) {
  std::string out = std::to_string(number);
  for (std::size_t at = out.size(); at > 3;) out.insert(at -= 3, 1, ',');
  return out;
}

std::string counted_as(std::uint64_t number, std::string_view noun) {
  return grouped(number) + " " + std::string(noun) + (number == 1 ? "" : "s");
}

std::string speed(const Progress& progress) {
  std::array<char, 32> out{};
  const double megabytes = static_cast<double>(progress.bytes) / 1e6 / progress.seconds;
  std::snprintf(out.data(), out.size(), "%.1f MB/s", megabytes);
  return out.data();
}

std::string time_left(const Progress& progress, double share) {
  const auto seconds = static_cast<std::uint64_t>(progress.seconds / share - progress.seconds + 0.5);
  std::array<char, 48> out{};
  std::snprintf(out.data(), out.size(), "%llu:%02u left", static_cast<unsigned long long>(seconds / 60),
                static_cast<unsigned>(seconds % 60));
  return out.data();
}

std::string percent(double share) {
  std::array<char, 16> out{};
  std::snprintf(out.data(), out.size(), "%3.0f %%", share * 100);
  return out.data();
}

std::string bar(double share, std::size_t cells) {
  const auto full = std::min(static_cast<std::size_t>(share * static_cast<double>(cells)), cells);
  std::string out = "[" + std::string(full, '=');
  if (full < cells) out += ">" + std::string(cells - full - 1, ' ');
  return out + "]";
}

std::string joined(const std::vector<std::string>& words) {
  std::string out;
  for (const std::string& word : words) (out += out.empty() ? std::string_view() : apart) += word;
  return out;
}

}  // namespace

std::string render_progress(const Progress& progress, std::size_t columns) {
  std::vector<std::string> words{counted_as(progress.messages, "message"), counted_as(progress.findings, "finding")};
  if (progress.seconds > 0) words.push_back(speed(progress));
  const bool known = progress.total > 0 && progress.bytes > 0;
  const double share =
      known ? std::min(1.0, static_cast<double>(progress.bytes) / static_cast<double>(progress.total)) : 0.0;
  if (known) {
    words.insert(words.begin(), percent(share));
    words.push_back(time_left(progress, share));
  }
  std::string line = joined(words);
  if (line.size() > columns) line.resize(columns);
  const std::size_t room = columns - line.size();
  const std::size_t frame = apart.size() + 2;  // the brackets
  if (known && room >= frame + narrowest_bar)
    line = bar(share, std::min(widest_bar, room - frame)) + std::string(apart) + line;
  return line;
}

}  // namespace asklint
