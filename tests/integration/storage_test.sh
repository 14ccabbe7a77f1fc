#!/usr/bin/env bash
# storage_test.sh ASKLINT: a message gives the same findings as text and as mail in any encoding, and in a mailbox.
set -euo pipefail
cd "$(dirname "$0")/../quality"
python3 as_mail.py "$1" corpora/dev-de.jsonl
