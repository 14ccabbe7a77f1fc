#!/usr/bin/env python3
"""mutate.py ASKLINT [--seconds N] [--seed N] [--keep DIR] SEED-FILE-OR-FOLDER...

Feeds a build with sanitizers (build/dev/asklint) what mail and templates become on the way: flipped bytes, cuts,
splices, repeats, swapped line ends, words that parsers care about. The same seed gives the same inputs. What ends in a
signal, a sanitizer's report or no end within 20 seconds is kept in DIR. Exit status 1 where there is any.
"""
import argparse
import os
import random
import subprocess
import sys
import time
from pathlib import Path

SUFFIXES = [".eml", ".mbox", ".html", ".md", ".txt", ".j2", ".hbs", ".liquid", ".erb", ".html.j2", ".md.j2"]
WORDS = [
    b"\n--b\n", b"Content-Type: multipart/mixed; boundary=b\n", b"Content-Transfer-Encoding: base64\n", b"=\n", b"=C3",
    b"=?utf-8?q?", b"?=", b"\nFrom a@b Mon Jan 1 00:00:00 2024\n", b"\n>From ", b"charset=utf-16", b"format=flowed; delsp=yes",
    b"\n\n", b"\r\n", b"\r", b"\0", b"\xff\xfe", b"\xef\xbb\xbf", b"{{", b"}}", b"{% if x %}", b"<%", b"%>", b"<!--", b"<table><tr>",
    b"<div style='display:none'>", b"<blockquote type=cite>", b"&nbsp;", b"&#0;", b"```\n", b"> ", b"|", b"---\n", b"[", b"](", b"\"",
    "„“‚‘😀\u0301\u200b".encode(), b"-- \n", b"-----Original Message-----\n", b"On Monday, 3 May 2027, Ben wrote:\n> ", b"could you help my friend ",
]


def mutated(rng, seeds):
    data = bytearray(rng.choice(seeds))
    for _ in range(rng.randint(1, 8)):
        at = rng.randint(0, len(data))
        end = min(len(data), at + rng.randint(1, 400))
        kind = rng.randrange(8)
        if kind == 0 and data:
            data[min(at, len(data) - 1)] = rng.randrange(256)
        elif kind == 1:
            del data[at:end]
        elif kind == 2:
            data[at:at] = data[at:end] * rng.choice([1, 2, 50, 3000])
        elif kind == 3:
            data[at:at] = rng.choice(WORDS) * rng.choice([1, 1, 2, 300])
        elif kind == 4:
            other = rng.choice(seeds)
            cut = rng.randint(0, len(other))
            data[at:at] = other[cut : cut + rng.randint(1, 2000)]
        elif kind == 5:
            del data[at:]
        elif kind == 6:
            data = data.replace(b"\n", rng.choice([b"\r\n", b"\r", b"\n\n", b" \n"]))
        else:
            data[at:end] = bytes(rng.randrange(256) for _ in range(end - at))
    return bytes(data[:400_000])


def main():
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("asklint")
    options.add_argument("seeds", nargs="+", type=Path)
    options.add_argument("--seconds", type=float, default=60)
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--keep", type=Path, default=Path("fuzz-failures"))
    args = options.parse_args()

    files = [f for path in args.seeds for f in ([path] if path.is_file() else sorted(path.rglob("*"))) if f.is_file()]
    seeds = [f.read_bytes() for f in files]
    rng = random.Random(args.seed)
    end = time.monotonic() + args.seconds
    runs = failures = 0
    environment = {**os.environ, "UBSAN_OPTIONS": "print_stacktrace=1"}
    while time.monotonic() < end:
        suffix = rng.choice(SUFFIXES)
        view = rng.choice([[], [], ["--show-blocks"], ["--asks"], ["--format", "jsonl"], ["--as", "mail"], ["--template"]])
        data = mutated(rng, seeds)
        name = args.keep / f"{args.seed}-{runs}{suffix}"
        args.keep.mkdir(parents=True, exist_ok=True)
        name.write_bytes(data)
        runs += 1
        try:
            run = subprocess.run([args.asklint, *view, str(name)], capture_output=True, timeout=20, env=environment)
            bad = run.returncode not in (0, 1, 2) or b"Sanitizer" in run.stderr or b"runtime error" in run.stderr
            bad = bad or b"internal error" in run.stderr
        except subprocess.TimeoutExpired:
            bad = True
        if bad:
            failures += 1
            print(f"{name} {' '.join(view)}", flush=True)
        else:
            name.unlink()
    print(f"{runs} inputs from {len(seeds)} seeds, {failures} failed")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
