#include "report.h"

#include <algorithm>
#include <fstream>
#include <iomanip>
#include <nlohmann/json.hpp>
#include <set>
#include <sstream>

namespace asklint::quality {
namespace {

using nlohmann::json;

std::string number(double value) {
  std::ostringstream out;
  out << std::fixed << std::setprecision(2) << value;
  return out.str();
}

double per_thousand(std::size_t findings, std::size_t sentences) {
  return sentences == 0 ? 0 : 1000.0 * static_cast<double>(findings) / static_cast<double>(sentences);
}

std::set<std::string> codes_of(const CorpusScore& score) {
  std::set<std::string> out;
  for (const auto& [lang, rows] : score.codes)
    for (const auto& [code, count] : rows) out.insert(code);
  return out;
}

Count row_of(const std::map<std::string, std::map<std::string, Count>>& codes, const std::string& lang,
             const std::string& code) {
  const auto rows = codes.find(lang);
  if (rows == codes.end()) return {};
  const auto row = rows->second.find(code);
  return row == rows->second.end() ? Count{} : row->second;
}

Count all_of(const std::map<std::string, Count>& rows) {
  Count out;
  for (const auto& [code, count] : rows) out += count;
  return out;
}

std::string share(std::size_t part, std::size_t of) {
  return std::to_string(part) + " of " + std::to_string(of);
}

void write_corpora(std::ostringstream& out, const CorpusScore& score) {
  out << "## Labelled messages\n\n"
      << score.messages
      << " messages of `tests/quality/corpora`, on which the rules were built and tuned: these figures say how much of "
         "what is known is heard, not how much of what is new.\n\n"
         "| code | en P | en R | de P | de R | all F1 | labelled |\n|---|---|---|---|---|---|---|\n";
  for (const std::string& code : codes_of(score)) {
    const Count en = row_of(score.codes, "en", code);
    const Count de = row_of(score.codes, "de", code);
    Count all;
    for (const auto& [lang, rows] : score.codes) all += row_of(score.codes, lang, code);
    out << "| " << code << " | " << number(en.precision()) << " | " << number(en.recall()) << " | "
        << number(de.precision()) << " | " << number(de.recall()) << " | " << number(all.f1()) << " | "
        << all.tp + all.fn << " |\n";
  }
  out << '\n';
  for (const auto& [name, value] : score.metrics())
    out << "- " << name << ' ' << std::fixed << std::setprecision(3) << value << '\n';
  out << '\n';
}

const char* name_of(const std::string& lang) { return lang == "en" ? "English" : "German"; }

std::string of_first_sight(const Count& then) {
  if (then.tp + then.fn == 0) return " |";
  return number(then.recall()) + " (" + share(then.tp, then.tp + then.fn) + ") |";
}

/// Counts of all first sights that `wanted` accepts.
template <typename Wanted>
Count seen_first(const std::vector<FirstSight>& first_sight, Wanted wanted) {
  Count out;
  for (const FirstSight& f : first_sight)
    if (wanted(f)) out += {f.found, f.wrong, f.of - f.found, 0, 0};
  return out;
}

void write_curve(std::ostringstream& out, const std::vector<FirstSight>& first_sight,
                 const std::set<std::string>& rounds) {
  out << "| round | language | recall at first sight | precision |\n|---|---|---|---|\n";
  for (const std::string& round : rounds)
    for (const std::string lang : {"en", "de"}) {
      const Count then =
          seen_first(first_sight, [&](const FirstSight& f) { return f.round == round && f.lang == lang; });
      if (then.tp + then.fn == 0) continue;
      out << "| " << round << " | " << name_of(lang) << " | " << of_first_sight(then) << ' '
          << number(then.precision()) << " |\n";
    }
  out << '\n';
}

void write_rounds(std::ostringstream& out, const Measured& measured, const std::vector<FirstSight>& first_sight) {
  out << "## Paraphrases\n\n"
         "Lines written by people who had seen the catalogue and not the rules, in rounds: each round was measured "
         "once before any rule was changed for it (first sight), and is an example since. First sight is the honest "
         "figure. Precision is that of the codes over their lines and all near misses of their language in the "
         "round.\n\n";
  std::set<std::string> rounds, codes;
  for (const FirstSight& f : first_sight) {
    rounds.insert(f.round);
    codes.insert(f.code);
  }
  write_curve(out, first_sight, rounds);
  for (const std::string lang : {"en", "de"}) {
    out << "### " << name_of(lang) << ": recall at first sight, code by code\n\n| code |";
    for (const std::string& round : rounds) out << ' ' << round << " |";
    out << " all rounds today |\n|---|---|";
    for (std::size_t i = 0; i < rounds.size(); ++i) out << "---|";
    out << '\n';
    for (const std::string& code : codes) {
      out << "| " << code << " |";
      Count now;
      for (const std::string& round : rounds) {
        out << ' ' << of_first_sight(seen_first(first_sight, [&](const FirstSight& f) {
          return f.round == round && f.lang == lang && f.code == code;
        }));
        const auto at = measured.paraphrases.codes.find(round);
        if (at != measured.paraphrases.codes.end()) now += row_of(at->second, lang, code);
      }
      out << ' ' << of_first_sight(now) << '\n';
    }
    out << '\n';
  }
}

void write_honest(std::ostringstream& out, const HonestScore& score) {
  out << "## Ordinary writing\n\n"
         "`tests/quality/honest`: mail and prose of twelve genres in which a careful reader finds nothing. Findings of "
         "warning or error:\n\n| language | sentences | findings | per 1,000 |\n|---|---|---|---|\n";
  for (const auto& [lang, sentences] : score.sentences) {
    const auto at = score.findings.find(lang);
    const std::size_t findings = at == score.findings.end() ? 0 : at->second;
    out << "| " << lang << " | " << sentences << " | " << findings << " | " << number(per_thousand(findings, sentences))
        << " |\n";
  }
  out << '\n';
}

}  // namespace

std::map<std::string, double> figures(const Measured& measured) {
  std::map<std::string, double> out;
  for (const auto& [name, value] : measured.corpora.metrics()) out["corpora." + name] = value;
  for (const std::string& code : codes_of(measured.corpora)) {
    Count all;
    for (const auto& [lang, rows] : measured.corpora.codes) all += row_of(measured.corpora.codes, lang, code);
    if (all.tp + all.fn > 0) out["corpora." + code + ".f1"] = all.f1();
  }
  for (const auto& [round, langs] : measured.paraphrases.codes)
    for (const auto& [lang, rows] : langs) {
      const Count all = all_of(rows);
      out["paraphrases." + round + "." + lang + ".recall"] = all.recall();
      out["paraphrases." + round + "." + lang + ".precision"] = all.precision();
    }
  for (const auto& [lang, sentences] : measured.honest.sentences) {
    const auto at = measured.honest.findings.find(lang);
    out["honest." + lang + ".per-1000"] =
        per_thousand(at == measured.honest.findings.end() ? 0 : at->second, sentences);
  }
  return out;
}

std::string table(const Measured& measured) {
  std::ostringstream out;
  const auto row = [&](const std::string& name, const Count& c) {
    out << std::left << std::setw(22) << name << " P " << number(c.precision()) << "  R " << number(c.recall())
        << "  F1 " << number(c.f1()) << "   tp " << c.tp << " fp " << c.fp << " fn " << c.fn << '\n';
  };
  for (const auto& [lang, rows] : measured.corpora.codes)
    for (const auto& [code, count] : rows) row("corpora " + lang + " " + code, count);
  for (const auto& [round, langs] : measured.paraphrases.codes)
    for (const auto& [lang, rows] : langs) {
      for (const auto& [code, count] : rows) row(round + " " + lang + " " + code, count);
      row(round + " " + lang + " all", all_of(rows));
    }
  for (const auto& [name, value] : figures(measured))
    if (!name.ends_with(".f1") || name.find("ASK") == std::string::npos)
      out << std::left << std::setw(36) << name << ' ' << std::fixed << std::setprecision(3) << value << '\n';
  return out.str();
}

Result<std::vector<FirstSight>> load_first_sight(const std::string& file) {
  std::ifstream in(file);
  if (!in) return Error{ErrorCode::io, file, {}, "cannot be read", {}};
  std::vector<FirstSight> out;
  std::uint32_t line_number = 0;
  for (std::string line; std::getline(in, line);) {
    ++line_number;
    try {
      const json f = json::parse(line);
      out.push_back({f.at("round"), f.at("lang"), f.at("code"), f.at("found"), f.at("of"), f.at("wrong")});
    } catch (const std::exception& e) {
      return Error{ErrorCode::syntax, file, {line_number, 1}, e.what(), {}};
    }
  }
  return out;
}

Result<std::string> record_first_sight(const std::string& file, const std::string& round, const Measured& measured) {
  const auto known = load_first_sight(file);
  if (known && std::ranges::find(*known, round, &FirstSight::round) != known->end())
    return Error{ErrorCode::usage, file, {}, round + " is recorded already", "a round is measured once"};
  const auto at = measured.paraphrases.codes.find(round);
  if (at == measured.paraphrases.codes.end())
    return Error{ErrorCode::usage, file, {}, "there is no round " + round, {}};
  std::ofstream out(file, std::ios::app);
  for (const auto& [lang, rows] : at->second)
    for (const auto& [code, c] : rows)
      if (c.tp + c.fn > 0)
        out << json{{"round", round}, {"lang", lang},      {"code", code},
                    {"found", c.tp},  {"of", c.tp + c.fn}, {"wrong", c.fp}}
                   .dump()
            << '\n';
  return file;
}

std::string markdown(const Measured& measured, const std::vector<FirstSight>& first_sight) {
  std::ostringstream out;
  out << "# How right asklint is\n\nWritten by `build/measure/tests/quality --report docs/quality.md`; do not "
         "edit.\n\n";
  write_corpora(out, measured.corpora);
  write_rounds(out, measured, first_sight);
  write_honest(out, measured.honest);
  out << std::ifstream(ASKLINT_QUALITY "/limits.md").rdbuf();
  return out.str();
}

}  // namespace asklint::quality
