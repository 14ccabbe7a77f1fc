#include "learn.h"

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <fstream>
#include <set>
#include <sstream>

#include "reader/reader.h"
#include "score.h"

namespace asklint::quality {
namespace {

constexpr std::size_t folds = 10;
constexpr std::size_t steps = 3000;
constexpr double rate = 0.3;
constexpr double ridge = 0.004;

struct Example {
  std::vector<double> heard;  ///< 1 where the signal is heard, for each signal of the condition
  bool wanted = false;
};

struct Weights {
  std::vector<double> of;
  double bias = 0;

  [[nodiscard]] double sum(const Example& example) const {
    double out = bias;
    for (std::size_t i = 0; i < of.size(); ++i) out += of[i] * example.heard[i];
    return out;
  }
};

const Condition* find_weigh(const Condition& condition, const Conditions& conditions) {
  if (condition.kind == Condition::Kind::weigh) return &condition;
  for (const Condition& child : conditions.children(condition))
    if (const Condition* found = find_weigh(child, conditions)) return found;
  return nullptr;
}

const Condition* find_weigh(const Rule& rule, const Conditions& conditions, const Case*& of) {
  for (const Case& one : rule.cases)
    if (const Condition* found = find_weigh(one.when, conditions)) {
      of = &one;
      return found;
    }
  return nullptr;
}

std::set<std::string> heard_in(const Message& message, const Matcher& matcher) {
  std::set<std::string> out;
  const auto document = read_document(message.path, message.text, {});
  if (!document) return out;
  for (const Heard& sentence : matcher.hear(*document, {}))
    for (const auto& [signal, words] : sentence.hits) out.insert(signal);
  return out;
}

Weights fit(const std::vector<const Example*>& examples, std::size_t width) {
  Weights out{std::vector<double>(width, 0.0), 0};
  const double share = rate / static_cast<double>(std::max<std::size_t>(1, examples.size()));
  for (std::size_t step = 0; step < steps; ++step) {
    Weights slope{std::vector<double>(width, 0.0), 0};
    for (const Example* example : examples) {
      const double error = (example->wanted ? 1.0 : 0.0) - 1.0 / (1.0 + std::exp(-out.sum(*example)));
      slope.bias += error;
      for (std::size_t i = 0; i < width; ++i) slope.of[i] += error * example->heard[i];
    }
    out.bias += share * slope.bias;
    for (std::size_t i = 0; i < width; ++i) out.of[i] += share * slope.of[i] - rate * ridge * out.of[i];
  }
  return out;
}

void add(Count& count, const Example& example, bool found) {
  if (found && example.wanted) ++count.tp;
  if (found && !example.wanted) ++count.fp;
  if (!found && example.wanted) ++count.fn;
}

/// Moves the bias to where F1 is best on these examples: what is wanted is rare, and the logistic fit minds the many.
void settle_bias(Weights& weights, const std::vector<const Example*>& examples) {
  const double fitted = weights.bias;
  double best = -1;
  double bias = fitted;
  for (int step = -15; step <= 15; ++step) {
    weights.bias = fitted + 0.1 * step;
    Count count;
    for (const Example* example : examples) add(count, *example, weights.sum(*example) >= 0);
    if (count.f1() <= best) continue;
    best = count.f1();
    bias = weights.bias;
  }
  weights.bias = bias;
}

double rounded(double value) {
  return std::round(value * 10) / 10;
}

double cross_validated(const std::vector<Example>& examples, std::size_t width) {
  Count count;
  for (std::size_t fold = 0; fold < folds; ++fold) {
    std::vector<const Example*> others;
    for (std::size_t i = 0; i < examples.size(); ++i)
      if (i % folds != fold) others.push_back(&examples[i]);
    Weights weights = fit(others, width);
    settle_bias(weights, others);
    for (std::size_t i = fold; i < examples.size(); i += folds) add(count, examples[i], weights.sum(examples[i]) >= 0);
  }
  return count.f1();
}

}  // namespace

Result<Learned> learn(const std::string& code, const std::vector<Message>& messages, const Matcher& matcher) {
  const Pack& pack = matcher.pack();
  const auto rule = std::ranges::find(pack.rules, code, &Rule::code);
  const Case* of = nullptr;
  const Condition* weigh = rule == pack.rules.end() ? nullptr : find_weigh(*rule, pack.conditions, of);
  if (weigh == nullptr) return Error{ErrorCode::schema, code, {}, "the rule weighs nothing", "give it a `weigh:`"};

  const std::span<const std::uint32_t> signals = pack.conditions.signals(*weigh);
  std::vector<Example> examples;
  for (const Message& message : messages) {
    const std::set<std::string> heard = heard_in(message, matcher);
    const bool weighed = std::ranges::any_of(pack.conditions.ids.of(of->mark), [&](std::uint32_t signal) {
      return heard.contains(pack.signals[signal].name);
    });
    if (!weighed) continue;
    Example example;
    for (const std::uint32_t signal : signals)
      example.heard.push_back(heard.contains(pack.signals[signal].name) ? 1.0 : 0.0);
    example.wanted = std::ranges::find(message.labels, code, &Label::code) != message.labels.end();
    examples.push_back(std::move(example));
  }

  std::vector<const Example*> all;
  for (const Example& example : examples) all.push_back(&example);
  Weights weights = fit(all, signals.size());
  settle_bias(weights, all);
  Learned out;
  out.code = code;
  out.examples = examples.size();
  for (std::size_t i = 0; i < signals.size(); ++i) {
    weights.of[i] = rounded(weights.of[i]);
    out.weights.emplace_back(pack.signals[signals[i]].name, weights.of[i]);
  }
  weights.bias = rounded(weights.bias);
  out.threshold = -weights.bias;
  Count count;
  for (const Example& example : examples) add(count, example, weights.sum(example) >= 0);
  out.f1 = count.f1();
  out.held_out_f1 = cross_validated(examples, signals.size());
  return out;
}

std::string as_yaml(const Learned& learned) {
  std::ostringstream out;
  out << "weigh: {threshold: " << learned.threshold << ", evidence: {";
  for (std::size_t i = 0; i < learned.weights.size(); ++i)
    out << (i == 0 ? "" : ", ") << learned.weights[i].first << ": " << learned.weights[i].second;
  out << "}}";
  return out.str();
}

Result<std::string> write_weights(const Learned& learned, const std::string& rules) {
  namespace fs = std::filesystem;
  for (const auto& entry : fs::directory_iterator(fs::path(rules) / "pitfalls")) {
    if (!entry.path().filename().string().starts_with(learned.code)) continue;
    std::ostringstream text;
    text << std::ifstream(entry.path()).rdbuf();
    std::string content = text.str();
    const std::size_t at = content.find("weigh: {");
    const std::size_t end = content.find("}}", at);
    if (at == std::string::npos || end == std::string::npos ||
        content.substr(at, end - at).find('\n') != std::string::npos)
      return Error{ErrorCode::schema, entry.path().string(), {}, "no `weigh: {…}` on one line", "write it so"};
    content.replace(at, end + 2 - at, as_yaml(learned));
    std::ofstream(entry.path()) << content;
    return entry.path().string();
  }
  return Error{ErrorCode::io, rules, {}, "no file of " + learned.code, {}};
}

}  // namespace asklint::quality
