#!/usr/bin/env bash
# What `make test` runs once everything is installed. Every part runs; the last line says how it went.
# LOAD=2: all of it beside two busy loops, as on a machine that has other work.
set -uo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
export PATH="$PWD/.venv/bin:$PATH"
if [ "${LOAD:-0}" != 0 ]; then
  load=$LOAD
  LOAD=0 exec scripts/busy.sh "$load" scripts/test.sh
fi
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

# Cards one at a time and printers one at a time, each with a network and a /run/pcscd of their own
# where the machine allows that: so the other parts can run meanwhile, for these mostly wait.
alone='ip link set lo up && mkdir -p /run/pcscd && mount -t tmpfs none /run/pcscd && exec "$@"'
apart=(unshare --mount --net sh -c "$alone" sh)
"${apart[@]}" true 2>/dev/null || apart=()

on_devices() { "${apart[@]}" pytest -q -m devices "$@"; }
on_printers() { on_devices tests/system/test_printing_*.py; }
on_the_others() { on_devices tests/system --ignore-glob='*/test_printing_*'; }

meanwhile() {
  printf '\n== tests on devices: begun, and told at the end\n'
  told=$(mktemp -d)
  on_printers >"$told/printers" 2>&1 &
  printers=$!
  on_the_others >"$told/others" 2>&1 &
  others=$!
}

at_last() {
  local code=0
  wait "$printers" || code=$?
  wait "$others" || code=$?
  cat "$told/printers" "$told/others"
  rm -r "$told"
  return $code
}

# Files side by side, but those on devices: their ports and sockets must be nobody else's meanwhile.
side_by_side=(-n 2 --dist loadfile --no-loadscope-reorder)
[ ${#apart[@]} -gt 0 ] && meanwhile
part 'checks of the code' scripts/lint.sh
part 'tests' pytest -q -m 'not system' "${side_by_side[@]}"
# To look through all folders for them takes each worker longer than many a test (tests/conftest.py).
part 'tests on the other real parts' pytest -q -m 'system and not devices' "${side_by_side[@]}" \
  tests/central tests/crash tests/system
if [ ${#apart[@]} -gt 0 ]; then part 'tests on devices' at_last; else part 'tests on devices' on_devices tests/system; fi

if [ ${#failed[@]} -eq 0 ]; then
  printf '\nmake test: everything passed, %d s\n' "$SECONDS"
else
  printf '\nmake test: FAILED, %d s: %s\n' "$SECONDS" "$(IFS=','; echo "${failed[*]}")" >&2
  exit 1
fi
