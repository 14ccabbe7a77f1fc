#include "reader/html/html_source.h"

#include <gumbo.h>

#include <algorithm>
#include <array>
#include <vector>

#include "text/utf8.h"

namespace asklint {

namespace {

constexpr std::size_t longest_name = 16;

/// What an open element means for the tags that follow (HTML, 13.2.4.2 and 13.2.6.4.7).
enum class Place : std::uint8_t {
  ordinary,   ///< closed by its own end tag, if no block stands between
  paragraph,  ///< closed by the next block, too
  item,       ///< li
  term,       ///< dt, dd
  heading,    ///< any heading's end tag closes any heading
  soft,       ///< a block that items reach through: div, address
  block,      ///< closed by its end tag
  border,     ///< nothing inside closes what is outside: object, marquee, applet
  button,     ///< the same for paragraphs
  table,
  cell,   ///< rows, cells and the like: not counted, the next of them closes all up to the table
  empty,  ///< has no content
};

constexpr auto empty_elements = std::to_array<std::string_view>(
    {"area",  "base", "basefont", "bgsound", "body", "br",    "col",    "embed", "head", "hr",  "html",
     "image", "img",  "input",    "keygen",  "link", "param", "source", "track", "wbr",  "meta"});
constexpr auto blocks = std::to_array<std::string_view>(
    {"article", "aside",  "blockquote", "center", "details", "dir", "dl",  "fieldset", "figcaption", "figure", "footer",
     "header",  "hgroup", "listing",    "menu",   "nav",     "ol",  "pre", "section",  "summary",    "ul",     "main"});
constexpr auto closes_paragraph = std::to_array<std::string_view>(
    {"address", "article", "aside",    "blockquote", "center",  "dd",      "details", "dir",  "div",
     "dl",      "dt",      "fieldset", "figcaption", "figure",  "footer",  "h1",      "h2",   "h3",
     "h4",      "h5",      "h6",       "header",     "hgroup",  "hr",      "li",      "main", "menu",
     "nav",     "ol",      "p",        "pre",        "section", "summary", "ul"});
constexpr auto cells =
    std::to_array<std::string_view>({"caption", "colgroup", "tbody", "td", "tfoot", "th", "thead", "tr"});

/// Looks only, or (form, rt) special in how they close.
constexpr auto renamed = std::to_array<std::string_view>(
    {"a",         "b",  "big", "code", "em",  "font", "form",  "i",      "listing", "nobr", "optgroup", "option",
     "plaintext", "rb", "rp",  "rt",   "rtc", "s",    "small", "strike", "strong",  "tt",   "u",        "xmp"});

/// Tags that would turn the page into something else.
constexpr auto ignored = std::to_array<std::string_view>({"frame", "frameset", "isindex"});

/// Nobody reads what stands inside these. Text up to the end tag, however it looks.
constexpr auto raw_elements = std::to_array<std::string_view>(
    {"iframe", "noembed", "noframes", "noscript", "script", "style", "textarea", "title"});
/// The same, made of elements: they end with their own end tag, or are not there.
constexpr auto sealed_elements = std::to_array<std::string_view>({"math", "select", "svg", "template"});

constexpr auto kept_attributes = std::to_array<std::string_view>({"class", "hidden", "id", "name", "style", "type"});

template <std::size_t N>
bool is_one_of(std::string_view word, const std::array<std::string_view, N>& words) {
  return std::ranges::find(words, word) != words.end();
}

bool is_space(char c) {
  return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f';
}

bool is_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

char lower(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

std::string lowered(std::string_view word) {
  std::string low(word.substr(0, longest_name + 1));
  std::ranges::transform(low, low.begin(), lower);
  return low;
}

Place place_of(const std::string& name) {
  if (name == "p") return Place::paragraph;
  if (name == "li") return Place::item;
  if (name == "dd" || name == "dt") return Place::term;
  if (name == "div" || name == "address") return Place::soft;
  if (name == "table") return Place::table;
  if (name == "button") return Place::button;
  if (name == "object" || name == "marquee" || name == "applet") return Place::border;
  if (name.size() == 2 && name[0] == 'h' && name[1] >= '1' && name[1] <= '6') return Place::heading;
  if (is_one_of(name, cells)) return Place::cell;
  if (is_one_of(name, empty_elements)) return Place::empty;
  if (is_one_of(name, blocks)) return Place::block;
  return Place::ordinary;
}

struct Open {
  Place place = Place::ordinary;
  GumboTag tag = GUMBO_TAG_UNKNOWN;  ///< the parser takes all unknown names for the same
};

/// How deep the parser will nest elements: never less than it does, and as much for pages that close what they open.
class Nesting {
 public:
  void start(const std::string& name) {
    const Open element{place_of(name), tag_of(name)};
    if (is_one_of(name, closes_paragraph)) close_paragraph();
    if (element.place == Place::empty) return;
    if (element.place == Place::item || element.place == Place::term) close_item(element.place);
    if (element.place == Place::cell)
      close_cells();
    else
      open_.push_back(element);
  }

  void end(const std::string& name) {
    const Open element{place_of(name), tag_of(name)};
    switch (element.place) {
      case Place::empty:
      case Place::cell:
        return;
      case Place::paragraph:
        return close_paragraph();
      case Place::ordinary:
        return close(element, [](Place place) { return place != Place::ordinary; });
      case Place::item:
        return close(element, [](Place place) { return place >= Place::block; });
      case Place::table:
        return close(element, [](Place) { return false; });
      default:
        return close(element, [](Place place) { return place == Place::table || place == Place::border; });
    }
  }

  [[nodiscard]] std::size_t depth() const { return open_.size(); }

 private:
  static GumboTag tag_of(const std::string& name) {
    return gumbo_tagn_enum(name.data(), static_cast<unsigned>(name.size()));
  }

  template <class Stops>
  void close(Open element, Stops stops) {
    for (std::size_t i = open_.size(); i > 0; --i) {
      const Open& open = open_[i - 1];
      const bool same = element.place == Place::heading ? open.place == Place::heading
                                                        : open.place == element.place && open.tag == element.tag;
      if (same) return open_.resize(i - 1);
      if (stops(open.place)) return;
    }
  }

  void close_paragraph() {
    close({Place::paragraph, GUMBO_TAG_P}, [](Place place) { return place != Place::ordinary; });
  }

  void close_item(Place place) {
    for (std::size_t i = open_.size(); i > 0; --i) {
      const Place open = open_[i - 1].place;
      if (open == place) return open_.resize(i - 1);
      if (open != Place::ordinary && open != Place::paragraph && open != Place::soft) return;
    }
  }

  void close_cells() {
    const auto table = std::find_if(open_.rbegin(), open_.rend(), [](Open open) { return open.place == Place::table; });
    if (table != open_.rend()) open_.erase(table.base(), open_.end());
  }

  std::vector<Open> open_;
};

/// One attribute, from its name to past its value.
struct Attribute {
  std::size_t begin = 0;
  std::size_t name_end = 0;
  std::size_t end = 0;
};

/// The next attribute in the tag (HTML, 13.2.5.32 and on); empty at its `>` or at the end.
Attribute next_attribute(std::string_view html, std::size_t at) {
  while (at < html.size() && (is_space(html[at]) || html[at] == '/')) ++at;
  Attribute found{at, at, at};
  if (at >= html.size() || html[at] == '>') return found;
  ++at;  // a `=` at the begin is part of the name
  while (at < html.size() && !is_space(html[at]) && html[at] != '/' && html[at] != '>' && html[at] != '=') ++at;
  found.name_end = found.end = at;
  while (at < html.size() && is_space(html[at])) ++at;
  if (at >= html.size() || html[at] != '=') return found;
  ++at;
  while (at < html.size() && is_space(html[at])) ++at;
  if (at < html.size() && (html[at] == '"' || html[at] == '\'')) {
    const std::size_t close = html.find(html[at], at + 1);
    found.end = close == std::string_view::npos ? html.size() : close + 1;
    return found;
  }
  while (at < html.size() && !is_space(html[at]) && html[at] != '>') ++at;
  found.end = at;
  return found;
}

std::size_t name_end(std::string_view html, std::size_t at) {
  while (at < html.size() && !is_space(html[at]) && html[at] != '/' && html[at] != '>') ++at;
  return at;
}

class Source {
 public:
  Source(std::string_view html, std::span<const Span> controls, std::uint32_t most_depth)
      : controls_(controls), most_depth_(most_depth) {
    made_.html = html;
    if (html.starts_with(utf8_bom)) std::fill_n(made_.html.begin(), utf8_bom.size(), ' ');
    for (const Span control : controls) std::fill_n(made_.html.begin() + control.begin, control.size(), ' ');
  }

  HtmlSource run() {
    std::string& html = made_.html;
    std::size_t next_control = 0;
    for (std::size_t at = 0; at < html.size() && !made_.cut;) {
      while (next_control < controls_.size() && controls_[next_control].begin < at) ++next_control;
      if (next_control < controls_.size() && controls_[next_control].begin == at && !controls_[next_control].empty()) {
        leave_out(at, controls_[next_control].end);
        at = controls_[next_control].end;
      } else if (html[at] == '<' && begins_markup(std::string_view(html).substr(at))) {
        at = take_markup(at);
      } else {
        ++at;
      }
    }
    if (made_.cut) html.resize(*made_.cut);
    return std::move(made_);
  }

 private:
  /// `<!  >` is a comment too (HTML, 13.2.5.42). No blanks: the words on both sides stay one.
  void leave_out(std::size_t begin, std::size_t end) {
    std::fill(made_.html.begin() + static_cast<std::ptrdiff_t>(begin),
              made_.html.begin() + static_cast<std::ptrdiff_t>(end), ' ');
    if (end - begin < 3) return;
    made_.html.replace(begin, 2, "<!");
    made_.html[end - 1] = '>';
  }

  std::size_t take_markup(std::size_t at) {
    const std::string_view html = made_.html;
    if (++tags_ > most_tags) {
      made_.cut = static_cast<std::uint32_t>(at);
      made_.too_many = true;
      return at;
    }
    const std::size_t end = markup_end(html, at);
    if (html.substr(at).starts_with("<!--")) {
      leave_out(at, end);
      return end;
    }
    const bool closes = html[at + 1] == '/';
    const std::size_t name_at = at + (closes ? 2 : 1);
    if (name_at >= html.size() || !is_letter(html[name_at])) return end;  // <!doctype …>, <?php …>, </>
    if (html[end - 1] != '>') {                                           // the tag never ends
      made_.html.resize(at);
      return at;
    }
    std::string name = lowered(html.substr(name_at, name_end(html, name_at) - name_at));
    if (is_one_of(name, ignored)) {
      leave_out(at, end);
      return end;
    }
    if (!closes && (is_one_of(name, raw_elements) || is_one_of(name, sealed_elements)))
      return take_hidden(name, at, end);
    if (is_one_of(name, renamed)) name[0] = made_.html[name_at] = 'y';
    count(name, closes, at);
    drop_attributes(name_at, closes);
    return end;
  }

  void count(const std::string& name, bool closes, std::size_t at) {
    if (closes) {
      nesting_.end(name);
      return;
    }
    nesting_.start(name);
    if (nesting_.depth() > most_depth_) made_.cut = static_cast<std::uint32_t>(at);
  }

  void drop_attributes(std::size_t name_at, bool closes) {
    std::array<bool, kept_attributes.size()> seen{};
    for (std::size_t at = name_end(made_.html, name_at);;) {
      const Attribute attribute = next_attribute(made_.html, at);
      if (attribute.end == attribute.begin) return;
      at = attribute.end;
      const std::string_view written = made_.html;
      const std::string name = lowered(written.substr(attribute.begin, attribute.name_end - attribute.begin));
      const auto kept = static_cast<std::size_t>(std::ranges::find(kept_attributes, name) - kept_attributes.begin());
      if (!closes && kept < seen.size() && !seen[kept]) {
        seen[kept] = true;
        continue;
      }
      std::fill(made_.html.begin() + static_cast<std::ptrdiff_t>(attribute.begin),
                made_.html.begin() + static_cast<std::ptrdiff_t>(attribute.end), ' ');
    }
  }

  std::size_t take_hidden(const std::string& name, std::size_t at, std::size_t tag_end) {
    const bool raw = is_one_of(name, raw_elements);
    std::optional<std::size_t> end;
    if (std::ranges::find(never_closed_, name) == never_closed_.end()) end = hidden_end(name, tag_end, !raw);
    if (!end) never_closed_.push_back(name);
    // A browser shows nothing after raw text that is never closed.
    const std::size_t to = end.value_or(raw ? made_.html.size() : tag_end);
    leave_out(at, to);
    return to;
  }

  /// Past the end tag of the element; nothing without one. nests: its like may stand inside.
  [[nodiscard]] std::optional<std::size_t> hidden_end(const std::string& name, std::size_t at, bool nests) const {
    const std::string_view html = made_.html;
    std::size_t open = 1;
    for (at = html.find('<', at); at != std::string_view::npos; at = html.find('<', at + 1)) {
      const bool closes = html.substr(at + 1).starts_with('/');
      const std::size_t name_at = at + (closes ? 2 : 1);
      const std::string_view found = html.substr(std::min(name_at, html.size()), name.size());
      if (!std::ranges::equal(found, name, {}, lower)) continue;
      const std::size_t after = name_at + name.size();
      if (after < html.size() && !is_space(html[after]) && html[after] != '/' && html[after] != '>') continue;
      if (!closes && nests) {
        const std::size_t end = markup_end(html, at);
        if (html[end - 1] != '>' || html[end - 2] != '/') ++open;
      }
      if (closes && --open == 0) return markup_end(html, at);
    }
    return std::nullopt;
  }

  std::span<const Span> controls_;
  std::uint32_t most_depth_;
  HtmlSource made_;
  Nesting nesting_;
  std::uint32_t tags_ = 0;
  std::vector<std::string> never_closed_;
};

}  // namespace

HtmlSource parsable_html(std::string_view html, std::span<const Span> controls, std::uint32_t most_depth) {
  return Source(html, controls, most_depth).run();
}

std::string html_tag_name(std::string_view tag) {
  tag.remove_prefix(std::min<std::size_t>(tag.size(), tag.starts_with("</") ? 2 : 1));
  return lowered(tag.substr(0, name_end(tag, 0)));
}

bool begins_markup(std::string_view at) {
  if (at.size() < 2 || at.front() != '<') return false;
  return is_letter(at[1]) || at[1] == '!' || at[1] == '?' || (at[1] == '/' && at.size() > 2);
}

std::size_t markup_end(std::string_view html, std::size_t begin) {
  const std::string_view rest = html.substr(begin);
  if (rest.starts_with("<!--")) {
    // `<!-->` is one as well. One search for both ends, so that a page of comments is read once.
    for (std::size_t at = html.find("--", begin + 2); at != std::string_view::npos; at = html.find("--", at + 1)) {
      if (html.substr(at + 2).starts_with('>')) return at + 3;
      if (at >= begin + 4 && html.substr(at + 2).starts_with("!>")) return at + 4;
    }
    return html.size();
  }
  const std::size_t name_at = begin + (rest.starts_with("</") ? 2 : 1);
  std::size_t at = name_at;
  if (at < html.size() && is_letter(html[at])) {
    at = name_end(html, at);
    for (;;) {
      const Attribute attribute = next_attribute(html, at);
      if (attribute.end == attribute.begin) return std::min(attribute.begin + 1, html.size());
      at = attribute.end;
    }
  }
  const std::size_t close = html.find('>', at);
  return close == std::string_view::npos ? html.size() : close + 1;
}

}  // namespace asklint
