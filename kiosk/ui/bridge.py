"""How other threads reach the main one: a signal that carries messages, and the session's alarm."""

from collections.abc import Callable
from typing import Generic, TypeVar

from PySide6.QtCore import QObject, Qt, QTimer, Signal, Slot

from kiosk.domain.events import AlarmRang, Event
from kiosk.domain.ids import Stamp
from kiosk.domain.maintenance.staff_events import LookDue

Posted = TypeVar("Posted")


class Bridge(QObject, Generic[Posted]):
    """Hands messages from any thread to ``deliver`` on the thread that made it, in order."""

    _arrived = Signal(object)

    def __init__(self, deliver: Callable[[Posted], None], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._deliver_to = deliver
        self._open = True
        self._arrived.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    def post(self, message: Posted) -> None:
        """Returns at once. Any thread; after ``close`` the message is dropped."""
        if self._open:
            self._arrived.emit(message)

    def close(self) -> None:
        """Nothing is delivered any more, whatever is still under way."""
        self._open = False

    @Slot(object)
    def _deliver(self, message: Posted) -> None:
        if self._open:
            self._deliver_to(message)


class AlarmTimer(QObject):
    """The one alarm of the session, and what is looked at anew. Main thread only."""

    def __init__(self, post: Callable[[Event], None], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._post = post
        self._number = 0
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._ring)
        self._page: Stamp | None = None
        self._looks = QTimer(self, singleShot=True)
        self._looks.timeout.connect(self._look)

    def arm(self, alarm: int, seconds: float) -> None:
        """Rings ``alarm`` in ``seconds``, in place of whatever was armed before."""
        self._number = alarm
        self._timer.start(round(seconds * 1000))

    def disarm(self) -> None:
        self._timer.stop()

    @Slot()
    def _ring(self) -> None:
        self._post(AlarmRang(self._number))

    def look_after(self, stamp: Stamp, seconds: float) -> None:
        """Tells in ``seconds`` that what is shown at ``stamp`` is to be looked at anew."""
        self._page = stamp
        self._looks.start(round(seconds * 1000))

    @Slot()
    def _look(self) -> None:
        if self._page is not None:
            self._post(LookDue(self._page))
