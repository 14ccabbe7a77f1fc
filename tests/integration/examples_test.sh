#!/bin/sh
# What a newcomer lints first keeps its promise: every bad example has a finding, no good one has any.
# Usage: examples_test.sh BINARY
set -eu
binary=$(realpath "$1")
cd "$(dirname "$0")/../../examples"

failed=0
complain() { echo "FAILED: $1"; failed=1; }

for file in bad/* templates/alumni-intro.txt templates/kundenempfehlung.j2 templates/newsletter.html.j2 mailbox/sent.mbox; do
  status=0
  "$binary" --quiet --color never "$file" > /dev/null || status=$?
  [ "$status" -eq 1 ] || complain "$file: exit status $status, a finding is expected"
done
for file in good/* templates/*-better.* templates/*-besser.*; do
  status=0
  findings=$("$binary" --quiet --color never --fail-on note "$file") || status=$?
  [ "$status" -eq 0 ] || complain "$file: exit status $status, no finding is expected
$findings"
done
[ "$failed" -eq 0 ] && echo "examples: the bad ones are found, the good ones are clean"
exit "$failed"
