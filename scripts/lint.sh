#!/usr/bin/env bash
# Every check that reads the code without running it. All of them run, then the failures are named.
set -uo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
export PATH="$PWD/.venv/bin:$PATH"

failed=()

check() {
  local name=$1 output
  shift
  if output=$("$@" 2>&1); then
    printf 'lint: %-18s ok\n' "$name"
  else
    printf 'lint: %-18s FAILED\n%s\n' "$name" "$output"
    failed+=("$name")
  fi
}

check style ruff check --quiet --output-format=concise
check format ruff format --check --quiet --output-format=concise
check types mypy
check directions lint-imports
check screens scripts/qmllint.sh

[ ${#failed[@]} -eq 0 ] || {
  printf 'lint: failed: %s\n' "${failed[*]}" >&2
  exit 1
}
