#!/usr/bin/env bash
# packages.sh PART...: installs those of packages.txt's parts that are missing. Sourced by nobody; run by ./quickstart and ./check.
set -euo pipefail
cd "$(dirname "$0")/.."

list() { # the packages under [$1]
  awk -v part="[$1]" '/^\[/ {on = ($0 == part); next} on && NF && $1 !~ /^#/ {print $1}' packages.txt
}

missing=()
for part in "$@"; do
  while read -r package; do
    dpkg-query -W -f='${Status}' "$package" 2>/dev/null | grep -q '^install ok installed$' || missing+=("$package")
  done < <(list "$part")
done
[ ${#missing[@]} -eq 0 ] && exit 0

as_root=()
if [ "$(id -u)" -ne 0 ]; then
  command -v sudo >/dev/null || { echo "These packages are missing and installing them needs root: ${missing[*]}" >&2; exit 1; }
  as_root=(sudo)
fi
command -v apt-get >/dev/null || { echo "This is no Debian: install what packages.txt names, then build with cmake --workflow --preset release." >&2; exit 1; }
echo "Installing ${missing[*]}"
export DEBIAN_FRONTEND=noninteractive
"${as_root[@]}" apt-get update -qq
"${as_root[@]}" apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
