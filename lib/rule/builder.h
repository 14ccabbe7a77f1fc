#pragma once
#include <map>
#include <optional>
#include <string>
#include <tuple>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "rule/pattern.h"
#include "rule/yaml.h"

namespace asklint {

/// A pack while its files are being read: what is known so far, by name, and what went wrong.
class PackBuilder {
 public:
  /// First pass over a file with `language:`: its word lists, shapes and facts, and the names of its signals.
  void declare_language(const yaml::Source& source);
  /// After every language's paradigms are known: its inflected lists.
  void declare_inflection(const yaml::Source& source);
  /// First pass over a file with `concepts:`: the names.
  void declare_concepts(const yaml::Source& source);

  /// Between the passes: word lists and shapes expanded.
  void resolve_vocabulary();

  /// Second pass.
  void read_language(const yaml::Source& source);
  void read_common_zones(const yaml::Source& source);
  void read_concepts(const yaml::Source& source);
  void read_advice(const yaml::Source& source);
  void read_rule(const yaml::Source& source);

  /// What only the whole shows: circles of concepts, translations, signals nobody hears.
  [[nodiscard]] Pack finish();

  yaml::Problems problems;

  PackBuilder();

 private:
  struct Written {  // a list entry or shape before it is expanded
    const yaml::Source* source = nullptr;
    YAML::Node node;
    std::string text;
  };
  struct Language {
    std::uint8_t index = 0;
    std::map<std::string, std::vector<Written>> lists;
    std::map<std::string, Written> shapes;
    Vocabulary vocabulary;
    std::unordered_set<std::string> resolving;
    std::unordered_set<std::string> common;
  };

  Language* language_of(const yaml::Source& source);
  void declare_facts(const yaml::Source& source, Language& language);
  void declare_words(const yaml::Source& source, Language& language);
  void declare_paradigms(const yaml::Source& source);
  void declare_shapes(const yaml::Source& source, Language& language);
  void declare_list(const yaml::Source& source, Language& language, const YAML::Node& key, const std::string& name,
                    const std::vector<Written>& entries);
  void resolve(Language& language, const std::string& name);
  void resolve_references(Language& language, const std::string& text);

  void declare_signals(const yaml::Source& source, const char* key);
  /// False where the language has one of that name, which is then a problem.
  bool define_signal(const yaml::Source& source, const std::string& name, const YAML::Node& body);
  void read_wordings(const yaml::Source& source, const Language& language);
  void read_wording(const yaml::Source& source, const Language& language, const std::string& name,
                    const YAML::Node& body);
  void read_weights(const yaml::Source& source, const std::string& word, const YAML::Node& row, std::size_t first);
  void read_signal(const yaml::Source& source, Language& language, const std::string& name, const YAML::Node& body);
  std::vector<Pattern> read_patterns(const yaml::Source& source, const YAML::Node& list, std::string_view what,
                                     Language& language, const PatternOptions& options);
  void read_zones(const yaml::Source& source, Language& language, std::uint8_t index);
  void read_roles(const yaml::Source& source, const YAML::Node& list, Hearing& hearing);

  std::uint32_t signal_id(const yaml::Source& source, const YAML::Node& node);
  std::vector<std::uint32_t> signal_ids(const yaml::Source& source, const YAML::Node& list, std::string_view what);
  Stretch keep_ids(const std::vector<std::uint32_t>& ids);
  Stretch read_conditions(const yaml::Source& source, const YAML::Node& value);
  Condition read_condition(const yaml::Source& source, const YAML::Node& node);
  Condition read_condition_map(const yaml::Source& source, const YAML::Node& node);
  Condition read_condition_key(const yaml::Source& source, const std::string& key, const YAML::Node& value);
  Condition read_distance(const yaml::Source& source, const YAML::Node& value, Condition::Kind kind);
  Condition read_count(const yaml::Source& source, const YAML::Node& value);
  Condition read_header(const yaml::Source& source, const YAML::Node& value);
  Condition read_thread(const yaml::Source& source, const YAML::Node& value);
  Condition read_echoes(const yaml::Source& source, const YAML::Node& value);
  Writer read_writer(const yaml::Source& source, const YAML::Node& node);
  Condition read_weigh(const yaml::Source& source, const YAML::Node& value);
  Scope read_scope(const yaml::Source& source, const YAML::Node& node, bool for_in);
  SpanKind read_span(const yaml::Source& source, const YAML::Node& node);
  double number(const yaml::Source& source, const YAML::Node& node, std::string_view what);
  bool truth(const yaml::Source& source, const YAML::Node& node, std::string_view what);
  void read_asks(const yaml::Source& source, const YAML::Node& asks);

  /// What follows from a case's condition; `mark`: where it says what is marked.
  void settle(Case& one, const std::optional<std::vector<std::uint32_t>>& mark);
  Case read_case(const yaml::Source& source, const YAML::Node& node);
  enum class Languages : std::uint8_t { all, any };  ///< whether a text must be there in every language of the pack
  Localized read_localized(const yaml::Source& source, const YAML::Node& root, std::string_view key);
  Localized read_texts(const yaml::Source& source, const YAML::Node& texts, std::string_view key, Languages wanted);
  [[nodiscard]] bool is_language(const std::string& key) const;
  void read_slot(const yaml::Source& source, const std::string& name, const YAML::Node& node);
  void read_whole(const yaml::Source& source, const YAML::Node& whole);
  void read_fits(const yaml::Source& source, const YAML::Node& fits, Rule& rule);
  void check_slots(const yaml::Source& source, const YAML::Node& at, const std::string& text);
  void read_examples(const yaml::Source& source, const YAML::Node& list, bool bad, Rule& rule);
  void read_example(const yaml::Source& source, const YAML::Node& node, bool bad, Rule& rule);
  void check_examples(const yaml::Source& source, const YAML::Node& root, const Rule& rule);

  std::uint32_t place(const yaml::Source& source, const YAML::Node& node);
  void order_concepts();
  void index_weighed();

  Pack pack_;
  std::map<std::tuple<std::uint32_t, std::uint64_t, std::size_t>, WeighedWord> weighed_;  // language, number, wording
  std::map<std::string, Language> languages_;
  std::map<std::string, std::map<std::string, std::vector<std::string>>> paradigms_;  // "de weak" -> cell -> endings
  std::unordered_map<std::string, std::uint32_t> signals_;
  std::unordered_map<std::string, std::uint32_t> signal_places_;  // "de haste", a concept's name -> where it stands
  std::unordered_map<std::string, std::uint32_t> codes_;
};

}  // namespace asklint
