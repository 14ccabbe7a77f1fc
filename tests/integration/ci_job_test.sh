#!/bin/sh
# Runs the commands of the GitHub job in docs/ci.md, as they stand there, on a bad and on a good folder of templates.
# Usage: ci_job_test.sh BINARY
set -eu
binary=$(realpath "$1")
project=$(cd "$(dirname "$0")/../.." && pwd)

scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
mkdir "$scratch/bin" && ln -s "$binary" "$scratch/bin/asklint"
export PATH="$scratch/bin:$PATH"

fail() { echo "FAILED: $1"; echo "--- output"; cat "$scratch/output"; exit 1; }

sed -n '/# asklint: begin/,/# asklint: end/p' "$project/docs/ci.md" | sed 's/^ *//' > "$scratch/job.sh"
: > "$scratch/output"
grep -q '^asklint ' "$scratch/job.sh" || fail "docs/ci.md holds no commands between its markers"

run_job() {  # on the templates given; GitHub's runner uses sh -e
  rm -rf "$scratch/work" && mkdir -p "$scratch/work/templates"
  for template in "$@"; do cp "$project/examples/templates/$template" "$scratch/work/templates/"; done
  status=0
  (cd "$scratch/work" && sh -e "$scratch/job.sh") > "$scratch/output" 2>&1 || status=$?
}

run_job alumni-intro.txt alumni-intro-better.txt kundenempfehlung.j2
[ "$status" -eq 1 ] || fail "bad templates: exit status $status instead of 1"
annotation='^::(error|warning|notice) file=templates/[a-z0-9.-]+,line=[0-9]+,endLine=[0-9]+(,col=[0-9]+,endColumn=[0-9]+)?,title=ASK[0-9]{3} [a-z0-9-]+::templates/[a-z0-9.-]+:[0-9]+:[0-9]+: .+$'
grep -Eq "$annotation" "$scratch/output" || fail "no annotation"
if grep '^::' "$scratch/output" | grep -Evq "$annotation"; then fail "an annotation that GitHub would not take"; fi
if grep -q 'file=templates/alumni-intro-better.txt' "$scratch/output"; then fail "the good template is annotated"; fi
severities=$(sed -n 's/^::\([a-z]*\) .*/\1/p' "$scratch/output" | sed 's/error/1/; s/warning/2/; s/notice/3/')
[ "$severities" = "$(echo "$severities" | sort)" ] || fail "the worst do not come first"

run_job alumni-intro-better.txt kundenempfehlung-besser.j2
[ "$status" -eq 0 ] || fail "good templates: exit status $status instead of 0"
if grep -q '^::' "$scratch/output"; then fail "good templates are annotated"; fi
echo "docs/ci.md: the GitHub job annotates bad templates and passes good ones"
