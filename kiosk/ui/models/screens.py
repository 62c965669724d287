"""The models of the screens. Each is made for one turn; within it only what it says changes."""

from typing import ClassVar

from PySide6.QtCore import Property, QObject, Signal
from PySide6.QtQml import QmlElement

from kiosk.ui.models.lists import ListProperty
from kiosk.ui.models.parts import FactModel, OptionModel, QStringList, TileModel
from kiosk.ui.present.screens import (
    ChooseScreen,
    CodeScreen,
    ConfirmScreen,
    HomeScreen,
    IdleScreen,
    OutOfServiceScreen,
    Screen,
    ShowScreen,
    TakeCardScreen,
    WorkingScreen,
    WrongCardScreen,
)

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
class HomeModel(ScreenModel):
    """The tiles: all groups, or one group's services."""

    changed = Signal()
    _value: HomeScreen

    def _hold(self) -> None:
        self._tiles = [TileModel(tile, self) for tile in self._value.tiles]

    tiles = ListProperty(TileModel, "_tiles", changed)

    @Property(str, notify=changed)
    def title(self) -> str:
        return self._value.title


@QmlElement
class CodeModel(ScreenModel):
    """The keypad. It knows how many digits were typed, never which."""

    changed = Signal()
    _value: CodeScreen

    @Property(str, notify=changed)
    def title(self) -> str:
        return self._value.title

    @Property(str, notify=changed)
    def hint(self) -> str:
        return self._value.hint

    @Property(int, notify=changed)
    def typed(self) -> int:
        return self._value.typed

    @Property(int, notify=changed)
    def length(self) -> int:
        return self._value.length

    @Property(bool, notify=changed)
    def canSubmit(self) -> bool:
        return self._value.can_submit

    @Property(str, notify=changed)
    def message(self) -> str:
        return self._value.message

    @Property(bool, notify=changed)
    def provisional(self) -> bool:
        return self._value.provisional

    @Property(bool, notify=changed)
    def canForget(self) -> bool:
        return self._value.can_forget

    @Property(str, notify=changed)
    def forget(self) -> str:
        return self._value.forget

    @Property(QStringList, notify=changed)
    def keys(self) -> list[str]:
        return list(self._value.keys)


@QmlElement
class ChooseModel(ScreenModel):
    """One question and its options."""

    changed = Signal()
    _value: ChooseScreen

    def _hold(self) -> None:
        self._options = [OptionModel(option, self) for option in self._value.options]

    options = ListProperty(OptionModel, "_options", changed)

    @Property(str, notify=changed)
    def question(self) -> str:
        return self._value.question


@QmlElement
class ConfirmModel(ScreenModel):
    """A summary before something that cannot be undone."""

    changed = Signal()
    _value: ConfirmScreen

    def _hold(self) -> None:
        self._facts = [FactModel(fact, self) for fact in self._value.facts]

    facts = ListProperty(FactModel, "_facts", changed)

    @Property(str, notify=changed)
    def question(self) -> str:
        return self._value.question

    @Property(str, notify=changed)
    def button(self) -> str:
        return self._value.button


@QmlElement
class WorkingModel(ScreenModel):
    """What the kiosk is doing for the person."""

    changed = Signal()
    _value: WorkingScreen

    @Property(str, notify=changed)
    def title(self) -> str:
        return self._value.title

    @Property(str, notify=changed)
    def line(self) -> str:
        return self._value.line


@QmlElement
class ShowModel(ScreenModel):
    """Something to read, and the ways on; the first way is the main one."""

    changed = Signal()
    _value: ShowScreen

    def _hold(self) -> None:
        self._facts = [FactModel(fact, self) for fact in self._value.facts]
        self._ways = [OptionModel(way, self) for way in self._value.ways]

    facts = ListProperty(FactModel, "_facts", changed)
    ways = ListProperty(OptionModel, "_ways", changed)

    @Property(str, notify=changed)
    def title(self) -> str:
        return self._value.title

    @Property(QStringList, notify=changed)
    def lines(self) -> list[str]:
        return list(self._value.lines)

    @Property(str, constant=True)
    def tone(self) -> str:
        return self._value.tone

    @Property(str, notify=changed)
    def drawing(self) -> str:
        return self._value.drawing

    @Property(str, notify=changed)
    def badge(self) -> str:
        return self._value.badge

    @Property(bool, notify=changed)
    def canReveal(self) -> bool:
        return self._value.can_reveal


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
