#include "report/jsonl.h"

#include <nlohmann/json.hpp>

namespace asklint {
namespace {

using Json = nlohmann::ordered_json;

Json place(const Origin& origin, std::uint32_t byte, LineColumn in_file) {
  return {{"offset", origin.offset + byte}, {"line", in_file.line}, {"column", in_file.column}};
}

/// Which message of the file it is, where that is a question.
void add_message(Json& object, const Origin& origin, const std::string& message_id) {
  if (origin.number != 0) object["message_number"] = origin.number;
  if (!message_id.empty()) object["message_id"] = message_id;
}

std::string line_of(const Json& object) {
  return object.dump(-1, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace

std::string render_jsonl(const Finding& finding) {
  Json object = {{"path", finding.path},
                 {"code", finding.code},
                 {"name", finding.name},
                 {"severity", std::string(name_of(finding.severity))},
                 {"message", finding.message},
                 {"help", finding.help},
                 {"suggestion", finding.suggestion},
                 {"start", place(finding.origin, finding.raw.begin, finding.start)},
                 {"end", place(finding.origin, finding.raw.end, finding.end)},
                 {"excerpt", finding.excerpt},
                 {"lang", finding.lang}};
  add_message(object, finding.origin, finding.message_id);
  return line_of(object);
}

std::string render_jsonl(const Ask& ask, const Document& document) {
  const Json what = {{"kind", ask.kind}, {"object", ask.object}, {"beneficiary", ask.beneficiary}};
  Json object = {{"path", document.path},
                 {"ask", what},
                 {"start", place(document.origin, ask.raw.begin, ask.start)},
                 {"end", place(document.origin, ask.raw.end, ask.end)},
                 {"excerpt", ask.excerpt},
                 {"lang", ask.lang}};
  add_message(object, document.origin, document.mail.message_id);
  return line_of(object);
}

std::string render_jsonl(const SeenBlock& block, const Document& document, const LineIndex& lines) {
  const Origin& origin = document.origin;
  Json object = {{"path", document.path},
                 {"role", std::string(name_of(block.role))},
                 {"lang", block.lang},
                 {"start", place(origin, block.raw.begin, origin.in_file(lines.at(block.raw.begin)))},
                 {"end", place(origin, block.raw.end, origin.in_file(lines.at(block.raw.end)))},
                 {"text", std::string(slice(document.text, block.text))}};
  if (origin.number != 0) add_message(object, origin, document.mail.message_id);
  return line_of(object);
}

std::string render_jsonl(const Heard& heard, const Document& document) {
  Json hits = Json::array();
  for (const auto& [signal, words] : heard.hits) hits.push_back({{"signal", signal}, {"words", words}});
  Json object = {{"path", document.path},
                 {"sentence", heard.sentence},
                 {"lang", heard.lang},
                 {"role", std::string(heard.role)},
                 {"heard", hits}};
  add_message(object, document.origin, document.mail.message_id);
  return line_of(object);
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
