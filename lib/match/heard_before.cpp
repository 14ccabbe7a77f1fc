#include "match/heard_before.h"

#include <functional>
#include <utility>

namespace asklint {
namespace {

constexpr std::size_t first_slots = 64;

template <class T>
std::span<const T> part(const std::vector<T>& of, std::uint32_t begin, std::uint32_t size) {
  return std::span<const T>(of).subspan(begin, size);
}

template <class T>
std::uint32_t append(std::vector<T>& to, std::span<const T> what) {
  const auto begin = static_cast<std::uint32_t>(to.size());
  to.insert(to.end(), what.begin(), what.end());
  return begin;
}

}  // namespace

std::optional<HeardSentence> HeardBefore::find(std::string_view cased, std::uint32_t place) {
  const std::size_t hash = std::hash<std::string_view>()(cased);
  if (auto found = young_.find(hash, cased, place)) return found;
  const auto found = old_.find(hash, cased, place);
  if (found && !full()) young_.add(hash, cased, place, *found);
  return found;
}

void HeardBefore::keep(std::string_view cased, std::uint32_t place, const HeardSentence& heard) {
  if (full()) {
    std::swap(young_, old_);
    young_.clear();
  }
  young_.add(std::hash<std::string_view>()(cased), cased, place, heard);
}

std::optional<HeardSentence> HeardBefore::Shelf::find(std::size_t hash, std::string_view cased,
                                                      std::uint32_t place) const {
  if (slots_.empty()) return std::nullopt;
  const std::size_t mask = slots_.size() - 1;
  for (std::size_t slot = hash & mask; slots_[slot] != 0; slot = (slot + 1) & mask) {
    const Record& record = records_[slots_[slot] - 1];
    if (record.hash != hash || record.place != place) continue;
    if (std::string_view(texts_).substr(record.text, record.text_size) != cased) continue;
    return HeardSentence{part(hits_, record.hits, record.hits_size),
                         part(entries_, record.entries, record.entries_size),
                         part(sums_, record.sums, record.sums_size)};
  }
  return std::nullopt;
}

void HeardBefore::Shelf::add(std::size_t hash, std::string_view cased, std::uint32_t place,
                             const HeardSentence& heard) {
  if (slots_.size() < 2 * (records_.size() + 1)) double_slots();
  Record record{hash, place};
  record.text = static_cast<std::uint32_t>(texts_.size());
  record.text_size = static_cast<std::uint32_t>(cased.size());
  texts_ += cased;
  record.hits = append(hits_, heard.hits);
  record.hits_size = static_cast<std::uint32_t>(heard.hits.size());
  record.entries = append(entries_, heard.entries);
  record.entries_size = static_cast<std::uint32_t>(heard.entries.size());
  record.sums = append(sums_, heard.sums);
  record.sums_size = static_cast<std::uint32_t>(heard.sums.size());
  records_.push_back(record);
  put_in_slot(static_cast<std::uint32_t>(records_.size()));
}

void HeardBefore::Shelf::put_in_slot(std::uint32_t record) {
  const std::size_t mask = slots_.size() - 1;
  std::size_t slot = records_[record - 1].hash & mask;
  while (slots_[slot] != 0) slot = (slot + 1) & mask;
  slots_[slot] = record;
}

void HeardBefore::Shelf::double_slots() {
  slots_.assign(slots_.empty() ? first_slots : 2 * slots_.size(), 0);
  for (std::uint32_t record = 1; record <= records_.size(); ++record) put_in_slot(record);
}

void HeardBefore::Shelf::clear() {
  texts_.clear();
  hits_.clear();
  entries_.clear();
  sums_.clear();
  records_.clear();
  slots_.assign(slots_.size(), 0);
}

std::size_t HeardBefore::Shelf::bytes() const {
  return texts_.size() + hits_.size() * sizeof(HeardSentence::Hit) + entries_.size() * sizeof(std::uint32_t) +
         sums_.size() * sizeof(std::int32_t) + records_.size() * sizeof(Record) + slots_.size() * sizeof(std::uint32_t);
}

}  // namespace asklint
