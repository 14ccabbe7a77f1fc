#include "floors.h"

#include <algorithm>
#include <cmath>
#include <fstream>
#include <iomanip>
#include <sstream>

namespace asklint::quality {
namespace {

constexpr double slack = 1e-9;

bool is_ceiling(const std::string& name) {
  return name.ends_with("alarm_rate") || name.ends_with("per-1000");
}

bool better(const std::string& name, double value, double bound) {
  return is_ceiling(name) ? value < bound : value > bound;
}

/// To three digits, towards the side that holds.
double bound_of(const std::string& name, double value) {
  const double digits = is_ceiling(name) ? std::ceil(value * 1000 - slack) : std::floor(value * 1000 + slack);
  return std::max(0.0, digits) / 1000;
}

}  // namespace

Result<std::map<std::string, double>> load_floors(const std::string& file) {
  std::ifstream in(file);
  if (!in) return Error{ErrorCode::io, file, {}, "cannot be read", {}};
  std::map<std::string, double> out;
  std::uint32_t number = 0;
  for (std::string line; std::getline(in, line);) {
    ++number;
    if (line.empty() || line.starts_with('#')) continue;
    std::istringstream words(line);
    std::string name;
    double bound = 0;
    if (!(words >> name >> bound)) return Error{ErrorCode::syntax, file, {number, 1}, "not `name bound`", {}};
    out[name] = bound;
  }
  return out;
}

std::vector<std::string> short_of(const std::map<std::string, double>& floors,
                                  const std::map<std::string, double>& figures) {
  std::vector<std::string> out;
  for (const auto& [name, bound] : floors) {
    const auto at = figures.find(name);
    std::ostringstream line;
    line << std::fixed << std::setprecision(3) << name;
    if (at == figures.end())
      line << ": was not measured";
    else if (better(name, bound, at->second + (is_ceiling(name) ? -slack : slack)))
      line << ": " << at->second << ", and has been " << bound;
    else
      continue;
    out.push_back(line.str());
  }
  return out;
}

std::string raised(const std::map<std::string, double>& floors, const std::map<std::string, double>& figures) {
  std::ostringstream out;
  out << "# What the rules have reached; `quality --raise` writes it, and only upwards.\n"
      << std::fixed << std::setprecision(3);
  for (const auto& [name, value] : figures) {
    const auto old = floors.find(name);
    const double bound = bound_of(name, value);
    out << name << ' ' << (old == floors.end() || better(name, bound, old->second) ? bound : old->second) << '\n';
  }
  return out.str();
}

}  // namespace asklint::quality
