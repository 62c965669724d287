#!/usr/bin/env bash
# busy.sh N COMMAND...: runs COMMAND beside N loops that take a core each; gives its exit code.
# The loops end with this script, however it ends: each looks whether it is still there.
set -uo pipefail

[[ ${1:-} =~ ^[0-9]+$ ]] && [ $# -ge 2 ] || {
  echo 'busy.sh: how many busy loops, a number, and the command to run beside them' >&2
  exit 2
}

busy() {
  while kill -0 "$1" 2>/dev/null; do
    for ((n = 0; n < 50000; n++)); do :; done
  done
}

loops=()
trap '[ ${#loops[@]} -eq 0 ] || kill "${loops[@]}" 2>/dev/null' EXIT
trap 'exit 130' INT
trap 'exit 143' TERM
for ((i = 0; i < $1; i++)); do
  busy $$ </dev/null >/dev/null &
  loops+=($!)
done
"${@:2}"
