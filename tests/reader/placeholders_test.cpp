#include "reader/placeholders.h"

#include <doctest/doctest.h>

#include <string>

namespace asklint {
namespace {

std::string joined(std::string_view text, const std::vector<Span>& spans) {
  std::string all;
  for (const Span span : spans) all += (all.empty() ? "" : "|") + std::string(slice(text, span));
  return all;
}

struct Row {
  std::string_view text, names, controls;
};

TEST_CASE("placeholders and control tags are found") {
  for (const Row& row : {
           Row{"", "", ""},
           Row{"Hi {{ first_name }},", "{{ first_name }}", ""},
           Row{"Hi {{{name}}}!", "{{{name}}}", ""},
           Row{"{{a}}{{b}}", "{{a}}|{{b}}", ""},
           Row{"{{ a\n | default('x') }}", "{{ a\n | default('x') }}", ""},
           Row{"{{}} {{ }", "", ""},
           Row{"{% if a %}x{% endif %}", "", "{% if a %}|{% endif %}"},
           Row{"{{#if a}}x{{else}}y{{/if}}", "", "{{#if a}}|{{else}}|{{/if}}"},
           Row{"{{^a}}{{> part}}{{~#each x~}}", "", "{{^a}}|{{> part}}|{{~#each x~}}"},
           Row{"{{ if .A }}{{ .Name }}{{- end }}", "{{ .Name }}", "{{ if .A }}|{{- end }}"},
           Row{"{{ block }} {{ ending }}", "{{ block }}|{{ ending }}", ""},
           Row{"{# note #}{{! note }}{{!-- a }} b --}}", "", "{# note #}|{{! note }}|{{!-- a }} b --}}"},
           Row{"<%= name %> <% if x %><%# c %>", "<%= name %>", "<% if x %>|<%# c %>"},
           Row{"Hi ${name}, $5", "${name}", ""},
           Row{"Hi {first_name} and {x}", "{first_name}", ""},
           Row{"f{x} \\textbf{word} {\"a\": 1}", "", ""},
           Row{"Hi %FIRSTNAME%, 50% of 30% and a%20b", "%FIRSTNAME%", ""},
           Row{"Hi *|FNAME|*", "*|FNAME|*", ""},
           Row{"Hi [Name], [First Name] at [COMPANY]", "[Name]|[First Name]|[COMPANY]", ""},
           Row{"[Ihr Name] [Ämter] [Vor-/Nachname]", "[Ihr Name]|[Ämter]|[Vor-/Nachname]", ""},
           Row{"[Text](https://a.example) [Text][ref] ![Image](x)", "", ""},
           Row{"[1] [x] [X] [ ] [...] […] [sic] [Sic] [a b]", "", ""},
           Row{"list[Name] [Note: this is a remark]", "", ""},
           Row{"[Anything as long as this that nobody would fill in by hand]", "", ""},
           Row{"at <COMPANY> with <Name> or <first name>", "<COMPANY>|<Name>|<first name>", ""},
           Row{"<<Name>>", "<<Name>>", ""},
           Row{"Ana <ana@a.example> <https://a.example> <b>x</b> <br> <Strong>", "", ""},
           Row{"<sigh> <url> <first_name>", "<first_name>", ""},
           Row{"vector<Name> a <b and c> d <3", "", ""},
           Row{"at XXX in XXXX, not XXXL, XX or AXXX", "XXX|XXXX", ""},
           Row{"a {% comment %}Hi {{ x }}{%- endcomment -%} {{ y }}", "{{ y }}",
               "{% comment %}Hi {{ x }}{%- endcomment -%}"},
           Row{"{% comment %} {{ x }}", "{{ x }}", "{% comment %}"},
           Row{"{%- set x = \"a\" -%}{% raw %}{{#unless a}}{{/* a */}}{{- /* b */ -}}", "",
               "{%- set x = \"a\" -%}|{% raw %}|{{#unless a}}|{{/* a */}}|{{- /* b */ -}}"},
           Row{"{{ \"Ana\" }} {{&name}} {{ name | default(\"there\") | capitalize }}",
               "{{ \"Ana\" }}|{{&name}}|{{ name | default(\"there\") | capitalize }}", ""},
           Row{"<%- if a -%>x<%- } else { %>y<%- end -%><%- xs.each do |x| %>", "",
               "<%- if a -%>|<%- } else { %>|<%- end -%>|<%- xs.each do |x| %>"},
           Row{"<%- name %> <%== raw %> <%# note %>", "<%- name %>|<%== raw %>", "<%# note %>"},
           Row{"%%name%% %recipient.name%", "%%name%%|%recipient.name%", ""},
           Row{"[[first_name]] [[Some Page]] [[Page|Title]]", "[[first_name]]", ""},
           Row{"so [RFC 5322] [PROJ-123] [Meyer 2020] [Y/n] [FYI] [PDF] [Er]", "", ""},
           Row{"see [Logo]<https://a.example> [cid:image001.png@01D9] [mailto:a@b.example]", "", ""},
           Row{"[EXTERNAL] Hi Ana", "", ""},
           Row{"Hi,\r\n\r\n[Reminder] the shop closes", "", ""},
           Row{"Hi,\n\n[Name], at\n[COMPANY] works", "[Name]|[COMPANY]", ""},
           Row{"press <Enter>, <Ctrl>+<C> or <Strg-C>+<F5>", "", ""},
           Row{"<Irony>so nice</Irony> at <COMPANY>", "<COMPANY>", ""},
           Row{"{code}x{code} ${HOME} %PATH% %TEMP%\\x \\alpha_{name} {width=50}", "", ""},
           Row{"😀 [Name]\t{{x}}", "[Name]|{{x}}", ""},
       }) {
    CAPTURE(row.text);
    const Placeholders found = find_placeholders(row.text, {});
    CHECK(joined(row.text, found.names) == row.names);
    CHECK(joined(row.text, found.controls) == row.controls);
  }
}

TEST_CASE("a mailing list's tag in a subject is no placeholder") {
  struct Subject {
    std::string_view text, names;
  };
  for (const Subject& row : {
           Subject{"[Devel] a question", ""},
           Subject{"Re: [Devel] a question", ""},
           Subject{"[EXTERNAL] [Devel] a question", ""},
           Subject{"[Name], a question", "[Name]"},
           Subject{"A question for [Name]", "[Name]"},
       }) {
    CAPTURE(row.text);
    const Span subject{0, static_cast<std::uint32_t>(row.text.size())};
    CHECK(joined(row.text, find_placeholders(row.text, subject).names) == row.names);
  }
}

}  // namespace
}  // namespace asklint
