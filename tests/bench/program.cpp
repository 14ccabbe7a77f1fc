// What a user waits for: the whole program, from exec to exit, on a page, a folder of drafts and a mailbox.
#include <benchmark/benchmark.h>
#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>

#include "inputs.h"

namespace asklint::bench {
namespace {

namespace fs = std::filesystem;
constexpr std::size_t drafts = 10'000;
constexpr std::size_t mailbox_bytes = 200'000'000;

void write(const fs::path& path, const std::string& bytes) {
  std::ofstream(path, std::ios::binary) << bytes;
}

/// Inputs on disk, made when first needed and gone with the program.
class Scratch {
 public:
  Scratch() : root_(fs::temp_directory_path() / ("asklint-bench-" + std::to_string(getpid()))) {
    fs::create_directories(root_);
  }
  Scratch(const Scratch&) = delete;
  Scratch& operator=(const Scratch&) = delete;
  ~Scratch() { fs::remove_all(root_); }

  fs::path page(std::string_view lang) {
    const fs::path path = root_ / ("page." + std::string(lang) + ".txt");
    if (!fs::exists(path)) write(path, bench::page(lang));
    return path;
  }

  fs::path folder() {
    const fs::path path = root_ / "drafts";
    if (!fs::create_directory(path)) return path;
    const auto all = messages(Mix::ordinary, 1U << 20U);
    for (std::size_t i = 0; i < drafts; ++i) write(path / (std::to_string(i) + ".txt"), all[i % all.size()]);
    return path;
  }

  fs::path mailbox(Mix mix) {
    const fs::path path = root_ / (std::string(name(mix)) + ".mbox");
    if (fs::exists(path)) return path;
    const std::string part = as_mailbox(messages(mix, 1U << 20U));
    std::ofstream out(path, std::ios::binary);
    for (std::size_t written = 0; written < mailbox_bytes; written += part.size()) out << part;
    return path;
  }

 private:
  fs::path root_;
};

Scratch& scratch() {
  static Scratch all;
  return all;
}

/// Whether the program ran and succeeded.
bool run(const fs::path& input, unsigned jobs) {
  std::string program = ASKLINT_PROGRAM, never = "never", path = input.string(), threads = std::to_string(jobs);
  std::string format = "--format", jsonl = "jsonl", fail = "--fail-on", many = "--jobs";
  char* arguments[] = {program.data(), format.data(), jsonl.data(), fail.data(), never.data(),
                       many.data(), threads.data(), path.data(), nullptr};
  posix_spawn_file_actions_t files;
  posix_spawn_file_actions_init(&files);
  posix_spawn_file_actions_addopen(&files, STDOUT_FILENO, "/dev/null", O_WRONLY, 0);
  pid_t child = 0;
  const int failed = posix_spawn(&child, program.c_str(), &files, nullptr, arguments, environ);
  posix_spawn_file_actions_destroy(&files);
  if (failed != 0) return false;
  int status = 0;
  waitpid(child, &status, 0);
  return WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

std::size_t bytes_under(const fs::path& path) {
  if (!fs::is_directory(path)) return fs::file_size(path);
  std::size_t bytes = 0;
  for (const auto& entry : fs::directory_iterator(path)) bytes += entry.file_size();
  return bytes;
}

void whole(benchmark::State& state, const fs::path& input, unsigned jobs) {
  for (auto turn : state)
    if (!run(input, jobs)) return state.SkipWithError("asklint failed");
  state.SetBytesProcessed(static_cast<std::int64_t>(bytes_under(input) * state.iterations()));
}

const bool registered = [] {
  using benchmark::State;
  for (const char* lang : {"de", "en"})
    benchmark::RegisterBenchmark(("program/page/" + std::string(lang)).c_str(), [lang](State& state) {
      whole(state, scratch().page(lang), 1);
    })->UseRealTime()->Unit(benchmark::kMillisecond);
  for (const unsigned jobs : {1U, 4U}) {
    const std::string threads = "/jobs:" + std::to_string(jobs);
    benchmark::RegisterBenchmark(("program/folder" + threads).c_str(), [jobs](State& state) {
      whole(state, scratch().folder(), jobs);
    })->UseRealTime()->Unit(benchmark::kSecond)->Iterations(1);
    for (const Mix mix : all_mixes)
      benchmark::RegisterBenchmark(("program/mbox/" + std::string(name(mix)) + threads).c_str(), [jobs, mix](State& state) {
        whole(state, scratch().mailbox(mix), jobs);
      })->UseRealTime()->Unit(benchmark::kSecond)->Iterations(1);
  }
  return true;
}();

}  // namespace
}  // namespace asklint::bench
