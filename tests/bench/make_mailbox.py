#!/usr/bin/env python3
"""make_mailbox.py BYTES OUT [CORPUS...]: writes an mbox (mboxrd) of at least so many bytes, the messages of the corpora
over and over. Plain ones get a header; each message has a Message-ID of its own."""
import json
import re
import sys
from pathlib import Path

CORPORA = Path(__file__).parent.parent / "quality" / "corpora"
MARK = b"From kim@doe.example Mon Jan  1 00:00:00 2024\n"


def stored(message):
    text = message["text"]
    if not re.match(r"(From|To|Subject|Date|Message-ID|MIME-Version|Received|Return-Path|Cc|Reply-To): ", text):
        text = "From: Kim Doe <kim@doe.example>\nTo: Sam Roe <sam@roe.example>\nContent-Type: text/plain; charset=utf-8\n\n" + text
    return re.sub(rb"(?m)^(>*From )", rb">\1", text.encode()).rstrip(b"\n") + b"\n\n"


def main():
    size, out = int(sys.argv[1]), sys.argv[2]
    corpora = [Path(name) for name in sys.argv[3:]] or sorted(CORPORA.glob("*.jsonl"))
    bodies = [stored(json.loads(line)) for corpus in corpora for line in corpus.read_text("utf-8").splitlines()]
    written = number = 0
    with open(out, "wb") as mailbox:
        while written < size:
            for body in bodies:
                number += 1
                has_id = re.search(rb"(?mi)^message-id:", body.split(b"\n\n")[0])
                head = b"" if has_id else b"Message-ID: <%d@mailbox.example>\n" % number
                written += mailbox.write(MARK + head + body)
    print(f"{number} messages, {written} bytes")


if __name__ == "__main__":
    main()
