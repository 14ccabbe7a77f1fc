// The embedded form of a pack: its fields in order, numbers as they lie in memory, texts with their length.
// Written and read on the same machine in one build, so byte order and widths are those of the binary itself.
#include <cstring>
#include <type_traits>

#include "rule/load.h"

namespace asklint {
namespace {

template <class Archive, class... T>
void all(Archive& archive, T&... values) {
  (archive(values), ...);
}

template <class A>
void fields(A& a, Span& v) {
  all(a, v.begin, v.end);
}
template <class A>
void fields(A& a, Hearing& v) {
  all(a, v.signal, v.language, v.roles, v.cased, v.told);
}
template <class A>
void fields(A& a, Wording& v) {
  all(a, v.signal, v.language, v.threshold, v.doubt);
}
template <class A>
void fields(A& a, Stretch& v) {
  all(a, v.first, v.count);
}
template <class A>
void fields(A& a, Conditions& v) {
  all(a, v.nodes, v.ids, v.weights);
}
template <class A>
void fields(A& a, Signal& v) {
  all(a, v.name, v.about, v.concept_, v.when, v.mark, v.span);
}
template <class A>
void fields(A& a, Case& v) {
  all(a, v.scope, v.when, v.mark, v.needed, v.span, v.severity, v.by_history);
}
template <class A>
void fields(A& a, Example& v) {
  all(a, v.bad, v.lang, v.text, v.marks, v.as);
}
template <class A>
void fields(A& a, Fit& v) {
  all(a, v.help, v.suggestion);
}
template <class A>
void fields(A& a, Rule& v) {
  all(a, v.code, v.name, v.source, v.severity, v.message, v.why, v.not_when, v.help, v.suggestion, v.fits, v.cases,
      v.unless, v.wording, v.languages);
}
template <class A>
void fields(A& a, LanguageFacts& v) {
  all(a, v.code, v.common, v.abbreviations, v.telling, v.fields, v.works);
}
template <class A>
void fields(A& a, Zone& v) {
  all(a, v.name, v.language);
}
template <class A>
void fields(A& a, AskNames& v) {
  all(a, v.ask, v.kinds, v.objects, v.beneficiaries);
}
template <class A>
void fields(A& a, Slot& v) {
  all(a, v.name, v.heard, v.named, v.verbatim, v.anywhere);
}
template <class A>
void fields(A& a, Virtue& v) {
  all(a, v.heard, v.has, v.lacks);
}
template <class A>
void fields(A& a, AdviceWords& v) {
  all(a, v.slots, v.registers, v.turned, v.dropped, v.ask, v.label, v.one_ask, v.many_asks, v.virtues);
}
template <class A>
void fields(A& a, Pack& v) {
  all(a, v.languages, v.zones, v.signals, v.concepts, v.hearings, v.wordings, v.weighed, v.weighed_starts, v.word_weights,
      v.conditions, v.rules, v.asks, v.advice);
}

// What a table lends begins at a multiple of so many bytes, as the processor wants it.
constexpr std::size_t alignment = 8;
// Frozen as it lies in memory; all else is taken apart.
template <class T>
constexpr bool as_it_lies = std::is_arithmetic_v<T> || std::is_enum_v<T> || std::is_same_v<T, WeighedWord> ||
                            std::is_same_v<T, Condition>;

struct FieldWriter {
  std::string out;

  void align() { out.resize((out.size() + alignment - 1) / alignment * alignment); }
  template <class T>
  void operator()(const Table<T>& table) {
    static_assert(as_it_lies<T>);
    (*this)(static_cast<std::uint32_t>(table.size()));
    align();
    out.append(reinterpret_cast<const char*>(table.all().data()), table.size() * sizeof(T));
  }

  template <class T>
  requires as_it_lies<T>
  void operator()(const T& value) { out.append(reinterpret_cast<const char*>(&value), sizeof value); }
  void operator()(const std::string& text) {
    (*this)(static_cast<std::uint32_t>(text.size()));
    out.append(text);
  }
  template <class T>
  void operator()(const std::vector<T>& list) {
    (*this)(static_cast<std::uint32_t>(list.size()));
    for (const T& item : list) (*this)(item);
  }
  template <class A, class B>
  void operator()(const std::pair<A, B>& pair) {
    (*this)(pair.first);
    (*this)(pair.second);
  }
  template <class T>
  requires(!as_it_lies<T>)
  void operator()(const T& value) { fields(*this, const_cast<T&>(value)); }
};

struct FieldReader {
  std::string_view in;
  const char* begin = in.data();

  void align() {
    const auto at = static_cast<std::size_t>(in.data() - begin);
    in.remove_prefix((at + alignment - 1) / alignment * alignment - at);
  }
  template <class T>
  void operator()(Table<T>& table) {
    std::uint32_t size = 0;
    (*this)(size);
    align();
    table = Table<T>::lent({reinterpret_cast<const T*>(in.data()), size});
    in.remove_prefix(size * sizeof(T));
  }

  template <class T>
  requires as_it_lies<T>
  void operator()(T& value) {
    std::memcpy(&value, in.data(), sizeof value);
    in.remove_prefix(sizeof value);
  }
  void operator()(std::string& text) {
    std::uint32_t size = 0;
    (*this)(size);
    text.assign(in.substr(0, size));
    in.remove_prefix(size);
  }
  template <class T>
  requires std::is_arithmetic_v<T>
  void operator()(std::vector<T>& list) {  // lies there as it is frozen, field behind field
    std::uint32_t size = 0;
    (*this)(size);
    list.resize(size);
    if (size > 0) std::memcpy(list.data(), in.data(), size * sizeof(T));
    in.remove_prefix(size * sizeof(T));
  }
  template <class T>
  void operator()(std::vector<T>& list) {
    std::uint32_t size = 0;
    (*this)(size);
    list.resize(size);
    for (T& item : list) (*this)(item);
  }
  template <class A, class B>
  void operator()(std::pair<A, B>& pair) {
    (*this)(pair.first);
    (*this)(pair.second);
  }
  template <class T>
  requires(!as_it_lies<T>)
  void operator()(T& value) { fields(*this, value); }
};

}  // namespace

std::string freeze(const Pack& pack) {
  FieldWriter writer;
  writer(pack);
  return std::move(writer.out);
}

Pack thaw(std::string_view frozen) {
  FieldReader reader{frozen};
  Pack pack;
  reader(pack);
  return pack;
}

std::string freeze_examples(const Pack& pack) {
  FieldWriter writer;
  for (const Rule& rule : pack.rules) writer(rule.examples);
  return std::move(writer.out);
}

void thaw_examples(std::string_view frozen, Pack& pack) {
  FieldReader reader{frozen};
  for (Rule& rule : pack.rules) reader(rule.examples);
}

std::string freeze_files(const PackFiles& files) {
  FieldWriter writer;
  writer(files);
  return std::move(writer.out);
}

PackFiles thaw_files(std::string_view frozen) {
  FieldReader reader{frozen};
  PackFiles files;
  reader(files);
  return files;
}

}  // namespace asklint
