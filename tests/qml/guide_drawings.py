"""The drawings that the agents' guide shows, in docs/guide-agent: ``make guide``."""

import os
import re
import sys
from pathlib import Path

from PySide6.QtCore import QRect

from tests.qml.drawings import Easel

GUIDE = Path("docs/guide-agent.fr.md")
_DRAWING = re.compile(r"\]\((guide-agent/(\w+)[.]png)\)")
_ROOM = 12
"""Pixels around its canvas: some lines run over it."""


def shown_in_the_guide() -> dict[str, Path]:
    """Each drawing by its name, and the file that the guide shows."""
    text = GUIDE.read_text(encoding="utf-8")
    return {name: GUIDE.parent / file for file, name in _DRAWING.findall(text)}


def main() -> None:
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    os.environ.setdefault("QT_QUICK_BACKEND", "software")
    from kiosk.ui.engine import make_application

    application = make_application(sys.argv[:1])
    easel = Easel("DrawingCanvas.qml")
    easel.shown.setProperty("color", "#ffffff")
    for name, file in shown_in_the_guide().items():
        easel.shown.setProperty("name", name)
        file.parent.mkdir(exist_ok=True)
        canvas = QRect(40 - _ROOM, 40 - _ROOM, 480 + 2 * _ROOM, 360 + 2 * _ROOM)
        easel.picture().copy(canvas).save(str(file))
    easel.close()
    application.quit()


if __name__ == "__main__":
    main()
