// What each step costs, on each mix of messages: bytes a second of the text that the step is given.
#include <benchmark/benchmark.h>

#include <functional>

#include "inputs.h"
#include "match/matcher.h"
#include "reader/reader.h"
#include "report/jsonl.h"
#include "report/text.h"
#include "rule/builtin.h"
#include "text/fold.h"
#include "text/language.h"
#include "text/sentences.h"

namespace asklint::bench {
namespace {

constexpr std::size_t sample = 256U << 10U;  // bytes

const Matcher& matcher() {
  static const Matcher ready(builtin_pack());
  return ready;
}

Document read(std::string bytes, const std::string& path) {
  return std::move(*read_document(path, std::move(bytes), {}));
}

std::vector<Document> documents(Mix mix) {
  std::vector<Document> out;
  for (std::string& message : messages(mix, sample)) out.push_back(read(std::move(message), "draft.txt"));
  return out;
}

/// Runs `step` on each message, over and over.
template <class Input>
void each(benchmark::State& state, const std::vector<Input>& inputs, std::size_t bytes,
          const std::function<void(const Input&)>& step) {
  for (auto turn : state)
    for (const Input& input : inputs) step(input);
  state.SetBytesProcessed(static_cast<std::int64_t>(bytes * state.iterations()));
  state.counters["messages/s"] =
      benchmark::Counter(static_cast<double>(inputs.size() * state.iterations()), benchmark::Counter::kIsRate);
}

std::size_t size_of(const std::vector<std::string>& texts) {
  std::size_t bytes = 0;
  for (const std::string& text : texts) bytes += text.size();
  return bytes;
}

std::size_t size_of(const std::vector<Document>& all) {
  std::size_t bytes = 0;
  for (const Document& document : all) bytes += document.text.size();
  return bytes;
}

void on_texts(benchmark::State& state, Mix mix, const std::function<void(const std::string&)>& step) {
  const auto texts = messages(mix, sample);
  each<std::string>(state, texts, size_of(texts), step);
}

void on_documents(benchmark::State& state, Mix mix, const std::function<void(const Document&)>& step) {
  const auto all = documents(mix);
  each<Document>(state, all, size_of(all), step);
}

void fold(benchmark::State& state, Mix mix) {
  on_texts(state, mix, [](const std::string& text) { benchmark::DoNotOptimize(fold_lower(text)); });
}

void language(benchmark::State& state, Mix mix) {
  on_texts(state, mix, [](const std::string& text) { benchmark::DoNotOptimize(detect_language(text)); });
}

void sentences(benchmark::State& state, Mix mix) {
  const Abbreviations abbreviations(matcher().pack().languages.front().abbreviations);
  on_texts(state, mix,
           [&](const std::string& text) { benchmark::DoNotOptimize(split_sentences(text, abbreviations)); });
}

/// Zones, folding, sentences and languages: all before the first signal.
void cut(benchmark::State& state, Mix mix) {
  on_documents(state, mix, [](const Document& one) { benchmark::DoNotOptimize(matcher().see(one, {})); });
}

void signals(benchmark::State& state, Mix mix) {
  on_documents(state, mix, [](const Document& one) { benchmark::DoNotOptimize(matcher().hear(one, {})); });
}

void rules(benchmark::State& state, Mix mix) {
  on_documents(state, mix, [](const Document& one) { benchmark::DoNotOptimize(matcher().lint(one, {})); });
}

void mail(benchmark::State& state, Mix mix) {
  std::vector<std::string> mails;
  for (const std::string& message : messages(mix, sample)) mails.push_back(as_mail(message, mails.size()));
  each<std::string>(state, mails, size_of(mails),
                    [](const std::string& bytes) { benchmark::DoNotOptimize(read(bytes, "one.eml")); });
}

void rendering(benchmark::State& state, Mix mix, bool as_text) {
  struct Linted {
    Document document;
    std::vector<Finding> findings;
  };
  std::vector<Linted> all;
  for (Document& document : documents(mix)) {
    auto findings = matcher().lint(document, {}).findings;
    if (!findings.empty()) all.push_back({std::move(document), std::move(findings)});
  }
  std::size_t bytes = 0;
  for (const Linted& one : all) bytes += one.document.text.size();
  each<Linted>(state, all, bytes, [as_text](const Linted& one) {
    const Source source(one.document);
    for (const Finding& finding : one.findings)
      benchmark::DoNotOptimize(as_text ? render_text(finding, source, Color{}) : render_jsonl(finding));
  });
}

/// The pack made ready, before the first message.
void start(benchmark::State& state) {
  for (auto turn : state) benchmark::DoNotOptimize(Matcher(builtin_pack()));
}

const bool registered = [] {
  benchmark::RegisterBenchmark("stage/start", start);
  using Stage = void (*)(benchmark::State&, Mix);
  const std::pair<const char*, Stage> stages[] = {
      {"fold", fold}, {"language", language}, {"sentences", sentences}, {"cut", cut},
      {"signals", signals}, {"rules", rules}, {"mail", mail}};
  for (const Mix mix : all_mixes) {
    const auto named = [mix](const std::string& stage) { return "stage/" + stage + "/" + std::string(name(mix)); };
    for (const auto& [stage, run] : stages) benchmark::RegisterBenchmark(named(stage).c_str(), run, mix);
    benchmark::RegisterBenchmark(named("text").c_str(), rendering, mix, true);
    benchmark::RegisterBenchmark(named("jsonl").c_str(), rendering, mix, false);
  }
  return true;
}();

}  // namespace
}  // namespace asklint::bench
