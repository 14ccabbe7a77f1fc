#pragma once
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "match/pattern_set.h"
#include "match/told.h"
#include "match/zones.h"
#include "reader/document.h"
#include "rule/pack.h"
#include "text/fold.h"
#include "text/sentences.h"

namespace asklint {

/// Sentences [first, last) of a message.
struct Range {
  std::uint32_t first = 0, last = 0;
};

/// One sentence of a message.
struct Sentence {
  Span folded;
  std::uint32_t paragraph = 0;
  Role role = Role::body;
  std::uint8_t language = 0;    ///< its own, by most evidence
  std::uint32_t languages = 0;  ///< bit set of those whose signals are heard in it: mixed sentences have two
};

/// A message as rules see it.
struct Message {
  Folded folded;
  std::vector<Sentence> sentences;  ///< ascending
  std::vector<Range> paragraphs;    ///< of sentences; Sentence::paragraph numbers them
  std::vector<Span> told;           ///< folded, ascending, not overlapping: quoted and told about (match/told.h)
  std::vector<Block> blocks;        ///< with their roles; parallel to `block_languages`
  std::vector<std::uint8_t> block_languages;
};

/// The first of `Message::told` that ends behind that place. Cost: O(log told).
[[nodiscard]] std::vector<Span>::const_iterator first_told(const Message& message, std::uint32_t folded);
/// Whether the span holds words that are told about.
[[nodiscard]] bool is_told(const Message& message, Span folded);

constexpr std::uint8_t no_language = 0xFF;

/// Cuts messages into sentences and tells their languages by the function words of each, CLD2 deciding where these do
/// not. Borrows the pack, which must outlive it.
class MessageCutter {
 public:
  /// `zone_index`: of the pack's zones; borrowed too.
  MessageCutter(const Pack& pack, std::span<const std::uint64_t> zone_index);

  /// `only`: the language to take for every sentence; no_language: told from the text.
  /// A paragraph that is surely in no language of the pack has sentences without languages.
  [[nodiscard]] Message cut(const Document& document, std::uint8_t only) const;

  /// The same for blocks that are given, all of them to be read; `nothing`: what reads as nothing in them.
  [[nodiscard]] Message cut(const Document& document, std::vector<Block> blocks, const std::vector<Span>& nothing,
                            std::uint8_t only) const;
  [[nodiscard]] const ZoneFinder& zones() const { return zones_; }
  /// A word that only holds a sentence together, in any language of the pack.
  [[nodiscard]] bool is_common(std::string_view folded_word) const;

 private:
  using Counts = std::vector<std::uint32_t>;
  struct Paragraph {
    std::size_t first, last;  // sentences
    Counts words;             // common ones, by language
    std::uint32_t all_words = 0;
    Span text;
  };

  void add_block(const Document& document, const Block& block, const std::vector<Span>& nothing, Message& message,
                 std::vector<Paragraph>& paragraphs, Counts& by_sentence) const;
  std::uint32_t count_words(std::string_view sentence, std::span<std::uint32_t> counts) const;
  void tell_languages(const Document& document, Message& message, const std::vector<Paragraph>& paragraphs,
                      const Counts& by_sentence) const;
  void tell_paragraph(const Document& document, Message& message, const Paragraph& paragraph, const Counts& whole,
                      const Counts& by_sentence) const;
  [[nodiscard]] std::uint8_t known(std::string_view code) const;

  const Pack& pack_;
  ZoneFinder zones_;
  TellingWords telling_;
  Abbreviations abbreviations_;
  std::unordered_map<std::string_view, std::uint32_t> common_;  // word -> languages
};

}  // namespace asklint
