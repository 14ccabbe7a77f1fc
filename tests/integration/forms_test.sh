#!/usr/bin/env bash
# The same message however it is written: plain, without umlauts, decomposed (NFD), in capitals, wrapped at 20 columns.
# And the same words told in quotation marks, which are nobody's ask.
set -euo pipefail
asklint=$1
/usr/bin/python3 - "$asklint" <<'PY'
import json, subprocess, sys, textwrap, unicodedata

asklint = sys.argv[1]
messages = {
    "de": ("Kannst du meinem Freund bei dieser großen Sache helfen? Danke!",
           "Wen kennst du noch? Kannst du uns so schnell wie möglich kontaktieren?",
           "Warum kannst du mir nicht dabei helfen?"),
    "en": ("Can you help my friend with this big thing? Thanks!",
           "Who else do you know? Can you contact us as soon as possible?",
           "Why can't you help me with this?"),
}
wanted = {
    "de": {"ASK101": "kannst du meinem freund", "ASK306": "danke", "ASK201": "wen kennst du noch",
           "ASK203": "so schnell wie möglich", "ASK301": "warum kannst du mir nicht dabei helfen"},
    "en": {"ASK101": "can you help my friend", "ASK306": "thanks", "ASK201": "who else do you know",
           "ASK203": "as soon as possible", "ASK301": "why can't you help me with this"},
}
plain = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})
bare = str.maketrans({"ä": "a", "ö": "o", "ü": "u", "ß": "ss"})
forms = {
    "as it is": lambda t: t,
    "umlauts spelt out": lambda t: t.translate(plain),
    "umlauts dropped": lambda t: t.translate(bare),
    "NFD": lambda t: unicodedata.normalize("NFD", t),
    "capitals": lambda t: t.upper(),
    "20 columns": lambda t: "\n\n".join(textwrap.fill(p, 20) for p in t.split("\n\n")),
    "curly apostrophes": lambda t: t.replace("'", "\u2019"),
}


def lint(text):
    run = subprocess.run([asklint, "--format", "jsonl", "--fail-on", "never", "-"], input=text.encode(), capture_output=True)
    assert run.returncode == 0, run.stderr.decode()
    return [json.loads(line) for line in run.stdout.decode().splitlines()]


def shape(text):  # one spelling, for the comparison
    text = unicodedata.normalize("NFC", " ".join(text.split())).lower().replace("\u2019", "'")
    return text.translate(bare).replace("oe", "o")


failures = 0
for lang, paragraphs in messages.items():
    for name, form in forms.items():
        text = form("\n\n".join(paragraphs))
        raw = (text + "\n").encode()
        found = {}
        for f in lint(text + "\n"):
            found.setdefault(f["code"], []).append(f)
            under = raw[f["start"]["offset"]:f["end"]["offset"]].decode()
            if under != f["excerpt"]:
                print(f"{lang}, {name}: {f['code']} points at {under!r}, shows {f['excerpt']!r}")
                failures += 1
        for code, words in wanted[lang].items():
            if not any(shape(words) in shape(f["excerpt"]) for f in found.get(code, [])):
                print(f"{lang}, {name}: {code} is not found under {words!r}")
                failures += 1

for told in ("Was mich stört, sind Fragen wie „Wen kennst du noch?“ nach dem ersten Kaffee.",
             "Neulich schrieb einer: »Warum kannst du mir nicht dabei helfen?« Das war alles.",
             "What I mind is “Who else do you know?” after one coffee.",
             'People who write "Can you help my friend with this big thing?" rarely hear back.',
             "Ich bin wirklich daran interessiert, in die Forschung zu gehen, kenne aber noch nicht viele Leute.",
             "I'm really interested in getting into research but don't know many people there yet."):
    for f in lint(told + "\n"):
        print(f"told, not asked: {told!r} has {f['code']} at {f['excerpt']!r}")
        failures += 1
print(f"{len(forms) * len(messages)} forms: {failures} failures")
sys.exit(1 if failures else 0)
PY
