"""Whether the window is still drawn: a loop may turn on behind a screen that stands still."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Slot
from PySide6.QtQuick import QQuickWindow


class FrameWatch(QObject):
    """Main thread only. Qt draws when something changes: so each question asks for a frame."""

    def __init__(self, window: QQuickWindow, parent: QObject) -> None:
        super().__init__(parent)
        self._ask: Callable[[], None] = window.update
        self._drawn = True
        window.frameSwapped.connect(self._count)

    def drawn(self) -> bool:
        """Whether a frame has been put on the screen since this was asked before."""
        drawn, self._drawn = self._drawn, False
        self._ask()
        return drawn

    @Slot()
    def _count(self) -> None:
        self._drawn = True
