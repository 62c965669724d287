#!/bin/sh
# Checks every QML file against the Python models; any warning fails.
set -eu
cd "$(dirname "$0")/.."
PATH="$PWD/.venv/bin:$PATH"
python scripts/qmltypes
find "$PWD/qml" -name '*.qml' -print0 | xargs -0 pyside6-qmllint -W 0 -I build/qmltypes -I qml
