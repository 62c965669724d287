"""The models of the screens of a visit: home, and the steps of a conversation."""

from PySide6.QtCore import Property, Signal
from PySide6.QtQml import QmlElement

from kiosk.ui.models.lists import ListProperty
from kiosk.ui.models.screen import ScreenModel
from kiosk.ui.models.widgets import FactModel, OptionModel, QStringList, TileModel
from kiosk.ui.present.screens import (
    ChooseScreen,
    CodeScreen,
    ConfirmScreen,
    FillScreen,
    HomeScreen,
    RecordedScreen,
    ShowScreen,
    WorkingScreen,
)

QML_IMPORT_NAME = "Kiosk.Models"
QML_IMPORT_MAJOR_VERSION = 1


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

    @Property(QStringList, notify=changed)
    def lines(self) -> list[str]:
        return list(self._value.lines)

    @Property(str, notify=changed)
    def drawing(self) -> str:
        return self._value.drawing


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
class FillModel(ScreenModel):
    """A keyboard or the keypad, and what is typed on it."""

    changed = Signal()
    _value: FillScreen

    @Property(str, notify=changed)
    def title(self) -> str:
        return self._value.title

    @Property(str, notify=changed)
    def hint(self) -> str:
        return self._value.hint

    @Property(str, notify=changed)
    def written(self) -> str:
        return self._value.written

    @Property(str, notify=changed)
    def rest(self) -> str:
        return self._value.rest

    @Property(int, notify=changed)
    def typed(self) -> int:
        return self._value.typed

    @Property(bool, notify=changed)
    def unspoken(self) -> bool:
        return self._value.unspoken

    @Property(bool, notify=changed)
    def canSubmit(self) -> bool:
        return self._value.can_submit

    @Property(str, notify=changed)
    def message(self) -> str:
        return self._value.message

    @Property(QStringList, notify=changed)
    def keys(self) -> list[str]:
        return list(self._value.keys)

    @Property(bool, notify=changed)
    def asksForCorsica(self) -> bool:
        return self._value.asks_for_corsica

    @Property(bool, notify=changed)
    def mayBeCorsican(self) -> bool:
        return self._value.may_be_corsican

    @Property(str, notify=changed)
    def drawing(self) -> str:
        return self._value.drawing


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

    @Property(str, notify=changed)
    def drawing(self) -> str:
        return self._value.drawing


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

    @Property(bool, notify=changed)
    def canReveal(self) -> bool:
        return self._value.can_reveal

    @Property(str, notify=changed)
    def drawing(self) -> str:
        return self._value.drawing


@QmlElement
class WorkingModel(ScreenModel):
    """What the kiosk is doing for the person."""

    changed = Signal()
    _value: WorkingScreen

    @Property(str, notify=changed)
    def title(self) -> str:
        return self._value.title

    @Property(QStringList, notify=changed)
    def lines(self) -> list[str]:
        return list(self._value.lines)

    @Property(str, notify=changed)
    def drawing(self) -> str:
        return self._value.drawing

    @Property(str, notify=changed)
    def badge(self) -> str:
        return self._value.badge


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
class RecordedModel(ScreenModel):
    """What was recorded, by its reference, and what happens next."""

    changed = Signal()
    _value: RecordedScreen

    def _hold(self) -> None:
        self._facts = [FactModel(fact, self) for fact in self._value.facts]
        self._ways = [OptionModel(way, self) for way in self._value.ways]

    facts = ListProperty(FactModel, "_facts", changed)
    ways = ListProperty(OptionModel, "_ways", changed)

    @Property(str, notify=changed)
    def title(self) -> str:
        return self._value.title

    @Property(str, notify=changed)
    def referenceLabel(self) -> str:
        return self._value.reference_label

    @Property(str, notify=changed)
    def reference(self) -> str:
        return self._value.reference

    @Property(QStringList, notify=changed)
    def lines(self) -> list[str]:
        return list(self._value.lines)

    @Property(str, notify=changed)
    def drawing(self) -> str:
        return self._value.drawing
