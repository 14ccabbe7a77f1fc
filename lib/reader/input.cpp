#include "reader/input.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <system_error>
#include <utility>

#include "reader/files.h"

namespace asklint {

namespace {

std::error_code last_error() {
  return {errno, std::generic_category()};
}

}  // namespace

Input::Input(int descriptor, std::string path) : descriptor_(descriptor), path_(std::move(path)) {}

Input::Input(Input&& other) noexcept
    : descriptor_(std::exchange(other.descriptor_, -1)), path_(std::move(other.path_)) {}

Input& Input::operator=(Input&& other) noexcept {
  std::swap(descriptor_, other.descriptor_);
  std::swap(path_, other.path_);
  return *this;
}

Input::~Input() {
  if (descriptor_ > STDERR_FILENO) close(descriptor_);
}

Result<Input> Input::open(const std::string& path) {
  const int descriptor = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (descriptor < 0) return cannot_read(path, last_error());
  return Input(descriptor, path);
}

Input Input::standard() {
  return {STDIN_FILENO, "-"};
}

Result<std::size_t> Input::append_to(std::string& bytes, std::size_t most) {
  const std::size_t before = bytes.size();
  bytes.resize(before + most);
  ssize_t got = 0;
  do {
    got = read(descriptor_, bytes.data() + before, most);
  } while (got < 0 && errno == EINTR);
  const std::error_code error = got < 0 ? last_error() : std::error_code();
  bytes.resize(before + static_cast<std::size_t>(std::max<ssize_t>(got, 0)));
  if (error) return cannot_read(path_, error);
  return static_cast<std::size_t>(got);
}

std::uint64_t Input::size() const {
  struct stat about {};
  const bool known = fstat(descriptor_, &about) == 0 && S_ISREG(about.st_mode) && about.st_size > 0;
  return known ? static_cast<std::uint64_t>(about.st_size) : 0;
}

}  // namespace asklint
