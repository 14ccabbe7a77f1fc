#!/usr/bin/env python3
"""compare.py [REPORT]: times whole processes of asklint and of its peers on the same text, in one run, and writes the medians
and ratios to docs/performance.md (or REPORT). Needs the packages of packages.txt's parts build and bench, and npm's registry for
write-good, alex, textlint and harper.js, which it installs in build/peers."""
import json
import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

import yaml

ROOT = Path(__file__).resolve().parents[2]
BUILD = ROOT / "build" / "bench"
PEERS = ROOT / "build" / "peers"
PACKAGES = ["write-good", "alex", "textlint", "textlint-rule-write-good", "harper.js"]
HARPER = """import fs from "node:fs";
import { LocalLinter } from "harper.js";
const { binary } = await import("harper.js/binary");
const linter = new LocalLinter({ binary });
console.log((await linter.lint(fs.readFileSync(process.argv[2], "utf8"))).length);
"""


# proselint keeps what it found of a text it has seen.
FORGET = "rm -rf " + str(Path.home() / ".cache" / "proselint")


def call(*command, **options):
    return subprocess.run([str(word) for word in command], check=True, text=True, capture_output=True, **options).stdout


def install_peers():
    PEERS.mkdir(parents=True, exist_ok=True)
    if not (PEERS / "package.json").exists():
        (PEERS / "package.json").write_text('{"private": true, "type": "module"}\n')
        call("npm", "install", "--no-audit", "--no-fund", *PACKAGES, cwd=PEERS)
    (PEERS / "harper.mjs").write_text(HARPER)


def words_of_signals():
    """Every word that a pattern of the pack holds: what a plain search for the same would look for."""
    words = set()

    def gather(node):
        if isinstance(node, dict):
            for key, value in node.items():
                if key not in ("about", "where"):
                    gather(value)
        elif isinstance(node, list):
            for item in node:
                gather(item)
        elif isinstance(node, str):
            plain = re.sub(r"\{[^}]*\}|\[[^]]*\]|\\.|~\d", " ", node)
            words.update(word.lower() for word in re.findall(r"[^\W\d_]{3,}", plain))

    for file in sorted((ROOT / "rules" / "signals").glob("*/*.yaml")):
        if file.name != "worded.yaml":
            gather(yaml.safe_load(file.read_text("utf-8")))
    return sorted(words)


def median(command, runs=20, warmup=3, prepare="true"):
    """Seconds from exec to exit; whatever the exit status, for linters fail on what they find."""
    with tempfile.NamedTemporaryFile(suffix=".json") as out:
        call("hyperfine", "-N", "-i", "--style", "none", "--warmup", warmup, "--runs", runs, "--prepare", prepare, "--export-json", out.name, command, cwd=PEERS)
        return json.load(open(out.name))["results"][0]["median"]


def peak(command):
    """MB, as GNU time sees it: what starts it must be smaller than it."""
    run = subprocess.run(["/usr/bin/time", "-f", "%M", *command.split()], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
    return int(run.stderr.split()[-1]) / 1024


def table(head, rows):
    lines = ["| " + " | ".join(head) + " |", "|" + "---|" * len(head)]
    return "\n".join(lines + ["| " + " | ".join(row) + " |" for row in rows])


def held(ok):
    return "yes" if ok else "**no**"


def pages(asklint, folder):
    out = []
    for lang, name in (("de", "German"), ("en", "English")):
        page = folder / f"page.{lang}.txt"
        own = median(f"{asklint} {page}", runs=100, warmup=10)
        floor = median(f"rg -c e {page}", runs=100, warmup=10)
        rows = [[f"`asklint`", f"{own * 1e3:.1f}", "1", "", ""]]
        peers = [("`rg -c e`", f"rg -c e {page}", floor, None)]
        if lang == "en":
            node = PEERS / "node_modules" / ".bin"
            for label, command, least in (
                ("write-good", f"{node}/write-good {page}", 15),
                ("alex", f"{node}/alex {page}", 15),
                ("harper.js", f"node {PEERS}/harper.mjs {page}", None),
                ("proselint", f"proselint {page}", 60),
                ("textlint (write-good)", f"{node}/textlint --rule write-good {page}", 60),
            ):
                peers.append((label, command, median(command, runs=10, warmup=2, prepare=FORGET), least))
        for label, _, seconds, least in peers:
            if label.startswith("`rg"):
                rows.append([label, f"{seconds * 1e3:.1f}", f"{seconds / own:.2f}", f"asklint takes at most 2.0 times as long: {own / seconds:.2f}", held(own <= 2 * seconds)])
            else:
                wanted = f"asklint is at least {least} times as fast" if least else ""
                rows.append([label, f"{seconds * 1e3:.0f}", f"{seconds / own:.0f}", wanted, held(seconds >= least * own) if least else ""])
        out.append(f"### {name}, {page.stat().st_size} bytes\n\n" + table(["program", "ms", "times asklint", "wanted", "holds"], rows))
    return "\n\n".join(out)


def size_of(path):
    return sum(file.stat().st_size for file in path.iterdir()) if path.is_dir() else path.stat().st_size


def streams(asklint, folder):
    words = folder / "words"
    words.write_text("\n".join(words_of_signals()) + "\n")
    rows = []
    linted = {}
    for name, wanted in (("quiet", None), ("ordinary", 100), ("ordinary-once", None), ("pitfalls", 20), ("ordinary.mbox", 60)):
        megabytes = size_of(folder / name) / 1e6
        seconds = median(f"{asklint} --jobs 1 --format jsonl {folder / name}", runs=3, warmup=1)
        linted[name] = megabytes / seconds
        rows.append([f"`asklint --jobs 1 {name}`", f"{megabytes:.1f}", f"{linted[name]:.1f}", f"at least {wanted} MB/s" if wanted else "", held(linted[name] >= wanted) if wanted else ""])
    megabytes = size_of(folder / "ordinary") / 1e6
    floor = megabytes / median(f"rg -j1 -c -i -w -F -f {words} {folder / 'ordinary'}", runs=3, warmup=1)
    count = len(words.read_text().split())
    rows.append([f"`rg -j1 -c -i -w -F -f words ordinary` ({count} words)", f"{megabytes:.1f}", f"{floor:.1f}", f"asklint at least twice as fast: {linted['ordinary'] / floor:.2f}", held(linted["ordinary"] >= 2 * floor)])
    return table(["command", "MB", "MB/s", "wanted", "holds"], rows)


def threads(asklint, folder):
    file = folder / "ordinary.mbox"
    one = median(f"{asklint} --jobs 1 --format jsonl {file}", runs=1, warmup=0)
    rows = [["1", f"{one:.1f}", "1.0"]]
    for jobs in (2, 4):
        seconds = median(f"{asklint} --jobs {jobs} --format jsonl {file}", runs=1, warmup=0)
        rows.append([str(jobs), f"{seconds:.1f}", f"{one / seconds:.1f}"])
    cores = os.cpu_count()
    wanted = f"Wanted of 4 threads: at least 3.2, where there are 4 cores. This machine has {cores}."
    return table(["threads", "seconds for the mailbox", "times as fast"], rows) + "\n\n" + wanted


def memory(asklint, folder):
    rows = []
    for name, command, most in (
        ("a page", f"{asklint} {folder}/page.en.txt", 20),
        ("a mailbox of 20 MB, one thread", f"{asklint} --jobs 1 --format jsonl {folder}/ordinary.mbox", 150),
        ("the same, four threads", f"{asklint} --jobs 4 --format jsonl {folder}/ordinary.mbox", 150),
    ):
        megabytes = peak(command)
        rows.append([name, f"{megabytes:.1f}", f"at most {most}", held(megabytes <= most)])
    return table(["input", "peak (MB)", "wanted", "holds"], rows)


def machine():
    model = next((line.split(":")[1].strip() for line in open("/proc/cpuinfo") if line.startswith("model name")), "unknown")
    return f"{os.cpu_count()} cores, {model}; {call('g++', '--version').splitlines()[0]}; {call('rg', '--version').splitlines()[0]}; node {call('node', '--version').strip()}"


def main():
    report = Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "docs" / "performance.md"
    call("cmake", "--preset", "bench", cwd=ROOT)
    call("cmake", "--build", "--preset", "bench", cwd=ROOT)
    install_peers()
    asklint = BUILD / "asklint"
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        call(BUILD / "tests" / "bench" / "write_inputs", folder)
        report.write_text(f"""# How fast it is

Written by `tests/bench/compare.py`, which times whole processes, one after the other in one run, with hyperfine; medians. What single
stages cost: `cmake --workflow --preset bench` (Google Benchmark). Inputs are made from tests/quality
(`tests/bench/inputs.h`): *ordinary* is ordinary writing with one labelled message in ten, *quiet* has none, in *pitfalls* each line
shows one.

Measured on: {machine()}.

## A page, from exec to exit

{pages(asklint, folder)}

## Much text

{streams(asklint, folder)}

## Threads

{threads(asklint, folder)}

## Memory

{memory(asklint, folder)}

## What does not hold, and why

Much text is linted far below what is wanted. Each sentence has words that lead to some seventy regexes, of which a dozen can match and
are run; then it is weighed word by word, and some hundred conditions are judged. Sentences that come again are not heard again
([adr/0014](adr/0014-heard-before.md)): *quiet*, *ordinary* and the mailbox hold each message several times and gain from it, as mailings
and mailboxes do; *ordinary-once* and *pitfalls* hold none twice and show what a new sentence costs, nearly all of it hearing. What is
left in the mailbox is spread evenly over decoding, folding, sentences, zones and conditions (`perf record build/bench/asklint --jobs 1 FILE`).
100 MB/s would take one automaton for all patterns: Hyperscan was tried, and reached 6.5 MB/s with the English regexes alone. What a
page costs is its sentences, half of it regexes and the words that lead to them: the loader takes a fortieth and the pack a twentieth of
the instructions ([adr/0013](adr/0013-little-to-load.md)). What ten times the signals would cost has not been measured.
""")


if __name__ == "__main__":
    main()
