// Conditions, and the files with `concepts:` and `asks:`.
#include <algorithm>
#include <charconv>

#include "rule/builder.h"

namespace asklint {
namespace {

const std::vector<std::string_view> condition_keys{"all",     "any", "none",   "count", "before", "near",
                                                   "missing", "in",  "header", "weigh", "thread", "echoes"};
const std::vector<std::string_view> concept_keys{"about", "when", "mark", "span"};
const std::vector<std::string_view> concept_file_keys{"concepts", "asks"};
const std::vector<std::string_view> asks_keys{"heard", "kinds", "objects", "beneficiaries"};
const std::vector<std::string_view> count_keys{"of", "min", "max"};
const std::vector<std::string_view> distance_keys{"of", "words", "sentences"};
const std::vector<std::string_view> header_keys{"mail", "reply", "list", "recipients", "template"};
const std::vector<std::string_view> thread_keys{"by",   "turns", "newest", "all",   "any",
                                                "none", "count", "near",   "before"};
const std::vector<std::string_view> echoes_keys{"by", "heard", "about", "names-first", "open", "words"};
const std::vector<std::string_view> range_keys{"min", "max"};
const std::vector<std::string_view> weigh_keys{"threshold", "evidence"};

template <class T>
std::optional<T> named(std::string_view name, std::initializer_list<std::pair<std::string_view, T>> names) {
  for (const auto& [text, value] : names)
    if (text == name) return value;
  return std::nullopt;
}

}  // namespace

double PackBuilder::number(const yaml::Source& source, const YAML::Node& node, std::string_view what) {
  double value = 0;
  const std::string text = yaml::text_of(source, node, what, problems);
  const auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (fault != std::errc() || end != text.data() + text.size())
    problems.add(source, node, ErrorCode::schema, std::string(what) + " must be a number");
  return value;
}

bool PackBuilder::truth(const yaml::Source& source, const YAML::Node& node, std::string_view what) {
  const std::string text = yaml::text_of(source, node, what, problems);
  if (text != "true" && text != "false")
    problems.add(source, node, ErrorCode::schema, std::string(what) + " must be true or false");
  return text == "true";
}

std::uint32_t PackBuilder::place(const yaml::Source& source, const YAML::Node& node) {
  pack_.places.push_back({source.file, yaml::place_of(node)});
  return static_cast<std::uint32_t>(pack_.places.size() - 1);
}

std::uint32_t PackBuilder::signal_id(const yaml::Source& source, const YAML::Node& node) {
  const std::string name = yaml::text_of(source, node, "a signal", problems);
  if (const auto found = signals_.find(name); found != signals_.end()) return found->second;
  if (!name.empty()) {
    std::vector<std::string_view> known;
    for (const auto& [other, id] : signals_) known.push_back(other);
    std::ranges::sort(known);
    std::string help = yaml::hint(name, known);
    problems.add(source, node, ErrorCode::schema, "unknown signal '" + name + "'",
                 help.empty() ? "define it in signals/<lang>/ or concepts/" : help);
  }
  return placeholder_signal;
}

Stretch PackBuilder::keep_ids(const std::vector<std::uint32_t>& ids) {
  return pack_.conditions.ids.add(ids);
}

std::vector<std::uint32_t> PackBuilder::signal_ids(const yaml::Source& source, const YAML::Node& list,
                                                   std::string_view what) {
  std::vector<std::uint32_t> out;
  for (const YAML::Node& item : yaml::items_of(source, list, what, problems)) out.push_back(signal_id(source, item));
  return out;
}

Condition PackBuilder::read_condition(const yaml::Source& source, const YAML::Node& node) {
  if (node.IsMap()) return read_condition_map(source, node);
  Condition out;
  out.kind = Condition::Kind::signal;
  if (node.IsScalar())
    out.signals = keep_ids({signal_id(source, node)});
  else
    problems.add(source, node, ErrorCode::schema, "a condition must be a signal's name or a map",
                 "write all: [a, b] for both");
  return out;
}

// Several keys in one map must all hold; `in` widens the scope of the others.
Condition PackBuilder::read_condition_map(const yaml::Source& source, const YAML::Node& node) {
  Condition out;
  if (!yaml::check_keys(source, node, "a condition", condition_keys, problems)) return out;
  std::vector<Condition> children;
  for (const auto& entry : node) {
    const std::string key = entry.first.Scalar();
    if (key == "in" || std::ranges::find(condition_keys, key) == condition_keys.end()) continue;
    children.push_back(read_condition_key(source, key, entry.second));
  }
  if (children.empty()) problems.add(source, node, ErrorCode::schema, "an empty condition", "name a signal");
  if (!node["in"] && children.size() == 1) return children.front();
  out.children = pack_.conditions.nodes.add(children);
  if (!node["in"]) return out;
  out.kind = Condition::Kind::in;
  out.scope = read_scope(source, node["in"], true);
  return out;
}

Condition PackBuilder::read_condition_key(const yaml::Source& source, const std::string& key, const YAML::Node& value) {
  using Kind = Condition::Kind;
  if (key == "count") return read_count(source, value);
  if (key == "before") return read_distance(source, value, Kind::before);
  if (key == "near") return read_distance(source, value, Kind::near);
  if (key == "header") return read_header(source, value);
  if (key == "weigh") return read_weigh(source, value);
  if (key == "thread") return read_thread(source, value);
  if (key == "echoes") return read_echoes(source, value);
  Condition out;
  if (key == "missing") {
    out.kind = Kind::missing;
    out.signals = keep_ids(signal_ids(source, value, "missing"));
    return out;
  }
  out.kind = key == "all" ? Kind::all : key == "any" ? Kind::any : Kind::none;
  out.children = read_conditions(source, value);
  return out;
}

Stretch PackBuilder::read_conditions(const yaml::Source& source, const YAML::Node& value) {
  std::vector<Condition> out;
  if (value.IsSequence())
    for (const YAML::Node& one : value) out.push_back(read_condition(source, one));
  else
    out.push_back(read_condition(source, value));
  return pack_.conditions.nodes.add(out);
}

Condition PackBuilder::read_distance(const yaml::Source& source, const YAML::Node& value, Condition::Kind kind) {
  Condition out;
  out.kind = kind;
  if (value.IsMap()) {
    if (!yaml::check_keys(source, value, kind == Condition::Kind::near ? "near" : "before", distance_keys, problems))
      return out;
    if (value["of"]) out.signals = keep_ids(signal_ids(source, value["of"], "of"));
    if (value["words"]) out.words = static_cast<std::uint32_t>(number(source, value["words"], "words"));
    if (value["sentences"]) out.sentences = static_cast<std::uint32_t>(number(source, value["sentences"], "sentences"));
  } else {
    out.signals = keep_ids(signal_ids(source, value, "before and near"));
  }
  if (out.signals.count != 2)
    problems.add(source, value, ErrorCode::schema, "two signals are wanted here", "write [first, second]");
  return out;
}

Condition PackBuilder::read_count(const yaml::Source& source, const YAML::Node& value) {
  Condition out;
  out.kind = Condition::Kind::count;
  if (!yaml::check_keys(source, value, "count", count_keys, problems)) return out;
  if (value["of"]) out.signals = keep_ids(signal_ids(source, value["of"], "of"));
  if (value["min"]) out.min = static_cast<std::uint32_t>(number(source, value["min"], "min"));
  if (value["max"]) out.max = static_cast<std::uint32_t>(number(source, value["max"], "max"));
  if (out.signals.count == 0) problems.add(source, value, ErrorCode::schema, "count needs of: [signals]");
  return out;
}

Condition PackBuilder::read_header(const yaml::Source& source, const YAML::Node& value) {
  Condition out;
  out.kind = Condition::Kind::header;
  if (!yaml::check_keys(source, value, "header", header_keys, problems)) return out;
  const auto asked = [&](const char* key) -> std::int8_t {
    return value[key] ? static_cast<std::int8_t>(truth(source, value[key], key)) : std::int8_t{-1};
  };
  out.mail = asked("mail");
  out.reply = asked("reply");
  out.list = asked("list");
  out.is_template = asked("template");
  if (const YAML::Node range = value["recipients"];
      range && yaml::check_keys(source, range, "recipients", range_keys, problems)) {
    if (range["min"]) out.min = static_cast<std::uint32_t>(number(source, range["min"], "min"));
    if (range["max"]) out.max = static_cast<std::uint32_t>(number(source, range["max"], "max"));
  }
  return out;
}

Writer PackBuilder::read_writer(const yaml::Source& source, const YAML::Node& node) {
  const std::string name = node ? yaml::text_of(source, node, "by", problems) : std::string();
  const auto writer = named<Writer>(name, {{"author", Writer::author}, {"reader", Writer::reader}});
  if (!writer)
    problems.add(source, node ? node : source.root, ErrorCode::schema, "by: says whose words of the history are meant",
                 "known here: author reader");
  return writer.value_or(Writer::author);
}

Condition PackBuilder::read_thread(const yaml::Source& source, const YAML::Node& value) {
  Condition out;
  out.kind = Condition::Kind::thread;
  if (!yaml::check_keys(source, value, "thread", thread_keys, problems)) return out;
  out.by = read_writer(source, value["by"]);
  out.min = value["turns"] ? static_cast<std::uint32_t>(number(source, value["turns"], "turns")) : 1;
  out.newest = value["newest"] && truth(source, value["newest"], "newest");
  std::vector<Condition> children;
  for (const auto& entry : value) {
    const std::string key = entry.first.Scalar();
    if (std::ranges::find(condition_keys, key) != condition_keys.end())
      children.push_back(read_condition_key(source, key, entry.second));
  }
  out.children = pack_.conditions.nodes.add(children);
  return out;
}

Condition PackBuilder::read_echoes(const yaml::Source& source, const YAML::Node& value) {
  Condition out;
  out.kind = Condition::Kind::echoes;
  if (!yaml::check_keys(source, value, "echoes", echoes_keys, problems)) return out;
  out.by = read_writer(source, value["by"]);
  if (value["heard"]) out.signals = keep_ids(signal_ids(source, value["heard"], "heard"));
  if (value["about"]) out.about = keep_ids(signal_ids(source, value["about"], "about"));
  out.names_first = value["names-first"] && truth(source, value["names-first"], "names-first");
  out.open = value["open"] && truth(source, value["open"], "open");
  out.min = value["words"] ? static_cast<std::uint32_t>(number(source, value["words"], "words")) : 1;
  if (out.signals.count == 0) problems.add(source, value, ErrorCode::schema, "echoes needs heard: [signals]");
  return out;
}

Condition PackBuilder::read_weigh(const yaml::Source& source, const YAML::Node& value) {
  Condition out;
  out.kind = Condition::Kind::weigh;
  if (!yaml::check_keys(source, value, "weigh", weigh_keys, problems)) return out;
  if (value["threshold"])
    out.threshold = number(source, value["threshold"], "threshold");
  else
    problems.add(source, value, ErrorCode::schema, "weigh needs a threshold");
  const YAML::Node evidence = value["evidence"];
  if (!evidence) {
    problems.add(source, value, ErrorCode::schema, "weigh needs evidence: {signal: weight}");
    return out;
  }
  if (!yaml::check_unique(source, evidence, "evidence", problems)) return out;
  std::vector<std::uint32_t> signals;
  std::vector<double> weights;
  for (const auto& entry : evidence) {
    signals.push_back(signal_id(source, entry.first));
    weights.push_back(number(source, entry.second, "a weight"));
  }
  out.signals = keep_ids(signals);
  out.weights = pack_.conditions.weights.add(weights);
  return out;
}

Scope PackBuilder::read_scope(const yaml::Source& source, const YAML::Node& node, bool for_in) {
  const std::string name = yaml::text_of(source, node, "a scope", problems);
  const auto scope = named<Scope>(name, {{"sentence", Scope::sentence},
                                         {"paragraph", Scope::paragraph},
                                         {"message", Scope::message},
                                         {"around", Scope::around},
                                         {"earlier", Scope::earlier},
                                         {"later", Scope::later}});
  const bool allowed =
      scope && (for_in || *scope == Scope::sentence || *scope == Scope::paragraph || *scope == Scope::message);
  if (!allowed)
    problems.add(source, node, ErrorCode::schema, "unknown scope '" + name + "'",
                 for_in ? "known here: sentence paragraph message around earlier later"
                        : "known here: sentence paragraph message");
  return scope.value_or(Scope::sentence);
}

SpanKind PackBuilder::read_span(const yaml::Source& source, const YAML::Node& node) {
  const std::string name = yaml::text_of(source, node, "span", problems);
  const auto span = named<SpanKind>(name, {{"hull", SpanKind::hull},
                                           {"first", SpanKind::first},
                                           {"each", SpanKind::each},
                                           {"clause", SpanKind::clause},
                                           {"sentence", SpanKind::sentence}});
  if (!span)
    problems.add(source, node, ErrorCode::schema, "unknown span '" + name + "'",
                 "known here: hull first each clause sentence");
  return span.value_or(SpanKind::hull);
}

void PackBuilder::declare_concepts(const yaml::Source& source) {
  if (!yaml::check_keys(source, source.root, "a file of concepts", concept_file_keys, problems)) return;
  const YAML::Node concepts = source.root["concepts"];
  if (!concepts || !yaml::check_unique(source, concepts, "concepts", problems)) return;
  for (const auto& entry : concepts) {
    const std::string name = entry.first.Scalar();
    if (!signals_.try_emplace(name, static_cast<std::uint32_t>(pack_.signals.size())).second) {
      const auto first = signal_places_.find(name);
      problems.add(source, entry.first, ErrorCode::schema,
                   "the concept '" + name + "' has the name of another concept or signal",
                   first == signal_places_.end() ? "give it another name"
                                                 : "the first stands in " + pack_.places[first->second].file);
      continue;
    }
    signal_places_[name] = place(source, entry.first);
    pack_.signals.emplace_back();
    pack_.signals.back().name = name;
    pack_.signals.back().concept_ = true;
  }
}

void PackBuilder::read_concepts(const yaml::Source& source) {
  const YAML::Node concepts = source.root["concepts"];
  if (concepts && concepts.IsMap()) {
    for (const auto& entry : concepts) {
      const YAML::Node body = entry.second;
      if (!yaml::check_keys(source, body, "the concept '" + entry.first.Scalar() + "'", concept_keys, problems))
        continue;
      Signal& signal = pack_.signals[signals_.at(entry.first.Scalar())];
      if (body["about"]) signal.about = yaml::text_of(source, body["about"], "about", problems);
      if (body["when"])
        signal.when = read_condition(source, body["when"]);
      else
        problems.add(source, entry.first, ErrorCode::schema, "the concept '" + signal.name + "' has no when:");
      signal.mark = keep_ids(body["mark"] ? signal_ids(source, body["mark"], "mark")
                                          : positive_signals(signal.when, pack_.conditions));
      if (body["span"]) signal.span = read_span(source, body["span"]);
    }
  }
  if (source.root["asks"]) read_asks(source, source.root["asks"]);
}

void PackBuilder::read_asks(const yaml::Source& source, const YAML::Node& asks) {
  if (!yaml::check_keys(source, asks, "asks", asks_keys, problems)) return;
  if (asks["heard"]) pack_.asks.ask = signal_id(source, asks["heard"]);
  const auto names = [&](const char* key, std::vector<std::pair<std::string, std::uint32_t>>& out) {
    if (!asks[key] || !yaml::check_unique(source, asks[key], key, problems)) return;
    for (const auto& entry : asks[key]) out.emplace_back(entry.first.Scalar(), signal_id(source, entry.second));
  };
  names("kinds", pack_.asks.kinds);
  names("objects", pack_.asks.objects);
  names("beneficiaries", pack_.asks.beneficiaries);
}

}  // namespace asklint
