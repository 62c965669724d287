"""The simulated card reader: the kiosk's own reader over a slot that is moved by hand."""

from collections.abc import Callable, Sequence

from kiosk.hardware.pcsc.insertion_tracker import ReadReport
from kiosk.hardware.pcsc.reader import READ_DEADLINE_S, PcscCardReader
from kiosk.hardware.ports import EventSink
from kiosk.hardware.sim.card.chip import VirtualChip
from kiosk.hardware.sim.card.faults import CardFault
from kiosk.hardware.sim.card.profile import CardProfile
from kiosk.hardware.sim.card.reader_faults import ReaderFault
from kiosk.hardware.sim.card.slot import SimScard
from shared_runtime.clock import Clock
from wire.staff_cards import StaffCardFamily

LOST_EVERY = 6


class SimCardReader:
    """A ``CardReader`` and the handle that drives it. Everything but PC/SC itself is the real code,
    so events come from its threads, a little after the call that caused them."""

    def __init__(
        self,
        clock: Clock,
        *,
        deadline_s: float = READ_DEADLINE_S,
        report: Callable[[ReadReport], None] = lambda _: None,
        staff_cards: Sequence[StaffCardFamily] = (),
    ) -> None:
        self.slot = SimScard()
        self._fault: ReaderFault | None = None
        self._reader = PcscCardReader(
            clock,
            deadline_s=deadline_s,
            scard=lambda: self.slot,
            report=report,
            staff_cards=staff_cards,
        )

    def start(self, sink: EventSink) -> None:
        self._reader.start(sink)

    def stop(self) -> None:
        self._reader.stop()

    def insert(self, profile: CardProfile, fault: CardFault | None = None) -> None:
        """Puts a card in, in place of one that is there."""
        self.slot.put_in(VirtualChip(profile, fault))

    def remove(self) -> None:
        """Takes the card out; nothing happens when there is none."""
        self.slot.take_out()

    def remove_at_next_exchange(self) -> None:
        """Raises ValueError when no card is in."""
        if not self.slot.pull_at_next():
            raise ValueError("no card is in the reader")

    @property
    def occupied(self) -> bool:
        """Whether a card is in, unplugged or not."""
        return self.slot.occupied

    @property
    def fault(self) -> ReaderFault | None:
        """What ``set_fault`` chose last."""
        return self._fault

    def set_fault(self, name: str | None) -> None:
        """Chooses from the menu, or mends everything with None. Raises ValueError for others."""
        fault = None if name is None else ReaderFault(name)
        self._fault = fault
        self.slot.plug(fault is not ReaderFault.UNPLUGGED)
        self.slot.serve(fault is not ReaderFault.SERVICE_ABSENT)
        self.slot.silence(fault is ReaderFault.SILENT)
        self.slot.make_available(fault is not ReaderFault.UNAVAILABLE)
        self.slot.deny(fault is ReaderFault.ACCESS_DENIED)
        self.slot.lose_every(LOST_EVERY if fault is ReaderFault.LOSSY else 0)
