"""Signs of life to the supervisor of processes, given by the screen's own loop: a frozen screen
gives none, and is started anew."""

from collections.abc import Callable
from typing import Protocol

from PySide6.QtCore import QObject, QTimer, Slot

SIGNS_A_PERIOD = 3
"""One late sign is no death."""


class ServiceManager(Protocol):
    """Where the signs go. ``watchdog_s``: how often one is wanted, None for never."""

    @property
    def watchdog_s(self) -> float | None: ...
    def ready(self) -> None: ...
    def alive(self) -> None: ...


class SignsOfLife(QObject):
    """Says *ready* at once, then *alive* for as long as the loop turns and ``well`` says so."""

    def __init__(self, notifier: ServiceManager, well: Callable[[], bool], parent: QObject) -> None:
        super().__init__(parent)
        self._notifier = notifier
        self._well = well
        notifier.ready()
        if notifier.watchdog_s is not None:
            timer = QTimer(self)
            timer.timeout.connect(self.give)
            timer.start(round(notifier.watchdog_s * 1000 / SIGNS_A_PERIOD))

    @Slot()
    def give(self) -> None:
        """One sign, if all is well."""
        if self._well():
            self._notifier.alive()
