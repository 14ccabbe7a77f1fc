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
  write("quiet.txt", joined(messages(Mix::quiet, 2 * megabyte)));
  write("ordinary.txt", joined(messages(Mix::ordinary, 2 * megabyte)));
  write("pitfalls.txt", joined(messages(Mix::pitfalls, megabyte)));
  write("ordinary.mbox", as_mailbox(messages(Mix::ordinary, 20 * megabyte)));
  return 0;
}
