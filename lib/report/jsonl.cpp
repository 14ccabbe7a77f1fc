#include "report/jsonl.h"

#include <nlohmann/json.hpp>

namespace asklint {
namespace {

using Json = nlohmann::ordered_json;

Json place(std::uint32_t byte, LineColumn at) {
  return {{"offset", byte}, {"line", at.line}, {"column", at.column}};
}

std::string line_of(const Json& object) {
  return object.dump(-1, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace

std::string render_jsonl(const Finding& finding) {
  return line_of({{"path", finding.path},
                  {"code", finding.code},
                  {"name", finding.name},
                  {"severity", std::string(name_of(finding.severity))},
                  {"message", finding.message},
                  {"help", finding.help},
                  {"suggestion", finding.suggestion},
                  {"start", place(finding.raw.begin, finding.start)},
                  {"end", place(finding.raw.end, finding.end)},
                  {"excerpt", finding.excerpt},
                  {"lang", finding.lang}});
}

std::string render_jsonl(const Ask& ask, std::string_view path) {
  const Json what = {{"kind", ask.kind}, {"object", ask.object}, {"beneficiary", ask.beneficiary}};
  return line_of({{"path", std::string(path)},
                  {"ask", what},
                  {"start", place(ask.raw.begin, ask.start)},
                  {"end", place(ask.raw.end, ask.end)},
                  {"excerpt", ask.excerpt},
                  {"lang", ask.lang}});
}

std::string render_jsonl(const SeenBlock& block, const Document& document, const LineIndex& lines) {
  return line_of({{"path", document.path},
                  {"role", std::string(name_of(block.role))},
                  {"lang", block.lang},
                  {"start", place(block.raw.begin, lines.at(block.raw.begin))},
                  {"end", place(block.raw.end, lines.at(block.raw.end))},
                  {"text", std::string(slice(document.text, block.text))}});
}

std::string render_jsonl(const Heard& heard, std::string_view path) {
  Json hits = Json::array();
  for (const auto& [signal, words] : heard.hits) hits.push_back({{"signal", signal}, {"words", words}});
  return line_of({{"path", std::string(path)},
                  {"sentence", heard.sentence},
                  {"lang", heard.lang},
                  {"role", std::string(heard.role)},
                  {"heard", hits}});
}

std::string render_jsonl(const Tally& tally) {
  Json by_code = Json::object();
  for (const auto& [code, number] : tally.by_code) by_code[code] = number;
  return line_of({{"statistics", by_code}, {"messages", tally.messages}});
}

std::string render_jsonl(const Rule& rule, std::string_view lang) {
  return line_of({{"code", rule.code},
                  {"name", rule.name},
                  {"severity", std::string(name_of(rule.severity))},
                  {"message", std::string(in_language(rule.message, lang))}});
}

}  // namespace asklint
