"""What the models of all screens share. Each is made for one turn; only what it says changes."""

from typing import ClassVar

from PySide6.QtCore import Property, QObject, Signal
from PySide6.QtQml import QmlElement

from kiosk.ui.present.screens import Screen

QML_IMPORT_NAME = "Kiosk.Models"
QML_IMPORT_MAJOR_VERSION = 1


@QmlElement
class ScreenModel(QObject):
    """What every screen has: its kind, which names its QML file.

    Each model that says anything declares ``changed`` itself: a property is not notified by an
    inherited signal.
    """

    changed: ClassVar[Signal]

    def __init__(self, value: Screen, parent: QObject) -> None:
        super().__init__(parent)
        self._value = value
        self._hold()

    def show(self, value: Screen) -> None:
        """Says ``value`` from now on; it is of the same kind."""
        if value == self._value:
            return
        stale = self.children()
        self._value = value
        self._hold()
        self.changed.emit()
        for part in stale:
            part.deleteLater()

    def _hold(self) -> None:
        """Makes the models of the screen's parts."""

    @Property(str, constant=True)
    def kind(self) -> str:
        return self._value.kind
