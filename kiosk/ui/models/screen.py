"""What the models of screens share, and the touches that each kind of screen knows.

A model is made for one turn; only what it says changes.
"""

from PySide6.QtCore import Property, QObject, Slot
from PySide6.QtQml import QmlElement

from kiosk.ui.models.derived import ViewModel
from kiosk.ui.present.screens import Screen
from kiosk.ui.touches import Touches

QML_IMPORT_NAME = "Kiosk.Models"
QML_IMPORT_MAJOR_VERSION = 1


@QmlElement
class ScreenModel(ViewModel):
    """What every screen has: its kind, which names its QML file."""

    def __init__(self, value: Screen, touches: Touches, parent: QObject) -> None:
        super().__init__(value, parent)
        self._touches = touches

    @Property(str, constant=True)
    def kind(self) -> str:
        return str(self.view.kind)


@QmlElement
class AttractBase(ScreenModel):
    """Waiting for somebody."""

    @Slot()
    def noCard(self) -> None:
        self._touches.no_card()


@QmlElement
class ChoiceBase(ScreenModel):
    """Something to choose, and perhaps something hidden that may be looked at."""

    @Slot(int)
    def choose(self, index: int) -> None:
        self._touches.choose(index)

    @Slot()
    def agree(self) -> None:
        self._touches.agree()

    @Slot()
    def reveal(self) -> None:
        self._touches.reveal()


@QmlElement
class HomeBase(ChoiceBase):
    """The home screen, whose subjects may be looked at alone."""

    @Slot()
    def showSubjects(self) -> None:
        self._touches.show_subjects()


@QmlElement
class TypingBase(ScreenModel):
    """Something to type."""

    @Slot(str)
    def typeCharacter(self, character: str) -> None:
        self._touches.type_character(character)

    @Slot()
    def eraseCharacter(self) -> None:
        self._touches.erase_character()

    @Slot()
    def submitEntry(self) -> None:
        self._touches.submit()


@QmlElement
class CodeBase(TypingBase):
    """A code, which may have been forgotten."""

    @Slot()
    def showTyped(self) -> None:
        self._touches.show_typed()

    @Slot(bool)
    def openLetters(self, wanted: bool) -> None:
        self._touches.open_letters(wanted)

    @Slot()
    def forgotCode(self) -> None:
        self._touches.forgot_code()
