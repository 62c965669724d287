#!/usr/bin/env bash
# What an appliance and a central install, pinned and with hashes, out of uv.lock: into the folder
# that is named, else into requirements/. No network is needed.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
export PATH="$PATH:$PWD/.tools/bin"

folder=${1:-requirements}

# pin NAME EXTRA
pin() {
  {
    printf '# Made from uv.lock by `make requirements`. Install with: pip install --require-hashes -r\n'
    uv export --quiet --frozen --no-dev --extra "$2" --no-emit-workspace --no-header --no-annotate
  } >"$folder/$1.txt"
}

pin kiosk hardware
pin central central
