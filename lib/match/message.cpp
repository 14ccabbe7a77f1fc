#include "match/message.h"

#include <algorithm>
#include <iterator>

#include "text/language.h"

namespace asklint {

std::vector<Span>::const_iterator first_told(const Message& message, std::uint32_t folded) {
  return std::ranges::lower_bound(message.told, folded, {}, [](Span told) { return told.end - 1; });
}

bool is_told(const Message& message, Span folded) {
  const auto next = first_told(message, folded.begin);
  return next != message.told.end() && overlaps(*next, folded);
}
namespace {

constexpr std::uint32_t own_weight = 3;         // a sentence's own function words against its paragraph's
constexpr std::uint32_t words_per_common = 12;  // rarer function words than this make a foreign language likely
constexpr std::size_t shortest_for_cld = 34;    // bytes; below, CLD2 guesses (English: "In stillem Gedenken, Arvid Thorn")
constexpr std::size_t longest_for_cld = 4000;   // bytes are enough to tell
constexpr double most_told = 0.9;               // a message that is all in quotation marks is the author's own

bool word_byte(char c) {
  return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '\'' || static_cast<unsigned char>(c) >= 0x80;
}

bool linted(Role role) {
  return role == Role::header || role == Role::greeting || role == Role::body || role == Role::closing;
}

// The first bytes of a text, whole characters only.
std::string_view beginning(std::string_view text, std::size_t most_bytes) {
  if (text.size() <= most_bytes) return text;
  while (most_bytes > 0 && (static_cast<unsigned char>(text[most_bytes]) & 0xC0) == 0x80) --most_bytes;
  return text.substr(0, most_bytes);
}

std::uint8_t most(const std::vector<std::uint32_t>& counts) {
  std::uint8_t best = no_language;
  for (std::size_t i = 0; i < counts.size(); ++i)
    if (counts[i] > 0 && (best == no_language || counts[i] > counts[best])) best = static_cast<std::uint8_t>(i);
  return best;
}

Span whole_from(const Folded& folded, std::uint32_t begin) {
  return {begin, static_cast<std::uint32_t>(folded.lower.size())};
}

void cut_off(Folded& folded, std::uint32_t size) {
  folded.lower.resize(size);
  folded.cased.resize(size);
  folded.to_text.truncate(size);
}

/// What reads as nothing in a block, and the marks of its scare quotes; text.
std::vector<Span> without_winks(const Folded& folded, const std::vector<Span>& winks, Span block,
                                const std::vector<Span>& nothing) {
  std::vector<Span> marks;
  for (const Span wink : winks) marks.push_back(folded.to_text.back(wink));
  std::vector<Span> here;
  const auto first = std::ranges::lower_bound(nothing, block.begin, {}, &Span::end);
  const auto last = std::find_if(first, nothing.end(), [block](Span span) { return span.begin >= block.end; });
  std::merge(first, last, marks.begin(), marks.end(), std::back_inserter(here));
  return here;
}

bool tied(const std::vector<std::uint32_t>& counts, std::uint8_t best) {
  return best == no_language || std::ranges::count(counts, counts[best]) > 1;
}

}  // namespace

MessageCutter::MessageCutter(const Pack& pack, std::span<const std::uint64_t> zone_index)
    : pack_(pack), zones_(pack.zones, zone_index), telling_(pack.languages) {
  std::vector<std::string> abbreviations;
  for (std::size_t i = 0; i < pack.languages.size(); ++i) {
    const LanguageFacts& facts = pack.languages[i];
    abbreviations.insert(abbreviations.end(), facts.abbreviations.begin(), facts.abbreviations.end());
    for (const std::string& word : facts.common) common_[word] |= 1U << i;
  }
  abbreviations_ = Abbreviations(abbreviations);
}

Message MessageCutter::cut(const Document& document, std::uint8_t only) const {
  return cut(document, zones_.refine(document), document.controls, only);
}

Message MessageCutter::cut(const Document& document, std::vector<Block> blocks, const std::vector<Span>& nothing,
                           std::uint8_t only) const {
  Message message;
  message.blocks = std::move(blocks);
  message.block_languages.assign(message.blocks.size(), no_language);
  std::vector<Paragraph> paragraphs;
  Counts by_sentence;  // common words of each, by language
  std::vector<std::size_t> block_of;
  for (std::size_t i = 0; i < message.blocks.size(); ++i) {
    if (!linted(message.blocks[i].role)) continue;
    add_block(document, message.blocks[i], nothing, message, paragraphs, by_sentence);
    block_of.push_back(i);
  }
  std::uint32_t told = 0;
  for (const Span& span : message.told) told += span.size();
  if (told > most_told * static_cast<double>(message.folded.lower.size())) message.told.clear();
  if (only != no_language) {
    for (Sentence& sentence : message.sentences) {
      sentence.language = only;
      sentence.languages = 1U << only;
    }
  } else {
    tell_languages(document, message, paragraphs, by_sentence);
  }
  for (std::size_t i = 0; i < paragraphs.size(); ++i)
    if (paragraphs[i].first < paragraphs[i].last) {
      const Sentence& first = message.sentences[paragraphs[i].first];
      message.block_languages[block_of[i]] = first.languages == 0 ? no_language : first.language;
    }
  return message;
}

void MessageCutter::add_block(const Document& document, const Block& block, const std::vector<Span>& nothing,
                              Message& message, std::vector<Paragraph>& paragraphs, Counts& by_sentence) const {
  if (!message.folded.lower.empty()) fold_mark(message.folded, "\n", block.text.begin);
  const auto begin = static_cast<std::uint32_t>(message.folded.lower.size());
  Quotations quotations;
  fold_into(message.folded, document.text, block.text, {document.words, nothing});
  find_quotations(message.folded, whole_from(message.folded, begin), telling_, quotations);
  if (!quotations.winks.empty()) {
    // Scare quotes read as nothing: "make sure" in them is what it is without.
    const std::vector<Span> marks = without_winks(message.folded, quotations.winks, block.text, nothing);
    cut_off(message.folded, begin);
    fold_into(message.folded, document.text, block.text, {document.words, marks});
    quotations = {};
    find_quotations(message.folded, whole_from(message.folded, begin), telling_, quotations);
  }
  message.told.insert(message.told.end(), quotations.told.begin(), quotations.told.end());
  const auto end = static_cast<std::uint32_t>(message.folded.lower.size());
  Paragraph paragraph{message.sentences.size(), 0, Counts(pack_.languages.size()), 0, block.text};
  const std::string_view cased = std::string_view(message.folded.cased).substr(begin, end - begin);
  for (const Span& in_paragraph : split_sentences(cased, abbreviations_)) {
    Sentence sentence;
    sentence.folded = {begin + in_paragraph.begin, begin + in_paragraph.end};
    sentence.paragraph = static_cast<std::uint32_t>(paragraphs.size());
    sentence.role = block.role;
    message.sentences.push_back(sentence);
    const std::size_t own = by_sentence.size();
    by_sentence.resize(own + pack_.languages.size());
    const std::span<std::uint32_t> counts(by_sentence.data() + own, pack_.languages.size());
    paragraph.all_words += count_words(slice(message.folded.lower, sentence.folded), counts);
    for (std::size_t i = 0; i < counts.size(); ++i) paragraph.words[i] += counts[i];
  }
  paragraph.last = message.sentences.size();
  message.paragraphs.push_back(
      {static_cast<std::uint32_t>(paragraph.first), static_cast<std::uint32_t>(paragraph.last)});
  paragraphs.push_back(std::move(paragraph));
}

bool MessageCutter::is_common(std::string_view word) const {
  return common_.contains(word);
}

std::uint32_t MessageCutter::count_words(std::string_view text, std::span<std::uint32_t> counts) const {
  std::uint32_t all = 0;
  for (std::size_t at = 0; at < text.size();) {
    if (!word_byte(text[at])) {
      ++at;
      continue;
    }
    std::size_t end = at;
    while (end < text.size() && word_byte(text[end])) ++end;
    const std::string_view word = text.substr(at, end - at);
    if (const auto found = common_.find(word); found != common_.end())
      for (std::size_t i = 0; i < counts.size(); ++i) counts[i] += found->second >> i & 1U;
    ++all;
    at = end;
  }
  return all;
}

std::uint8_t MessageCutter::known(std::string_view code) const {
  for (std::size_t i = 0; i < pack_.languages.size(); ++i)
    if (pack_.languages[i].code == code) return static_cast<std::uint8_t>(i);
  return no_language;
}

void MessageCutter::tell_languages(const Document& document, Message& message, const std::vector<Paragraph>& paragraphs,
                                   const Counts& by_sentence) const {
  Counts whole(pack_.languages.size());
  for (const Paragraph& paragraph : paragraphs)
    for (std::size_t i = 0; i < whole.size(); ++i) whole[i] += paragraph.words[i];
  for (const Paragraph& paragraph : paragraphs) tell_paragraph(document, message, paragraph, whole, by_sentence);
}

void MessageCutter::tell_paragraph(const Document& document, Message& message, const Paragraph& paragraph,
                                   const Counts& whole, const Counts& by_sentence) const {
  const std::uint32_t all = pack_.languages.size() >= 32 ? ~0U : (1U << pack_.languages.size()) - 1;
  std::uint8_t own = most(paragraph.words);
  const bool thin = own == no_language || paragraph.words[own] * words_per_common < paragraph.all_words;
  if (thin || tied(paragraph.words, own)) {
    const std::string_view text = slice(document.text, paragraph.text);
    // "Schönen Feierabend, Ines": a closing is too short to tell its language by, and is written in that of the
    // message.
    const bool closing = paragraph.first < paragraph.last && message.sentences[paragraph.first].role == Role::closing;
    const std::string code =
        closing || text.size() < shortest_for_cld ? std::string() : detect_language(beginning(text, longest_for_cld));
    if (const std::uint8_t told = known(code); told != no_language) {
      own = told;
    } else if (!code.empty() && thin) {
      return;  // surely another language: its sentences keep none
    } else if (tied(paragraph.words, own) && !tied(whole, most(whole))) {
      own = most(whole);
    }
  }
  const std::size_t languages = pack_.languages.size();
  Counts weighed(languages);
  for (std::size_t i = paragraph.first; i < paragraph.last; ++i) {
    Sentence& sentence = message.sentences[i];
    const std::span<const std::uint32_t> counts(by_sentence.data() + i * languages, languages);
    for (std::size_t l = 0; l < languages; ++l) weighed[l] = counts[l] * own_weight + (l == own ? 1U : 0U);
    const std::uint8_t best = most(weighed);
    sentence.language = best == no_language ? 0 : best;
    sentence.languages = best == no_language ? all : 1U << best;
    for (std::size_t l = 0; l < counts.size(); ++l)
      if (counts[l] > 0 || (l == own && own != no_language)) sentence.languages |= 1U << l;
  }
}

}  // namespace asklint
