// Files with `language:`: word lists, inflection, shapes, signals, zones.
#include <algorithm>
#include <sstream>

#include "rule/builder.h"
#include "rule/regex_tree.h"
#include "text/fold.h"
#include "text/role.h"
#include "text/sort_unique.h"
#include "text/word_pairs.h"

namespace asklint {
namespace {

const std::vector<std::string_view> language_keys{"language", "common", "abbreviations", "telling",   "fields",
                                                  "works",    "words",  "inflect",       "paradigms", "shapes",
                                                  "signals",  "zones",  "wordings",      "weights"};
const std::vector<std::string_view> signal_keys{"about", "hear", "except", "where", "cased", "told"};
const std::vector<std::string_view> wording_keys{"about", "threshold", "doubt"};
const std::vector<std::string_view> zone_keys{"greeting", "closing", "attribution", "forward",    "sender",
                                              "history",  "mobile",  "disclaimer",  "postscript", "original"};
const std::vector<std::pair<std::string_view, Role>> role_names{
    {"header", Role::header}, {"greeting", Role::greeting}, {"body", Role::body}, {"closing", Role::closing}};

std::string with_stem(std::string ending, const std::string& stem) {
  for (std::size_t at = ending.find('~'); at != std::string::npos; at = ending.find('~', at + stem.size() + 2))
    ending.replace(at, 1, "(" + stem + ")");
  return ending;
}

}  // namespace

PackBuilder::Language* PackBuilder::language_of(const yaml::Source& source) {
  const std::string code = yaml::text_of(source, source.root["language"], "language", problems);
  if (code.empty()) return nullptr;
  const auto [it, fresh] = languages_.try_emplace(code);
  if (fresh) {
    it->second.index = static_cast<std::uint8_t>(pack_.languages.size());
    pack_.languages.push_back({code, {}, {}, {}, {}, {}});
  }
  return &it->second;
}

void PackBuilder::declare_language(const yaml::Source& source) {
  if (!yaml::check_keys(source, source.root, "a language's file", language_keys, problems)) return;
  Language* language = language_of(source);
  if (language == nullptr) return;
  declare_facts(source, *language);
  declare_words(source, *language);
  declare_paradigms(source);
  declare_shapes(source, *language);
  for (const char* key : {"signals", "wordings"}) declare_signals(source, key);
}

void PackBuilder::declare_signals(const yaml::Source& source, const char* key) {
  const YAML::Node signals = source.root[key];
  if (!signals || !yaml::check_unique(source, signals, key, problems)) return;
  for (const auto& entry : signals) {
    const std::string name = entry.first.Scalar();
    if (signals_.try_emplace(name, static_cast<std::uint32_t>(pack_.signals.size())).second) {
      pack_.signals.emplace_back();
      pack_.signals.back().name = name;
    }
  }
}

void PackBuilder::declare_facts(const yaml::Source& source, Language& language) {
  LanguageFacts& facts = pack_.languages[language.index];
  if (source.root["common"])
    for (const YAML::Node& word : yaml::items_of(source, source.root["common"], "common", problems)) {
      facts.common.push_back(fold_lower(word.Scalar()));
      language.common.insert(facts.common.back());
    }
  if (source.root["abbreviations"])
    for (const YAML::Node& word : yaml::items_of(source, source.root["abbreviations"], "abbreviations", problems))
      facts.abbreviations.push_back(fold_lower(word.Scalar()));
  const auto read = [&](const char* key, std::vector<std::string>& into) {
    if (!source.root[key]) return;
    for (const YAML::Node& word : yaml::items_of(source, source.root[key], key, problems))
      into.push_back(fold_lower(word.Scalar()));
  };
  read("telling", facts.telling);
  read("fields", facts.fields);
  read("works", facts.works);
}

void PackBuilder::declare_list(const yaml::Source& source, Language& language, const YAML::Node& key,
                               const std::string& name, const std::vector<Written>& entries) {
  if (language.shapes.contains(name) || !language.lists.try_emplace(name, entries).second)
    problems.add(source, key, ErrorCode::schema, "the list '" + name + "' is defined twice in this language",
                 "give one of them another name");
}

void PackBuilder::declare_words(const yaml::Source& source, Language& language) {
  const YAML::Node words = source.root["words"];
  if (!words || !yaml::check_unique(source, words, "words", problems)) return;
  for (const auto& list : words) {
    std::vector<Written> entries;
    for (const YAML::Node& word : yaml::items_of(source, list.second, "a word list", problems))
      entries.push_back({&source, word, word.Scalar()});
    declare_list(source, language, list.first, list.first.Scalar(), entries);
  }
}

void PackBuilder::declare_paradigms(const yaml::Source& source) {
  const YAML::Node paradigms = source.root["paradigms"];
  if (!paradigms || !yaml::check_unique(source, paradigms, "paradigms", problems)) return;
  for (const auto& paradigm : paradigms) {
    if (!yaml::check_unique(source, paradigm.second, "a paradigm", problems)) continue;
    auto& cells = paradigms_[source.root["language"].Scalar() + " " + paradigm.first.Scalar()];
    if (!cells.empty())
      problems.add(source, paradigm.first, ErrorCode::schema,
                   "the paradigm '" + paradigm.first.Scalar() + "' is defined twice in this language");
    for (const auto& cell : paradigm.second)
      for (const YAML::Node& ending : yaml::items_of(source, cell.second, "a paradigm's cell", problems))
        cells[cell.first.Scalar()].push_back(ending.Scalar());
  }
}

void PackBuilder::declare_inflection(const yaml::Source& source) {
  const YAML::Node inflect = source.root["inflect"];
  if (!inflect || !yaml::check_unique(source, inflect, "inflect", problems)) return;
  if (!source.root["language"].IsScalar()) return;
  Language& language = languages_.at(source.root["language"].Scalar());
  for (const auto& list : inflect) {
    if (!yaml::check_unique(source, list.second, "an inflected list", problems)) continue;
    std::map<std::string, std::vector<Written>> cells;
    for (const auto& part : list.second) {
      const std::string paradigm = part.first.Scalar();
      if (paradigm == "forms") {
        if (!yaml::check_unique(source, part.second, "forms", problems)) continue;
        for (const auto& cell : part.second)
          for (const YAML::Node& form : yaml::items_of(source, cell.second, "forms", problems))
            cells[cell.first.Scalar()].push_back({&source, form, form.Scalar()});
        continue;
      }
      const auto found = paradigms_.find(source.root["language"].Scalar() + " " + paradigm);
      if (found == paradigms_.end()) {
        problems.add(source, part.first, ErrorCode::schema, "unknown paradigm '" + paradigm + "'",
                     "define it under paradigms, or write forms:");
        continue;
      }
      for (const YAML::Node& stem : yaml::items_of(source, part.second, "stems", problems))
        for (const auto& [cell, endings] : found->second)
          for (const std::string& ending : endings)
            cells[cell].push_back({&source, stem, with_stem(ending, stem.Scalar())});
    }
    std::vector<Written> all;
    for (const auto& [cell, entries] : cells) {
      declare_list(source, language, list.first, list.first.Scalar() + "." + cell, entries);
      all.insert(all.end(), entries.begin(), entries.end());
    }
    declare_list(source, language, list.first, list.first.Scalar(), all);
  }
}

void PackBuilder::declare_shapes(const yaml::Source& source, Language& language) {
  const YAML::Node shapes = source.root["shapes"];
  if (!shapes || !yaml::check_unique(source, shapes, "shapes", problems)) return;
  for (const auto& shape : shapes) {
    const std::string name = shape.first.Scalar();
    const std::string text = yaml::text_of(source, shape.second, "a shape", problems);
    if (language.lists.contains(name) ||
        !language.shapes.try_emplace(name, Written{&source, shape.second, text}).second)
      problems.add(source, shape.first, ErrorCode::schema, "the shape '" + name + "' is defined twice in this language",
                   "give one of them another name");
  }
}

void PackBuilder::resolve_vocabulary() {
  for (auto& [code, language] : languages_) {
    for (const auto& [name, entries] : language.lists) resolve(language, name);
    for (const auto& [name, shape] : language.shapes) resolve(language, name);
  }
}

// What `text` names in { } is resolved before it.
void PackBuilder::resolve_references(Language& language, const std::string& text) {
  for (std::size_t at = text.find('{'); at != std::string::npos; at = text.find('{', at + 1)) {
    const std::size_t end = text.find('}', at);
    if (end == std::string::npos) return;
    const std::string name = text.substr(at + 1, end - at - 1);
    if (language.lists.contains(name) || language.shapes.contains(name)) resolve(language, name);
  }
}

void PackBuilder::resolve(Language& language, const std::string& name) {
  if (language.vocabulary.contains(name) || !language.resolving.insert(name).second)
    return;  // a circle shows as an unknown name
  const auto report = [this](const Written& at, const PatternFault& fault) {
    problems.add(*at.source, at.node, fault.code, fault.message, fault.help);
  };
  if (const auto shape = language.shapes.find(name); shape != language.shapes.end()) {
    resolve_references(language, shape->second.text);
    auto shaped = shape_pattern(shape->second.text, language.vocabulary);
    if (auto* fault = std::get_if<PatternFault>(&shaped)) return report(shape->second, *fault);
    language.vocabulary[name] = *std::get_if<std::string>(&shaped);
    return;
  }
  std::vector<std::string> members;
  for (const Written& entry : language.lists.at(name)) {
    resolve_references(language, entry.text);
    auto expanded = expand_entry(entry.text, language.vocabulary, false);
    if (auto* fault = std::get_if<PatternFault>(&expanded)) {
      report(entry, *fault);
      continue;
    }
    for (const std::string& text : *std::get_if<std::vector<std::string>>(&expanded))
      members.push_back(quote_literal(text));
  }
  sort_unique(members);
  std::string joined;
  for (const std::string& member : members) joined += (joined.empty() ? "" : "|") + member;
  language.vocabulary[name] = joined;
}

void PackBuilder::read_language(const yaml::Source& source) {
  if (!source.root["language"] || !source.root["language"].IsScalar()) return;
  Language& language = languages_.at(source.root["language"].Scalar());
  if (const YAML::Node signals = source.root["signals"]; signals && signals.IsMap())
    for (const auto& entry : signals) read_signal(source, language, entry.first.Scalar(), entry.second);
  read_wordings(source, language);
  if (source.root["zones"]) read_zones(source, language, language.index);
}

void PackBuilder::read_common_zones(const yaml::Source& source) {
  if (!yaml::check_keys(source, source.root, "a file of zones", {"zones"}, problems)) return;
  Language without_words;
  read_zones(source, without_words, any_language);
}

bool PackBuilder::define_signal(const yaml::Source& source, const std::string& name, const YAML::Node& body) {
  const std::string key = source.root["language"].Scalar() + " " + name;
  const auto [at, fresh] = signal_places_.try_emplace(key, place(source, body));
  if (fresh) return true;
  const Place& first = pack_.places[at->second];
  problems.add(source, body, ErrorCode::schema, "the signal '" + name + "' is defined twice in this language",
               "the first stands in " + first.file + ":" + std::to_string(first.at.line));
  return false;
}

// The wordings of a file stand together: each word's weights are a row, one number for each of them.
void PackBuilder::read_wordings(const yaml::Source& source, const Language& language) {
  const YAML::Node wordings = source.root["wordings"];
  const YAML::Node weights = source.root["weights"];
  const std::size_t first = pack_.wordings.size();
  if (wordings && wordings.IsMap())
    for (const auto& entry : wordings) read_wording(source, language, entry.first.Scalar(), entry.second);
  if (!weights || !yaml::check_unique(source, weights, "weights", problems)) return;
  for (const auto& word : weights) read_weights(source, word.first.Scalar(), word.second, first);
}

void PackBuilder::read_wording(const yaml::Source& source, const Language& language, const std::string& name,
                               const YAML::Node& body) {
  pack_.wordings.push_back({signals_.at(name), language.index, 0, Wording::never});
  Wording& wording = pack_.wordings.back();
  if (!yaml::check_keys(source, body, "the wording '" + name + "'", wording_keys, problems)) return;
  if (!define_signal(source, name, body)) return;
  if (!body["threshold"])
    problems.add(source, body, ErrorCode::schema, "the wording '" + name + "' has no threshold",
                 "give it threshold: a number");
  else
    wording.threshold = static_cast<std::int32_t>(number(source, body["threshold"], "threshold"));
  if (body["doubt"]) wording.doubt = static_cast<std::int32_t>(number(source, body["doubt"], "doubt"));
  if (body["about"]) pack_.signals[wording.signal].about = yaml::text_of(source, body["about"], "about", problems);
}

void PackBuilder::read_weights(const yaml::Source& source, const std::string& word, const YAML::Node& row,
                               std::size_t first) {
  std::vector<std::int8_t>& weights = pack_.word_weights.own();
  const std::size_t begin = weights.size();
  weights.push_back(0);
  std::istringstream numbers(row.IsScalar() ? row.Scalar() : "");
  for (int weight = 0; numbers >> weight;) {
    if (weight < -127 || weight > 127) break;
    weights.push_back(static_cast<std::int8_t>(weight));
  }
  const std::size_t count = weights.size() - begin - 1;
  if (!numbers.eof() || count == 0 || count != pack_.wordings.size() - first) {
    problems.add(source, row, ErrorCode::schema,
                 "the weights of '" + word + "' must be one whole number of -127 to 127 for each wording",
                 "write them in a row, in the order of wordings:");
    return;
  }
  constexpr std::size_t most_wordings = 127, most_weights = 0xFFFFFF;  // what a WeighedWord has room for
  if (pack_.wordings.size() > most_wordings || weights.size() > most_weights) {
    problems.add(source, row, ErrorCode::schema, "more weights than a pack can hold",
                 "leave out words that weigh little; at most 127 wordings");
    return;
  }
  weights[begin] = static_cast<std::int8_t>(count);
  WeighedWord& made = weighed_[{pack_.wordings[first].language, word_number(fold_lower(word)), first}];
  made.weights = begin & most_weights;
  made.wording = first & most_wordings;
}

void PackBuilder::read_signal(const yaml::Source& source, Language& language, const std::string& name,
                              const YAML::Node& body) {
  if (!yaml::check_keys(source, body, "the signal '" + name + "'", signal_keys, problems)) return;
  if (!define_signal(source, name, body)) return;
  Hearing hearing;
  hearing.signal = signals_.at(name);
  hearing.language = language.index;
  hearing.cased = body["cased"] && truth(source, body["cased"], "cased");
  hearing.told = body["told"] && truth(source, body["told"], "told");
  if (body["about"] && pack_.signals[hearing.signal].about.empty())
    pack_.signals[hearing.signal].about = yaml::text_of(source, body["about"], "about", problems);
  read_roles(source, body["where"], hearing);
  const PatternOptions options{hearing.cased, false, &language.common};
  if (!body["hear"])
    problems.add(source, body, ErrorCode::schema, "the signal '" + name + "' hears nothing",
                 "give it hear: [patterns]");
  else
    hearing.hear = read_patterns(source, body["hear"], "hear", language, options);
  if (body["except"]) hearing.except = read_patterns(source, body["except"], "except", language, options);
  pack_.hearings.push_back(std::move(hearing));
}

void PackBuilder::read_roles(const yaml::Source& source, const YAML::Node& list, Hearing& hearing) {
  const auto bit = [](Role role) { return 1U << static_cast<unsigned>(role); };
  hearing.roles = bit(Role::body) | bit(Role::closing);
  if (!list) return;
  hearing.roles = 0;
  for (const YAML::Node& item : yaml::items_of(source, list, "where", problems)) {
    const auto found = std::ranges::find(role_names, item.Scalar(), &std::pair<std::string_view, Role>::first);
    if (found == role_names.end())
      problems.add(source, item, ErrorCode::schema, "no signal is heard in '" + item.Scalar() + "'",
                   "known here: header greeting body closing");
    else
      hearing.roles |= bit(found->second);
  }
}

std::vector<Pattern> PackBuilder::read_patterns(const yaml::Source& source, const YAML::Node& list,
                                                std::string_view what, Language& language,
                                                const PatternOptions& options) {
  std::vector<Pattern> out;
  for (const YAML::Node& item : yaml::items_of(source, list, what, problems)) {
    auto compiled = compile_pattern(item.Scalar(), language.vocabulary, options);
    if (auto* fault = std::get_if<PatternFault>(&compiled)) {
      problems.add(source, item, fault->code, fault->message, fault->help);
      continue;
    }
    out.push_back(std::move(*std::get_if<Pattern>(&compiled)));
    out.back().source = place(source, item);
  }
  return out;
}

void PackBuilder::read_zones(const yaml::Source& source, Language& language, std::uint8_t index) {
  const YAML::Node zones = source.root["zones"];
  if (!yaml::check_keys(source, zones, "zones", zone_keys, problems)) return;
  for (const auto& entry : zones) {
    Zone zone{entry.first.Scalar(), index, {}};
    zone.patterns = read_patterns(source, entry.second, "a zone", language, {false, true, nullptr});
    pack_.zones.push_back(std::move(zone));
  }
}

}  // namespace asklint
