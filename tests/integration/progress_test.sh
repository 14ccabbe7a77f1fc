#!/usr/bin/env bash
# progress_test.sh ASKLINT: a run of over a second tells a terminal how far it is, takes it back at the end, and tells pipes nothing.
set -euo pipefail
python3 - "$1" <<'PYTHON'
import os, pty, re, subprocess, sys, time

asklint = [sys.argv[1], "--as", "mail", "--format", "jsonl", "--fail-on", "never", "--jobs", "1"]
MAIL = b"From kim@doe.example Mon Jan  1 00:00:00 2024\nFrom: Kim <kim@doe.example>\nSubject: Hello\n\nThe boat is back in the water.\n\n"


def run(arguments, stderr):
    environment = dict(os.environ, TERM="xterm")
    child = subprocess.Popen(asklint + arguments, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=stderr, env=environment)
    child.stdin.write(MAIL * 3)
    child.stdin.flush()
    time.sleep(1.2)
    child.stdin.write(MAIL * 3000)
    child.stdin.close()
    child.stdout.read()
    return child


def on_a_terminal(arguments):
    ours, theirs = pty.openpty()
    child = run(arguments, theirs)
    os.close(theirs)
    said = b""
    while True:
        try:
            part = os.read(ours, 4096)
        except OSError:  # EIO: the other end is closed
            break
        if not part:
            break
        said += part
    assert child.wait() == 0, child.returncode
    return said.decode()


said = on_a_terminal([])
assert re.search(r"\d messages?  0 findings  \d+\.\d MB/s", said), said
assert said.endswith("\r\x1b[K"), repr(said[-40:])
assert on_a_terminal(["--quiet"]) == "", "quiet, and still a bar"
child = run([], subprocess.PIPE)
assert child.stderr.read() == b"", "a bar in a pipe"
assert child.wait() == 0
PYTHON
