#!/bin/sh
# Debian's pre-commit with this project's own hook: a bad outreach template stops the commit, a good one passes.
# Usage: pre_commit_test.sh BINARY
set -eu
binary=$(realpath "$1")
project=$(cd "$(dirname "$0")/../.." && pwd)
command -v pre-commit > /dev/null || { echo "pre-commit is not installed: apt-get install pre-commit"; exit 1; }

scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
mkdir "$scratch/bin" && ln -s "$binary" "$scratch/bin/asklint"
export PATH="$scratch/bin:$PATH" HOME="$scratch/home" PRE_COMMIT_HOME="$scratch/cache" GIT_CONFIG_NOSYSTEM=1
unset GIT_DIR GIT_WORK_TREE GIT_INDEX_FILE 2> /dev/null || true
mkdir "$HOME"
git config --global user.name tester && git config --global user.email tester@example.org
git config --global init.defaultBranch main

fail() { echo "FAILED: $1"; echo "--- output"; cat "$scratch/output"; exit 1; }

# pre-commit clones the hook's repository; the working copy's hook file, committed, stands for the project.
git init --quiet "$scratch/asklint"
cp "$project/.pre-commit-hooks.yaml" "$scratch/asklint/"
git -C "$scratch/asklint" add -A && git -C "$scratch/asklint" commit --quiet -m hook

git init --quiet "$scratch/outreach" && cd "$scratch/outreach"
cat > .pre-commit-config.yaml <<EOF
repos:
  - repo: $scratch/asklint
    rev: $(git -C "$scratch/asklint" rev-parse HEAD)
    hooks:
      - id: asklint
        files: ^templates/
EOF
pre-commit install > "$scratch/output" 2>&1 || fail "pre-commit install"
mkdir templates
cp "$project/examples/templates/alumni-intro.txt" templates/intro.txt
git add -A
if git commit --quiet -m bad > "$scratch/output" 2>&1; then fail "a bad template was committed"; fi
grep -q '^templates/intro.txt:[0-9]*:[0-9]*: ' "$scratch/output" || fail "the finding's place is not shown"

cp "$project/examples/templates/alumni-intro-better.txt" templates/intro.txt
git add -A
git commit --quiet -m good > "$scratch/output" 2>&1 || fail "a good template was stopped"

# A file that .gitignore names is left out although pre-commit names it.
echo 'templates/private.txt' > .gitignore
cp "$project/examples/templates/alumni-intro.txt" templates/private.txt
git add -A && git add --force templates/private.txt
git commit --quiet -m private > "$scratch/output" 2>&1 || fail "an ignored file was linted"
echo "pre-commit: a bad template is stopped, a good one passes, an ignored one is left out"
