"""Several readers behind one service, moved by hand: what the watching loop asks of PC/SC."""

from collections.abc import Callable, Mapping

from kiosk.hardware.pcsc.scard import PNP_NOTIFICATION, Context, PcscError, ReaderState, ReturnCode
from kiosk.hardware.sim.card.slot import SimScard
from kiosk.hardware.supervisor import Pulse
from tests.hardware.clocks import HandClock

EMPTY = 0x0010


class StepPulse(Pulse):
    """Ends the loop when the script is over; waiting passes at once and is written down."""

    def __init__(self, clock: HandClock) -> None:
        super().__init__(clock)
        self.waits: list[float] = []
        self.most_waits = 99
        self.meanwhile: Callable[[int], None] = lambda _: None

    def wait(self, seconds: float) -> bool:
        self.waits.append(seconds)
        self.meanwhile(len(self.waits))
        if len(self.waits) >= self.most_waits:
            self.end()
        return self.stopping()


class Shelf(SimScard):
    """Readers by name, in place of the one that the simulator has.

    Each wait for a change plays the next move of the script and never blocks; waits that find none
    take their time on the clock. ``tells``: whether the service says that readers have come or
    gone, which pcsc-lite 1.9.9 does only of those that do so in the call.
    """

    def __init__(self, pulse: StepPulse, clock: HandClock, *moves: Callable[["Shelf"], None]):
        super().__init__()
        self.pulse, self._clock, self._script = pulse, clock, list(moves)
        self.states: dict[str, int] = {}
        self.tells = False
        self.denies = False
        self.calls = 0
        self._changes = 0

    def add(self, name: str, *, card: bool = False, count: int = 0) -> None:
        self.states[name] = (ReaderState.PRESENT if card else EMPTY) | count << 16
        self._changes += 1

    def drop(self, name: str) -> None:
        del self.states[name]
        self._changes += 1

    def insert(self, name: str) -> None:
        self.states[name] = ReaderState.PRESENT | self._next(name)

    def pull(self, name: str) -> None:
        self.states[name] = EMPTY | self._next(name)

    def fall_silent(self, name: str) -> None:
        self.states[name] = ReaderState.UNAVAILABLE

    def _next(self, name: str) -> int:
        return ((self.states[name] >> 16) + 1 & 0xFFFF) << 16

    def establish(self) -> Context:
        self.calls += 1
        return Context(1)

    def release(self, context: Context) -> None: ...

    def cancel(self, context: Context) -> None: ...

    def readers(self, context: Context) -> list[str]:
        self.calls += 1
        return list(self.states)

    def ask_access(self, context: Context, reader: str) -> None:
        if self.denies:
            raise PcscError(ReturnCode.ACCESS_DENIED)

    def wait_change(
        self,
        context: Context,
        timeout_ms: int,
        states: Mapping[str, int],
    ) -> dict[str, int] | None:
        self.calls += 1
        if self._script:
            self._script.pop(0)(self)
        else:
            self.pulse.end()
        found = {name: self._look_at(name) for name in states}
        changed = {name for name, known in states.items() if found[name] != known}
        if not changed:
            self._clock.advance(timeout_ms / 1000)
            return None
        return {
            name: state | (ReaderState.CHANGED if name in changed else 0)
            for name, state in found.items()
        }

    def _look_at(self, name: str) -> int:
        if name == PNP_NOTIFICATION:
            return self._changes << 16 if self.tells else ReaderState.UNAWARE
        return self.states.get(name, ReaderState.UNKNOWN)
