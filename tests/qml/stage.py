"""Shows the real QML module in a window without a display, and keeps every complaint of Qt."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from PySide6.QtCore import (
    QCoreApplication,
    QEvent,
    QMessageLogContext,
    QObject,
    QtMsgType,
    qInstallMessageHandler,
)
from PySide6.QtGui import QFontDatabase
from PySide6.QtQuick import QQuickItem, QQuickWindow

from kiosk.ui.engine import KioskWindow
from kiosk.ui.paths import font_files
from kiosk.ui.preferences import Preferences
from kiosk.ui.screenshots import take_picture
from shared_runtime.messages.loading import load, messages_folder
from tests.qml.kiosk_app import ShownApp
from tests.qml.samples import frame

PORTRAIT = (1080, 1920)
PLAIN = Preferences("fr")


class ScreenStage:
    """One window on the real Main.qml."""

    def __init__(self, complaints: list[str]) -> None:
        self.complaints = complaints
        self.app = ShownApp(frame("booting"))
        self.catalogue = load(messages_folder())
        self._stage = KioskWindow(self.app, self.catalogue, PORTRAIT, complaints.append)
        window = self._stage.window
        assert isinstance(window, QQuickWindow)
        self.window = window
        self._hands = self.singleton("Interaction")

    def show(
        self, name: str, preferences: Preferences = PLAIN, size: tuple[int, int] = PORTRAIT
    ) -> None:
        """Shows the picture ``name`` as a new turn."""
        self.window.show()
        if (self.window.width(), self.window.height()) != size:
            self.window.resize(*size)
        self.app.prefer(preferences)
        self.app.display(frame(name, preferences.language))
        self.settle()

    def lay_out(self, name: str, preferences: Preferences, size: tuple[int, int]) -> None:
        """As ``show``, on a window that paints nothing: for reading the tree, twice as fast."""
        if (self.window.width(), self.window.height()) != size:
            self.show(name, preferences, size)
        self.window.hide()
        self.app.prefer(preferences)
        self.app.display(frame(name, preferences.language))
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        QCoreApplication.processEvents()

    def settle(self) -> None:
        """Lets everything that is due now happen."""
        for _ in range(4):
            QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
            QCoreApplication.processEvents()
        # Taking a picture is what puts every row in its place.
        self.window.grabWindow()

    def items(self) -> list[QQuickItem]:
        """Every visible item of the window, parents first."""
        found: list[QQuickItem] = []
        waiting = [self.window.contentItem()]
        while waiting:
            item = waiting.pop(0)
            if item.isVisible():
                found.append(item)
                waiting.extend(item.childItems())
        return found

    def controls(self, *, enabled_only: bool = True) -> list[QQuickItem]:
        """Everything that can be activated, in no order."""
        return [
            item
            for item in self.items()
            if item.metaObject().indexOfSignal("activated()") >= 0
            and (item.isEnabled() or not enabled_only)
        ]

    def control(self, name: str) -> QQuickItem:
        """The one control called ``name``."""
        (found,) = [item for item in self.controls() if item.property("name") == name]
        return found

    def singleton(self, name: str) -> QObject:
        """A singleton of the module: Theme or Interaction."""
        found = self._stage._engine.singletonInstance("Kiosk", name)
        assert isinstance(found, QObject)
        return found

    def rest(self) -> None:
        """As if nobody had touched anything for long."""
        for moment in ("lastTouchMs", "lastKeyMs"):
            self._hands.setProperty(moment, -1e9)
        self._hands.setProperty("lastGroup", "")
        self._hands.setProperty("keypad", False)

    def picture(self, file: Path) -> None:
        take_picture(self.window, file)

    def close(self) -> None:
        self.window.close()
        del self.window, self._hands
        self._stage.close()


@contextmanager
def screen_stage() -> Iterator[ScreenStage]:
    """A stage; needs a QGuiApplication."""
    for file in font_files():
        QFontDatabase.addApplicationFont(str(file))
    complaints: list[str] = []

    def listen(kind: QtMsgType, context: QMessageLogContext, message: str) -> None:
        if kind is not QtMsgType.QtDebugMsg and "propagateSizeHints" not in message:
            complaints.append(f"{context.file}:{context.line}: {message}")

    before = qInstallMessageHandler(listen)
    try:
        stage = ScreenStage(complaints)
        yield stage
        stage.close()
    finally:
        qInstallMessageHandler(before)
