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
told=$(mktemp -d)
# Who stops the tests stops those beside them too.
trap 'kill $(jobs -p) 2>/dev/null; rm -rf "$told"' EXIT
declare -A running

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

# A part that mostly waits runs beside the others, and is told where `part ... finished` stands.
beside() {
  local name=$1
  shift
  (time "$@") >"$told/$name" 2>&1 &
  running[$name]=$!
  printf '\n== %s: begun\n' "$name"
}

finished() {
  local code=0
  wait "${running[$1]}" || code=$?
  cat "$told/$1"
  return $code
}

# Cards one at a time and printers one at a time, each with a network and a /run/pcscd of their own
# where the machine allows that: so the other parts can run meanwhile.
alone='ip link set lo up && mkdir -p /run/pcscd && mount -t tmpfs none /run/pcscd && exec "$@"'
apart=(unshare --mount --net sh -c "$alone" sh)
on_devices=(pytest -q -m devices)
if "${apart[@]}" true 2>/dev/null; then
  beside cards "${apart[@]}" "${on_devices[@]}" tests/system --ignore-glob='*/test_printing_*'
  beside printers "${apart[@]}" "${on_devices[@]}" tests/system/test_printing_*.py
  devices=(cards printers)
else
  devices=()
fi
beside checks scripts/lint.sh

# Files side by side, three on two cores: tests of whole processes wait for half of their time.
part tests pytest -q -m 'not devices' -n 3 --dist loadfile --no-loadscope-reorder --max-worker-restart 0
for name in checks "${devices[@]}"; do part "$name" finished "$name"; done
[ ${#devices[@]} -gt 0 ] || part devices "${on_devices[@]}" tests/system

if [ ${#failed[@]} -eq 0 ]; then
  printf '\nmake test: everything passed, %d s\n' "$SECONDS"
else
  printf '\nmake test: FAILED, %d s: %s\n' "$SECONDS" "$(IFS=','; echo "${failed[*]}")" >&2
  exit 1
fi
