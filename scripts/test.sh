#!/usr/bin/env bash
# What `make test` runs once everything is installed. Every part runs; the last line says how it went.
set -uo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
export PATH="$PWD/.venv/bin:$PATH"
export QT_QPA_PLATFORM=offscreen QT_QUICK_BACKEND=software QT_LOGGING_RULES='qt.qpa.*=false'

failed=()

part() {
  local name=$1 began=$SECONDS
  shift
  printf '\n== %s\n' "$name"
  if "$@"; then
    printf '== %s: ok, %d s\n' "$name" $((SECONDS - began))
  else
    printf '== %s: FAILED, %d s\n' "$name" $((SECONDS - began))
    failed+=("$name")
  fi
}

# Files side by side, but those on devices: their ports and sockets must be nobody else's meanwhile.
side_by_side=(-n 2 --dist loadfile --no-loadscope-reorder)
part 'checks of the code' scripts/lint.sh
part 'tests' pytest -q -m 'not system' "${side_by_side[@]}"
part 'tests on devices' pytest -q -m devices
part 'tests on the other real parts' pytest -q -m 'system and not devices' "${side_by_side[@]}"

if [ ${#failed[@]} -eq 0 ]; then
  printf '\nmake test: everything passed, %d s\n' "$SECONDS"
else
  printf '\nmake test: FAILED, %d s: %s\n' "$SECONDS" "$(IFS=','; echo "${failed[*]}")" >&2
  exit 1
fi
