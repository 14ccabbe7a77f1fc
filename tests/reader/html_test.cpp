#include "reader/html/html.h"

#include <doctest/doctest.h>

#include <string>

#include "reader/html/html_source.h"
#include "reader/html/html_style.h"

namespace asklint {
namespace {

using namespace std::string_view_literals;

std::string shown(std::string_view html) {
  const HtmlPage page = read_html(html);
  std::vector<Block> blocks;
  split_page(page.decoded.out, {0, static_cast<std::uint32_t>(page.decoded.out.size())}, page.marked, blocks);
  std::string all;
  for (const Block& block : blocks) {
    if (!all.empty()) all += '|';
    if (block.role != Role::body) all += std::string(name_of(block.role)) + ':';
    all += slice(page.decoded.out, block.text);
  }
  return all;
}

TEST_CASE("the words of a page are those that its reader sees") {
  struct Row {
    std::string what;
    std::string_view html, out;
  };
  for (const Row& row : {
           Row{"empty", "", ""},
           Row{"paragraphs", "<p>one</p>\n<p>two", "one\n\ntwo"},
           Row{"divs in divs", "<div>one<div>two</div>three</div>", "one\n\ntwo\n\nthree"},
           Row{"a line break", "one<br>two<br/>\nthree", "one\ntwo\nthree"},
           Row{"two line breaks", "one<br><br>two", "one\n\ntwo"},
           Row{"tags inside words", "foo<b>bar</b><i>baz</i>", "foobarbaz"},
           Row{"white space", " \n one\n   two <b> three</b>\t<br> four ", "one two three\nfour"},
           Row{"no-break space", "one&nbsp;&nbsp;two", "one\xC2\xA0\xC2\xA0two"},
           Row{"kept in pre", "<pre>\none\n  two\r\n\r\nthree</pre>", "one\n  two\n\nthree"},
           Row{"kept by a style", "<p style='white-space: pre-wrap'>one\ntwo<b> x</b></p> y\nz", "one\ntwo x\n\ny z"},
           Row{"list", "<ul><li>one<li>two</ul>three", "one\n\ntwo\n\nthree"},
           Row{"cells", "<table><tr><td>one<td>two<tr><th>three</table>", "one\n\ntwo\n\nthree"},
           Row{"heading", "<h1>one</h1>two", "one\n\ntwo"},
           Row{"rule", "one<hr>two", "one\n\ntwo"},
           Row{"button", "one <button>two</button> three", "one\n\ntwo\n\nthree"},
           Row{"entities", "Gr&uuml;&szlig;e &amp; &#x1F600; &ampx; &#128; &lt;b&gt;", "Grüße & 😀 &x; € <b>"},
           Row{"an entity twice decoded would be wrong", "&amp;amp; &amp;lt;", "&amp; &lt;"},
           Row{"unknown entity", "a &nosuch; & b", "a &nosuch; & b"},
           Row{"style, script and comment", "<style>p{}</style><script>if (a</b) x</script><!-- no -->yes", "yes"},
           Row{"comment inside a word", "foo<!-- no -->bar", "foobar"},
           Row{"head", "<html><head><title>t</title></head><body>b</body>", "b"},
           Row{"a title never closed", "<head><title>t<body>b", ""},
           Row{"noscript, template, svg, select, textarea",
               "<noscript>a</noscript><template>b<template>c</template>d</template><svg><title>e</title></svg>"
               "<select><option>f</select><textarea>g</textarea>h",
               "h"},
           Row{"a drawing never closed", "<svg>one", "one"},
           Row{"conditional comments",
               "<!--[if mso]>a<![endif]--><!--[if !mso]><!-->b<!--<![endif]--><![if !x]>c<![endif]>", "bc"},
           Row{"a link's words, not its target", "<a href='http://a.example'>see</a> <img alt='no'>this", "see this"},
           Row{"a bracket in an attribute", "<a title=\"x>y\">z</a>", "z"},
           Row{"no tag", "a < b <3 </", "a < b <3 </"},
           Row{"an end tag that ends nothing", "a</b>b</p>c", "ab\n\nc"},
           Row{"a tag never closed", "one <a href=\"two", "one"},
           Row{"NUL bytes", "a\0b"sv, "ab"},
           Row{"control characters", "a\x0B\x01\x62\xC2\x85", "a\xEF\xBF\xBD\xEF\xBF\xBD\x62\xEF\xBF\xBD"},
           Row{"byte-order mark", "\xEF\xBB\xBF<p>a", "a"},
           Row{"text that a table cannot hold stays in its place",
               "<table>one<tr><td>two</td></tr>three<tr><td>four</td></tr></table>", "one\n\ntwo\n\nthree\n\nfour"},
           Row{"looks end anywhere", "<p><b>one<p>two</b><font size=1>three</p>four", "one\n\ntwothree\n\nfour"},
           Row{"searchable index", "one<isindex>two", "onetwo"},
           Row{"frames", "one<frameset><frame></frameset>two", "onetwo"},
       }) {
    CAPTURE(row.what);
    CHECK(read_html(row.html).decoded.out == row.out);
  }
}

TEST_CASE("words that nobody sees are left out") {
  struct Row {
    std::string_view html, out;
  };
  for (const Row& row : {
           Row{"<div style='display:none'>a</div>b", "b"},
           Row{"<div style='DISPLAY : None !important; color:red'>a</div>b", "b"},
           Row{"<div style='display:none !important;display:block'>a</div>b", "b"},
           Row{"<div style='display:none;display:block'>a</div>b", "a\n\nb"},
           Row{"<div style='background:url(a;display:none)'>a</div>b", "a\n\nb"},
           Row{"<div style='visibility:hidden'>a</div>b", "b"},
           Row{"<div style='opacity:0'>a</div>b", "b"},
           Row{"<div style='opacity:0.5'>a</div>b", "a\n\nb"},
           Row{"<div style='max-height:0px;overflow:hidden'>a</div>b", "b"},
           Row{"<div style='max-height:0px'>a</div>b", "a\n\nb"},
           Row{"<span style='font-size:0'>a</span>b", "b"},
           Row{"<span style='font-size:1px'>a</span>b", "b"},
           Row{"<span style='font-size:1em'>a</span>b", "ab"},
           Row{"<table><td style='font-size:0px'> <div style='font-size:14px'>a</div> c</td></table>b", "a\n\nb"},
           Row{"<p style='font-size:0'>a <b style='font-size:90%'>b</b></p>c", "c"},
           Row{"<p hidden>a</p>b", "b"},
           Row{"<p style='mso-list:l0 level1'><span style='mso-list:Ignore'>&middot;&nbsp; </span>a</p>", "a"},
           // Shown everywhere but in Outlook, and read by eyes though not by screen readers.
           Row{"<a style='mso-hide:all'>a</a> b", "a b"},
           Row{"<span aria-hidden='true'>a</span>b", "ab"},
           Row{"<p class='preheader'>a</p>b", "a\n\nb"},
           Row{"<p style='display:none", ""},
       }) {
    CAPTURE(row.html);
    CHECK(read_html(row.html).decoded.out == row.out);
  }
}

TEST_CASE("markup tells whose words these are") {
  struct Row {
    std::string what;
    std::string_view html, blocks;
  };
  for (const Row& row : {
           Row{"Gmail's reply",
               "<div>mine</div><div class=\"gmail_quote\"><div class=\"gmail_attr\">Ben:<br></div>"
               "<blockquote class=\"gmail_quote\">one<p>two</blockquote></div>",
               "mine|attribution:Ben:|quote:one|quote:two"},
           Row{"Gmail, answers between",
               "<div class='gmail_quote gmail_quote_container'><div class='gmail_attr'>Ben:</div><blockquote "
               "class='gmail_quote'>one</blockquote><div>mine</div><blockquote "
               "class='gmail_quote'>two</blockquote><div>mine too</div></div>",
               "attribution:Ben:|quote:one|mine|quote:two|mine too"},
           Row{"Gmail's forwarded message",
               "mine<div class='gmail_quote'><div class='gmail_attr'>Ben:</div>one<div "
               "class='gmail_signature'>Ben</div></div>",
               "mine|attribution:Ben:|quote:one|quote:Ben"},
           Row{"Gmail's signature", "mine<br>-- <br><div class='gmail_signature'>Ana<br>Engineer</div>",
               "mine|signature:Ana\nEngineer"},
           Row{"Apple Mail, answers between",
               "<blockquote type='cite'><div>Ben:</div>one</blockquote>mine<blockquote type=cite>two<blockquote "
               "type=cite>deep</blockquote></blockquote>mine",
               "quote:Ben:|quote:one|mine|quote:two|quote:deep|mine"},
           Row{"a quotation", "mine<blockquote>one</blockquote>", "mine|quote:one"},
           Row{"an indented paragraph",
               "mine<blockquote style='margin:0 0 0 40px; border:none; padding:0px'>mine too</blockquote>",
               "mine|mine too"},
           Row{"Thunderbird",
               "<div class=moz-cite-prefix>Ben:</div><blockquote type=cite>one</blockquote><p>mine</p><pre "
               "class=moz-signature>-- \nAna</pre>",
               "attribution:Ben:|quote:one|mine|signature:-- \nAna"},
           Row{"Thunderbird's forwarded message",
               "mine<div class='moz-forward-container'>x<table class='moz-email-headers-table'><td>Re: "
               "y</table>one</div>",
               "mine|forward:x|forward:Re: y|forward:one"},
           Row{"Outlook on the web",
               "<div>mine</div><div id='Signature'>Ana</div><div id='appendonsend'></div><hr><div "
               "id='divRplyFwdMsg'><b>From:</b> Ben<br><b>Sent:</b> Monday</div><div>one</div>",
               "mine|signature:Ana|attribution:From: Ben\nSent: Monday|quote:one"},
           Row{"Outlook's header lines stay lines",
               "<p>mine</p><div style='border:none;border-top:solid #E1E1E1 1.0pt'><p><b>From:</b> Ben<br><b>Sent:</b> "
               "Monday</p></div>",
               "mine|From: Ben\nSent: Monday"},
           Row{"others", "<div class='yahoo_quoted'>a</div><div class='protonmail_quote'>b</div>c",
               "quote:a|quote:b|c"},
           Row{"GMX",
               "<div>mine</div><div name='quote'><div><b>Ben:</b></div><div name='quoted-content'>one</div></div>",
               "mine|quote:Ben:|quote:one"},
           Row{"Spark", "mine<div name='messageSignatureSection'>Ana</div><div name='messageReplySection'>one</div>",
               "mine|signature:Ana|quote:one"},
           Row{"Outlook's separator", "<p>mine</p><a name='_____replyseparator'></a><p>From: Ben</p><p>one</p>",
               "mine|quote:From: Ben|quote:one"},
           Row{"a link's name is no mark", "<a name='quote'>mine</a>", "mine"},
           Row{"plain text turned into lines", "mine<br><br>&gt; one<br>&gt; two<br>mine",
               "mine|quote:> one\n> two|mine"},
           Row{"plain text wrapped into pre is the author's", "<pre wrap>mine\nlines</pre>", "mine\nlines"},
           Row{"code", "<p>use <code>x()</code>:<pre><code>a();\n\nb();</code></pre>then",
               "use x():|code:a();|code:b();|then"},
       }) {
    CAPTURE(row.what);
    CHECK(shown(row.html) == row.blocks);
  }
}

TEST_CASE("template tags read as nothing, placeholders as they are") {
  struct Row {
    std::string_view html, out;
  };
  for (const Row& row : {
           Row{"<p>Hi {{ name }},</p>", "Hi {{ name }},"},
           Row{"<p>Hi{% if x > 1 %} Ben{% endif %}, you</p>", "Hi Ben, you"},
           Row{"<table>{% for a in b %}<tr><td>{{ a }}</td></tr>{% endfor %}</table>", "{{ a }}"},
           Row{"<table>{{#each rows}}<tr><td>{{ a }}</td></tr>{{/each}}</table>", "{{ a }}"},
           Row{"<table><tr {% if x %}class='a'{% endif %}><td>one</table>", "one"},
           Row{"a <%= name %> b", "a <%= name %> b"},
           Row{"a <% if b > c %>x<% end %> b", "a x b"},
       }) {
    CAPTURE(row.html);
    CHECK(read_html(row.html).decoded.out == row.out);
  }
}

std::string_view source_of(std::string_view html, std::string_view words) {
  const Decoded decoded = read_html(html).decoded;
  const std::size_t at = decoded.out.find(words);
  REQUIRE(at != std::string::npos);
  const auto begin = static_cast<std::uint32_t>(at);
  return slice(html, decoded.map.back({begin, begin + static_cast<std::uint32_t>(words.size())}));
}

TEST_CASE("the words of a page lead back to its bytes") {
  CHECK(source_of("<b>intro</b>duce", "introduce") == "intro</b>duce");
  CHECK(source_of("Gr&uuml;&szlig;e", "üß") == "&uuml;&szlig;");
  CHECK(source_of("Gr&uuml;&szlig;e", "e") == "e");
  CHECK(source_of("one\n   two", "one two") == "one\n   two");
  CHECK(source_of("<table>one<tr><td>two</table>", "one\n\ntwo") == "one<tr><td>two");
  CHECK(source_of("a</b>b", "b") == "b");
  CHECK(source_of("a {% if x %}b{% endif %} c", "b") == "b");
}

/// Bytes that are not the same on each run of the tests would make a failure hard to see again.
class Dice {
 public:
  std::size_t operator()(std::size_t sides) {
    state_ = state_ * 6364136223846793005U + 1442695040888963407U;
    return static_cast<std::size_t>(state_ >> 33U) % sides;
  }

 private:
  std::uint64_t state_ = 42;
};

constexpr auto snippets = std::to_array<std::string_view>(
    {"one ",      "Two",      "&amp;",      "&auml;",       "&nbsp;",        " \n ",
     "<b>",       "</b>",     "<p>",        "</p>",         "<div>",         "</div>",
     "<table>",   "<tr>",     "<td>",       "</td>",        "</table>",      "<ul>",
     "<li>",      "</ul>",    "<pre>",      "</pre>",       "\r\n",          "<br>",
     "é",         "漢",       "<!-- x -->", "</x>",         "<x y=z>",       "<a href='&amp;'>",
     "</a>",      "<h1>",     "</h2>",      "&#65;",        "&lt",           "{{ a }}",
     "{% b %}",   "<button>", "<form>",     "</form>",      "<dd>",          "<select>",
     "</select>", "<object>", "</object>",  "<svg>",        "</svg>",        "<span>",
     "</span>",   "<o:p>",    "</o:p>",     "<caption>",    "</tr>",         "<body>",
     "</body>",   "<font>",   "</font>",    "<blockquote>", "</blockquote>", "\0"sv});

std::string soup(Dice& dice, std::size_t most) {
  std::string html;
  for (std::size_t i = dice(most); i > 0; --i) html += snippets[dice(snippets.size())];
  return html;
}

TEST_CASE("any page: pieces ascend, exact ones hold the same bytes, and the others decode to their words") {
  Dice dice;
  for (int round = 0; round < 2000; ++round) {
    const std::string html = soup(dice, 40);
    CAPTURE(html);
    const HtmlPage page = read_html(html);
    std::uint32_t to = 0;
    std::uint32_t from = 0;
    for (const Piece& piece : page.decoded.map.pieces()) {
      CHECK(piece.to.begin == to);
      CHECK(piece.from.begin >= from);
      CHECK(piece.from.end <= html.size());
      to = piece.to.end;
      from = piece.from.end;
      const std::string_view words = slice(page.decoded.out, piece.to);
      const std::string_view source = slice(html, piece.from);
      if (piece.exact)
        CHECK(words == source);
      else if (source.starts_with('&'))
        CHECK(read_html(source).decoded.out == words);
      else
        CHECK(words.find_first_not_of(" \n") == std::string_view::npos);
    }
    CHECK(to == page.decoded.out.size());
    std::uint32_t marked = 0;
    for (const Block& block : page.marked) {
      CHECK(block.text.begin >= marked);
      CHECK(block.text.end > block.text.begin);
      marked = block.text.end;
    }
    CHECK(marked <= page.decoded.out.size());
  }
}

std::string repeated(std::string_view words, std::size_t times) {
  std::string all;
  for (std::size_t i = 0; i < times; ++i) all += words;
  return all;
}

TEST_CASE("elements nested too deeply end the page") {
  const std::string html = "<p>before</p>" + repeated("<div>", 100'000) + "after";
  const HtmlPage page = read_html(html);
  CHECK(page.decoded.out == "before");
  REQUIRE(page.trouble.has_value());
  CHECK(page.trouble->source == 13 + 5 * 1000);
  CHECK(page.trouble->message == "elements nested more than 1000 deep: the rest of the page is left out");
  CHECK(read_html(repeated("<br>", 1'000'001)).trouble->message ==
        "more than 1000000 tags: the rest of the page is left out");
  CHECK_FALSE(read_html(repeated("<div><p>x", 400) + repeated("</div>", 400)).trouble.has_value());
  CHECK_FALSE(read_html(repeated("<p><span>x", 5000)).trouble.has_value());
  CHECK_FALSE(read_html(repeated("<p><b>x", 5000)).trouble.has_value());
  CHECK_FALSE(read_html("<ul>" + repeated("<li>x<br><img>", 5000)).trouble.has_value());
  CHECK_FALSE(read_html("<table>" + repeated("<tr><td><font>x", 5000)).trouble.has_value());
}

TEST_CASE("pages that are no pages are read without harm") {
  for (const std::string_view words : {"<"sv,
                                       "<!--"sv,
                                       "<b><i><font color=1>"sv,
                                       "<p>"sv,
                                       "<table>"sv,
                                       "<script>"sv,
                                       "<title>"sv,
                                       "&"sv,
                                       "&amp"sv,
                                       "\0"sv,
                                       "<a b=\""sv,
                                       "<![CDATA["sv,
                                       "<svg>"sv,
                                       "<svg><p>"sv,
                                       "<form><div></form>"sv,
                                       "<select><div>"sv,
                                       "<h1><div><h2></h1>"sv,
                                       "<dd><li>"sv,
                                       "<x><y></x>"sv,
                                       "<table><div></td>"sv,
                                       "<div><table><td></div>"sv,
                                       "</p>"sv,
                                       "<frameset>"sv,
                                       "<p a b c d>"sv,
                                       "<body a=1>"sv,
                                       "</"sv,
                                       "<?"sv,
                                       "<plaintext>"sv,
                                       "<button><p>"sv,
                                       "<math><mi>"sv,
                                       "<rt><o:p><ruby><p>"sv,
                                       "<optgroup></option><option>"sv}) {
    CAPTURE(words);
    (void)read_html(repeated(words, 20'000));
    (void)read_html("<table>" + repeated(words, 2'000) + "x");
  }
}

TEST_CASE("the copy that is parsed has the page's bytes where they stood") {
  struct Row {
    std::string_view html, copy;
  };
  for (const Row& row : {
           Row{"<b title='x' class=a>&uuml;</b>", "<y           class=a>&uuml;</y>"},
           Row{"<p style=a style=b>", "<p style=a        >"},
           Row{"a<script>x</script>b", "a<!               >b"},
           Row{"b<p a", "b"},
           Row{"</p class=a>", "</p        >"},
       }) {
    CHECK(parsable_html(row.html, {}, 10).html == row.copy);
  }
}

}  // namespace
}  // namespace asklint
