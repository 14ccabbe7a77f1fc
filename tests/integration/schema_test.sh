#!/usr/bin/env bash
# The schema that editors read agrees with the pack: every file of rules/ is valid, and mistakes that the loader refuses are not.
set -euo pipefail
cd "$(dirname "$0")/../.."
/usr/bin/python3 - <<'PY'
import glob, json, sys
import jsonschema, yaml

schema = json.load(open("docs/pack.schema.json", encoding="utf-8"))
jsonschema.Draft202012Validator.check_schema(schema)
validator = jsonschema.Draft202012Validator(schema)
bad = 0
files = sorted(glob.glob("rules/**/*.yaml", recursive=True))
for path in files:
    for error in validator.iter_errors(yaml.safe_load(open(path, encoding="utf-8"))):
        print(f"{path}: {error.json_path}: {error.message[:200]}")
        bad += 1
mistakes = ["language: en\nsignals: {a: {here: [b]}}", "concepts: {a: {when: {al: [b]}}}", "code: ASK1\nname: x", "hello: world"]
for text in mistakes:
    if validator.is_valid(yaml.safe_load(text)):
        print(f"the schema accepts: {text!r}")
        bad += 1
print(f"{len(files)} files against docs/pack.schema.json: {bad} problems")
sys.exit(1 if bad or not files else 0)
PY
