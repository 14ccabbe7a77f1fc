#include "reader/markdown.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <string>

#include "reader/markup.h"

namespace asklint {
namespace {

MarkdownPage page_of(std::string_view text) {
  auto page = read_markdown(text, find_placeholders(text, {}));
  REQUIRE(page);
  return *page;
}

/// The blocks with their roles, `code` as `@`, without what reads as nothing.
std::string read(std::string_view text) {
  const MarkdownPage page = page_of(text);
  const Placeholders placeholders = find_placeholders(text, {});
  const std::vector<Span> markup = without(page.markup, united(placeholders.names, placeholders.controls));
  std::string all;
  std::uint32_t done = 0;
  for (const Block& block : page.blocks) {
    CHECK(block.text.begin >= done);
    CHECK(!block.text.empty());
    done = block.text.end;
    all += (all.empty() ? "" : "|") + std::string(name_of(block.role)) + ':';
    std::uint32_t at = block.text.begin;
    for (const Span span : united(markup, page.code)) {
      if (!contains(block.text, span)) {
        CHECK(!overlaps(block.text, span));
        continue;
      }
      CHECK(span.begin >= at);
      all += text.substr(at, span.begin - at);
      if (std::ranges::find(page.code, span) != page.code.end()) all += '@';
      at = span.end;
    }
    all += text.substr(at, block.text.end - at);
  }
  return all;
}

struct Row {
  std::string_view what, text, read;
};

TEST_CASE("markdown is split into blocks") {
  for (const Row& row : {
           Row{"nothing", "", ""},
           Row{"headings", "# One\ntext\n## Two ##\n", "body:One|body:text|body:Two"},
           Row{"underlined headings", "One\n===\nTwo\n---\ntext", "body:One|body:Two|body:text"},
           Row{"a ruler", "a\n\n---\n\n* * *\nb", "body:a|body:b"},
           Row{"hard-wrapped", "a\nb  \nc\\\nd", "body:a\nb\nc\nd"},
           Row{"mixed line ends", "a\r\nb\n\r\nc\rd\r\n\r\n- e\r\n- f", "body:a\r\nb|body:c\rd|body:e|body:f"},
           Row{"indented code", "a\n\n    code\n    more\n\nb", "body:a|code:code\n    more|body:b"},
           Row{"a paragraph of an item is no code", "- a\n\n    b\n", "body:a|body:b"},
           Row{"code of an item", "- a\n\n      code\n- b\n", "body:a|code:code|body:b"},
           Row{"fenced code", "a\n```c\nint x;\n```\nb", "body:a|code:int x;|body:b"},
           Row{"a fence that nobody closes", "a\n~~~\ncode", "body:a|code:code"},
           Row{"a longer fence", "````\n```\n````\na", "code:```|body:a"},
           Row{"a comment", "a\n\n<!-- no\n\nno -->\nb", "body:a|code:<!-- no\n\nno -->|body:b"},
           Row{"a block of HTML", "<details>\n<p>no</p>\n\nyes\n\n</details>",
               "code:<details>\n<p>no</p>|body:yes|code:</details>"},
           Row{"the target of a link", "a [x]\n\n[x]: https://a.example\n", "body:a x|code:[x]: https://a.example"},
           Row{"a target right after", "[x]: https://a.example\na [x]\n", "code:[x]: https://a.example|body:a x"},
           Row{"a quote", "> a\n> b\nlazy\n\nc", "quote:a\nb\nlazy|body:c"},
           Row{"quotes in quotes", "> a\n>> b\n> > c\n\nd", "quote:a|quote:b\nc|body:d"},
           Row{"a list in a quote", "> - a\n> - b\n>\n> ~~~\n> x\n> ~~~", "quote:a|quote:b|code:x"},
           Row{"lists", "- a\n  1. b\n  2) c\n- [ ] d\n- [x] e\n\n  f\n* g",
               "body:a|body:b|body:c|body:d|body:e|body:f|body:g"},
           Row{"an item over lines", "1. a\n   b\nc\n", "body:a\nb\nc"},
           Row{"a table", "| a | b |\n|---|:-:|\n| *c* | d \\| e |\n", "body:a|body:b|body:c|body:d | e"},
           Row{"bars and no table", "| a | b |", "body:| a | b |"},
           Row{"front matter", "---\nto: x\n---\n# a\n", "code:---\nto: x\n---|body:a"},
           Row{"front matter of TOML", "+++\r\nto = 'x'\r\n+++\r\na", "code:+++\r\nto = 'x'\r\n+++|body:a"},
           Row{"a ruler is no front matter", "---\na", "body:a"},
           Row{"é, 漢 and emoji", "é\n\n- 漢 *😀*", "body:é|body:漢 😀"},
       }) {
    CAPTURE(row.what);
    CHECK(read(row.text) == row.read);
  }
}

TEST_CASE("marks of markdown read as nothing") {
  for (const Row& row : {
           Row{"emphasis", "*a* __b__ ***c*** d_e_f 2 * 3", "body:a b c d_e_f 2 * 3"},
           Row{"struck out", "~~a~~ b", "body:a b"},
           Row{"a link", "see [my *page*](https://a.example/x_(y) \"t\") now", "body:see my page now"},
           Row{"links by name", "[a][ref] [b][] [c]\n\n[ref]: x\n[B]: y\n[c]: z",
               "body:a b c|code:[ref]: x|code:[B]: y|code:[c]: z"},
           Row{"no links", "[not a link] (x) [ ](", "body:[not a link] (x) [ ]("},
           Row{"an image", "a ![please *help*](x.png) b", "body:a  b"},
           Row{"an image alone", "![alt](x.png)\n\na", "body:a"},
           Row{"an image in a link", "[![alt](x.png) a](y)", "body:a"},
           Row{"inline code", "run `make` or ``a ` b`` now", "body:run @ or @ now"},
           Row{"backslashes", "\\*star\\* a\\b", "body:*star* a\\b"},
           Row{"tags", "a <b>c</b> <!-- no -->d", "body:a c d"},
           Row{"a break", "a?<br>b <BR/>\nc", "body:a?|body:b|body:c"},
           Row{"an entity stays as it is written", "K&ouml;ln", "body:K&ouml;ln"},
           Row{"addresses", "<https://a.example> https://b.example/_x_y <a@b.example>",
               "body:https://a.example https://b.example/_x_y a@b.example"},
       }) {
    CAPTURE(row.what);
    CHECK(read(row.text) == row.read);
  }
}

TEST_CASE("placeholders and control tags keep the shape of the page") {
  for (const Row& row : {
           Row{"tags of HTML and emphasis", "at <COMPANY>, *|FNAME|* and {{ a_b }} _c_",
               "body:at <COMPANY>, *|FNAME|* and {{ a_b }} c"},
           Row{"brackets", "[Name] and [Text](x)", "body:[Name] and Text"},
           Row{"control tags part paragraphs", "a\n{% if x %}\nb\n{% else %}\nc", "body:a|body:b|body:c"},
           Row{"and hold lists together", "- a\n{% for x in xs %}\n- b\n{% endfor %}\n- c", "body:a|body:b|body:c"},
           Row{"a tag over lines", "a\n{{#if\n  x}}\n# b\n{{/if}}", "body:a|body:b"},
           Row{"words set in are no code", "{% if x %}\n    a\n{% endif %}\n", "body:a"},
           Row{"rows of a table", "|a|b|\n|---|---|\n{% for x in xs %}\n|{{ c | d }}|e|\n{% endfor %}\n|f|g|",
               "body:a|body:b|body:{{ c | d }}|body:e|body:f|body:g"},
           Row{"bars of a placeholder", "a {{ b | c }} d", "body:a {{ b | c }} d"},
           Row{"inside inline code", "`{{ x }}`", "body:@"},
           Row{"in a target at the end", "a [b]({{ c }}).\n\n[d]({{ e }})\nf", "body:a b{{ c }}.|body:d{{ e }}\nf"},
           Row{"in a target at the very end", "a [b]({{ c }})\n", "body:a b{{ c }}"},
       }) {
    CAPTURE(row.what);
    CHECK(read(row.text) == row.read);
  }
}

TEST_CASE("names of links") {
  CHECK(link_names("[Handbook]: x\n> [B c]: y\n[no] z\n [] : a") == std::vector<std::string>{"b c", "handbook"});
  CHECK(link_names("").empty());
}

}  // namespace
}  // namespace asklint
