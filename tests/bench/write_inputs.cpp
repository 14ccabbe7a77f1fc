// write_inputs FOLDER: what compare.py lints, on disk.
#include <filesystem>
#include <fstream>
#include <iostream>

#include "inputs.h"

int main(int count, char** arguments) {
  using namespace asklint::bench;
  namespace fs = std::filesystem;
  if (count != 2) return std::cerr << "write_inputs FOLDER\n", 2;
  constexpr std::size_t megabyte = 1'000'000;
  const fs::path folder = arguments[1];
  const auto write = [&folder](const std::string& file, const std::string& bytes) {
    std::ofstream(folder / file, std::ios::binary) << bytes;
  };
  fs::create_directories(folder);
  for (const char* lang : {"de", "en"}) write(std::string("page.") + lang + ".txt", page(lang));
  // A file for each message: in one text, a signature or a quote would end what is linted.
  const auto write_all = [&](const std::string& into, const std::vector<std::string>& messages) {
    fs::create_directories(folder / into);
    std::size_t number = 0;
    for (const std::string& message : messages) write(into + "/" + std::to_string(number++) + ".txt", message);
  };
  for (const Mix mix : all_mixes) write_all(std::string(name(mix)), messages(mix, 2 * megabyte));
  write_all("ordinary-once", messages_once(Mix::ordinary));
  write("ordinary.mbox", as_mailbox(messages(Mix::ordinary, 20 * megabyte)));
  return 0;
}
