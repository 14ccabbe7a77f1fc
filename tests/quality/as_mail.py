#!/usr/bin/env python3
"""Says whether a message gives the same findings however it is stored.

as_mail.py ASKLINT CORPUS...: wraps each plain message of the corpora as mail (8bit, quoted-printable, base64, latin-1,
format=flowed, HTML, UTF-16, and all of them in one mailbox) and compares code and words of what is found with what is
found in the text alone. Prints each difference; exit status 1 where there is one.
"""
import base64
import html
import json
import quopri
import re
import subprocess
import sys
import tempfile
from pathlib import Path

HEADER = "From: Kim Doe <kim@doe.example>\nTo: Sam Roe <sam@roe.example>\nMIME-Version: 1.0\n"


def part(text, kind, charset, encoding, flags=""):
    raw = text.encode(charset)
    if encoding == "base64":
        body = base64.encodebytes(raw)
    elif encoding == "quoted-printable":
        body = quopri.encodestring(raw)
    else:
        body = raw
    head = f"{HEADER}Content-Type: {kind}; charset={charset}{flags}\nContent-Transfer-Encoding: {encoding}\n\n"
    return head.encode() + body


def flowed(text):
    """Wraps each line of the author's own after 40 columns with a soft break, as RFC 3676 has it."""
    lines = []
    for line in text.split("\n"):
        if line.startswith((">", " ", "From ")) or line.rstrip() in ("-- ", "--"):
            lines.append(line if line.startswith(">") else " " * (line.startswith((" ", "From "))) + line)
            continue
        line = line.rstrip()
        while len(line) > 40 and " " in line[40:]:
            cut = line.index(" ", 40) + 1
            lines.append(line[:cut])
            line = line[cut:]
            if line.startswith((">", " ", "From ")):
                line = " " + line
        lines.append(line)
    return "\n".join(lines)


def page(text):
    return "<html><body>" + html.escape(text, quote=False).replace("\n", "<br>\n") + "</body></html>"


def variants(text):
    yield "8bit.eml", part(text, "text/plain", "utf-8", "8bit")
    yield "qp.eml", part(text, "text/plain", "utf-8", "quoted-printable")
    yield "base64.eml", part(text, "text/plain", "utf-8", "base64")
    yield "flowed.eml", part(flowed(text), "text/plain", "utf-8", "8bit", "; format=flowed")
    yield "html.eml", part(page(text), "text/html", "utf-8", "quoted-printable")
    yield "crlf.eml", part(text, "text/plain", "utf-8", "8bit").replace(b"\n", b"\r\n")
    yield "utf16.eml", part(text, "text/plain", "utf-16", "base64")
    try:
        yield "latin1.eml", part(text, "text/plain", "iso-8859-1", "quoted-printable")
    except UnicodeEncodeError:
        pass  # curly quotes and the like


def shape(excerpt):
    """Words, whatever breaks the lines between them."""
    return re.sub(r"\s+", " ", excerpt.replace("\u00a0", " ")).strip()


def findings(asklint, folder):
    run = subprocess.run(
        [asklint, "--format", "jsonl", "--fail-on", "never", folder], capture_output=True, text=True, check=True
    )
    found = {}
    for line in run.stdout.splitlines():
        finding = json.loads(line)
        key = (Path(finding["path"]).name, finding.get("message_number", 0))
        found.setdefault(key, []).append((finding["code"], shape(finding["excerpt"])))
    return {key: sorted(values) for key, values in found.items()}


def main():
    asklint, corpora = sys.argv[1], sys.argv[2:]
    messages = [json.loads(line) for corpus in corpora for line in Path(corpus).read_text("utf-8").splitlines()]
    plain = [m for m in messages if m["kind"] in ("text", "thread") and not re.match(r"[\w-]+: ", m["text"])]
    compared = different = 0
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        mailbox = b""
        for m in plain:
            (folder / f"{m['id']}.txt").write_text(m["text"], "utf-8")
            for name, raw in variants(m["text"]):
                (folder / f"{m['id']}.{name}").write_bytes(raw)
            stored = re.sub(rb"(?m)^(>*From )", rb">\1", part(m["text"], "text/plain", "utf-8", "8bit"))
            mailbox += b"From kim@doe.example Mon Jan  1 00:00:00 2024\n" + stored + b"\n\n"
        (folder / "all.mbox").write_bytes(mailbox)
        found = findings(asklint, scratch)
        for number, m in enumerate(plain, 1):
            want = found.get((f"{m['id']}.txt", 0), [])
            got = {name: found.get((f"{m['id']}.{name}", 0), []) for name, _ in variants(m["text"])}
            got["mailbox"] = found.get(("all.mbox", number), [])
            for name, values in got.items():
                compared += 1
                if values == want:
                    continue
                different += 1
                print(f"{m['id']} as {name}:")
                for code, words in sorted(set(want) - set(values)):
                    print(f"  only in the text: {code} {words}")
                for code, words in sorted(set(values) - set(want)):
                    print(f"  only here:        {code} {words}")
    print(f"{compared} comparisons over {len(plain)} messages, {different} different")
    return 1 if different else 0


if __name__ == "__main__":
    sys.exit(main())
