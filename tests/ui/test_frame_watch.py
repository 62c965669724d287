"""A screen that no longer swaps frames is found, though its loop turns."""

import pytest
from PySide6.QtCore import QObject
from PySide6.QtQuick import QQuickView
from pytestqt.qtbot import QtBot

from kiosk.ui.frame_watch import FrameWatch


@pytest.fixture
def window(qapp):
    made = QQuickView()
    made.resize(32, 32)
    made.show()
    yield made
    made.close()


def test_a_window_on_which_nothing_changes_is_drawn_when_asked(window, qtbot: QtBot) -> None:
    owner = QObject()
    watch = FrameWatch(window, owner)
    for _ in range(3):
        with qtbot.waitSignal(window.frameSwapped, timeout=5_000):
            assert watch.drawn()


def test_a_window_that_is_drawn_no_more_is_told_at_the_next_question(window, qtbot: QtBot) -> None:
    owner = QObject()
    watch = FrameWatch(window, owner)
    with qtbot.waitSignal(window.frameSwapped, timeout=5_000):
        watch.drawn()
    window.hide()
    watch.drawn()
    qtbot.wait(50)
    assert not watch.drawn()
