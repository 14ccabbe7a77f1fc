#!/usr/bin/env bash
# Each third-party header has one door, includes run one way along the pipeline, and no language stands in the code.
set -u
cd "$(dirname "$0")/.."
rc=0

door() { # door HEADER-REGEX FOLDER...: only files below the folders may include it
  local header=$1
  shift
  local found
  found=$(grep -rnE "#include [<\"]$header" lib cli tools 2>/dev/null | grep -vE "^($(IFS='|'; echo "$*"))/")
  if [ -n "$found" ]; then
    printf '%s\n    past the door: only %s may include this\n' "$found" "$*"
    rc=1
  fi
}
door 're2/' lib/match
door 'yaml-cpp/' lib/rule
door 'gmime/' lib/reader/mail
door 'gumbo\.h' lib/reader/html
door 'md4c\.h' lib/reader
door 'nlohmann/' lib/report
door 'unicode/' lib/text
door 'cld2/' lib/text
door 'CLI/' cli

order() { # order FOLDER NOT-INCLUDED...
  local folder=$1 found
  shift
  found=$(grep -rnE "#include \"($(IFS='|'; echo "$*"))/" "lib/$folder" 2>/dev/null)
  if [ -n "$found" ]; then
    printf '%s\n    against the stream: lib/%s may not include this\n' "$found" "$folder"
    rc=1
  fi
}
order text reader rule match config report
order reader rule match config report
order rule reader match config report
order match config report
order config report
order report config

# Meaning lives in rules/: a line of C++ that holds one of these words is looking for language.
words='danke|bitte|kannst|please|thanks|asap|freund|sehr geehrte|schrieb|wrote'
found=$(grep -rnEi "\"[^\"]*\\b($words)\\b[^\"]*\"" lib --include=*.cpp --include=*.h | grep -vE '^\S+:[0-9]+:\s*//')
if [ -n "$found" ]; then
  printf '%s\n    a word of German or English in the code: it belongs to rules/\n' "$found"
  rc=1
fi
[ $rc -eq 0 ] && echo "every header comes through its door"
exit $rc
