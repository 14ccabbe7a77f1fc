#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "match/condition.h"
#include "match/finding.h"

namespace asklint {

/// Says what fits one message: help and a better wording that name the person and thing heard, in the register in which
/// the message speaks to its reader, and a word on the whole. Borrows pack and evidence, for one message.
class Advice {
 public:
  Advice(const Pack& pack, const Evidence& evidence);

  struct Words {
    std::string help, suggestion;
  };
  /// `language`: of the sentence, without a register. Cost: linear in the hits of the slots that the rule names.
  [[nodiscard]] Words fitting(const Rule& rule, const Hit& hit, const std::string& language) const;
  /// What is said where nothing of the message is to be named.
  [[nodiscard]] Words general(const Rule& rule, const std::string& language) const;

  /// Empty where no ask was heard.
  [[nodiscard]] Whole whole(const std::string& language) const;

 private:
  [[nodiscard]] std::string with_register(const std::string& language) const;
  [[nodiscard]] std::string filled(const Localized& texts, const std::string& key, const Hit& hit,
                                   const std::string& language) const;
  [[nodiscard]] std::string value(const Slot& slot, const Hit& hit, const std::string& language) const;
  [[nodiscard]] const Hit* nearest(std::uint32_t signal, const Hit& hit, bool anywhere) const;
  [[nodiscard]] std::string spoken(const Hit& heard, bool verbatim, const std::string& language) const;

  [[nodiscard]] bool begins_sentence(const Hit& heard) const;
  [[nodiscard]] bool is_function_word(const std::string& word, const std::string& language) const;

  const AdviceWords& words_;
  const std::vector<LanguageFacts>& languages_;
  const Evidence& evidence_;
};

}  // namespace asklint
