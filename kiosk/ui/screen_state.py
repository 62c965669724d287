"""What is on show and for how long: settings, help, revealed numbers, countdown. No Qt in here."""

import math
from collections.abc import Callable
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from kiosk.domain import timeouts
from kiosk.domain.maintenance.corners import CornerTouches
from kiosk.domain.maintenance.stay import (
    CardTest,
    Cleaning,
    Maintenance,
    SignInStep,
    StaffSignIn,
)
from kiosk.domain.place import Place
from kiosk.domain.services import Registry
from kiosk.domain.states import (
    Attract,
    Booting,
    CardRefused,
    IdleWarning,
    KioskState,
    OutOfService,
    Reading,
    SessionState,
)
from kiosk.domain.typed_code import CodeForm
from kiosk.ui.input_buffer import CodeBuffer, TextBuffer
from kiosk.ui.preferences import Preferences
from kiosk.ui.present.frame import frame
from kiosk.ui.present.screens import Frame
from kiosk.ui.present.view import Help, View
from shared_runtime.clock import Clock
from shared_runtime.messages.catalogue import Catalogue, Translations

KeyOrder = Callable[[], tuple[str, ...]]
"""The ten digits in the order of the keypad, asked for anew at each code screen."""

SECOND_TOUCH_S = 0.5
"""A second touch within this time is the first one's tremor, not an answer to what came since."""

LOOK_AT_CLOCK_S = 1.0
"""A wall clock that is set right tells nobody: looked at so often, it is never wrong for long."""


def ordered_keys() -> tuple[str, ...]:
    """The keypad people know."""
    return tuple("1234567890")


class ScreenState:
    """Keeps what the session does not know: everything that ends with a screen, a person or a
    while. The owner calls ``pass_time`` no later than ``changes_in_s`` says."""

    def __init__(
        self, registry: Registry, place: Place, catalogue: Catalogue, clock: Clock, keys: KeyOrder
    ) -> None:
        self.kiosk = KioskState()
        self.code = CodeBuffer()
        self.text = TextBuffer()
        self.help: Help | None = None
        self.letters = False
        self.shows_typed = False
        self.subjects_alone = False
        self._corners = CornerTouches()
        self.catalogue = catalogue
        self._clock = clock
        self._new_keys = keys
        self._keys = keys()
        self.settle(registry, place)
        self._served = False
        self._since = self._touched_at = self._clock.monotonic()
        self._quiet_until = self._revealed_until = self._idle_until = self._touched_at
        self._glimpsed_until = self._touched_at

    def settle(self, registry: Registry, place: Place) -> None:
        """Stands at ``place`` with these services, with the settings a person finds there."""
        self.registry = registry
        self.place = place
        self._timezone = ZoneInfo(place.timezone)
        self._defaults = Preferences(language=place.languages[0])
        self.preferences = self._defaults

    def take(self, kiosk: KioskState) -> bool:
        """Shows another state; whether it is another turn, which a fresh screen belongs to."""
        before, self.kiosk = self.kiosk, kiosk
        if kiosk.turn == before.turn:
            return False
        self.forget()
        self._keys = self._new_keys()
        self._quiet_until = self._clock.monotonic() + SECOND_TOUCH_S
        if type(kiosk.state) is not type(before.state):
            self._since = self._clock.monotonic()
        if kiosk.session != before.session:
            self.letters = False
        if kiosk.session is None:
            unknown = before.session is None or isinstance(before.state, _UNSERVED)
            self._served = not unknown
        counted_s = _counted_s(kiosk.state, self.place)
        if counted_s is not None:
            self._idle_until = self._clock.monotonic() + counted_s
        if _nobody_there(kiosk) and not _nobody_there(before):
            self.preferences = self._defaults
        return True

    @property
    def now(self) -> datetime:
        """The time where the kiosk stands, as the screen shows it."""
        return self._local(self._clock.monotonic())

    @property
    def today(self) -> date:
        """The day of that."""
        return self.now.date()

    def touched_at(self, x: float, y: float) -> bool:
        """Whether this touch, of 0 to 1 across and down, is the last by which staff ask to come
        in."""
        self._corners = self._corners.touched(x, y, self._clock.monotonic())
        return self._corners.complete

    def forget(self) -> None:
        """Nothing typed, revealed or opened outlives its screen."""
        self.code.wipe()
        self.text.wipe()
        self.help = None
        self.shows_typed = False
        self.subjects_alone = False
        self._revealed_until = self._glimpsed_until = self._clock.monotonic()

    def touched(self) -> None:
        self._touched_at = self._clock.monotonic()

    def accepts_answer(self) -> bool:
        """Whether a touch counts as an answer now; the next one will not for half a second."""
        now = self._clock.monotonic()
        if now < self._quiet_until:
            return False
        self._quiet_until = now + SECOND_TOUCH_S
        return True

    def reveal(self) -> None:
        self._revealed_until = self._clock.monotonic() + timeouts.REVEAL_S

    def type_code(self, character: str, form: CodeForm) -> None:
        """One more character of a code, seen for a moment by whoever asked for that. What was
        typed before can never be made to show."""
        before = len(self.code)
        self.code.type(character, form)
        if self.shows_typed and len(self.code) > before:
            self._glimpsed_until = self._clock.monotonic() + timeouts.GLIMPSE_S

    def erase(self) -> None:
        """Takes the last character of what is typed away."""
        self._glimpsed_until = self._clock.monotonic()
        self.code.erase()
        self.text.erase()

    def toggle_shows_typed(self) -> None:
        self._glimpsed_until = self._clock.monotonic()
        self.shows_typed = not self.shows_typed

    def frame(self) -> Frame:
        now = self._clock.monotonic()
        view = View(
            registry=self.registry,
            place=self.place,
            translations=Translations(self.catalogue, self.preferences.language),
            now=self._local(now),
            since=self._local(self._since),
            keys=self._keys,
            typed=len(self.code),
            glimpse=self.code.last if now < self._glimpsed_until else "",
            shows_typed=self.shows_typed,
            letters=self.letters,
            text=self.text.text,
            mistake=self.text.mistake,
            revealed=now < self._revealed_until,
            help=self.help,
            subjects_alone=self.subjects_alone,
            served=self._served,
            idle_seconds=max(0, math.ceil(self._idle_until - now)),
        )
        return frame(self.kiosk, view)

    def pass_time(self) -> None:
        """Without a session, what somebody set and left is set back."""
        if self.kiosk.session is None and self._clock.monotonic() >= self._left_alone_at:
            self.preferences = self._defaults
            self.help = None

    def changes_in_s(self) -> float:
        """Seconds until something on show may change by itself."""
        now = self._clock.monotonic()
        wall = self._local(now)
        ends = [now + 60 - wall.second - wall.microsecond / 1e6, now + LOOK_AT_CLOCK_S]
        if now < self._revealed_until:
            ends.append(self._revealed_until)
        if now < self._glimpsed_until:
            ends.append(self._glimpsed_until)
        if _counted_s(self.kiosk.state, self.place) is not None and now < self._idle_until:
            left = self._idle_until - now
            ends.append(now + left - (math.ceil(left) - 1))
        if self.kiosk.session is None and now < self._left_alone_at:
            ends.append(self._left_alone_at)
        return min(ends) - now

    @property
    def _left_alone_at(self) -> float:
        return self._touched_at + self.place.idle_s

    def _local(self, at: float) -> datetime:
        """The moment ``at`` of the monotonic clock, in local time as the wall clock now has it."""
        ago = timedelta(seconds=self._clock.monotonic() - at)
        return (self._clock.now() - ago).astimezone(self._timezone)


_UNSERVED = (Reading, CardRefused, StaffSignIn, Maintenance)


def _counted_s(state: SessionState, place: Place) -> float | None:
    """How long what counts down on the screen takes; None where nothing does."""
    match state:
        case IdleWarning():
            return place.idle_warning_s
        case StaffSignIn(step=SignInStep.LOCKED, wait_s=wait_s):
            return wait_s
        case Maintenance(face=Cleaning()):
            return timeouts.CLEANING_S
        case Maintenance(face=CardTest()):
            return timeouts.CARD_TEST_S
        case _:
            return None


def _nobody_there(kiosk: KioskState) -> bool:
    return isinstance(kiosk.state, Booting | OutOfService | Attract)
