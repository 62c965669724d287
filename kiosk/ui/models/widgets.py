"""The small models that screens are made of, and the two that stand around every screen."""

from typing import cast

from PySide6.QtCore import Property, QObject, Signal
from PySide6.QtQml import QmlElement

from kiosk.ui.present.screens import FactView, HeaderView, HelpView, OptionView, TileView

QML_IMPORT_NAME = "Kiosk.Models"
QML_IMPORT_MAJOR_VERSION = 1

QStringList = cast(type, "QStringList")
"""Qt names this type by a string; the class it stands for has no Python counterpart."""


@QmlElement
class OptionModel(QObject):
    """One thing to choose."""

    def __init__(self, value: OptionView, parent: QObject) -> None:
        super().__init__(parent)
        self._value = value

    @Property(str, constant=True)
    def label(self) -> str:
        return self._value.label

    @Property(str, constant=True)
    def detail(self) -> str:
        return self._value.detail

    @Property(str, constant=True)
    def icon(self) -> str:
        return self._value.icon


@QmlElement
class TileModel(QObject):
    """One tile of the home screen."""

    def __init__(self, value: TileView, parent: QObject) -> None:
        super().__init__(parent)
        self._value = value

    @Property(str, constant=True)
    def label(self) -> str:
        return self._value.label

    @Property(str, constant=True)
    def detail(self) -> str:
        return self._value.detail

    @Property(str, constant=True)
    def icon(self) -> str:
        return self._value.icon

    @Property(bool, constant=True)
    def enabled(self) -> bool:
        return self._value.enabled

    @Property(str, constant=True)
    def reason(self) -> str:
        return self._value.reason

    @Property(bool, constant=True)
    def primary(self) -> bool:
        return self._value.primary

    @Property(str, constant=True)
    def note(self) -> str:
        return self._value.note


@QmlElement
class FactModel(QObject):
    """One line of a summary."""

    def __init__(self, value: FactView, parent: QObject) -> None:
        super().__init__(parent)
        self._value = value

    @Property(str, constant=True)
    def label(self) -> str:
        return self._value.label

    @Property(str, constant=True)
    def value(self) -> str:
        return self._value.value

    @Property(bool, constant=True)
    def secret(self) -> bool:
        return self._value.secret


@QmlElement
class HeaderModel(QObject):
    """The head of every screen; one object for the life of the window."""

    changed = Signal()

    def __init__(self, value: HeaderView, parent: QObject) -> None:
        super().__init__(parent)
        self._value = value

    def show(self, value: HeaderView) -> None:
        if value != self._value:
            self._value = value
            self.changed.emit()

    @Property(str, notify=changed)
    def caisseName(self) -> str:
        return self._value.caisse_name

    @Property(str, notify=changed)
    def agencyLine(self) -> str:
        return self._value.agency_line

    @Property(str, notify=changed)
    def clockText(self) -> str:
        return self._value.clock_text

    @Property(str, notify=changed)
    def dateText(self) -> str:
        return self._value.date_text

    @Property(str, notify=changed)
    def greetingName(self) -> str:
        return self._value.greeting_name

    @Property(str, notify=changed)
    def maskedNir(self) -> str:
        return self._value.masked_nir


@QmlElement
class HelpModel(QObject):
    """Whom to ask or call; one object for the life of the window."""

    changed = Signal()

    def __init__(self, value: HelpView, parent: QObject) -> None:
        super().__init__(parent)
        self._value = value

    def show(self, value: HelpView) -> None:
        if value != self._value:
            self._value = value
            self.changed.emit()

    @Property(bool, notify=changed)
    def open(self) -> bool:
        return self._value.open

    @Property(str, notify=changed)
    def title(self) -> str:
        return self._value.title

    @Property(QStringList, notify=changed)
    def lines(self) -> list[str]:
        return list(self._value.lines)
