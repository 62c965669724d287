"""What QML sees of the kiosk: the screen, what stands around it, and what can be touched."""

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import Property, QObject, Qt, QTimer, Signal, Slot
from PySide6.QtQml import QmlElement

from kiosk.domain.events import End, Event, Touched
from kiosk.domain.place import Place
from kiosk.domain.services import Registry
from kiosk.domain.states import IdleWarning, KioskState
from kiosk.ui.models.caisse import CaisseModel
from kiosk.ui.models.derived import ViewModel
from kiosk.ui.models.parts import HeaderModel, HelpModel
from kiosk.ui.models.screen import ScreenModel
from kiosk.ui.models.screens import model_for
from kiosk.ui.preferences import Preferences
from kiosk.ui.present.view import Help
from kiosk.ui.screen_state import KeyOrder, ScreenState, ordered_keys
from kiosk.ui.touches import Touches, VisitIds
from shared_runtime.clock import Clock
from shared_runtime.messages.catalogue import Catalogue

QML_IMPORT_NAME = "Kiosk.Models"
QML_IMPORT_MAJOR_VERSION = 1

PRESENCE_MS = 700
"""Long enough for a calm press and release of a button."""


@QmlElement
class KioskApp(CaisseModel):
    """Shows states, and takes what can be touched around every screen. Main thread only.

    ``post`` takes the events; ``ids`` makes those of a decision at the very touch.
    """

    screenChanged = Signal()
    languageChanged = Signal()
    preferencesChanged = Signal()
    aroundChanged = Signal()
    reminded = Signal()

    def __init__(
        self,
        *,
        registry: Registry,
        place: Place,
        catalogue: Catalogue,
        clock: Clock,
        post: Callable[[Event], None],
        ids: VisitIds,
        keys: KeyOrder = ordered_keys,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._post = post
        self._screen_state = ScreenState(registry, place, catalogue, clock, keys)
        self._seen = self._screen_state.preferences
        self._frame = self._screen_state.frame()
        self._touches = Touches(
            self._screen_state, ids, lambda: self._frame.screen, post, self._refresh
        )
        self._screen = model_for(self._frame.screen, self._touches, self)
        self._header = HeaderModel(self._frame.header, self)
        self._help = HelpModel(self._frame.help, self)
        self._timer = QTimer(self, singleShot=True, timerType=Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self.passTime)
        self._presence = QTimer(self, singleShot=True, interval=PRESENCE_MS)
        self._presence.timeout.connect(self.stillHere)
        self._wake_up()

    def settle(self, registry: Registry, place: Place) -> None:
        """Stands at ``place`` with these services, once the configuration has told them."""
        self._screen_state.settle(registry, place)
        self.placeChanged.emit()
        self._refresh()

    def _place(self) -> Place:
        return self._screen_state.place

    def _catalogue(self) -> Catalogue:
        return self._screen_state.catalogue

    def remind(self) -> None:
        """Calls the person back to the card they left."""
        self.reminded.emit()

    def show(self, kiosk: KioskState) -> None:
        """Shows the kiosk as it is now: a fresh screen for a fresh turn."""
        self._refresh(fresh=self._screen_state.take(kiosk))

    def forget(self) -> None:
        """The session is over: nothing it typed, revealed or opened stays."""
        self._screen_state.forget()
        self._refresh()

    def set_preferences(self, preferences: Preferences) -> None:
        """As the person wishes, until they have gone."""
        self._screen_state.preferences = preferences
        self._screen_state.touched()
        self._refresh()

    def _refresh(self, *, fresh: bool = False) -> None:
        before, self._frame = self._frame, self._screen_state.frame()
        settings, self._seen = self._seen, self._screen_state.preferences
        stale = self._screen
        if settings.language != self._seen.language:
            self.languageChanged.emit()
        if settings != self._seen:
            self.preferencesChanged.emit()
        now = self._frame.screen
        if fresh or (type(now), now.kind) != (type(before.screen), before.screen.kind):
            self._screen = model_for(self._frame.screen, self._touches, self)
        else:
            self._screen.show(self._frame.screen)
        self._header.show(self._frame.header)
        self._help.show(self._frame.help)
        self.aroundChanged.emit()
        if stale is not self._screen:
            self.screenChanged.emit()
            stale.deleteLater()
        self._wake_up()

    def _wake_up(self) -> None:
        self._timer.start(round(self._screen_state.changes_in_s() * 1000) + 1)

    @Slot()
    def passTime(self) -> None:
        """Something on show changes by itself about now."""
        self._screen_state.pass_time()
        self._refresh()

    @Slot()
    def back(self) -> None:
        self._touches.back(self._frame.can_go_back)

    @Slot()
    def end(self) -> None:
        """*Terminer* is never too early and never too often."""
        stamp = self._screen_state.kiosk.stamp
        if stamp is not None and self._frame.can_end:
            self._post(End(stamp))

    @Slot()
    def stillHere(self) -> None:
        self._touches.still_here()

    @Slot()
    def touched(self) -> None:
        """Any touch or key: somebody is there. Before the idle warning that counts a moment later,
        or the press on *Terminer* would take that button away."""
        self._screen_state.touched()
        self._wake_up()
        if isinstance(self._screen_state.kiosk.state, IdleWarning):
            self._presence.start()
        else:
            self._post(Touched())

    @Slot(float, float)
    def touchedAt(self, x: float, y: float) -> None:
        """Where, from 0 to 1 across and down the window."""
        if self._screen_state.kiosk.session is None:
            self._touches.corner(x, y)

    @Slot()
    def openHelp(self) -> None:
        self._open(Help.AGENT)

    @Slot()
    def closeHelp(self) -> None:
        self._open(None)

    def _open(self, what: Help | None) -> None:
        self._screen_state.help = what
        self._screen_state.touched()
        self._refresh()

    @Slot(str)
    def setLanguage(self, language: str) -> None:
        if language in self._screen_state.place.languages:
            self.set_preferences(replace(self._seen, language=language))

    @Slot()
    def toggleLargeText(self) -> None:
        self.set_preferences(replace(self._seen, large_text=not self._seen.large_text))

    @Slot()
    def toggleContrast(self) -> None:
        self.set_preferences(replace(self._seen, high_contrast=not self._seen.high_contrast))

    @Slot()
    def toggleLowMode(self) -> None:
        self.set_preferences(replace(self._seen, low_mode=not self._seen.low_mode))

    @property
    def preferences(self) -> Preferences:
        """As whoever stands there has set the screen."""
        return self._seen

    @property
    def screen_kind(self) -> str:
        """Which screen is shown, by the name of its QML file."""
        return self._frame.screen.kind

    @Property(ScreenModel, notify=screenChanged)
    def screen(self) -> ScreenModel:
        return self._screen

    @Property(HeaderModel, constant=True)
    def header(self) -> ViewModel:
        return self._header

    @Property(HelpModel, constant=True)
    def help(self) -> ViewModel:
        return self._help

    @Property(str, notify=languageChanged)
    def language(self) -> str:
        return self._seen.language

    @Property(bool, notify=preferencesChanged)
    def largeText(self) -> bool:
        return self._seen.large_text

    @Property(bool, notify=preferencesChanged)
    def highContrast(self) -> bool:
        return self._seen.high_contrast

    @Property(bool, notify=preferencesChanged)
    def lowMode(self) -> bool:
        return self._seen.low_mode

    @Property(str, notify=aroundChanged)
    def banner(self) -> str:
        return self._frame.banner

    @Property(bool, notify=aroundChanged)
    def canGoBack(self) -> bool:
        return self._frame.can_go_back

    @Property(bool, notify=aroundChanged)
    def canEnd(self) -> bool:
        return self._frame.can_end
