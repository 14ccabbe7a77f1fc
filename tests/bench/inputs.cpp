#include "inputs.h"

#include <cstdio>
#include <cstdlib>
#include <utility>

#include "labelled.h"

namespace asklint::bench {
namespace {

constexpr std::size_t calm_for_each_ask = 9;
constexpr std::size_t page_bytes = 2000;

struct Data {
  std::vector<quality::HonestText> honest;
  std::vector<quality::Message> corpora;
  std::vector<quality::Paraphrase> paraphrases;
};

template <class T>
T must(Result<T> read) {
  if (read) return std::move(*read);
  std::fprintf(stderr, "bench: %s\n", read.errors().front().message.c_str());
  std::exit(2);
}

const Data& data() {
  static const std::string folder = ASKLINT_QUALITY;
  static const Data all{must(quality::load_honest(folder + "/honest")),
                        must(quality::load_corpora(folder + "/corpora")),
                        must(quality::load_paraphrases(folder + "/paraphrases"))};
  return all;
}

std::string quoted_printable(std::string_view text) {
  constexpr std::size_t longest = 70;
  constexpr char digits[] = "0123456789ABCDEF";
  std::string out;
  std::size_t line = 0;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (c == '\n') {
      out += c;
      line = 0;
      continue;
    }
    if (line >= longest) {
      out += "=\n";
      line = 0;
    }
    if (byte < 0x7f && c != '=') {
      out += c;
      ++line;
    } else {
      out += {'=', digits[byte >> 4U], digits[byte & 15U]};
      line += 3;
    }
  }
  return out;
}

}  // namespace

std::string_view name(Mix mix) {
  return mix == Mix::quiet ? "quiet" : mix == Mix::ordinary ? "ordinary" : "pitfalls";
}

std::vector<std::string> messages_once(Mix mix) {
  std::vector<std::string> out;
  if (mix == Mix::pitfalls) {
    for (const quality::Paraphrase& line : data().paraphrases)
      if (line.bad) out.push_back(line.text);
    return out;
  }
  std::size_t calm = 0;
  auto ask = data().corpora.begin();
  for (const quality::HonestText& text : data().honest) {
    out.push_back(text.text);
    if (mix == Mix::quiet || ++calm % calm_for_each_ask != 0) continue;
    out.push_back(ask->text);
    if (++ask == data().corpora.end()) ask = data().corpora.begin();
  }
  return out;
}

std::vector<std::string> messages(Mix mix, std::size_t bytes) {
  const std::vector<std::string> all = messages_once(mix);
  std::vector<std::string> out;
  std::size_t written = 0;
  for (std::size_t i = 0; written < bytes; i = (i + 1) % all.size()) {
    out.push_back(all[i]);
    written += all[i].size();
  }
  return out;
}

std::string as_mail(std::string_view message, std::size_t number) {
  return "From: Kim Doe <kim@doe.example>\nTo: Sam Roe <sam@roe.example>\nSubject: Hello\nMessage-ID: <" +
         std::to_string(number) +
         "@bench.example>\nMIME-Version: 1.0\nContent-Type: text/plain; charset=utf-8\n"
         "Content-Transfer-Encoding: quoted-printable\n\n" +
         quoted_printable(message) + "\n";
}

std::string as_mailbox(const std::vector<std::string>& messages) {
  std::string out;
  for (std::size_t i = 0; i < messages.size(); ++i) {
    std::string mail = as_mail(messages[i], i + 1);
    for (std::size_t at = 0; (at = mail.find("\nFrom ", at)) != std::string::npos; at += 2) mail.insert(at + 1, ">");
    out += "From kim@doe.example Mon Jan  1 00:00:00 2024\n" + mail + "\n";
  }
  return out;
}

std::string page(std::string_view lang) {
  std::string out;
  for (const quality::HonestText& text : data().honest) {
    if (text.lang != lang) continue;
    out += text.text + "\n\n";
    if (out.size() >= page_bytes) break;
  }
  for (const quality::Paraphrase& line : data().paraphrases)
    if (line.bad && line.lang == lang) return out + line.text + "\n";
  return out;
}

}  // namespace asklint::bench
