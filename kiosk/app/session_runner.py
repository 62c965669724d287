"""Drives the session: one event at a time on the main thread, its log line, then its effects."""

from collections import deque
from collections.abc import Callable
from typing import Protocol

from kiosk.domain.cues import Cue, cue
from kiosk.domain.effects import Effect
from kiosk.domain.events import Event
from kiosk.domain.ids import ServiceId
from kiosk.domain.journal import SessionLogLine, describe
from kiosk.domain.services import Registry
from kiosk.domain.session import start, step
from kiosk.domain.states import KioskState, begun_by
from kiosk.domain.transitions import Next

RecordTransition = Callable[[SessionLogLine], None]
Play = Callable[[Cue], None]
CountTransition = Callable[[KioskState, KioskState], None]
"""Told of each transition: the states before and after."""


class Performer(Protocol):
    """Performs effects; returns at once, results come back as events."""

    def perform(self, effect: Effect) -> None: ...


class SessionRunner:
    """Holds the kiosk's state. ``show`` is called after every change, in order."""

    def __init__(
        self,
        registry: Registry,
        performer: Performer,
        show: Callable[[KioskState], None],
        record: RecordTransition,
        play: Play = lambda _: None,
        count: Callable[[ServiceId], None] = lambda _: None,
        moved: CountTransition = lambda _before, _after: None,
    ) -> None:
        self._registry = registry
        self._performer = performer
        self._show = show
        self._record = record
        self._play = play
        self._count, self._moved = count, moved
        self._waiting: deque[Event] = deque()
        self._busy = False
        self.kiosk = KioskState()

    def begin(self) -> None:
        self._take(start(self._registry.place))

    def handle(self, event: Event) -> None:
        """Takes an event; one that an effect posts while another is handled waits its turn."""
        self._waiting.append(event)
        if self._busy:
            return
        self._busy = True
        try:
            while self._waiting:
                self._one(self._waiting.popleft())
        finally:
            self._busy = False

    def _one(self, event: Event) -> None:
        before = self.kiosk
        after = step(self._registry, before, event)
        line = describe(before, event, after[0])
        if line is not None:
            self._record(line)
        self._moved(before, after[0])
        self._take(after)
        heard = cue(self._registry, before, event, after[0])
        if heard is not None:
            self._play(heard)
        service = begun_by(before, after[0])
        if service is not None:
            self._count(service)

    def _take(self, moved: Next) -> None:
        changed = moved[0] is not self.kiosk
        self.kiosk, effects = moved
        if changed:
            self._show(self.kiosk)
        for effect in effects:
            self._performer.perform(effect)
