#!/bin/sh
# Checks every QML file against the Python models; any warning fails. Run with `uv run`.
set -eu
cd "$(dirname "$0")/.."
python scripts/qmltypes
find qml -name '*.qml' -print0 | xargs -0 pyside6-qmllint -W 0 -I build/qmltypes -I qml
