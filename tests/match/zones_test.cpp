// Whose words a line is, by the built-in pack: messages as clients write them, each line behind the role it must get.
#include <doctest/doctest.h>

#include "match/matcher.h"
#include "reader/reader.h"
#include "rule/builtin.h"

using namespace asklint;

namespace {

const Matcher& builtin() {
  static const Matcher matcher(builtin_pack());
  return matcher;
}

char letter_of(Role role) {
  switch (role) {
    case Role::header:
      return 'h';
    case Role::greeting:
      return 'g';
    case Role::body:
      return 'b';
    case Role::closing:
      return 'c';
    case Role::quote:
      return 'q';
    case Role::attribution:
      return 'a';
    case Role::forward:
      return 'f';
    case Role::signature:
      return 's';
    case Role::disclaimer:
      return 'd';
    case Role::code:
      return 'x';
  }
  return '?';
}

/// `g Hi Ben,` for each line: the role of its first word, a dot where it has none; empty lines stay empty.
std::string marked(const std::string& text) {
  auto document = read_document("a.txt", text, {});
  REQUIRE(document.has_value());
  const std::vector<SeenBlock> blocks = builtin().see(*document, {});
  std::string out;
  for (std::size_t at = 0; at < document->text.size();) {
    const std::size_t end = std::min(document->text.find('\n', at), document->text.size());
    const std::string line = document->text.substr(at, end - at);
    const std::size_t first = line.find_first_not_of(" \t");
    if (first != std::string::npos) {
      char letter = '.';
      for (const SeenBlock& block : blocks)
        if (block.text.begin <= at + line.size() - 1 && at + first < block.text.end && letter == '.')
          letter = letter_of(block.role);
      out += std::string(1, letter) + ' ' + line;
    }
    out += '\n';
    at = end + 1;
  }
  return out;
}

/// The message itself: without the roles.
std::string unmarked(const std::string& marked) {
  std::string out;
  for (std::size_t at = 0; at < marked.size();) {
    const std::size_t end = std::min(marked.find('\n', at), marked.size());
    if (end > at) out += marked.substr(at + 2, end - at - 2);
    out += '\n';
    at = end + 1;
  }
  return out;
}

struct Row {
  std::string what;
  std::string marked;  ///< begins with an empty line, for looks
};

void check(const std::vector<Row>& rows) {
  for (const Row& row : rows) {
    CAPTURE(row.what);
    const std::string wanted = row.marked.substr(1);
    CHECK(marked(unmarked(wanted)) == wanted);
  }
}

}  // namespace

TEST_CASE("quoted history of many clients") {
  check({
      {"Gmail", R"(
g Hi Mara,

b could you send me the plan?

c Thanks
s Ole

a On Tue, May 4, 2027 at 9:12 AM Mara Lind <mara@lind.example> wrote:

q > Do you need anything?
q > Mara
)"},
      {"Gmail, wrapped", R"(
b I will be there.

a On Tue, May 4, 2027 at 9:12 AM Mara Lindqvist-Oberhauser <
a mara.lindqvist-oberhauser@verwaltung.example> wrote:

q > Will you come?
)"},
      {"Gmail, German", R"(
b Das passt mir gut.

a Am Di., 4. Mai 2027 um 09:12 Uhr schrieb Mara Lind <mara@lind.example>:

q > Passt dir Freitag?
)"},
      {"Gmail, German, wrapped", R"(
b Das passt mir gut.

a Am Di., 4. Mai 2027 um 09:12 Uhr schrieb Mara Lindqvist <
a mara.lindqvist@lind.example>:

q > Passt dir Freitag?
)"},
      {"Apple Mail", R"(
b Sure.

q > On 4. May 2027, at 09:12, Mara Lind <mara@lind.example> wrote:
q > 
q > Can you come?
)"},
      {"Thunderbird, German", R"(
a Am 04.05.2027 um 09:12 schrieb Mara Lind:
q > Kannst du am Freitag?
b Ja.
q > Oder am Samstag?
b Lieber nicht.
)"},
      {"Thunderbird, name first", R"(
b Ja, gern.

a Mara Lind schrieb am 04.05.2027 um 09:12:
q > Kannst du am Freitag?
)"},
      {"Yahoo, not quoted", R"(
b Thank you, that helps a lot.

a     On Tuesday, May 4, 2027, 09:12:13 AM GMT+2, Mara Lind <mara@lind.example> wrote:  

q  Could you call me?
)"},
      {"Yahoo, German", R"(
b Mache ich.

a Am Dienstag, 4. Mai 2027, 09:12:13 MESZ hat Mara Lind <mara@lind.example> Folgendes geschrieben:

q  Kannst du mich anrufen?
)"},
      {"Outlook, desktop, German", R"(
g Hallo Frau Lind,

b anbei der Plan.

c Mit freundlichen Grüßen
s Ole Berg

q Von: Mara Lind <mara@lind.example> 
q Gesendet: Dienstag, 4. Mai 2027 09:12
q An: Ole Berg <ole@berg.example>
q Betreff: Plan

q Könnten Sie mir den Plan schicken?
)"},
      {"Outlook, without addresses", R"(
b See below.

q From: Mara Lind
q Sent: Tuesday, May 4, 2027 9:12 AM
q To: Ole Berg
q Cc: Team
q Subject: Plan

q Could you send me the plan?
)"},
      {"Outlook, bold headers and a ruler", R"(
b See below.

. ________________________________
q *Von:* Mara Lind <mara@lind.example>
q *Gesendet:* Dienstag, 4. Mai 2027 09:12
q *An:* Ole Berg
q *Betreff:* Plan

q Schick mir bitte den Plan.
)"},
      {"Outlook for iOS", R"(
b Bin dabei.

s Outlook für iOS herunterladen<https://aka.example/o0ukef>
. ________________________________
q Von: Mara Lind <mara@lind.example>
q Gesendet: Dienstag, Mai 4, 2027 9:12 AM
q An: Ole Berg <ole@berg.example>
q Betreff: Plan

q Kommst du?
)"},
      {"Outlook, old", R"(
b Fine with me.

q -----Original Message-----
q From: Mara Lind [mailto:mara@lind.example]
q Sent: Tuesday, May 4, 2027 9:12 AM
q To: Ole Berg
q Subject: Plan

q Could you send it?
)"},
      {"GMX and WEB.DE", R"(
b Danke dir, das hilft.

q Gesendet: Dienstag, 04. Mai 2027 um 09:12 Uhr
q Von: "Mara Lind" <mara@lind.example>
q An: "Ole Berg" <ole@berg.example>
q Betreff: Re: Plan

q Kannst du mir noch etwas schicken?
)"},
      {"headers on one line", R"(
b See below.

q From: Mara Lind <mara@lind.example> Sent: Tuesday, May 4, 2027 9:12 AM To: Ole Berg Subject: Plan

q Could you send it?
)"},
      {"Android", R"(
b Yes.

a ---- Mara Lind wrote ----

q > Can you come?
)"},
      {"no blank before the verb", R"(
b Yes.

a On Tue, May 4, 2027 at 9:12 AM, Mara Lind <mara@lind.example>wrote:

q > Can you come?
)"},
      {"Zoho", R"(
b Works for me.

a ---- On Tue, 04 May 2027 09:12:13 +0200 Mara Lind <mara@lind.example> wrote ----

q Can you make it?
)"},
      {"ProtonMail", R"(
b Works for me.

s Sent with Proton Mail secure email.

q ------- Original Message -------
q On Tuesday, May 4th, 2027 at 9:12 AM, Mara Lind <mara@lind.example> wrote:

q > Can you make it?
)"},
      {"Samsung", R"(
b Komme etwas später.

s Von meinem Galaxy gesendet

q -------- Ursprüngliche Nachricht --------
q Von: Mara Lind <mara@lind.example> 
q Datum: 04.05.27  09:12  (GMT+01:00) 
q An: Ole Berg <ole@berg.example> 
q Betreff: Plan 

q Wann kommst du?
)"},
      {"Lotus Notes", R"(
b Agreed.

q -----Mara Lind/Oslo/Lind wrote: -----
q To: Ole Berg
q From: Mara Lind/Oslo/Lind
q Subject: Plan

q Please agree.
)"},
      {"mutt and Gnus", R"(
a * Mara Lind <mara@lind.example> [2027-05-04 09:12]:
q > Did it build?

b It did.

a Mara Lind <mara@lind.example> writes:

q > And on the other machine?

b There too.
)"},
      {"Evolution", R"(
b Ist erledigt.

a Am Dienstag, dem 04.05.2027 um 09:12 +0200 schrieb Mara Lind:
q > Erledigst du das?
)"},
      {"SuperCite", R"(
a Mara Lind <mara@lind.example> writes:

q ML> Did it build
q ML> on your machine?

b It did.
)"},
      {"colons", R"(
a Mara Lind (mara@lind.example) wrote:
q : Did it build
q : on your machine?

b It did.
)"},
      {"help desk", R"(
b It still does not work.

q ##- Please type your reply above this line -##

q Your request (42) has been updated.
)"},
      {"help desk, German", R"(
b Es geht noch immer nicht.

q ##- Bitte geben Sie Ihre Antwort oberhalb dieser Zeile ein. -##

q Ihre Anfrage wurde bearbeitet.
)"},
      {"a line that lost its mark", R"(
a On 4 May 2027, Mara wrote:
q > We could meet at the station at nine and then walk over to the new
q office
q > together, if you like.

b I like.
)"},
      {"numbered questions", R"(
g Hi Mara

q > 1. When do you come?
b On Friday.
q > 2. With whom?
b With Ida.
)"},
      {"answers between quotes are the author's", R"(
a On 4 May 2027, Mara wrote:
q > When?
b at nine
q > Where?
b at the station
)"},
      {"a short answer below a wrapped attribution", R"(
g Hi,

a mara@lind.example (Mara Lind) wrote in
a <9y8f2z@lind.example>:

b I will do that tomorrow :-)
)"},
      {"an answer below a snipped quote", R"(
g Hi,

a On 4 May 2027, Mara Lind <mara@lind.example> wrote:

b I would rather not.
)"},
  });
}

TEST_CASE("history in other languages") {
  check({
      {"French", R"(
b I will be there.

a Le mar. 4 mai 2027 à 09:12, Mara Lind <mara@lind.example> a écrit :

q Tu viens ?
)"},
      {"French, headers", R"(
b I will be there.

q De : Mara Lind <mara@lind.example>
q Envoyé : mardi 4 mai 2027 09:12
q À : Ole Berg
q Objet : Plan

q Tu viens ?
)"},
      {"Spanish", R"(
b I will be there.

a El mar, 4 may 2027 a las 9:12, Mara Lind (<mara@lind.example>) escribió:

q > ¿Vienes?
)"},
      {"Italian", R"(
b I will be there.

a Il giorno mar 4 mag 2027 alle ore 09:12 Mara Lind <mara@lind.example> ha
a scritto:

q > Vieni?
)"},
      {"Portuguese", R"(
b I will be there.

a Em ter., 4 de mai. de 2027 às 09:12, Mara Lind <mara@lind.example>
a escreveu:

q > Vens?
)"},
      {"Dutch", R"(
b I will be there.

a Op di 4 mei 2027 om 09:12 schreef Mara Lind <mara@lind.example>:

q > Kom je?
)"},
      {"Dutch, headers", R"(
b I will be there.

q Van: Mara Lind
q Verzonden: dinsdag 4 mei 2027 09:12
q Aan: Ole Berg
q Onderwerp: Plan

q Kom je?
)"},
      {"Swedish", R"(
b I will be there.

a Den tis 4 maj 2027 kl 09:12 skrev Mara Lind <mara@lind.example>:

q > Kommer du?
)"},
      {"Danish, headers", R"(
b I will be there.

q Fra: Mara Lind <mara@lind.example>
q Sendt: 4. maj 2027 09:12
q Til: Ole Berg
q Emne: Plan

q Kommer du?
)"},
      {"Polish, Finnish", R"(
b I will be there.

a wt., 4 maj 2027 o 09:12 Mara Lind <mara@lind.example> napisał(a):

q > ti 4. toukok. 2027 klo 9.12 Ole kirjoitti:
)"},
      {"Czech", R"(
b I will be there.

a út 4. 5. 2027 v 9:12 odesílatel Mara Lind <mara@lind.example> napsal:

q Přijdeš?
)"},
      {"Turkish", R"(
b I will be there.

a Mara Lind <mara@lind.example>, 4 May 2027 Sal, 09:12 tarihinde şunu yazdı:

q > Geliyor musun?
)"},
      {"Russian", R"(
b I will be there.

a вт, 4 мая 2027 г. в 09:12, Mara Lind <mara@lind.example>:

q > Ты придёшь?
)"},
      {"Russian, headers", R"(
b I will be there.

q От: Mara Lind <mara@lind.example>
q Отправлено: 4 мая 2027 г. 9:12
q Кому: Ole Berg
q Тема: План

q Ты придёшь?
)"},
      {"Chinese", R"(
b I will be there.

a Mara Lind <mara@lind.example> 于2027年5月4日周二 09:12写道：

q > 来吗
)"},
      {"a language nobody wrote down", R"(
b I will be there.

a Idus Maias MMXXVII, 2027-05-04 09:12, Mara Lind <mara@lind.example> scripsit:

q > Venisne?
)"},
      {"headers nobody wrote down, below a caption", R"(
b I will be there.

q ------ Nuntius originalis ------
q Auctor: Mara Lind <mara@lind.example>
q Dies: 2027-05-04 09:12

q Venisne?
)"},
      {"phones", R"(
b Bis gleich.

s Envoyé de mon iPhone
)"},
      {"phones, Finnish", R"(
c See you.

s Lähetetty iPhonesta
)"},
      {"phones, Danish", R"(
c See you.

s Sendt fra min iPhone
)"},
      {"phones, Spanish", R"(
c See you.

s Enviado desde mi iPhone

q > El 4 may 2027, a las 9:12, Mara Lind <mara@lind.example> escribió:
q > 
q > ¿Vienes?
)"},
  });
}

TEST_CASE("forwarded mail") {
  check({
      {"Gmail", R"(
b Could you look at this?

f ---------- Forwarded message ---------
f From: Mara Lind <mara@lind.example>
f Date: Tue, May 4, 2027 at 9:12 AM
f Subject: Plan
f To: Ole Berg <ole@berg.example>

f Please help.
)"},
      {"Apple", R"(
b Zur Info.

c Gruß
s Ole

f Anfang der weitergeleiteten Nachricht:

f Von: Mara Lind <mara@lind.example>
f Betreff: Plan

f Bitte hilf mir.
)"},
      {"Thunderbird", R"(
b FYI

f -------- Weitergeleitete Nachricht --------
f Betreff: Plan
f Datum: Tue, 4 May 2027 09:12:00 +0200
f Von: Mara Lind <mara@lind.example>

f Bitte hilf mir.
)"},
  });
}

TEST_CASE("closings, signatures, postscripts") {
  check({
      {"a mark", R"(
b Send it to me, please.

s -- 
s Ole Berg
s +47 123 45 678
)"},
      {"a name and a title across paragraphs", R"(
b Send it to me, please.

c Best regards,

s Ole Berg
s Head of Sales, Berg AS
s Tel: +47 123 45 678
s www.berg.example
)"},
      {"contacts without closing and mark", R"(
g Hi Mara,

b send it to me, please.

s Ole Berg
s Head of Sales
s Tel: +47 123 45 678
)"},
      {"company lines", R"(
b Bitte schicken Sie es mir.

c Mit freundlichen Grüßen
s i. A. Ole Berg

s Berg GmbH, Hafenstraße 3, 20457 Hamburg

d Geschäftsführer: Mara Lind
d Amtsgericht Hamburg, HRB 123456
)"},
      {"one line", R"(
b Send it to me.

c Thanks, Ole
)"},
      {"one line, German", R"(
b Schick es mir.

c LG Ole
)"},
      {"two languages, and contacts with bars", R"(
b Bitte schicken Sie es mir.

c Mit freundlichen Grüßen / Best regards

s Ole Berg
s Leiter Vertrieb

s Berg GmbH | Hafenstraße 3 | 20457 Hamburg
s T +49 40 1234567 | M +49 171 1234567
)"},
      {"no closing, contacts apart", R"(
b ist das so richtig?

s i. A. Ole Berg
s Sachbearbeiter

s Tel.: 040 / 123 45-67
s E-Mail: ole@berg.example
)"},
      {"a dash and a name", R"(
b Send it to me.

s -Ole Berg

a On 4 May 2027, Mara wrote:
q > When?
)"},
      {"a postscript", R"(
b Schick es mir.

c Viele Grüße
s Ole

b PS: Könntest du noch Mara fragen?
)"},
      {"a postscript right under the name", R"(
b Schick es mir.

c LG
s Ole
b P.S. Könntest du noch Mara fragen?
)"},
      {"a postscript under a name apart", R"(
b Send it to me.

c Best wishes from Oslo,

s Ole
b P.P.S. Could you also bring the book?
)"},
      {"a club", R"(
b Wer kann mir helfen?

s Ole Berg
s 1. Vorsitzender
s Bootsverein Kiel e.V.
s Tel. 0431 123456
)"},
      {"a postscript after the mark", R"(
b Send it to me.

s -- 
s Ole Berg

b PS: Could you ask Mara, too?
)"},
      {"thanks inside the text", R"(
b I read it.
c Thanks!
b Could you also send me the second part? I need it for the meeting.
)"},
      {"thanks before the text", R"(
g Hi Mara,

c thanks!

b Could you also send me the second part?
b The first one is done.

c Best,
s Ole
)"},
      {"a signature above unmarked history", R"(
b Yes.

s -- 
s Ole Berg

q From: Mara Lind <mara@lind.example>
q Sent: Tuesday, May 4, 2027 9:12 AM
q To: Ole Berg
q Subject: Plan

q Will you come?
)"},
      {"two signatures", R"(
b Yes.

c Best,
s Ole

s -- 
s Ole Berg
s Berg AS

s Sent from my iPhone
)"},
      {"a phone in the middle", R"(
b Yes.

s Von meinem iPhone gesendet

q > Am 04.05.2027 um 09:12 schrieb Mara Lind <mara@lind.example>:
q > 
q > Kommst du?
)"},
      {"a mailing list", R"(
b Does anybody know?

. _______________________________________________
s boats mailing list
s boats@lists.example
s https://lists.example/listinfo/boats
)"},
      {"labels below a ruler", R"(
b It is done. Could you look at it?

. -----------------
s Mail: ole@berg.example
s Web: https://berg.example
)"},
      {"trailers", R"(
b This keeps the boats apart.

s Signed-off-by: Ole Berg <ole@berg.example>
s Reviewed-by: Mara Lind <mara@lind.example>
)"},
  });
}

TEST_CASE("disclaimers and banners") {
  check({
      {"several paragraphs", R"(
b Please find it attached.

c Kind regards
s Ole

d This e-mail and any attachments are confidential and intended solely for the addressee.

d Any views expressed are those of the author. Please delete it if it is not meant for you.
)"},
      {"German", R"(
b Anbei.

c Mit freundlichen Grüßen
s Ole Berg

d Diese E-Mail enthält vertrauliche Informationen. Wenn Sie nicht der richtige Adressat sind, informieren Sie uns bitte.

d Bitte schicken Sie sie zurück und löschen Sie sie danach.
)"},
      {"above the text", R"(
d CAUTION: This email originated from outside of the organization. Do not click links.

g Hi Mara,

b could you call me?
)"},
      {"above the text, in brackets", R"(
d [EXTERNAL EMAIL] Do not click links or open attachments unless you trust the sender.

g Hi Mara,

b could you call me?
)"},
      {"above the text, German", R"(
d ACHTUNG: Diese E-Mail kommt von außerhalb. Bitte keine Links öffnen.

g Hallo Mara,

b kannst du mich anrufen?
)"},
      {"several paragraphs without a closing", R"(
b Please find it attached.

b Ole

d CONFIDENTIALITY NOTICE: This e-mail, with all that is attached to it, is for the sole use of its intended recipients
d and may contain confidential and privileged information. Any review, use or distribution by others is prohibited.

d Please reply to the sender and destroy all copies.
)"},
      {"GitHub", R"(
b I will look.

s —
d Reply to this email directly, view it on GitHub, or unsubscribe.
d You are receiving this because you were mentioned.
)"},
      {"unsubscribe", R"(
b We open on Monday.

d You are receiving this email because you signed up.
d Unsubscribe: https://berg.example/out

d https://berg.example/privacy
)"},
      {"scanner", R"(
c Bis dann.

d Virenfrei. www.avast.com
)"},
  });
}

TEST_CASE("patches are code") {
  check({
      {"git format-patch", R"(
g Hi all,

b could you review this?

. ---
x  lib/a.c | 4 ++--
x  1 file changed, 2 insertions(+), 2 deletions(-)

x diff --git a/lib/a.c b/lib/a.c
x index 83db48f..bf269f4 100644
x --- a/lib/a.c
x +++ b/lib/a.c
x @@ -1,3 +1,3 @@
x  int a;
x -could you help me;
x +could you help us;

x @@ -9 +9 @@ int b
x -x
x +y
s -- 
s 2.43.0
)"},
      {"inside the text", R"(
b I changed this:

x --- a.txt
x +++ b.txt
x @@ -1 +1 @@
x -one
x +two

b Is that fine?
)"},
  });
}

TEST_CASE("what only looks like somebody else's words") {
  check({
      {"telling what was written", R"(
g Hi Mara,

b On Monday he wrote: we should wait. Am Montag schrieb er mir:
b wir warten. Could you ask him?
)"},
      {"a quotation with its date", R"(
g Dear Ms Lind,

b Thank you for your mail of 4 May 2027. You wrote:

b "We cannot come." Could you tell me why?
)"},
      {"a warning of the author's", R"(
g Hi Mara,

b Warning: the links in your mail are broken. Could you send it again?
)"},
      {"telling it in a paragraph of its own", R"(
b Am Montag schrieb er mir:

b Wir warten noch. Kannst du ihn fragen?
)"},
      {"the details of an invitation", R"(
g Hallo Mara,

b du bist eingeladen!

b Datum: 3. Mai 2027, 18:30
b Ort: Haus am See
b Thema: Boote
b Anmeldung: ole@berg.example

b Kommst du?
)"},
      {"a journey", R"(
b I need a ticket:

b From: Berlin
b To: Hamburg
b Date: 3 May 2027, 10:15

b Could you book it?
)"},
      {"a subject in a draft", R"(
b Betreff: Plan
b Datum: 3.5.2027

b Kannst du mir helfen?
)"},
      {"a sign put first by a line break", R"(
b It is hot here, we had temperatures of
b > 30 degrees for a week. Could you send ice?
)"},
      {"a menu", R"(
b Click on File > Open, then a > b.

b Could you try that?
)"},
      {"a dash in the text", R"(
b I wanted to ask you something
b -- it is not urgent --
b about the boat.
)"},
      {"long text after a mark", R"(
b The first part is done.
. --
b The second part is the one that I wanted to ask you about today, since it is not clear
b to me how the boats can be kept apart when all of them come in at the same time and
b nobody is there. Could you help me with that?
)"},
      {"rulers between parts", R"(
b The first part is done.

. ----

b The second is not. Could you help me?
)"},
      {"a table", R"(
b Here they are:

b | boat | owner

b Could you add yours?
)"},
      {"sent from somewhere", R"(
b Did you get the letter with all of the photographs that I
b sent from the office in Oslo last week?
)"},
      {"sent from a desk", R"(
b It works again.

b Sent from my desk, which is much easier than my phone.
)"},
      {"hours and guests", R"(
b Please join us:

b When: Friday, 4 May 2027
b From: 18:30 to 22:00
b To: everybody
b RSVP: ole@berg.example

b Could you tell me by Monday?
)"},
      {"a list of things with capitals", R"(
b Could you bring:

b - Fresh Milk
b - Brown Bread
)"},
      {"a heading after thanks", R"(
g Hi Mara,

c thanks!

b Two questions

b Could you send me the file? And when do you leave?
)"},
      {"Samsung, in both genders", R"(
b Danke dir!
s Von meinem/meiner Galaxy gesendet

q -------- Ursprüngliche Nachricht --------
q Von: Mara Lind <mara@lind.example>
q Datum: 04.05.27 09:12 (GMT+01:00)
q An: Ole Berg <ole@berg.example>

q Kommst du?
)"},
      {"a company's register among the contacts", R"(
g Hallo Mara,

b die Unterlagen sind raus.

c Mit freundlichem Gruß

s i. V. Ole Berg
s Einkauf

s Berg & Söhne GmbH
s Hafenstr. 12, 24103 Kiel
s Tel.: 0431 / 12 34 56
s Sitz der Gesellschaft: Kiel, HRB 1234 KI
s Geschäftsführer: Max Berg
)"},
      {"a newsletter's last line", R"(
b Our new kiln is here.

d You are receiving this because you signed up at our shop.
d Unsubscribe: https://pots.example/u/123
)"},
      {"a name alone", R"(
b Ole
)"},
      {"short lines before the text goes on", R"(
g Hi Mara,

b my address:

b Ole Berg
b Hafenstraße 3
b Tel 040 1234567

b Could you send it there?
)"},
      {"numbers", R"(
b Could you call me on 0171 2345678?
)"},
  });
}
