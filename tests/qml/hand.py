"""A hand on the screen: presses, releases and touches at given moments."""

from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QGuiApplication, QMouseEvent
from PySide6.QtQuick import QQuickItem

from tests.qml.stage import ScreenStage

LEFT = Qt.MouseButton.LeftButton
NO_BUTTON = Qt.MouseButton.NoButton


def centre(item: QQuickItem) -> QPointF:
    return item.mapToScene(QPointF(item.width() / 2, item.height() / 2))


def send(stage: ScreenStage, kind: QEvent.Type, at: QPointF, ms: int) -> None:
    released = kind is QEvent.Type.MouseButtonRelease
    event = QMouseEvent(
        kind, at, at, LEFT, NO_BUTTON if released else LEFT, Qt.KeyboardModifier.NoModifier
    )
    event.setTimestamp(ms)
    QGuiApplication.sendEvent(stage.window, event)


def press(stage: ScreenStage, at: QPointF, ms: int) -> None:
    send(stage, QEvent.Type.MouseButtonPress, at, ms)


def release(stage: ScreenStage, at: QPointF, ms: int) -> None:
    send(stage, QEvent.Type.MouseButtonRelease, at, ms)


def touch(stage: ScreenStage, name: str, ms: int) -> None:
    at = centre(stage.control(name))
    press(stage, at, ms)
    release(stage, at, ms + 60)
