#include "labelled.h"

#include <algorithm>
#include <fstream>
#include <nlohmann/json.hpp>
#include <sstream>

#include <re2/re2.h>

#include "text/sentences.h"

namespace asklint::quality {
namespace {

namespace fs = std::filesystem;
using nlohmann::json;

Result<std::vector<fs::path>> files_below(const fs::path& folder, const std::string& suffix) {
  std::error_code error;
  std::vector<fs::path> out;
  for (fs::recursive_directory_iterator at(folder, error), end; !error && at != end; at.increment(error))
    if (at->is_regular_file() && at->path().extension() == suffix) out.push_back(at->path());
  if (error) return Error{ErrorCode::io, folder.string(), {}, error.message(), "name the folder of the test data"};
  std::ranges::sort(out);
  return out;
}

/// `take(object)` for each line; what it throws becomes an error with the line.
template <class Take>
std::vector<Error> each_line(const fs::path& file, Take take) {
  std::vector<Error> errors;
  std::ifstream in(file);
  std::uint32_t number = 0;
  for (std::string line; std::getline(in, line);) {
    ++number;
    if (line.empty()) continue;
    try {
      take(json::parse(line), number);
    } catch (const std::exception& e) {
      errors.push_back({ErrorCode::syntax, file.string(), {number, 1}, e.what(), {}});
    }
  }
  return errors;
}

bool begins_like_mail(const std::string& text) {
  static const RE2 first(
      "(?i)^(From|To|Subject|Date|Cc|MIME-Version|Received|Return-Path|Message-ID|Reply-To|Content-Type|In-Reply-To|"
      "References|Delivered-To|X-[A-Za-z0-9_-]+|Sender): ");
  static const RE2 field("(?m)^(From|To|Subject):");
  return RE2::PartialMatch(text, first) && RE2::PartialMatch(text, field);
}

std::string path_of(const std::string& id, const std::string& kind, const std::string& text) {
  const bool mail = kind != "text" && begins_like_mail(text);
  return (kind == "template" ? "templates/" : "") + id + (mail ? ".eml" : ".txt");
}

std::string read_all(const fs::path& file) {
  std::ostringstream out;
  out << std::ifstream(file).rdbuf();
  return out.str();
}

bool blank(const std::string& text) {
  return text.find_first_not_of(" \t\r\n") == std::string::npos;
}

std::size_t count_sentences(const std::string& text) {
  std::size_t out = 0;
  std::istringstream in(text);
  bool running = false;
  for (std::string line; std::getline(in, line);) {
    for (const char c : line) {
      const bool end = c == '.' || c == '!' || c == '?';
      if (end && running) ++out;
      running = end ? false : running || std::isalnum(static_cast<unsigned char>(c)) != 0;
    }
    if (line.empty() && running) {
      ++out;
      running = false;
    }
  }
  return out + (running ? 1 : 0);
}

}  // namespace

Result<std::vector<Message>> load_corpora(const fs::path& folder) {
  const auto files = files_below(folder, ".jsonl");
  if (!files) return files.errors();
  std::vector<Message> out;
  std::vector<Error> errors;
  for (const fs::path& file : *files) {
    const auto bad = each_line(file, [&](const json& line, std::uint32_t) {
      Message m{line.at("id"), line.at("lang"), {}, line.at("text"), {}, line.value("about", "")};
      m.path = path_of(m.id, line.at("kind"), m.text);
      for (const json& label : line.at("labels")) m.labels.push_back({label.at("code"), label.at("quote")});
      out.push_back(std::move(m));
    });
    errors.insert(errors.end(), bad.begin(), bad.end());
  }
  if (!errors.empty()) return errors;
  return out;
}

Result<std::vector<Paraphrase>> load_paraphrases(const fs::path& folder) {
  const auto files = files_below(folder, ".jsonl");
  if (!files) return files.errors();
  std::vector<Paraphrase> out;
  std::vector<Error> errors;
  for (const fs::path& file : *files) {
    const std::string stem = file.stem();
    const auto bad = each_line(file, [&](const json& line, std::uint32_t number) {
      Paraphrase p;
      p.round = file.parent_path().filename();
      p.lang = stem.substr(0, 2);
      p.code = stem.substr(3);
      p.id = p.round + "/" + stem + ":" + std::to_string(number);
      p.bad = line.contains("code");
      p.text = line.at("text");
      if (p.bad) p.quote = line.at("quote");
      if (p.text.find(p.quote) == std::string::npos) throw std::runtime_error("the quote is not in the text");
      out.push_back(std::move(p));
    });
    errors.insert(errors.end(), bad.begin(), bad.end());
  }
  if (!errors.empty()) return errors;
  return out;
}

Result<std::vector<HonestText>> load_honest(const fs::path& folder) {
  const auto files = files_below(folder, ".txt");
  if (!files) return files.errors();
  std::vector<HonestText> out;
  for (const fs::path& file : *files) {
    std::istringstream in(read_all(file));
    std::string text;
    std::size_t first = 1;
    std::size_t number = 0;
    const auto close = [&] {
      const std::string lang = file.parent_path().filename();
      const std::string id = lang + "/" + file.filename().string() + ":" + std::to_string(first);
      if (!blank(text)) out.push_back({id, lang, file.stem(), text, count_sentences(text)});
      text.clear();
      first = number + 1;
    };
    for (std::string line; std::getline(in, line);) {
      ++number;
      const bool source = text.empty() && line.starts_with('#');
      if (line == "%")
        close();
      else if (!source)
        text += line + '\n';
    }
    close();
  }
  return out;
}

}  // namespace asklint::quality
