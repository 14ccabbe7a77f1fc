#include "reader/reader.h"

#include <doctest/doctest.h>

#include <string>

namespace asklint {
namespace {

using namespace std::string_view_literals;

Document read(std::string path, std::string_view bytes, ReadOptions options = {}) {
  Result<Document> document = read_document(std::move(path), std::string(bytes), options);
  REQUIRE(document.has_value());
  return std::move(*document);
}

std::string shown(const Document& document) {
  std::string all;
  for (const Block& block : document.blocks) {
    if (!all.empty()) all += '|';
    all += std::string(name_of(block.role)) + ':' + std::string(slice(document.text, block.text));
  }
  return all;
}

/// The bytes of the file that `words` of the text came from.
std::string_view raw_of(const Document& document, std::string_view words) {
  const std::size_t at = document.text.find(words);
  REQUIRE(at != std::string::npos);
  const auto begin = static_cast<std::uint32_t>(at);
  return slice(document.raw, document.to_raw.back({begin, begin + static_cast<std::uint32_t>(words.size())}));
}

TEST_CASE("plain text is read as it is") {
  struct Row {
    std::string what;
    std::string_view bytes, blocks;
  };
  for (const Row& row : {
           Row{"empty", "", ""},
           Row{"no final line end", "hi", "body:hi"},
           Row{"byte-order mark", "\xEF\xBB\xBFhi\n", "body:hi"},
           Row{"CRLF", "hi\r\n\r\nBen\r\n", "body:hi|body:Ben"},
           Row{"invalid UTF-8", "caf\xE9!", "body:caf\xEF\xBF\xBD!"},
           Row{"UTF-16", "\xFF\xFEh\0i\0"sv, "body:hi"},
           Row{"one line that looks like a header", "From: what I hear, you can help",
               "body:From: what I hear, you can help"},
           Row{"a colon is no header", "Date: Monday\nCould you come?", "body:Date: Monday\nCould you come?"},
       }) {
    CAPTURE(row.what);
    const Document document = read("a.txt", row.bytes);
    CHECK(document.kind == Kind::text);
    CHECK(shown(document) == row.blocks);
    CHECK(document.raw == row.bytes);
  }
}

TEST_CASE("bytes that are no UTF-8 are a warning with a place") {
  const Document document = read("a.txt", "one\ncaf\xE9 \xFF now\n");
  REQUIRE(document.warnings.size() == 1);
  CHECK(document.warnings.front().message == "2 bytes are not valid UTF-8, the first one here");
  CHECK((document.warnings.front().place == LineColumn{2, 4}));
  CHECK(raw_of(document, "now") == "now");
}

TEST_CASE("what is no text is refused") {
  for (const std::string_view bytes : {"a\0b"sv, "%PDF-1.4"sv, "PK\x03\x04"sv, "{\\rtf1"sv, "\xFF\xFE\0\0a\0\0\0"sv}) {
    const Result<Document> document = read_document("a.txt", std::string(bytes), {});
    REQUIRE_FALSE(document.has_value());
    CHECK(document.errors().front().code == ErrorCode::io);
    CHECK(document.errors().front().message.starts_with("looks like a binary file"));
  }
  CHECK(read_document("a.pdf", "%PDF-1.4", {}).errors().front().message ==
        "looks like a binary file (PDF), not a message");
}

TEST_CASE("templates are known by suffix, folder or option") {
  struct Row {
    std::string path;
    bool is_template;
  };
  for (const Row& row :
       {Row{"a.txt", false}, Row{"a.j2", true}, Row{"mail.html.J2", true}, Row{"templates/a.txt", true},
        Row{"x/Template/y/a.txt", true}, Row{"templates.txt", false}, Row{"a.mustache", true}, Row{"", false}}) {
    CAPTURE(row.path);
    CHECK(read(row.path, "hi").is_template == row.is_template);
  }
  CHECK(read("a.txt", "hi", {As::detect, true, {}}).is_template);
}

TEST_CASE("a mail's subject and body are its text") {
  const std::string_view mail =
      "From: ana@a.example\r\nTo: Ben <ben@b.example>, c@c.example\r\nCc: team: d@d.example, e@e.example;\r\n"
      "Subject: =?utf-8?q?Gr=C3=BC=C3=9Fe?= now\r\n\r\nHi Ben,\r\n\r\ncould you help?\r\n\r\n> old\r\n\r\n-- "
      "\r\nAna\r\n";
  const Document document = read("draft", mail);
  CHECK(document.kind == Kind::mail);
  CHECK(shown(document) == "header:Grüße now|body:Hi Ben,|body:could you help?|quote:> old|signature:-- \r\nAna");
  CHECK(document.mail.recipients == 4);
  CHECK_FALSE(document.mail.reply);
  CHECK_FALSE(document.mail.automatic);
  CHECK(slice(document.raw, document.mail.to_header) == "Ben <ben@b.example>, c@c.example");
  CHECK(raw_of(document, "ß") == "=C3=9F");
  CHECK(raw_of(document, "now") == "now");
  CHECK(raw_of(document, "help") == "help");
  CHECK(document.warnings.empty());
}

TEST_CASE("a mail's header tells what it is") {
  const auto facts = [](std::string_view header) { return read("a.eml", std::string(header) + "\n\nhi\n").mail; };
  CHECK(facts("Subject: Re: x").reply);
  CHECK(facts("Subject: AW: x").reply);
  CHECK(facts("Subject: re[2]: x").reply);
  CHECK(facts("In-Reply-To: <1@a>").reply);
  CHECK(facts("References: <1@a>").reply);
  CHECK_FALSE(facts("Subject: Regarding: x").reply);
  CHECK_FALSE(facts("In-Reply-To:").reply);
  CHECK(facts("Auto-Submitted: auto-replied").automatic);
  CHECK_FALSE(facts("Auto-Submitted: No").automatic);
  CHECK(facts("To: undisclosed-recipients:;").recipients == 1);
  CHECK(facts("To: a@a\nCc: b@b\nBcc: c@c, d@d").recipients == 4);
  CHECK(facts("Subject: x").recipients == 0);
  CHECK(facts("List-Id: <l.example>").list);
  CHECK(facts("List-Unsubscribe: <mailto:x@l.example>").list);
  CHECK(facts("Precedence: bulk").list);
  CHECK_FALSE(facts("Precedence: first-class").list);
  CHECK(facts("X-Autoreply: yes").automatic);
  CHECK(facts("Precedence: auto_reply").automatic);
  CHECK(facts("Return-Path: <>\nFrom: mailer@a.example").automatic);
  CHECK(facts("Content-Type: multipart/report; boundary=b").automatic);
  CHECK_FALSE(facts("Auto-Submitted: no (really)").automatic);
  CHECK_FALSE(facts("X-Auto-Response-Suppress: All").automatic);
  CHECK(facts("Subject: x").to_header.empty());
}

TEST_CASE("a mail's header tells who wrote it, and when") {
  const auto facts = [](std::string_view header) { return read("a.eml", std::string(header) + "\n\nhi\n").mail; };
  const MailFacts mail = facts(
      "From: =?utf-8?q?J=C3=B6rg_?= =?utf-8?q?Maier?= <joerg@a.example>, b@b.example\n"
      "Date: Tue, 2 Jan 2024 10:00:00 +0100\nMessage-ID:\n <one@a.example>");
  CHECK(mail.from_name == "Jörg Maier");
  CHECK(mail.from_address == "joerg@a.example");
  CHECK(mail.message_id == "<one@a.example>");
  CHECK(mail.date == 1704186000);
  CHECK(facts("From: ana@a.example").from_name == "");
  CHECK(facts("From: \"Maier, J\xC3\xB6rg\" <j@a.example>").from_name == "Maier, Jörg");
  CHECK(facts("From: J\xF6rg <j@a.example>").from_name == "Jörg");
  CHECK(facts("From: friends: Ana <a@a.example>;\nTo: b@b").from_address == "");
  CHECK(facts("Subject: x").from_address == "");
  CHECK_FALSE(facts("Subject: x").date.has_value());
  CHECK_FALSE(facts("Date: soon").date.has_value());
  CHECK(facts("Message-ID: <a\xFF@b>").message_id == "<aÿ@b>");
}

/// A mail with the header that `type` is, and `body`.
Document mail_with(std::string_view type, std::string_view body) {
  return read("a.eml", "MIME-Version: 1.0\nContent-Type: " + std::string(type) + "\n\n" + std::string(body));
}

TEST_CASE("the parts that are the message's words are read") {
  struct Row {
    std::string what;
    std::string_view type, body, blocks;
  };
  for (const Row& row : {
           Row{"quoted-printable with a soft line break",
               "text/plain; charset=utf-8\nContent-Transfer-Encoding: quoted-printable",
               "could you intro=\nduce me, Jos=C3=A9?\n", "body:could you introduce me, José?"},
           Row{"base64", "text/plain; charset=utf-8\nContent-Transfer-Encoding: base64", "SGkgSm9zw6kh\n",
               "body:Hi José!"},
           Row{"8-bit Latin-1", "text/plain; charset=iso-8859-1", "Jos\xE9", "body:José"},
           Row{"8-bit without a charset", "text/plain", "Jos\xE9 \x96 hi", "body:José – hi"},
           Row{"alternative: the plain one", "multipart/alternative; boundary=b",
               "--b\nContent-Type: text/plain\n\nplain\n--b\nContent-Type: text/html\n\n<p>html</p>\n--b--\n",
               "body:plain"},
           Row{"alternative: the plain one is empty", "multipart/alternative; boundary=b",
               "--b\nContent-Type: text/plain\n\n\n--b\nContent-Type: text/html\n\n<p>html</p>\n--b--\n", "body:html"},
           Row{"mixed: all texts but attachments", "multipart/mixed; boundary=b",
               "--b\n\none\n--b\nContent-Disposition: attachment; filename=a.txt\n\nno\n--b\nContent-Type: "
               "image/png\n\nno\n--b\n\ntwo\n--b--\n",
               "body:one|body:two"},
           Row{"signed", "multipart/signed; boundary=b; protocol=\"application/pgp-signature\"; micalg=pgp-sha1",
               "--b\n\nmine\n--b\nContent-Type: application/pgp-signature\n\nno\n--b--\n", "body:mine"},
           Row{"related", "multipart/related; boundary=b",
               "--b\nContent-Type: text/html\n\nmine\n--b\nContent-Type: text/plain\n\nno\n--b--\n", "body:mine"},
           Row{"alternative inside mixed", "multipart/mixed; boundary=a",
               "--a\nContent-Type: multipart/alternative; boundary=b\n\n--b\n\nplain\n--b\nContent-Type: "
               "text/html\n\nhtml\n--b--\n--a--\n",
               "body:plain"},
           Row{"a forwarded message is left alone", "multipart/mixed; boundary=b",
               "--b\n\nmine\n--b\nContent-Type: message/rfc822\n\nSubject: x\n\nnot mine\n--b--\n", "body:mine"},
           Row{"HTML only", "text/html; charset=utf-8", "<p>Hi <b>Ben</b></p><p>bye</p>", "body:Hi Ben|body:bye"},
           Row{"a signature ends with its part", "multipart/mixed; boundary=b",
               "--b\n\none\n-- \nAna\n--b\n\ntwo\n--b--\n", "body:one|signature:-- \nAna|body:two"},
           Row{"the last boundary is missing", "multipart/mixed; boundary=b", "--b\n\none\n", "body:one"},
           Row{"no boundary at all", "multipart/mixed", "words\n", "body:words"},
           Row{"alternative: the plain one only points at the other", "multipart/alternative; boundary=b",
               "--b\n\nYour program cannot show this.\n--b\nContent-Type: text/html\n\n<p>Dear Ben, I saw what you "
               "wrote on bees and would like to ask some questions about hives in winter, about sugar and about "
               "neighbours who mind.</p>\n--b--\n",
               "body:Dear Ben, I saw what you wrote on bees and would like to ask some questions about hives in "
               "winter, about sugar and about neighbours who mind."},
           Row{"alternative: short, and the same with a footer", "multipart/alternative; boundary=b",
               "--b\n\nSee you, Ben.\n--b\nContent-Type: text/html\n\n<p>See you, Ben.</p><p>one two three four five "
               "six seven eight nine ten eleven twelve thirteen</p>\n--b--\n",
               "body:See you, Ben."},
           Row{"alternative: an invitation", "multipart/alternative; boundary=b",
               "--b\n\nplain\n--b\nContent-Type: text/x-amp-html\n\n<p>no</p>\n--b\nContent-Type: "
               "text/calendar\n\nBEGIN:VCALENDAR\n--b--\n",
               "body:plain"},
           Row{"alternative: the HTML comes first", "multipart/alternative; boundary=b",
               "--b\nContent-Type: text/html\n\n<p>html</p>\n--b\n\nplain\n--b--\n", "body:plain"},
           Row{"related: the root has a name", "multipart/related; boundary=b; start=\"<root@a>\"",
               "--b\n\nno\n--b\nContent-ID: <root@a>\n\nmine\n--b--\n", "body:mine"},
           Row{"mixed: a text shown inline is a file if it has a name", "multipart/mixed; boundary=b",
               "--b\n\nmine\n--b\nContent-Disposition: inline; filename=a.diff\n\nno\n--b--\n", "body:mine"},
           Row{"mixed: a named text alone", "multipart/mixed; boundary=b",
               "--b\nContent-Type: text/plain; name=mail.txt\n\nmine\n--b--\n", "body:mine"},
           Row{"mixed: the footer of a list", "multipart/mixed; boundary=b",
               "--b\n\nmine\n--b\n\n____\nfooter\n--b--\n", "body:mine|body:footer"},
           Row{"a list's footer after base64", "text/plain\nContent-Transfer-Encoding: base64",
               "SGkgQmVu\nYnllIQ==\n____\nthe list\n", "body:Hi Benbye!"},
           Row{"texts that are no letters", "multipart/mixed; boundary=b",
               "--b\n\nmine\n--b\nContent-Type: text/vcard\n\nno\n--b\nContent-Type: "
               "text/rfc822-headers\n\nno\n--b--\n",
               "body:mine"},
           Row{"appledouble", "multipart/appledouble; boundary=b",
               "--b\nContent-Type: application/applefile\n\nno\n--b\n\nmine\n--b--\n", "body:mine"},
           Row{"the whole body is an attachment", "text/plain\nContent-Disposition: attachment; filename=a.txt",
               "mine\n", "body:mine"},
           Row{"a digest", "multipart/digest; boundary=b", "--b\n\nSubject: x\n\nno\n--b--\n", ""},
           Row{"flowed", "text/plain; format=flowed", "could you \nhelp me \nwith this?\n> old \n> words\n",
               "body:could you help me with this?|quote:> old words"},
           Row{"flowed inside quoted-printable",
               "text/plain; format=Flowed; delsp=YES\nContent-Transfer-Encoding: quoted-printable",
               "intro=20\nduce=\n me\n", "body:introduce me"},
           Row{"HTML that is plain text", "text/html", "one\n\ntwo\n", "body:one|body:two"},
           Row{"uuencoded and yEnc files", "text/plain",
               "one\n\nbegin 644 a.txt\n#86)C\n`\nend\ntwo\n\n=ybegin line=128 size=3 name=b\nabc\n=yend "
               "size=3\nthree\n",
               "body:one|code:begin 644 a.txt\n#86)C\n`\nend|body:two|code:=ybegin line=128 size=3 name=b\nabc\n=yend "
               "size=3|body:three"},
           Row{"no uuencoded file", "text/plain", "I will\nbegin 100 things\nand end none\n",
               "body:I will\nbegin 100 things\nand end none"},
           Row{"a type that makes no sense", "nonsense", "words\n", "body:words"},
       }) {
    CAPTURE(row.what);
    const Document document = mail_with(row.type, row.body);
    CHECK(shown(document) == row.blocks);
  }
}

TEST_CASE("decoded parts lead back to the file") {
  const Document quoted = mail_with("text/plain; charset=utf-8\nContent-Transfer-Encoding: quoted-printable",
                                    "could you intro=\nduce Jos=C3=A9 now?\n");
  CHECK(raw_of(quoted, "introduce José") == "intro=\nduce Jos=C3=A9");
  CHECK(raw_of(quoted, "now") == "now");
  const Document coded =
      mail_with("text/plain; charset=utf-8\nContent-Transfer-Encoding: base64", "SGkgSm9zw6kh\nIE5vdz8=\n");
  CHECK(coded.text == "Hi José! Now?");
  CHECK(raw_of(coded, "José") == "SGkgSm9zw6kh");
  CHECK(raw_of(coded, "Now") == "IE5vdz8=");
  const Document latin = mail_with("text/plain; charset=iso-8859-1", "Jos\xE9 now");
  CHECK(raw_of(latin, "é n") == "\xE9 n");
  const Document html = mail_with("text/html; charset=utf-8\nContent-Transfer-Encoding: quoted-printable",
                                  "<p class=3D\"x\">Gr&uuml;=\n=C3=9Fe</p>");
  CHECK(raw_of(html, "Grüße") == "Gr&uuml;=\n=C3=9Fe");
}

TEST_CASE("broken mail is read as far as it goes, with warnings") {
  const Document no_parts = mail_with("multipart/mixed; boundary=b", "words\n");
  REQUIRE(no_parts.warnings.size() == 1);
  CHECK((no_parts.warnings.front().place == LineColumn{4, 1}));
  const Document charset = mail_with("text/plain; charset=x-klingon", "words\n");
  REQUIRE(charset.warnings.size() == 1);
  CHECK(charset.warnings.front().message == "unknown charset \"x-klingon\": read as UTF-8");
  const Document base64 = mail_with("text/plain\nContent-Transfer-Encoding: base64", "aG!k=\n");
  CHECK(shown(base64) == "body:hi");
  REQUIRE(base64.warnings.size() == 1);
  CHECK((base64.warnings.front().place == LineColumn{5, 3}));
  std::string deep = "<p>hi\n<p>";
  for (int i = 0; i < 2000; ++i) deep += "<i>\n";
  for (const Document& nested : {mail_with("text/html", deep), read("a.html", "\n\n\n" + deep)}) {
    CHECK(shown(nested) == "body:hi");
    REQUIRE(nested.warnings.size() == 1);
    CHECK(nested.warnings.front().place.line == 1004);
  }
  CHECK(shown(read("a.eml", "")) == "");
  CHECK(shown(read("a.eml", "just words")) == "body:just words");
  CHECK(shown(read("a.eml", "\n\nno header\n")) == "body:no header");
  CHECK(shown(read("a.eml", "Subject: x")) == "header:x");
  CHECK(shown(read("a.eml", "\xEF\xBB\xBFSubject: x\n\nhi")) == "header:x|body:hi");
  CHECK(shown(read("a.eml", "\xFF\xFES\0u\0b\0j\0e\0c\0t\0:\0x\0\n\0\n\0h\0i\0"sv)) == "header:x|body:hi");
}

TEST_CASE("parts nested too deep are left out") {
  std::string mail = "MIME-Version: 1.0\n";
  for (int i = 0; i < 10'000; ++i)
    mail += "Content-Type: multipart/mixed; boundary=b" + std::to_string(i) + "\n\n--b" + std::to_string(i) + "\n";
  mail += "\nhello\n";
  const Document document = read("a.eml", mail);
  CHECK_FALSE(document.warnings.empty());
}

TEST_CASE("a mailbox's message is read without its first line and without the marks before From") {
  const Document document = read("a.mbox",
                                 "From a Mon Jan 1 00:00:00 2024\nSubject: one\n\n>From here on,\n>>From there.\n"
                                 ">Fromage\nFrom me\n");
  CHECK(shown(document) == "header:one|body:From here on,|quote:>From there.\n>Fromage|body:From me");
  CHECK(raw_of(document, "From here") == "From here");
  CHECK(raw_of(document, "on,\n>From") == "on,\n>>From");
  CHECK(document.warnings.empty());
}

TEST_CASE("a message's place in its file") {
  const auto document =
      read_document("a.mbox", "From a Mon Jan 1 00:00:00 2024\nContent-Transfer-Encoding: base64\n\naG!k=\n", {},
                    {1ULL << 33U, 70, 7});
  REQUIRE(document.has_value());
  REQUIRE_FALSE(document->warnings.empty());
  CHECK(document->warnings.front().place.line == 74);
}

TEST_CASE("markdown and HTML are known by suffix") {
  CHECK(shown(read("a.md", "---\nx: y\n---\n# Hi\n\n`code` *now*\n")) == "code:---\nx: y\n---|body:Hi|body:`code` *now");
  CHECK(shown(read("a.html", "<p>Hi</p>")) == "body:Hi");
  CHECK(shown(read("a", "<!DOCTYPE html><p>Hi</p>")) == "body:Hi");
  CHECK(shown(read("a.html", "<p>Hi</p>", {As::text, false, {}})) == "body:<p>Hi</p>");
  CHECK(shown(read("a.txt", "# Hi", {As::markdown, false, {}})) == "body:Hi");
}

TEST_CASE("what reads as a word, and what is left over") {
  struct Row {
    const char* path;
    const char* text;
    std::string_view words, left_over;
  };
  for (const Row& row : {
           Row{"a.md", "`make` {{a}} `{{b}}` [c]({{d}})", "`make`|{{a}}|`{{b}}`|{{d}}", "{{a}}|{{d}}"},
           Row{"a.md.j2", "`make` {{a}} `{{b}}` [c]({{d}}).", "`make`|{{a}}|`{{b}}`", "{{a}}|{{d}}"},
           Row{"a.md", "see [Handbook] and [Name]\n\n[handbook]: https://a.example", "[Name]", "[Name]"},
           Row{"a.md", "`{% if %}` a", "`{% if %}`", ""},
           Row{"a.txt", "`make` {{a}}", "{{a}}", "{{a}}"},
       }) {
    CAPTURE(row.text);
    const Document document = read(row.path, row.text);
    const auto joined = [&](const std::vector<Span>& spans) {
      std::string all;
      for (const Span span : spans) all += (all.empty() ? "" : "|") + std::string(slice(document.text, span));
      return all;
    };
    CHECK(joined(document.words) == row.words);
    CHECK(joined(document.placeholders) == row.left_over);
  }
}

TEST_CASE("placeholders and marks do not overlap") {
  const Document document = read("a.md", "*Hi* {{name}}, see [this]({{link}}) {% if x %}now{% endif %}\n");
  std::string names;
  for (const Span span : document.placeholders) names += slice(document.text, span);
  std::string controls;
  for (const Span span : document.controls) controls += std::string(slice(document.text, span)) + '|';
  CHECK(names == "{{name}}{{link}}");
  CHECK(controls == "*|[|](|)|{% if x %}|{% endif %}|");
}

}  // namespace
}  // namespace asklint
