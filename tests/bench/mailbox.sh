#!/usr/bin/env bash
# mailbox.sh ASKLINT [MEGABYTES...]: lints mailboxes made from the corpora and says, for each size, how long it took, when
# the first finding was there, and the peak of memory. Default: 10, 100 and 1000 MB.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
asklint=$1
shift
[ $# -gt 0 ] || set -- 10 100 1000
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

printf '%8s %10s %10s %12s %10s\n' MB messages seconds "first (s)" "peak (MB)"
for megabytes in "$@"; do
  messages=$(python3 "$here/make_mailbox.py" "${megabytes}000000" "$scratch/all.mbox" | cut -d' ' -f1)
  python3 - "$asklint" "$scratch/all.mbox" "$megabytes" "$messages" <<'PYTHON'
import os, resource, subprocess, sys, time
asklint, mailbox, megabytes, messages = sys.argv[1:]
start = time.monotonic()
run = subprocess.Popen([asklint, "--format", "jsonl", "--fail-on", "never", mailbox], stdout=subprocess.PIPE)
os.read(run.stdout.fileno(), 1)
first = time.monotonic() - start
while os.read(run.stdout.fileno(), 1 << 20):
    pass
status = run.wait()
peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
print(f"{megabytes:>8} {messages:>10} {time.monotonic() - start:>10.1f} {first:>12.2f} {peak:>10.0f}")
sys.exit(status)
PYTHON
  rm "$scratch/all.mbox"
done
