"""The sample screens in a window of their own: does what it is told, line by line.

A line holds a JSON object: ``{"show": NAME, "language": "fr", "large": true}``, ``{"key": "Tab"}``,
``{"help_over": NAME}``, ``{"seconds": 10}`` left before the end, ``{"typed": TEXT}`` so far, or
``{}``. The answer says what was wished since the line before, which controls there are, where the
focus is, and all that can be read.
"""

import json
import sys
from dataclasses import replace
from typing import Any

from PySide6.QtCore import QSocketNotifier, Qt
from PySide6.QtQuick import QQuickItem
from PySide6.QtTest import QTest

from kiosk.ui.engine import make_application
from kiosk.ui.preferences import Preferences
from kiosk.ui.present.screens import FillScreen, IdleScreen
from kiosk.ui.present.view import Help
from tests.qml.samples import frame
from tests.qml.stage import ScreenStage, screen_stage


def _obey(stage: ScreenStage, order: dict[str, object]) -> None:
    match order:
        case {"show": str(name), "language": str(language)}:
            stage.show(name, Preferences(language, large_text=order.get("large") is True))
        case {"help_over": str(name)}:
            stage.show(name)
            stage.app.display(frame(name, help_=Help.AGENT), fresh=False)
        case {"key": str(name)}:
            QTest.keyClick(stage.window, getattr(Qt.Key, f"Key_{name}"))
        case {"typed": str(text)}:
            _type(stage, text)
        case {"seconds": int(seconds)}:
            idle = replace(frame("idle"), screen=IdleScreen(seconds, 20))
            stage.app.display(idle, fresh=False)
    stage.settle()
    stage.rest()


def _type(stage: ScreenStage, text: str) -> None:
    """As if the text of the screen had just become ``text``."""
    model: Any = stage.app.screen
    assert isinstance(model.view, FillScreen)
    model.show(replace(model.view, written=text, typed=len(text)))


def _answer(stage: ScreenStage) -> dict[str, list[str]]:
    return {
        "wishes": stage.app.wishes,
        "complaints": stage.complaints,
        "focus": [str(stage.window.activeFocusItem().property("name") or "")],
        "controls": [str(control.property("name")) for control in stage.controls()],
        "texts": [
            # As it was written, without what keeps its lines from breaking.
            str(item.property("words") or item.property("text"))
            for item in stage.items()
            if item.isEnabled() and item.property("text") and _is_text(item) and not _drawn(item)
        ],
    }


def _is_text(item: QQuickItem) -> bool:
    return item.metaObject().className().startswith(("QQuickText", "Label"))


def _drawn(item: QQuickItem) -> bool:
    """Whether it is part of a drawing, which is described as a whole or only decorates."""
    parent = item.property("parent")
    return parent is not None and (parent.property("canvas") is not None or _drawn(parent))


def main() -> None:
    application = make_application(["screens"])
    with screen_stage() as stage:

        def take() -> None:
            line = sys.stdin.readline()
            if not line:
                application.quit()
                return
            # Obeying takes events, and this one is not to be taken twice.
            told.setEnabled(False)
            _obey(stage, json.loads(line))
            told.setEnabled(True)
            print(json.dumps(_answer(stage)), flush=True)
            stage.app.wishes.clear()
            stage.complaints.clear()

        told = QSocketNotifier(sys.stdin.fileno(), QSocketNotifier.Type.Read)
        told.activated.connect(take)
        application.exec()


if __name__ == "__main__":
    main()
