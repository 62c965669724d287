"""The screen's loop gives signs of life, and none when something in the kiosk hangs."""

from dataclasses import dataclass, field

import pytest
from PySide6.QtCore import QObject, QTimer

from kiosk.ui.watchdog import Watchdog


@dataclass
class Listener:
    watchdog_s: float | None = 0.9
    heard: list[str] = field(default_factory=list)

    def ready(self) -> None:
        self.heard.append("ready")

    def alive(self) -> None:
        self.heard.append("alive")


@pytest.fixture
def owner(qapp):
    return QObject()


def test_it_is_ready_once_and_alive_three_times_a_period(owner):
    listener = Listener()
    signs = Watchdog(listener, lambda: True, owner)
    timer = signs.findChild(QTimer)
    assert timer is not None
    assert timer.interval() == 300
    assert timer.isActive()
    signs.ping()
    assert listener.heard == ["ready", "alive"]


def test_a_kiosk_that_is_not_well_gives_no_sign(owner):
    listener = Listener()
    Watchdog(listener, lambda: False, owner).ping()
    assert listener.heard == ["ready"]


def test_where_nobody_asks_for_signs_no_timer_runs(owner):
    listener = Listener(watchdog_s=None)
    assert Watchdog(listener, lambda: True, owner).findChild(QTimer) is None
    assert listener.heard == ["ready"]
