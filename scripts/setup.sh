#!/usr/bin/env bash
# Installs what is missing and nothing else: Debian packages, uv, the locked Python environment.
# Safe to run again: with everything in place it asks for no network, no root, and takes a second.
# APT=no leaves the system alone; what then stays missing is simulated, or its tests are skipped.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

APT_LOG=build/setup/apt.log
UV_OLDEST=0.5.3 # the first to read extras, dependency groups and the lock as they stand here

say() { printf 'setup: %s\n' "$*"; }

stop() {
  printf 'setup: %s\n' "$@" >&2
  exit 1
}

wanted_packages() { sed -e 's/#.*//' -e '/^[[:space:]]*$/d' scripts/debian-packages; }

# Names of the wanted packages that are neither installed nor provided by one that is.
missing_packages() {
  comm -23 <(wanted_packages | sort -u) <(
    dpkg-query --show --showformat='${db:Status-Status}|${Package}, ${Provides}\n' |
      sed -n 's/^installed|//p' | tr ',' '\n' | sed -e 's/(.*//' -e 's/[[:space:]]//g' | sort -u
  )
}

# Prints the words to put before a command that needs root; fails where nobody may become root.
root_prefix() {
  if [ "$(id -u)" -eq 0 ]; then
    return 0
  elif command -v sudo >/dev/null && { sudo -n true 2>/dev/null || [ -t 0 ]; }; then
    printf 'sudo'
  else
    return 1
  fi
}

# Packages come without their services: a cupsd, pcscd or PostgreSQL of the system would take the
# ports and sockets of those that the tests start for themselves. policy-rc.d is Debian's way to
# say so (invoke-rc.d(8)); one that is already there has the last word.
without_services() {
  local policy=/usr/sbin/policy-rc.d
  [ ! -e "$policy" ] || { "$@"; return; }
  local outcome=0
  # shellcheck disable=SC2064 # the prefix is to be read now
  trap "${as_root[*]} rm -f $policy" EXIT
  printf '#!/bin/sh\nexit 101\n' | "${as_root[@]}" tee "$policy" >/dev/null
  "${as_root[@]}" chmod 0755 "$policy"
  "$@" || outcome=$?
  "${as_root[@]}" rm -f "$policy"
  trap - EXIT
  return "$outcome"
}

# apt-get, its many words kept in a file: they matter when it fails.
apt() {
  "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive \
    ${http_proxy:+"http_proxy=$http_proxy"} ${https_proxy:+"https_proxy=$https_proxy"} \
    apt-get -qq -o DPkg::Lock::Timeout=300 -o Acquire::Retries=3 \
    -o Dpkg::Options::=--force-confdef -o Dpkg::Options::=--force-confold "$@" \
    </dev/null >>"$APT_LOG" 2>&1
}

install_packages() {
  local missing prefix
  missing=$(missing_packages | tr '\n' ' ')
  [ -n "$missing" ] || return 0
  if ! prefix=$(root_prefix); then
    stop "these Debian packages are missing, and neither root nor sudo is at hand:" \
      "  $missing" \
      "Ask an administrator for:  apt-get install --no-install-recommends $missing" \
      "or go on without them, on the simulators:  make demo APT=no"
  fi
  as_root=(${prefix:+"$prefix"})
  mkdir -p "${APT_LOG%/*}"
  : >"$APT_LOG"
  say "installing with apt, which takes some minutes on a bare machine: $missing"
  apt update || say "the lists of packages could not all be renewed; trying with those at hand"
  # shellcheck disable=SC2086 # a list of names
  without_services apt install --no-install-recommends $missing || {
    tail -n 20 "$APT_LOG" >&2
    stop "apt could not install these Debian packages:" \
      "  $missing" \
      "Its own words: above, and all of them in $APT_LOG." \
      "Without these packages, on the simulators:  make demo APT=no"
  }
}

# Are the compiler and the headers there that pyscard and pycups are built with?
can_build_hardware() {
  command -v cc >/dev/null && command -v swig >/dev/null && command -v cups-config >/dev/null &&
    command -v pkg-config >/dev/null && pkg-config --exists libpcsclite alsa
}

# Prints the path of a usable uv; installs one into .tools where there is none: the version, and
# nothing but the files, that scripts/uv.txt names.
find_uv() {
  local candidate version
  for candidate in uv .tools/bin/uv; do
    version=$("$candidate" --version 2>/dev/null | awk '{print $2}') || continue
    if [ -n "$version" ] &&
      [ "$(printf '%s\n' "$UV_OLDEST" "$version" | sort -V | head -n 1)" = "$UV_OLDEST" ]; then
      printf '%s' "$candidate"
      return 0
    fi
  done
  say "installing uv into .tools" >&2
  {
    python3 -m venv .tools &&
      .tools/bin/pip install --quiet --disable-pip-version-check --only-binary :all: \
        --require-hashes --requirement scripts/uv.txt
  } >&2 ||
    stop "uv is missing, and Python could not install it (python3 with venv and pip is needed)"
  printf '.tools/bin/uv'
}

sync_python() {
  local uv
  local python=()
  local extras=(--all-extras)
  local quiet=(--quiet)
  [ -d .venv ] || quiet=()
  if [ ! -d .venv ] || ! .venv/bin/python -c 'import smartcard, cups, alsaaudio' 2>/dev/null; then
    if ! can_build_hardware; then
      say "no compiler, swig or headers of pcsclite, CUPS and ALSA: devices are simulated"
      extras=(--extra central)
    fi
  fi
  uv=$(find_uv)
  # Debian's own Python where it fits, before one that lies earlier on the path: a kiosk runs on that
  # one, and it is built with optimisations that self-made ones often lack (decision 0003).
  ! /usr/bin/python3 -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null ||
    python=(--python /usr/bin/python3)
  # An environment chosen for another project is not this one's.
  env -u VIRTUAL_ENV UV_PROJECT_ENVIRONMENT=.venv \
    "$uv" sync "${python[@]}" --compile-bytecode "${quiet[@]}" --locked "${extras[@]}"
}

say_what_is_absent() {
  local part
  local absent=()
  for part in pcscd cupsd ippeveprinter avahi-daemon pg_virtualenv chromium; do
    PATH="$PATH:/usr/sbin:/sbin" command -v "$part" >/dev/null || absent+=("$part")
  done
  [ ${#absent[@]} -eq 0 ] ||
    say "not on this machine: ${absent[*]}. The demo simulates; tests that need them are skipped."
}

if [ "${APT:-}" != no ] && command -v apt-get >/dev/null && command -v dpkg-query >/dev/null; then
  install_packages
fi
sync_python
say_what_is_absent
