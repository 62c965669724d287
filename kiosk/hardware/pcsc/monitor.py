"""Watches the reader for ever: hot-plug, cards coming and going, the service dying and returning.

pyscard's own monitors stop for good when pcscd goes away, hence this loop on the bare calls.
"""

from collections.abc import Callable, Iterable
from fnmatch import fnmatchcase

from kiosk.domain.card import ReaderAbsent, ReaderLoss, ReaderUnavailable, ServiceAbsent
from kiosk.hardware.pcsc.insertion_tracker import InsertionTracker, Presence
from kiosk.hardware.pcsc.scard import (
    PNP_NOTIFICATION,
    Context,
    PcscError,
    ReaderState,
    ReturnCode,
    Scard,
    loss_of,
    refuses,
)
from kiosk.hardware.supervisor import Backoff, Pulse

_LOOK_UP_S = 1.0
"""Longest wait in the driver: so often the thread shows that it lives, learns it must end, and
compares the list of readers."""


def pick_reader(names: Iterable[str], pattern: str) -> str | None:
    """The first name that contains the pattern; else the first that it matches as a wildcard with
    ``*`` and ``?``. Case does not matter. Brackets, which names of readers hold, are brackets."""
    wanted = pattern.lower()
    wildcard = wanted.replace("[", "[[]")
    lowered = {name: name.lower() for name in names}
    literally = (name for name, lower in lowered.items() if wanted in lower)
    as_wildcard = (name for name, lower in lowered.items() if fnmatchcase(lower, wildcard))
    return next(literally, None) or next(as_wildcard, None)


class Monitor:
    """Owns the context for events."""

    def __init__(self, scard: Callable[[], Scard], pattern: str, tracker: InsertionTracker) -> None:
        self._load, self._pattern, self._tracker = scard, pattern, tracker
        self._backoff = Backoff()
        self._cancel: Callable[[], None] = _nothing

    def wake(self) -> None:
        """Ends a wait in the driver, from another thread."""
        self._cancel()

    def run(self, pulse: Pulse) -> None:
        while not pulse.stopping():
            try:
                loss = self._watch_with_context(pulse)
            except PcscError as error:
                loss = loss_of(error.code) or ServiceAbsent()
            if loss is None or pulse.stopping():
                return
            self._tracker.lost(loss)
            pulse.wait(self._backoff.next_s())

    def _watch_with_context(self, pulse: Pulse) -> ReaderLoss | None:
        scard = self._load()
        context = scard.establish()

        def cancel() -> None:
            _unless_gone(lambda: scard.cancel(context))

        self._cancel = cancel
        try:
            return self._watch(pulse, _Watch(scard, context, self._pattern, self._tracker))
        finally:
            # A thread that was replaced while it hung leaves the new one's alone.
            if self._cancel is cancel:
                self._cancel = _nothing
            _unless_gone(lambda: scard.release(context))

    def _watch(self, pulse: Pulse, watch: "_Watch") -> ReaderLoss | None:
        """Follows the reader until the watch has to begin anew, or (None) to end."""
        restless = Backoff(first_s=0.1, most_s=_LOOK_UP_S)
        watch.compare_readers()
        while not pulse.stopping():
            pulse.beat()
            self._tracker.tick()
            found = watch.wait(self._tracker.next_tick_s(_LOOK_UP_S))
            if pulse.stopping():
                return None
            if (doubt := self._tracker.doubt) is not None:
                return doubt
            if found is None:
                watch.compare_readers()
                continue
            self._backoff.reset()
            if watch.follow(found):
                restless.reset()
            else:
                # A change that changes nothing would otherwise be asked for without end.
                pulse.wait(restless.next_s())
        return None


class _Watch:
    """What one context has seen: of the reader, and of readers coming and going."""

    def __init__(
        self, scard: Scard, context: Context, pattern: str, tracker: InsertionTracker
    ) -> None:
        self._scard, self._context = scard, context
        self._pattern, self._tracker = pattern, tracker
        self._reader: str | None = None
        self._states: dict[str, int] = {PNP_NOTIFICATION: ReaderState.UNAWARE}

    def wait(self, wait_s: float) -> dict[str, int] | None:
        return self._scard.wait_change(self._context, int(wait_s * 1000) + 1, self._states)

    def compare_readers(self) -> bool:
        """Keeps to the reader that is watched for as long as it is listed, whichever others come.

        Asked also when nothing was told: the service tells only of readers that come or go during
        a call, and not between two of them. Gives whether the reader is another one now.
        """
        names = self._scard.readers(self._context)
        if self._reader in names:
            return False
        before, self._reader = self._reader, pick_reader(names, self._pattern)
        self._states = {PNP_NOTIFICATION: self._states[PNP_NOTIFICATION]}
        if self._reader is None:
            self._tracker.lost(ReaderAbsent())
        else:
            if refuses(self._scard, self._context, self._reader):
                # Better now than at the first person's card.
                raise PcscError(ReturnCode.ACCESS_DENIED)
            self._states[self._reader] = ReaderState.UNAWARE
        return before != self._reader

    def follow(self, found: dict[str, int]) -> bool:
        """Takes in new states; gives whether anything has changed."""
        before = self._states
        self._states = {name: state & ~ReaderState.CHANGED for name, state in found.items()}
        in_sight = self._reader is None or self._see(self._reader, found[self._reader])
        plugged = found[PNP_NOTIFICATION] & ReaderState.CHANGED
        another = self.compare_readers() if plugged or not in_sight else False
        return another or self._states != before

    def _see(self, reader: str, state: int) -> bool:
        """Tells the tracker; gives whether the reader is there and answers."""
        if state & ReaderState.UNKNOWN:
            self._tracker.lost(ReaderAbsent())
            return False
        if state & ReaderState.UNAVAILABLE:
            self._tracker.lost(ReaderUnavailable())
            return False
        self._tracker.ready()
        if state & ReaderState.PRESENT:
            self._tracker.card_present(Presence(reader, state >> 16))
        else:
            self._tracker.card_absent()
        return True


def _nothing() -> None:
    return


def _unless_gone(step: Callable[[], None]) -> None:
    try:
        step()
    except PcscError:
        return
