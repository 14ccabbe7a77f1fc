#pragma once
#include <algorithm>
#include <vector>

namespace asklint {

/// Makes a set of a list: ascending, each value once.
/// Not by std::ranges: clang 14 cannot read libstdc++ 12's subranges.
template <class T>
void sort_unique(std::vector<T>& values) {
  std::sort(values.begin(), values.end());
  values.erase(std::unique(values.begin(), values.end()), values.end());
}

}  // namespace asklint
