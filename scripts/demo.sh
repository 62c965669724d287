#!/usr/bin/env bash
# Starts the demo on what this machine has: its display, a VNC viewer (VNC=1), or none at all.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
export PATH="$PWD/.venv/bin:$PATH"

if [ "${VNC:-}" = 1 ]; then
  export QT_QPA_PLATFORM=vnc:size=1080x1920 QT_QUICK_BACKEND=software
elif [ -z "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ]; then
  export QT_QPA_PLATFORM=offscreen QT_QUICK_BACKEND=software
fi
exec python -m devdock.demo </dev/null
