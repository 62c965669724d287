"""The models of the screens without a session, and of those that end one."""

from PySide6.QtCore import Property, Signal
from PySide6.QtQml import QmlElement

from kiosk.ui.models.screen import ScreenModel
from kiosk.ui.models.widgets import QStringList
from kiosk.ui.present.screens import (
    IdleScreen,
    OutOfServiceScreen,
    TakeCardScreen,
    WrongCardScreen,
)

QML_IMPORT_NAME = "Kiosk.Models"
QML_IMPORT_MAJOR_VERSION = 1


@QmlElement
class BootingModel(ScreenModel):
    """Starting."""


@QmlElement
class AttractModel(ScreenModel):
    """Waiting for a card."""


@QmlElement
class ReadingModel(ScreenModel):
    """A card is being read."""


@QmlElement
class OutOfServiceModel(ScreenModel):
    """Why the kiosk cannot serve, since when, and where the next one is."""

    changed = Signal()
    _value: OutOfServiceScreen

    @Property(QStringList, notify=changed)
    def reasons(self) -> list[str]:
        return list(self._value.reasons)

    @Property(str, notify=changed)
    def since(self) -> str:
        return self._value.since

    @Property(str, notify=changed)
    def elsewhere(self) -> str:
        return self._value.elsewhere


@QmlElement
class WrongCardModel(ScreenModel):
    """Which card this is, or what is wrong with it, and what to do."""

    changed = Signal()
    _value: WrongCardScreen

    @Property(str, notify=changed)
    def title(self) -> str:
        return self._value.title

    @Property(QStringList, notify=changed)
    def lines(self) -> list[str]:
        return list(self._value.lines)

    @Property(str, notify=changed)
    def drawing(self) -> str:
        return self._value.drawing


@QmlElement
class TakeCardModel(ScreenModel):
    """The session is over; the card is still in the reader."""

    changed = Signal()
    _value: TakeCardScreen

    @Property(bool, notify=changed)
    def thanks(self) -> bool:
        return self._value.thanks


@QmlElement
class IdleModel(ScreenModel):
    """Seconds left to say that one is still there."""

    changed = Signal()
    _value: IdleScreen

    @Property(int, notify=changed)
    def seconds(self) -> int:
        return self._value.seconds

    @Property(int, notify=changed)
    def total(self) -> int:
        return self._value.total
