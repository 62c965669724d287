"""What anybody at a kiosk may do at any moment, a visitor or staff, and what may befall them."""

from typing import Protocol

from hypothesis import strategies as st
from hypothesis.stateful import rule

from kiosk.domain.events import (
    AlarmRang,
    Back,
    CardLeft,
    End,
    Event,
    FaultCleared,
    FaultRaised,
    Touched,
)
from kiosk.domain.faults import Fault
from kiosk.domain.ids import Stamp
from tests.domain.kiosk import Kiosk


class AtKiosk(Protocol):
    """A state machine that walks one."""

    kiosk: Kiosk

    @property
    def _stamp(self) -> Stamp: ...
    def feed(self, event: Event) -> None: ...


class AnybodysMoves:
    """Rules for such a machine."""

    @rule()
    def card_leaves(self: AtKiosk) -> None:
        self.feed(CardLeft())

    @rule()
    def goes_back(self: AtKiosk) -> None:
        self.feed(Back(self._stamp))

    @rule()
    def ends(self: AtKiosk) -> None:
        self.feed(End(self._stamp))

    @rule()
    def touches(self: AtKiosk) -> None:
        self.feed(Touched())

    @rule(times=st.integers(1, 3))
    def silence(self: AtKiosk, times: int) -> None:
        for _ in range(times):
            self.feed(AlarmRang(self.kiosk.now.alarm))

    @rule(fault=st.sampled_from(Fault), raised=st.booleans())
    def fault(self: AtKiosk, fault: Fault, raised: bool) -> None:
        self.feed(FaultRaised(fault) if raised else FaultCleared(fault))
