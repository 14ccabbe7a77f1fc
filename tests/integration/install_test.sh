#!/usr/bin/env bash
# What `cmake --install` puts in place works alone: the rules are inside the binary, the docs beside it.
set -euo pipefail
asklint=$1
build=$(dirname "$asklint")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cmake --install "$build" --prefix "$work/usr" >/dev/null
cd "$work"
test -f usr/share/doc/asklint/README.md
test -d usr/share/doc/asklint/examples
status=0
printf 'Who else do you know?\n' | env -i PATH=/nowhere "$work/usr/bin/asklint" --format jsonl >out.jsonl || status=$?
grep -q '"code":"ASK201"' out.jsonl
test $status -eq 1
# The module that reads mail is found, too.
printf 'From: Kim <kim@doe.example>\nTo: sam@roe.example\nSubject: Hello\n\nWho else do you know?\n' >ask.eml
env -i PATH=/nowhere "$work/usr/bin/asklint" --format jsonl --fail-on never ask.eml | grep -q '"code":"ASK201"'
