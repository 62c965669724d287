"""Watches the reader for ever: hot-plug, cards coming and going, the service dying and returning.

pyscard's own monitors stop for good when pcscd goes away, hence this loop on the bare calls.
"""

from collections.abc import Callable
from fnmatch import fnmatchcase

from kiosk.domain.card import ReaderAbsent, ServiceAbsent
from kiosk.hardware.pcsc.desk import Desk
from kiosk.hardware.pcsc.scard import (
    PNP_NOTIFICATION,
    READER_LOST,
    Context,
    PcscError,
    Scard,
    State,
)
from kiosk.hardware.supervisor import Backoff, Pulse

_LOOK_UP_S = 1.0
"""Longest wait in the driver: so often the thread shows that it lives and learns it must end."""


def pick_reader(names: list[str], pattern: str) -> str | None:
    """The first name that contains the pattern or matches it as a wildcard, whatever the case."""
    wanted = pattern.lower()
    for name in names:
        if wanted in name.lower() or fnmatchcase(name.lower(), wanted):
            return name
    return None


class Monitor:
    """Owns the context for events. ``current_reader`` names the reader that is being watched."""

    def __init__(self, scard: Callable[[], Scard], pattern: str, desk: Desk) -> None:
        self._load, self._pattern, self._desk = scard, pattern, desk
        self._backoff = Backoff()
        self._cancel: Callable[[], None] = _nothing
        self.current_reader: str | None = None

    def wake(self) -> None:
        """Ends a wait in the driver, from another thread."""
        self._cancel()

    def run(self, pulse: Pulse) -> None:
        while not pulse.stopping():
            try:
                self._watch_with_context(pulse)
            except PcscError as error:
                if pulse.stopping():
                    return
                lost_reader = error.code in READER_LOST
                self._desk.lost(ReaderAbsent() if lost_reader else ServiceAbsent())
                pulse.wait(self._backoff.next_s())

    def _watch_with_context(self, pulse: Pulse) -> None:
        scard = self._load()
        context = scard.establish()
        self._cancel = lambda: _unless_gone(lambda: scard.cancel(context))
        try:
            self._watch(pulse, scard, context)
        finally:
            self._cancel = _nothing
            self.current_reader = None
            _unless_gone(lambda: scard.release(context))

    def _watch(self, pulse: Pulse, scard: Scard, context: Context) -> None:
        plug_state: int = State.UNAWARE
        while not pulse.stopping():
            reader = pick_reader(scard.readers(context), self._pattern)
            if reader is None:
                self._desk.lost(ReaderAbsent())
            else:
                self.current_reader = reader
            states = {PNP_NOTIFICATION: plug_state}
            if reader is not None:
                states[reader] = State.UNAWARE
            plug_state = self._follow(pulse, scard, context, states, reader)

    def _follow(
        self,
        pulse: Pulse,
        scard: Scard,
        context: Context,
        states: dict[str, int],
        reader: str | None,
    ) -> int:
        """Follows one set of readers until it changes; gives the pseudo reader's new state."""
        while not pulse.stopping():
            pulse.beat()
            self._desk.tick()
            wait_s = self._desk.next_tick_s(_LOOK_UP_S)
            found = scard.wait_change(context, int(wait_s * 1000) + 1, states)
            if found is None:
                continue
            self._backoff.reset()
            if reader is not None:
                if found[reader] & (State.UNKNOWN | State.UNAVAILABLE):
                    break
                self._see(states[reader], found[reader])
            plugged = found[PNP_NOTIFICATION] & State.CHANGED
            states.update({name: state & ~State.CHANGED for name, state in found.items()})
            if plugged:
                break
        return states[PNP_NOTIFICATION]

    def _see(self, before: int, now: int) -> None:
        self._desk.ready()
        swapped = before & State.PRESENT and now >> 16 != before >> 16
        if swapped or not now & State.PRESENT:
            self._desk.card_absent()
        if now & State.PRESENT:
            self._desk.card_present()


def _nothing() -> None:
    return


def _unless_gone(step: Callable[[], None]) -> None:
    try:
        step()
    except PcscError:
        return
