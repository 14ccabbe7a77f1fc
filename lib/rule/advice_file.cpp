// The file with `advice:`: what asklint can name of a message, and its word on the whole of it.
#include <algorithm>

#include "rule/builder.h"
#include "text/fold.h"

namespace asklint {
namespace {

const std::vector<std::string_view> advice_keys{"slots", "registers", "turned", "dropped", "whole"};
const std::vector<std::string_view> slot_keys{"heard", "named", "verbatim", "in"};
const std::vector<std::string_view> whole_keys{"label", "asks", "one", "many", "virtues"};
const std::vector<std::string_view> virtue_keys{"heard", "has", "lacks"};

}  // namespace

void PackBuilder::read_advice(const yaml::Source& source) {
  const YAML::Node advice = source.root["advice"];
  if (!yaml::check_keys(source, advice, "advice", advice_keys, problems)) return;
  if (advice["registers"] && yaml::check_unique(source, advice["registers"], "registers", problems))
    for (const auto& entry : advice["registers"])
      pack_.advice.registers.emplace_back(entry.first.Scalar(), signal_id(source, entry.second));
  if (advice["slots"] && yaml::check_unique(source, advice["slots"], "slots", problems))
    for (const auto& entry : advice["slots"]) read_slot(source, entry.first.Scalar(), entry.second);
  if (advice["turned"] && yaml::check_unique(source, advice["turned"], "turned", problems))
    for (const auto& language : advice["turned"]) {
      auto& turned = pack_.advice.turned.emplace_back(language.first.Scalar(), 0).second;
      if (!yaml::check_unique(source, language.second, "turned", problems)) continue;
      for (const auto& entry : language.second)
        turned.emplace_back(fold_lower(entry.first.Scalar()), yaml::text_of(source, entry.second, "turned", problems));
    }
  if (advice["dropped"] && yaml::check_unique(source, advice["dropped"], "dropped", problems))
    for (const auto& language : advice["dropped"]) {
      auto& dropped = pack_.advice.dropped.emplace_back(language.first.Scalar(), 0).second;
      for (const YAML::Node& word : yaml::items_of(source, language.second, "dropped", problems))
        dropped.push_back(fold_lower(word.Scalar()));
    }
  if (advice["whole"]) read_whole(source, advice["whole"]);
}

void PackBuilder::read_slot(const yaml::Source& source, const std::string& name, const YAML::Node& node) {
  if (!yaml::check_keys(source, node, "a slot", slot_keys, problems)) return;
  Slot slot;
  slot.name = name;
  if (node["heard"]) slot.heard = signal_ids(source, node["heard"], "heard");
  if (node["verbatim"]) slot.verbatim = truth(source, node["verbatim"], "verbatim");
  if (node["in"]) slot.anywhere = read_scope(source, node["in"], true) == Scope::message;
  if (node["named"] && yaml::check_unique(source, node["named"], "named", problems))
    for (const auto& entry : node["named"])
      slot.named.emplace_back(signal_id(source, entry.first),
                              read_texts(source, entry.second, "named", Languages::all));
  pack_.advice.slots.push_back(std::move(slot));
}

void PackBuilder::read_whole(const yaml::Source& source, const YAML::Node& whole) {
  if (!yaml::check_keys(source, whole, "whole", whole_keys, problems)) return;
  for (const char* key : {"label", "asks", "one", "many", "virtues"})
    if (!whole[key]) problems.add(source, whole, ErrorCode::schema, std::string("whole has no ") + key + ":");
  if (whole["asks"]) pack_.advice.ask = signal_id(source, whole["asks"]);
  if (whole["label"]) pack_.advice.label = read_texts(source, whole["label"], "label", Languages::all);
  if (whole["one"]) pack_.advice.one_ask = read_texts(source, whole["one"], "one", Languages::all);
  if (whole["many"]) pack_.advice.many_asks = read_texts(source, whole["many"], "many", Languages::all);
  if (!whole["virtues"]) return;
  for (const YAML::Node& node : whole["virtues"]) {
    if (!yaml::check_keys(source, node, "a virtue", virtue_keys, problems)) continue;
    if (!node["heard"] || !node["has"] || !node["lacks"]) {
      problems.add(source, node, ErrorCode::schema, "a virtue needs heard:, has: and lacks:");
      continue;
    }
    pack_.advice.virtues.push_back({signal_ids(source, node["heard"], "heard"),
                                    read_texts(source, node["has"], "has", Languages::all),
                                    read_texts(source, node["lacks"], "lacks", Languages::all)});
  }
}

void PackBuilder::read_fits(const yaml::Source& source, const YAML::Node& fits, Rule& rule) {
  if (!fits.IsSequence()) {
    problems.add(source, fits, ErrorCode::schema, "fit: must be a list", "write - help: {en: …}");
    return;
  }
  for (const YAML::Node& node : fits) {
    if (!yaml::check_keys(source, node, "fit", {"help", "try"}, problems)) continue;
    Fit fit;
    if (node["help"]) fit.help = read_texts(source, node["help"], "help", Languages::any);
    if (node["try"]) fit.suggestion = read_texts(source, node["try"], "try", Languages::any);
    for (const Localized* texts : {&fit.help, &fit.suggestion})
      for (const auto& [language, text] : *texts) check_slots(source, node, text);
    rule.fits.push_back(std::move(fit));
  }
}

void PackBuilder::check_slots(const yaml::Source& source, const YAML::Node& at, const std::string& text) {
  for (std::size_t open = text.find('{'); open != std::string::npos; open = text.find('{', open + 1)) {
    const std::string name = text.substr(open + 1, text.find('}', open) - open - 1);
    if (std::ranges::find(pack_.advice.slots, name, &Slot::name) == pack_.advice.slots.end())
      problems.add(source, at, ErrorCode::schema, "no slot '" + name + "'", "slots stand in the file with advice:");
  }
}

}  // namespace asklint
