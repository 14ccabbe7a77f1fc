#include "reader/html/html.h"

#include <gumbo.h>

#include <algorithm>
#include <array>
#include <bit>
#include <cstdlib>
#include <memory>
#include <unordered_map>
#include <utility>

#include "reader/blocks.h"
#include "reader/html/html_source.h"
#include "reader/html/html_style.h"
#include "reader/lines.h"
#include "reader/placeholders.h"
#include "text/utf8.h"

namespace asklint {

namespace {

constexpr std::size_t longest_entity = 40;        // &CounterClockwiseContourIntegral; has 33 bytes
constexpr std::size_t most_entities = 1U << 16U;  // different ones

constexpr auto block_elements = std::to_array<std::string_view>(
    {"address", "article", "aside",   "blockquote", "body", "button",   "caption",    "center", "dd",        "details",
     "dialog",  "dir",     "div",     "dl",         "dt",   "fieldset", "figcaption", "figure", "footer",    "form",
     "h1",      "h2",      "h3",      "h4",         "h5",   "h6",       "header",     "hgroup", "hr",        "html",
     "legend",  "li",      "listing", "main",       "menu", "nav",      "ol",         "p",      "plaintext", "pre",
     "section", "summary", "table",   "tbody",      "td",   "tfoot",    "th",         "thead",  "tr",        "ul"});

/// Classes and ids that mail programs give to what is not the author's text.
struct Mark {
  std::string_view name;
  Role role = Role::quote;
};
constexpr auto marked_classes = std::to_array<Mark>({
    {"gmail_attr", Role::attribution},
    {"moz-cite-prefix", Role::attribution},
    {"OutlookMessageHeader", Role::attribution},
    {"moz-forward-container", Role::forward},
    {"moz-email-headers-table", Role::attribution},
    {"yahoo_quoted", Role::quote},
    {"protonmail_quote", Role::quote},
    {"tutanota_quote", Role::quote},
    {"zmail_extra", Role::quote},
    {"gmail_signature", Role::signature},
    {"moz-signature", Role::signature},
    {"protonmail_signature_block", Role::signature},
    {"AppleMailSignature", Role::signature},
});
constexpr auto marked_ids = std::to_array<Mark>({
    {"divRplyFwdMsg", Role::attribution},
    {"isForwardContent", Role::forward},
    {"mail-editor-reference-message-container", Role::quote},
    {"Signature", Role::signature},
    {"AppleMailSignature", Role::signature},
    {"ms-outlook-mobile-signature", Role::signature},
    {"composer_signature", Role::signature},
});

/// Names of GMX and of Spark.
constexpr auto marked_names = std::to_array<Mark>({
    {"quote", Role::quote},
    {"quoted-content", Role::quote},
    {"messageReplySection", Role::quote},
    {"messageSignatureSection", Role::signature},
});

/// All that follows these is the message that is answered: Outlook on the web, Zimbra.
constexpr auto history_ids = std::to_array<std::string_view>({"divRplyFwdMsg", "appendonsend", "zwchr"});
constexpr std::string_view history_name = "_____replyseparator";  ///< Outlook

bool is_space(char c) {
  return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f';
}

bool is_entity_byte(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '#';
}

constexpr std::string_view replacement = "\xEF\xBF\xBD";  // U+FFFD

// --- the parser ------------------------------------------------------------------------------------------------------

/// Memory for one parse, freed at once: the parser's own way to free a tree calls itself for each level. What the
/// parser gives back is used again, by powers of two.
class Arena {
 public:
  Arena() = default;
  Arena(const Arena&) = delete;
  Arena& operator=(const Arena&) = delete;

  static void* take(void* arena, std::size_t size) { return static_cast<Arena*>(arena)->take_bytes(size); }
  static void give_back(void* arena, void* bytes) { static_cast<Arena*>(arena)->keep_free(bytes); }

 private:
  /// Before each piece of memory; while that is free, what follows is the next free one.
  struct alignas(std::max_align_t) Head {
    unsigned power = 0;
    Head* next = nullptr;
  };
  static constexpr std::size_t smallest_chunk = std::size_t{1} << 16U;
  static constexpr std::size_t largest_chunk = std::size_t{1} << 22U;

  void* take_bytes(std::size_t size) {
    const auto power = static_cast<unsigned>(std::bit_width(std::max<std::size_t>(size, 16) - 1));
    Head*& free = free_[power];
    if (free != nullptr) return std::exchange(free, free->next) + 1;
    const std::size_t whole = (std::size_t{1} << power) + sizeof(Head);
    if (whole > left_) {
      chunk_ = std::min(std::max(chunk_ * 2, smallest_chunk), largest_chunk);
      left_ = std::max(chunk_, whole);
      chunks_.push_back(std::make_unique_for_overwrite<std::byte[]>(left_));
      at_ = chunks_.back().get();
    }
    Head* head = ::new (at_) Head{power, nullptr};
    at_ += whole;
    left_ -= whole;
    return head + 1;
  }

  void keep_free(void* bytes) {
    if (bytes == nullptr) return;
    Head* head = static_cast<Head*>(bytes) - 1;
    head->next = std::exchange(free_[head->power], head);
  }

  std::array<Head*, 64> free_{};
  std::vector<std::unique_ptr<std::byte[]>> chunks_;
  std::byte* at_ = nullptr;
  std::size_t left_ = 0;
  std::size_t chunk_ = 0;
};

/// A tree that refers to `html`, which must outlive it. Requires that elements are not nested too deeply.
class Tree {
 public:
  explicit Tree(std::string_view html) {
    GumboOptions options = kGumboDefaultOptions;
    options.allocator = Arena::take;
    options.deallocator = Arena::give_back;
    options.userdata = &arena_;
    options.max_errors = 0;  // each one holds a copy of the open elements
    output_ = gumbo_parse_with_options(&options, html.data(), html.size());
  }

  [[nodiscard]] const GumboNode* root() const { return output_->document; }

 private:
  Arena arena_;
  GumboOutput* output_ = nullptr;
};

const GumboVector* children_of(const GumboNode* node) {
  if (node->type == GUMBO_NODE_DOCUMENT) return &node->v.document.children;
  if (node->type == GUMBO_NODE_ELEMENT) return &node->v.element.children;
  return nullptr;
}

const GumboNode* child_at(const GumboVector& children, unsigned i) {
  return static_cast<const GumboNode*>(children.data[i]);
}

bool is_text(const GumboNode* node) {
  return node->type == GUMBO_NODE_TEXT || node->type == GUMBO_NODE_WHITESPACE || node->type == GUMBO_NODE_CDATA;
}

std::string_view attribute(const GumboNode* element, const char* name) {
  const GumboAttribute* found = gumbo_get_attribute(&element->v.element.attributes, name);
  return found == nullptr ? std::string_view() : std::string_view(found->value);
}

bool has_attribute(const GumboNode* element, const char* name) {
  return gumbo_get_attribute(&element->v.element.attributes, name) != nullptr;
}

bool has_class(const GumboNode* element, std::string_view name) {
  std::string_view classes = attribute(element, "class");
  while (!classes.empty()) {
    const std::size_t end = std::min(classes.find_first_of(" \t\r\n\f"), classes.size());
    if (classes.substr(0, end) == name) return true;
    classes.remove_prefix(std::min(end + 1, classes.size()));
  }
  return false;
}

// --- entities --------------------------------------------------------------------------------------------------------

/// What the entities of a page stand for. The parser decodes them, all kinds in one page of their own: it knows 2231
/// names, some without `;`, and does not tell where in a text they stood.
class Entities {
 public:
  /// The entity at `at`, which is a `&`: its name, and the `;` if there is one. Empty for a lone `&`.
  static std::string_view at(std::string_view html, std::size_t at) {
    std::size_t end = at + 1;
    while (end < html.size() && end - at < longest_entity && is_entity_byte(html[end])) ++end;
    if (end == at + 1) return {};
    if (end < html.size() && html[end] == ';') ++end;
    return html.substr(at, end - at);
  }

  void add(std::string_view entity) {
    if (decoded_.size() < most_entities) decoded_.try_emplace(entity);
  }

  void decode() {
    if (decoded_.empty()) return;
    std::vector<std::pair<const std::string_view, std::string>*> asked;
    std::string page = "<body>";
    for (auto& entry : decoded_) {
      asked.push_back(&entry);
      page.append("<br>").append(entry.first);
    }
    const Tree tree(page);
    const GumboNode* at = tree.root();
    for (const unsigned last : {0U, 1U}) {  // html, body
      (void)last;
      const GumboVector& children = *children_of(at);
      if (children.length == 0) return;
      at = child_at(children, children.length - 1);
    }
    std::size_t next = 0;
    const GumboVector& body = *children_of(at);
    for (unsigned i = 0; i < body.length; ++i) {
      const GumboNode* node = child_at(body, i);
      if (!is_text(node))
        ++next;
      else if (next > 0 && next <= asked.size())
        asked[next - 1]->second += node->v.text.text;
    }
  }

  /// Itself where it stands for nothing else.
  [[nodiscard]] std::string_view operator[](std::string_view entity) const {
    const auto found = decoded_.find(entity);
    return found == decoded_.end() ? entity : std::string_view(found->second);
  }

 private:
  std::unordered_map<std::string_view, std::string> decoded_;
};

// --- from the tree to runs of text -----------------------------------------------------------------------------------

/// What holds for all inside an element.
struct Inherited {
  Role role = Role::body;
  bool keeps_space = false;
  bool tiny = false;
  bool in_pre = false;    ///< right inside <pre>
  bool in_reply = false;  ///< right inside what marks an answered message as a whole
};

/// The text of one node.
struct Run {
  Span source;
  const char* text = nullptr;
  std::uint32_t paragraph = 0;
  std::uint32_t line = 0;
  Role role = Role::body;
  bool keeps_space = false;
};

class Walk {
 public:
  explicit Walk(std::string_view html) : html_(html) {}

  /// The visible runs, in the order of the source: text that a table cannot hold stands before it in the tree.
  std::vector<Run> runs(const GumboNode* root) {
    path_.push_back({root, 0, {}, false});
    while (!path_.empty()) {
      Step& step = path_.back();
      const GumboVector* children = children_of(step.node);
      if (children == nullptr || step.next == children->length) {
        if (step.block) ++paragraph_;
        path_.pop_back();
        continue;
      }
      const GumboNode* child = child_at(*children, step.next++);
      const Inherited inherited = step.inherited;  // the step moves when the path grows
      if (is_text(child))
        take_text(child, inherited);
      else if (child->type == GUMBO_NODE_ELEMENT)
        enter(child, inherited);
    }
    std::ranges::stable_sort(runs_, {}, [](const Run& run) { return run.source.begin; });
    for (Run& run : runs_) {
      if (run.source.begin >= history_begin_ && run.role == Role::body) run.role = Role::quote;
    }
    for (std::size_t i = 0; i + 1 < runs_.size(); ++i)
      runs_[i].source.end = std::min(runs_[i].source.end, runs_[i + 1].source.begin);
    return std::move(runs_);
  }

 private:
  struct Step {
    const GumboNode* node = nullptr;
    unsigned next = 0;  ///< child
    Inherited inherited;
    bool block = false;
  };

  void take_text(const GumboNode* node, const Inherited& inherited) {
    const GumboText& text = node->v.text;
    if (inherited.tiny) return;
    const auto begin = static_cast<std::size_t>(text.original_text.data - html_.data());
    if (text.original_text.data == nullptr || begin > html_.size()) return;
    const std::size_t size = std::min(text.original_text.length, html_.size() - begin);
    runs_.push_back({{static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(begin + size)},
                     text.text,
                     paragraph_,
                     line_,
                     inherited.role,
                     inherited.keeps_space});
  }

  void enter(const GumboNode* node, const Inherited& outer) {
    const std::string name = name_of(node);
    const std::string_view declared = attribute(node, "style");
    const HtmlStyle style = declared.empty() ? HtmlStyle{} : parse_style(declared);
    const bool block = std::ranges::find(block_elements, name) != block_elements.end();
    if (name == "br") ++line_;
    if (block) ++paragraph_;
    if (style.hidden || has_attribute(node, "hidden")) return;
    Inherited inner = outer;
    inner.in_pre = name == "pre";
    inner.in_reply = false;
    if (name == "pre" || name == "listing") inner.keeps_space = true;
    if (style.keeps_space) inner.keeps_space = *style.keeps_space;
    if (style.tiny) inner.tiny = *style.tiny;
    if (outer.role == Role::body && begins_history(node))
      history_begin_ = std::min(history_begin_, static_cast<std::uint32_t>(node->v.element.start_pos.offset));
    set_role(node, name, style, outer, inner);
    path_.push_back({node, 0, inner, block});
  }

  static bool begins_history(const GumboNode* node) {
    return std::ranges::find(history_ids, attribute(node, "id")) != history_ids.end() ||
           attribute(node, "name") == history_name;
  }

  /// The name as written: some were renamed for the parser, but only in their first letter.
  static std::string name_of(const GumboNode* node) {
    const GumboElement& element = node->v.element;
    if (element.tag != GUMBO_TAG_UNKNOWN) return gumbo_normalized_tagname(element.tag);
    std::string name = html_tag_name({element.original_tag.data, element.original_tag.length});
    if (name == "yode") name = "code";
    if (name == "yorm") name = "form";
    if (name == "yisting") name = "listing";
    if (name == "ylaintext") name = "plaintext";
    return name;
  }

  static void set_role(const GumboNode* node, const std::string& name, const HtmlStyle& style, const Inherited& outer,
                       Inherited& inner) {
    const bool reply = has_class(node, "gmail_quote") && name != "blockquote";
    if (outer.role == Role::quote || outer.role == Role::forward) {
      // Inside another's words all are another's; only the line that names them is told apart.
      if (outer.in_reply && has_class(node, "gmail_attr")) inner.role = Role::attribution;
      return;
    }
    if (is_quote(node, name, style)) {
      inner.role = Role::quote;
    } else if (reply && !holds_gmail_quote(node)) {
      // A forwarded message: Gmail parts it from the author's words in no other way.
      inner.role = Role::quote;
      inner.in_reply = true;
    } else if (const Mark* mark = mark_of(node)) {
      inner.role = mark->role;
    } else if (outer.in_pre && name == "code") {
      inner.role = Role::code;
    }
  }

  /// A quotation; but an indented paragraph is written as one, too, and then has neither a type nor a border.
  static bool is_quote(const GumboNode* node, const std::string& name, const HtmlStyle& style) {
    if (name != "blockquote") return false;
    if (attribute(node, "type") == "cite" || has_class(node, "gmail_quote")) return true;
    return !style.bare && !has_class(node, "webkit-indent-blockquote");
  }

  /// In a reply the quotes are inside, and what stands between them is the author's answer.
  static bool holds_gmail_quote(const GumboNode* node) {
    const GumboVector& children = node->v.element.children;
    for (unsigned i = 0; i < children.length; ++i) {
      const GumboNode* child = child_at(children, i);
      if (child->type == GUMBO_NODE_ELEMENT && child->v.element.tag == GUMBO_TAG_BLOCKQUOTE &&
          has_class(child, "gmail_quote"))
        return true;
    }
    return false;
  }

  static const Mark* mark_of(const GumboNode* node) {
    const std::string_view id = attribute(node, "id");
    const auto* by_id = std::ranges::find(marked_ids, id, &Mark::name);
    if (by_id != marked_ids.end()) return by_id;
    const auto* by_name = std::ranges::find(marked_names, attribute(node, "name"), &Mark::name);
    if (by_name != marked_names.end() && node->v.element.tag == GUMBO_TAG_DIV) return by_name;
    if (!has_attribute(node, "class")) return nullptr;
    const auto* by_class =
        std::ranges::find_if(marked_classes, [&](const Mark& mark) { return has_class(node, mark.name); });
    return by_class == marked_classes.end() ? nullptr : by_class;
  }

  std::string_view html_;
  std::vector<Step> path_;
  std::vector<Run> runs_;
  std::uint32_t paragraph_ = 0;
  std::uint32_t line_ = 0;
  std::uint32_t history_begin_ = ~std::uint32_t{0};
};

// --- from runs to text -----------------------------------------------------------------------------------------------

class Page {
 public:
  Page(std::string_view html, const std::vector<Run>& runs) : html_(html), runs_(runs) {}

  HtmlPage read() {
    for (const Run& run : runs_) {
      for (std::size_t at = run.source.begin; at < run.source.end; at = after(at, run.source.end)) {
        if (html_[at] != '&') continue;
        if (const std::string_view entity = Entities::at(html_, at); !entity.empty()) entities_.add(entity);
      }
    }
    entities_.decode();
    page_.decoded.out.reserve(html_.size() / 2);
    for (const Run& run : runs_) take(run);
    return std::move(page_);
  }

 private:
  /// One step through a node's source: text, or markup that the parser ignored (an end tag without a start).
  [[nodiscard]] std::size_t after(std::size_t at, std::size_t limit) const {
    if (html_[at] == '<' && begins_markup(html_.substr(at))) return std::min(markup_end(html_, at), limit);
    return at + 1;
  }

  void take(const Run& run) {
    const std::string_view text = run.text;
    if (!spell(run, text)) {
      // Not what we think it is: all of the node's text stands for all of its source.
      words(run, text, run.source, false);
    }
  }

  /// Splits the run's source into literal bytes and entities; false, with nothing done, where that is not its text.
  bool spell(const Run& run, std::string_view text) {
    parts_.clear();
    std::size_t said = 0;
    for (std::size_t at = run.source.begin; at < run.source.end;) {
      const auto source_begin = static_cast<std::uint32_t>(at);
      Part part{{source_begin, source_begin + 1}, html_.substr(at, 1), true};
      if (html_[at] == '\0') {
        part.words = {};
      } else if (html_[at] == '\r') {
        const bool pair = at + 1 < run.source.end && html_[at + 1] == '\n';
        part = {{source_begin, source_begin + (pair ? 2 : 1)}, "\n", false};
      } else if (html_[at] == '<' && begins_markup(html_.substr(at))) {
        part = {{source_begin, static_cast<std::uint32_t>(after(at, run.source.end))}, {}, false};
      } else if (html_[at] == '&') {
        const std::string_view entity = Entities::at(html_, at);
        if (!entity.empty() && at + entity.size() <= run.source.end && entities_[entity] != entity)
          part = {{source_begin, source_begin + static_cast<std::uint32_t>(entity.size())}, entities_[entity], false};
      }
      if (!text.substr(said).starts_with(part.words)) {
        // The parser's way to say that no text may hold this code point.
        if (!part.exact || !text.substr(said).starts_with(replacement)) return false;
        part = {{source_begin, source_begin + utf8_step(html_, at).size}, replacement, false};
      }
      said += part.words.size();
      at = part.source.end;
      const bool goes_on = !parts_.empty() && parts_.back().exact && part.exact && !part.words.empty() &&
                           parts_.back().source.end == part.source.begin;
      if (goes_on) {
        parts_.back().source.end = part.source.end;
        parts_.back().words = slice(html_, parts_.back().source);
      } else if (!part.words.empty()) {
        parts_.push_back(part);
      }
    }
    if (said != text.size()) return false;
    for (const Part& part : parts_) words(run, part.words, part.source, part.exact);
    return true;
  }

  void words(const Run& run, std::string_view text, Span source, bool exact) {
    for (std::size_t at = 0; at < text.size();) {
      const bool space = is_space(text[at]);
      std::size_t end = at + 1;
      while (end < text.size() && is_space(text[end]) == space) ++end;
      const auto shift = static_cast<std::uint32_t>(at);
      const Span from = exact ? Span{source.begin + shift, source.begin + static_cast<std::uint32_t>(end)} : source;
      if (space && !run.keeps_space)
        wait(from);
      else
        show(run, text.substr(at, end - at), from, exact);
      at = end;
    }
  }

  void wait(Span source) { space_ = space_.empty() ? source : hull(space_, source); }

  void show(const Run& run, std::string_view words, Span source, bool exact) {
    part(run, source);
    const auto begin = static_cast<std::uint32_t>(page_.decoded.out.size());
    if (exact)
      page_.decoded.keep(words, source.begin);
    else
      page_.decoded.put(words, source);
    mark(run, {begin, static_cast<std::uint32_t>(page_.decoded.out.size())});
    last_ = &run;
  }

  /// What stands between the last words and these.
  void part(const Run& run, Span source) {
    const Span space = std::exchange(space_, {});
    if (last_ == nullptr) return;
    Decoded& to = page_.decoded;
    const bool other_role = last_->role != run.role;
    if (last_->paragraph != run.paragraph || other_role) {
      to.put(to.out.ends_with('\n') && !other_role ? "\n" : "\n\n", {source.begin, source.begin});
    } else if (last_->line != run.line) {
      to.put(run.line > last_->line + 1 ? "\n\n" : "\n", {source.begin, source.begin});
    } else if (!space.empty() && space.size() == 1 && html_[space.begin] == ' ') {
      to.keep(" ", space.begin);
    } else if (!space.empty()) {
      to.put(" ", {std::max(space.begin, to.map.pieces().back().from.end), space.end});
    }
  }

  void mark(const Run& run, Span text) {
    if (run.role == Role::body) return;
    std::vector<Block>& marked = page_.marked;
    const bool goes_on = last_ != nullptr && last_->role == run.role && !marked.empty();
    if (goes_on)
      marked.back().text.end = text.end;
    else
      marked.push_back({run.role, text});
  }

  struct Part {
    Span source;
    std::string_view words;
    bool exact = false;
  };

  std::string_view html_;
  const std::vector<Run>& runs_;
  Entities entities_;
  std::vector<Part> parts_;
  HtmlPage page_;
  Span space_;  ///< source of white space that is shown only if words follow on the same line
  const Run* last_ = nullptr;
};

/// Template tags that leave nothing behind.
std::vector<Span> controls_in(std::string_view html) {
  const bool any = html.find("{%") != std::string_view::npos || html.find("{{") != std::string_view::npos ||
                   html.find("{#") != std::string_view::npos || html.find("<%") != std::string_view::npos;
  return any ? find_placeholders(html, {}).controls : std::vector<Span>{};
}

void split_marked(std::string_view text, Block run, std::vector<Block>& blocks) {
  std::uint32_t begin = run.text.begin;
  std::uint32_t end = begin;  // of the last line with words
  const auto emit = [&](std::uint32_t next) {
    if (end > begin) blocks.push_back({run.role, {begin, end}});
    begin = end = next;
  };
  for (std::uint32_t at = run.text.begin; at < run.text.end;) {
    const Line line = line_at(text, at, run.text.end);
    if (trim_blanks(slice(text, line.text)).empty())
      emit(line.next);
    else
      end = line.text.end;
    at = line.next;
  }
  emit(run.text.end);
}

}  // namespace

HtmlPage read_html(std::string_view html, std::uint32_t most_depth) {
  const HtmlSource source = parsable_html(html, controls_in(html), most_depth);
  const Tree tree(source.html);
  const std::vector<Run> runs = Walk(source.html).runs(tree.root());
  HtmlPage page = Page(source.html, runs).read();
  if (source.cut) {
    const std::string what = source.too_many ? "more than " + std::to_string(most_tags) + " tags"
                                             : "elements nested more than " + std::to_string(most_depth) + " deep";
    page.trouble = HtmlTrouble{*source.cut, what + ": the rest of the page is left out"};
  }
  return page;
}

void split_page(std::string_view text, Span range, const std::vector<Block>& marked, std::vector<Block>& blocks) {
  std::uint32_t begin = range.begin;
  for (const Block& run : marked) {
    const Span words{range.begin + run.text.begin, range.begin + run.text.end};
    split_blocks(text, {begin, words.begin}, blocks);
    split_marked(text, {run.role, words}, blocks);
    begin = words.end;
  }
  split_blocks(text, {begin, range.end}, blocks);
}

}  // namespace asklint
