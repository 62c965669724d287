"""The application object as the screens see it, shown any frame and recording what is wished."""

from types import SimpleNamespace
from typing import Any

from PySide6.QtCore import QObject

from kiosk.ui.app_model import KioskApp
from kiosk.ui.models.parts import HeaderModel, HelpModel
from kiosk.ui.models.screens import model_for
from kiosk.ui.preferences import Preferences
from kiosk.ui.present.screens import Frame
from kiosk.ui.touches import Touches
from shared_runtime.messages.loading import shipped


class Wishes(Touches):
    """Touches on the screens, of which nothing comes but a line."""

    def __init__(self, wishes: list[str]) -> None:
        self._wishes = wishes

    def choose(self, index: int) -> None:
        self._wishes.append(f"choose {index}")

    def agree(self) -> None:
        self._wishes.append("agree")

    def reveal(self) -> None:
        self._wishes.append("reveal")

    def type_character(self, character: str) -> None:
        self._wishes.append(f"type {character}")

    def erase_character(self) -> None:
        self._wishes.append("eraseCharacter")

    def submit(self) -> None:
        self._wishes.append("submitEntry")

    def show_typed(self) -> None:
        self._wishes.append("showTyped")

    def open_letters(self, wanted: bool) -> None:
        self._wishes.append(f"openLetters {wanted}")

    def forgot_code(self) -> None:
        self._wishes.append("forgotCode")

    def no_card(self) -> None:
        self._wishes.append("noCard")


class ShownApp(KioskApp):
    """Its properties and signals are the real ones; its intents only fill ``wishes``."""

    def __init__(self, frame: Frame) -> None:
        QObject.__init__(self)
        self.wishes: list[str] = []
        self.touches = 0
        self.places: list[tuple[float, float]] = []
        self._screen_state: Any = SimpleNamespace(
            catalogue=shipped(),
            place=SimpleNamespace(
                languages=("fr", "en"),
                colours=None,
                logo=None,
                same_key_ms=150,
                screen_inches=24.0,
                reduced_motion=True,
            ),
        )
        self._seen = Preferences("fr")
        self._frame = frame
        self._touches = Wishes(self.wishes)
        self._screen = model_for(frame.screen, self._touches, self)
        self._header = HeaderModel(frame.header, self)
        self._help = HelpModel(frame.help, self)

    def prefer(self, preferences: Preferences) -> None:
        """As if the person had set ``preferences``."""
        before, self._seen = self._seen, preferences
        if before.language != preferences.language:
            self.languageChanged.emit()
        self.preferencesChanged.emit()

    def display(self, frame: Frame, *, fresh: bool = True) -> None:
        """Shows ``frame`` as a new turn, or as news within the same one."""
        self._frame = frame
        stale = self._screen
        if fresh:
            self._screen = model_for(frame.screen, self._touches, self)
        else:
            self._screen.show(frame.screen)
        self._header.show(frame.header)
        self._help.show(frame.help)
        self.aroundChanged.emit()
        if fresh:
            self.screenChanged.emit()
            stale.deleteLater()

    def touched(self) -> None:
        self.touches += 1

    def touchedAt(self, x: float, y: float) -> None:
        self.places.append((x, y))

    def setLanguage(self, language: str) -> None:
        self.wishes.append(f"setLanguage {language}")

    def back(self) -> None:
        self.wishes.append("back")

    def end(self) -> None:
        self.wishes.append("end")

    def stillHere(self) -> None:
        self.wishes.append("stillHere")

    def openHelp(self) -> None:
        self.wishes.append("openHelp")

    def closeHelp(self) -> None:
        self.wishes.append("closeHelp")

    def toggleLargeText(self) -> None:
        self.wishes.append("toggleLargeText")

    def toggleContrast(self) -> None:
        self.wishes.append("toggleContrast")

    def toggleLowMode(self) -> None:
        self.wishes.append("toggleLowMode")
