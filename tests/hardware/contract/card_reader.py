"""What every card reader owes the kiosk, whatever stands behind it."""

import queue
from collections.abc import Callable
from typing import Protocol, TypeVar

import pytest

from kiosk.domain.card import (
    CardOutcome,
    CardRead,
    Mute,
    RemovedTooEarly,
    StaffCard,
    Unreadable,
    UnreadableReason,
    WrongCard,
    WrongCardKind,
)
from kiosk.hardware.ports import CardReader
from kiosk.hardware.sim.card.faults import CardFault, CardFaultKind
from kiosk.hardware.sim.card.profile import ATRS, WRONG_CARDS, CardProfile, vitale, with_atr
from kiosk.hardware.status import (
    CardInserted,
    CardReadFinished,
    CardTakenOut,
    DeviceEvent,
    DeviceHealth,
    Health,
)
from tests.hardware.badges import BY_FILE, BY_NUMBER
from tests.hardware.people import CAMILLE, LONG, LUCIE, WEI
from wire.staff import StaffBadge

WITHIN_S = 60
BADGES = {
    "serial": (BY_NUMBER, StaffBadge("dsi", "serial", "04a1b2c3d4e580"), 1),
    "file": (BY_FILE, StaffBadge("cpam", "file", "00a17c3e5f904b21"), 3),
}
"""Each with what it is read as, and in how many exchanges."""
T = TypeVar("T")


class Slot(Protocol):
    """What the test moves by hand."""

    def insert(self, profile: CardProfile, fault: CardFault | None = None) -> None: ...

    def remove(self) -> None: ...


class Inbox:
    """The sink of one reader, read in order."""

    def __init__(self) -> None:
        self._events: queue.Queue[DeviceEvent] = queue.Queue()
        self.put = self._events.put

    def next(self, kind: type[T], wanted: Callable[[T], bool] = lambda _: True) -> T:
        """The next event but health, which must be of that kind; a health is looked for."""
        while True:
            event = self._events.get(timeout=WITHIN_S)
            if isinstance(event, kind) and wanted(event):
                return event
            assert isinstance(event, DeviceHealth), event

    def health(self, health: Health, reason: str | None = None) -> None:
        self.next(DeviceHealth, lambda e: (e.health, e.reason) == (health, reason))

    def gone(self, reason: str) -> None:
        """The card is told to be out and the reader to be lost, in any order: one that seems to do
        no more than blink at first is a fault only later, while the visit ends at once."""
        told: set[str] = set()
        while told != {"card", "reader"}:
            event = self._events.get(timeout=WITHIN_S)
            if isinstance(event, CardTakenOut) and "card" not in told:
                told.add("card")
            else:
                assert isinstance(event, DeviceHealth), event
                if (event.health, event.reason) == (Health.FAILED, reason):
                    told.add("reader")

    def empty(self) -> bool:
        return self._events.empty()


ONE = vitale([CAMILLE])
UNREADABLE = {
    CardFaultKind.TRUNCATED_TLV: UnreadableReason.MALFORMED,
    CardFaultKind.OVERSIZED_LENGTH: UnreadableReason.TOO_LARGE,
    CardFaultKind.COUNTS_DIFFER: UnreadableReason.HOLDER_COUNTS_DIFFER,
    CardFaultKind.BAD_NIR_KEY: UnreadableReason.NIR_KEY,
    CardFaultKind.WRONG_STATUS_WORD: UnreadableReason.REFUSED,
}
WRONG_KINDS = {
    "vitale1": WrongCardKind.VITALE1,
    "cps": WrongCardKind.CPS,
    "staff": WrongCardKind.STAFF,
    "hospital": WrongCardKind.OTHER,
    "bank": WrongCardKind.OTHER,
}


class CardReaderContract:
    """Subclasses give the fixtures ``reader`` (not started, told of ``badges.FAMILIES``), ``slot``
    and ``inbox`` (started)."""

    def visit(
        self, slot: Slot, inbox: Inbox, profile: CardProfile, fault: CardFault | None = None
    ) -> CardOutcome:
        slot.insert(profile, fault)
        inserted = inbox.next(CardInserted)
        answered = inbox.next(CardReadFinished)
        assert answered.insertion == inserted.insertion
        slot.remove()
        assert inbox.next(CardTakenOut).insertion == inserted.insertion
        return answered.outcome

    @pytest.mark.parametrize("people", [(CAMILLE,), (LUCIE, WEI), (LONG,) * 4, (CAMILLE,) * 19])
    def test_a_card_is_read(self, slot: Slot, inbox: Inbox, people):
        assert self.visit(slot, inbox, vitale(people)) == CardRead(people)

    @pytest.mark.parametrize(
        "fault",
        [
            CardFaultKind.EVERYWHERE_61,
            CardFaultKind.EVERYWHERE_6C,
            CardFaultKind.BY_NAME_ONLY,
            CardFaultKind.SLOW,
        ],
    )
    def test_manners_of_the_protocol_do_not_matter(self, slot: Slot, inbox: Inbox, fault):
        assert self.visit(slot, inbox, ONE, CardFault(fault)) == CardRead((CAMILLE,))

    @pytest.mark.parametrize("exchange", [1, 2, 4, 8])
    def test_pulled_at_any_exchange_then_the_next_card_works(
        self, slot: Slot, inbox: Inbox, exchange
    ):
        slot.insert(ONE, CardFault(CardFaultKind.REMOVED_AT_EXCHANGE, exchange=exchange))
        first = inbox.next(CardInserted)
        assert inbox.next(CardReadFinished).outcome == RemovedTooEarly()
        assert inbox.next(CardTakenOut).insertion == first.insertion
        assert self.visit(slot, inbox, vitale([LUCIE])) == CardRead((LUCIE,))

    @pytest.mark.parametrize(("fault", "reason"), UNREADABLE.items())
    def test_a_card_that_cannot_be_trusted(self, slot: Slot, inbox: Inbox, fault, reason):
        assert self.visit(slot, inbox, ONE, CardFault(fault)) == Unreadable(reason)

    def test_a_mute_card(self, slot: Slot, inbox: Inbox):
        assert self.visit(slot, inbox, ONE, CardFault(CardFaultKind.MUTE)) == Mute()

    @pytest.mark.parametrize(("name", "kind"), WRONG_KINDS.items())
    def test_a_wrong_card(self, slot: Slot, inbox: Inbox, name, kind):
        assert self.visit(slot, inbox, WRONG_CARDS[name]) == WrongCard(kind)

    @pytest.mark.parametrize("kind", BADGES)
    @pytest.mark.parametrize("fault", [None, CardFault(CardFaultKind.SLOW)])
    def test_a_badge_of_staff_is_read(self, slot: Slot, inbox: Inbox, kind, fault):
        profile, badge, _ = BADGES[kind]
        assert self.visit(slot, inbox, profile, fault) == StaffCard(badge)

    @pytest.mark.parametrize(
        ("kind", "exchange"),
        [(kind, at + 1) for kind, (*_, exchanges) in BADGES.items() for at in range(exchanges)],
    )
    def test_a_badge_pulled_at_every_exchange_then_the_next_card_works(
        self, slot: Slot, inbox: Inbox, kind, exchange
    ):
        profile, badge, _ = BADGES[kind]
        slot.insert(profile, CardFault(CardFaultKind.REMOVED_AT_EXCHANGE, exchange=exchange))
        inbox.next(CardInserted)
        assert inbox.next(CardReadFinished).outcome == RemovedTooEarly()
        inbox.next(CardTakenOut)
        assert self.visit(slot, inbox, profile) == StaffCard(badge)

    @pytest.mark.parametrize("kind", BADGES)
    def test_a_badge_that_gives_nothing_away(self, slot: Slot, inbox: Inbox, kind):
        fault = CardFault(CardFaultKind.WRONG_STATUS_WORD)
        assert self.visit(slot, inbox, BADGES[kind][0], fault) == WrongCard(WrongCardKind.STAFF)

    @pytest.mark.parametrize("family", ["vitale2_4f09fa", "vitale2_newer"])
    def test_other_masks_of_the_family(self, slot: Slot, inbox: Inbox, family):
        assert self.visit(slot, inbox, with_atr(ONE, ATRS[family])) == CardRead((CAMILLE,))

    def test_every_insertion_has_its_own_number(self, slot: Slot, inbox: Inbox):
        numbers = []
        for _ in range(3):
            slot.insert(ONE)
            numbers.append(inbox.next(CardInserted).insertion)
            inbox.next(CardReadFinished)
            slot.remove()
            inbox.next(CardTakenOut)
        assert len(set(numbers)) == 3

    def test_no_event_comes_after_stop(self, slot: Slot, inbox: Inbox, reader: CardReader):
        slot.insert(ONE)
        inbox.next(CardInserted)
        inbox.next(CardReadFinished)
        reader.stop()
        slot.remove()
        assert inbox.empty()
