"""Card in to identity known, through the real pcscd, beside a bare loop of pyscard.

Both wait for the card in the same way and begin when they are told of it; the loop sends the very
commands that ours sends, takes the answers and understands nothing. One virtual card answers at
once, so that nothing hides our own work; one answers as slowly as a real one.
"""

import queue
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field

from benchmarks.budgets import CARD_OWN_MS, CARD_RATIO
from benchmarks.finding import Limit, Measurement, Result, Skipped
from benchmarks.series import series
from devdock.cards.people import cards
from kiosk.domain.card import CardRead
from kiosk.hardware.pcsc.reader import PcscCardReader
from kiosk.hardware.pcsc.scard import Context, ReaderState
from kiosk.hardware.pcsc.system import SystemScard
from kiosk.hardware.pcsc.vitale import read_vitale
from kiosk.hardware.sim.card.chip import VirtualChip
from kiosk.hardware.sim.card.profile import CardProfile
from kiosk.hardware.status import CardReadFinished, CardTakenOut, DeviceEvent, DeviceHealth, Health
from shared_runtime.clock import SystemClock
from tests.system.pcscd import Pcscd, VpcdSlot, free_slot, missing_parts
from tests.waiting import eventually

CARD = "camille-martin"
REAL_EXCHANGE_S = 0.02
"""A command and its 50 bytes or so take that long at 9600 to 38400 baud."""
INSERTIONS = 11
WITHIN_S = 15.0


def results() -> list[Result]:
    names = ("card that answers at once", "card as slow as a real one")
    lacking = missing_parts()
    if lacking is not None:
        return [Skipped(name, lacking) for name in names]
    profile = cards()[CARD].profile
    with _pcscd() as slot:
        return [
            _side_by_side(names[0], slot, profile, 0.0),
            _side_by_side(names[1], slot, profile, REAL_EXCHANGE_S),
        ]


def _side_by_side(
    name: str, slot: VpcdSlot, profile: CardProfile, exchange_s: float
) -> Measurement:
    commands = commands_for(profile)
    ours, bare = [], []
    for _ in range(INSERTIONS):
        bare.append(_bare(slot, _chip(profile, exchange_s), commands))
        # The bare loop has the card for itself.
        with _our_reader(slot) as reader:
            ours.append(reader.read(slot, _chip(profile, exchange_s)))
    own, loop = series(ours), series(bare)
    return Measurement(
        name,
        f"told of the card to holders known, beside the same {len(commands)} commands bare;"
        f" {INSERTIONS} insertions each, in turns",
        (
            Limit("median above the bare loop, ms", own.median - loop.median, CARD_OWN_MS),
            Limit("× bare loop", own.median / loop.median, CARD_RATIO),
        ),
        {
            "median ms": own.median,
            "highest ms": own.highest,
            "bare median ms": loop.median,
            "bare highest ms": loop.highest,
        },
    )


def commands_for(profile: CardProfile) -> list[bytes]:
    """What our reading sends to that card, in order."""
    chip = VirtualChip(profile)
    conversation = read_vitale(chip.atr)
    commands = [next(conversation)]
    try:
        while True:
            commands.append(conversation.send(chip.answer(commands[-1])))
    except StopIteration as end:
        if not isinstance(end.value, CardRead):
            raise RuntimeError("the card to be timed cannot be read") from None
    return commands


def _chip(profile: CardProfile, exchange_s: float) -> VirtualChip:
    chip = VirtualChip(profile)
    chip.delay_s = exchange_s
    return chip


def _bare(slot: VpcdSlot, chip: VirtualChip, commands: Sequence[bytes]) -> float:
    """Milliseconds from being told of the card to the last answer."""
    from smartcard import scard

    apdus = [list(command) for command in commands]
    name = slot.reader_name
    _, context = scard.SCardEstablishContext(scard.SCARD_SCOPE_SYSTEM)
    state = 0
    with _putting_in(slot, chip):
        while not state & ReaderState.PRESENT:
            _, found = scard.SCardGetStatusChange(context, 1000, [(name, state)])
            state = found[0][1] & ~ReaderState.CHANGED
        told = time.perf_counter()
        _, card, protocol = scard.SCardConnect(context, name, scard.SCARD_SHARE_SHARED, 3)
        for apdu in apdus:
            code, _ = scard.SCardTransmit(card, protocol, apdu)
            if code != scard.SCARD_S_SUCCESS:
                raise RuntimeError(f"the bare loop met PC/SC error {code & 0xFFFFFFFF:08X}")
        known = time.perf_counter()
        scard.SCardDisconnect(card, scard.SCARD_UNPOWER_CARD)
        scard.SCardReleaseContext(context)
    return (known - told) * 1000


class _Noting(SystemScard):
    """Remembers when it told of a card."""

    told: float = 0.0

    def wait_change(
        self, context: Context, timeout_ms: int, states: Mapping[str, int]
    ) -> dict[str, int] | None:
        found = super().wait_change(context, timeout_ms, states)
        if found and any(state & ReaderState.PRESENT for state in found.values()):
            self.told = time.perf_counter()
        return found


@dataclass
class _OurReader:
    """The kiosk's reader as it runs, and when its events came."""

    scard: _Noting = field(default_factory=_Noting)
    events: "queue.SimpleQueue[tuple[float, DeviceEvent]]" = field(
        default_factory=queue.SimpleQueue
    )

    def take(self, event: DeviceEvent) -> None:
        self.events.put((time.perf_counter(), event))

    def next(self, wanted: Callable[[DeviceEvent], bool]) -> tuple[float, DeviceEvent]:
        while True:
            moment, event = self.events.get(timeout=WITHIN_S)
            if wanted(event):
                return moment, event

    def read(self, slot: VpcdSlot, chip: VirtualChip) -> float:
        """Milliseconds from being told of the card to its holders."""
        with _putting_in(slot, chip):
            known, event = self.next(lambda event: isinstance(event, CardReadFinished))
            told = self.scard.told
        self.next(lambda event: isinstance(event, CardTakenOut))
        if not (isinstance(event, CardReadFinished) and isinstance(event.outcome, CardRead)):
            raise RuntimeError("the kiosk's reader did not read the card")
        return (known - told) * 1000


@contextmanager
def _our_reader(slot: VpcdSlot) -> Iterator[_OurReader]:
    made = _OurReader()
    reader = PcscCardReader(SystemClock(), pattern=slot.reader_name, scard=lambda: made.scard)
    reader.start(made.take)
    try:
        made.next(lambda event: isinstance(event, DeviceHealth) and event.health is Health.OK)
        yield made
    finally:
        reader.stop()


@contextmanager
def _putting_in(slot: VpcdSlot, chip: VirtualChip) -> Iterator[None]:
    """The card goes in meanwhile, and is taken out at the end."""
    hand = threading.Thread(target=slot.insert_chip, args=(chip,))
    hand.start()
    try:
        yield
    finally:
        hand.join()
        slot.remove()


@contextmanager
def _pcscd() -> Iterator[VpcdSlot]:
    service = Pcscd(eventually)
    try:
        eventually(lambda: free_slot() is not None, WITHIN_S)
        index = free_slot()
        assert index is not None
        slot = VpcdSlot.numbered(index)
        try:
            yield slot
        finally:
            slot.remove()
    finally:
        service.stop()
