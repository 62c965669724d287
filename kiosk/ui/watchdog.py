"""Signs of life to the supervisor of processes, given by the screen's own loop: a frozen screen
gives none, and is started anew."""

from collections.abc import Callable
from typing import Protocol

from PySide6.QtCore import QObject, QTimer, Slot

PINGS_A_PERIOD = 3
"""Tolerates one missed ping."""


class ServiceManager(Protocol):
    """Who is told. ``watchdog_s``: how often a ping is wanted, in seconds; None for never."""

    @property
    def watchdog_s(self) -> float | None: ...
    def ready(self) -> None: ...
    def alive(self) -> None: ...


class Watchdog(QObject):
    """Says *ready* at once, then *alive* for as long as the loop turns and ``well`` says so."""

    def __init__(self, manager: ServiceManager, well: Callable[[], bool], parent: QObject) -> None:
        super().__init__(parent)
        self._manager = manager
        self._well = well
        manager.ready()
        if manager.watchdog_s is not None:
            timer = QTimer(self)
            timer.timeout.connect(self.ping)
            timer.start(round(manager.watchdog_s * 1000 / PINGS_A_PERIOD))

    @Slot()
    def ping(self) -> None:
        """One ping, if all is well."""
        if self._well():
            self._manager.alive()
