#include "match/examples.h"

#include <algorithm>
#include <array>

#include "reader/reader.h"

namespace asklint {
namespace {

/// Where the rule found something, in bytes of the example: an example is stored as it is written, so raw bytes are its
/// bytes.
std::vector<Span> found_by(const Rule& rule, const Example& example, const Matcher& matcher) {
  const auto document = read_document(std::string(path_of(example.as)), example.text, {});
  std::vector<Span> found;
  if (!document) return found;
  for (const Finding& finding : matcher.lint(*document, {}).findings)
    if (finding.code == rule.code) found.push_back(finding.raw);
  return found;
}

/// Takes out of `found` what `fits` the mark; false where nothing does.
template <class Fits>
bool take(std::vector<Span>* found, Fits fits, Span* taken) {
  const auto at = std::ranges::find_if(*found, fits);
  if (at == found->end()) return false;
  *taken = *at;
  found->erase(at);
  return true;
}

}  // namespace

std::string_view name_of(Judgement judgement) {
  constexpr std::array<std::string_view, 5> names{"reported", "clean", "missing", "noisy", "misplaced"};
  return names[static_cast<std::size_t>(judgement)];
}

std::string_view path_of(ExampleAs as) {
  switch (as) {
    case ExampleAs::text:
      return "example.txt";
    case ExampleAs::mail:
      return "example.eml";
    case ExampleAs::outreach:
      return "templates/example.txt";
  }
  return "example.txt";
}

ExampleVerdict judge_example(const Example& example, const Rule& rule, const Matcher& matcher) {
  std::vector<Span> found = found_by(rule, example, matcher);
  std::vector<Span> open;  // marks that nothing covers exactly
  Span taken;
  for (const Span mark : example.marks)
    if (!take(
            &found, [mark](Span span) { return span == mark; }, &taken))
      open.push_back(mark);

  ExampleVerdict verdict;
  for (const Span mark : open) {
    const bool near = take(
        &found, [mark](Span span) { return overlaps(span, mark); }, &taken);
    verdict.deviations.push_back({near ? Judgement::misplaced : Judgement::missing, mark, near ? taken : Span{}});
  }
  for (const Span span : found) verdict.deviations.push_back({Judgement::noisy, {}, span});
  std::ranges::stable_sort(verdict.deviations, {},
                           [](const Deviation& d) { return d.marked.empty() ? d.found : d.marked; });
  verdict.judgement = !verdict.deviations.empty() ? verdict.deviations.front().judgement
                      : example.bad               ? Judgement::reported
                                                  : Judgement::clean;
  return verdict;
}

}  // namespace asklint
