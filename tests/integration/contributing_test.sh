#!/usr/bin/env bash
# "Add a rule in three steps" works as CONTRIBUTING.md writes it: its files, put where they say, pass with the whole pack.
set -euo pipefail
asklint=$1
root=$(cd "$(dirname "$0")/../.." && pwd)
# The whole pack is read three times, and sanitizers have nothing to find here: the release, where ./check has built it.
[ ! -x "$root/build/release/asklint" ] || asklint=$root/build/release/asklint
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cp -r "$root/rules" "$work/rules"

# Each ```yaml block begins with a comment that names its file.
awk -v dir="$work" '
  /^```yaml$/ {on = 1; first = 1; next}
  /^```$/ {on = 0; file = ""; next}
  on && first {sub(/^# /, ""); file = dir "/" $0; first = 0; next}
  on {print > file}
' "$root/CONTRIBUTING.md"
test -f "$work/rules/pitfalls/ASK407-flattery.yaml"

cd "$work"
"$asklint" test rules --only ASK407
"$asklint" test rules
out=$(echo "You are the best person who could do this." | "$asklint" --rules rules --no-default-rules --signals -)
grep -q flattery <<<"$out"
