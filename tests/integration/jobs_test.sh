#!/usr/bin/env bash
# jobs_test.sh ASKLINT: what is shown does not depend on how many threads there are, nor does the order.
set -euo pipefail
asklint=$1
here=$(cd "$(dirname "$0")" && pwd)
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
cd "$scratch"

mkdir drafts
python3 "$here/../bench/make_mailbox.py" 100000 drafts/all.mbox >/dev/null
printf 'Content-Transfer-Encoding: base64\n\naG!k=\n' >drafts/broken.eml
for i in 1 2 3 4 5 6 7 8 9; do echo "Could you help my friend no. $i ASAP?" >"drafts/draft$i.txt"; done
: >drafts/empty.txt

for format in text jsonl github; do
  for jobs in 1 2 7; do
    status=0
    "$asklint" --jobs $jobs --format $format --statistics drafts missing.txt >$format.$jobs.out 2>$format.$jobs.err || status=$?
    [ $status -eq 2 ] || { echo "--format $format --jobs $jobs: exit $status, not 2"; exit 1; }
    cmp $format.1.out $format.$jobs.out
    cmp $format.1.err $format.$jobs.err
  done
done
grep -q 'cannot read: no such file' text.7.err
grep -q 'not valid base64' text.7.err
echo "the same with 1, 2 and 7 threads: $(wc -l <jsonl.1.out) findings"
