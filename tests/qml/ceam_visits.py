"""Visits up to each screen of the European card."""

from collections.abc import Callable, Mapping
from datetime import date

from kiosk.domain.card import CardRead
from kiosk.domain.outcomes import SessionLost
from tests.demarches import CEAM
from tests.domain.kiosk import Kiosk
from tests.domain.people import droits, holder
from tests.qml import sample_visits as at
from wire.calls.ceam import CeamCard, CeamCards
from wire.citizen import AccountState, CodeAccepted, SessionOpened

KEPT = CeamCard("b0", allowed=False, card_until=date(2028, 7, 22), why="valid")
ORDERED = CeamCard("b1", allowed=False, ordered_on=date(2026, 11, 19), why="ordered")
FREE = tuple(CeamCard(f"b{rank}", allowed=True) for rank in range(19))


def _opened(card: CardRead) -> Kiosk:
    kiosk = at.home()
    kiosk.pulls_out()
    kiosk = at.rest()
    kiosk.inserts(card)
    if len(card.holders) > 1:
        kiosk.is_holder(0)
    kiosk.opens_service(CEAM)
    return kiosk


def _known(card: CardRead, *children: str, cards: tuple[CeamCard, ...] = FREE) -> Kiosk:
    kiosk = _opened(card)
    kiosk.picks("login.have_code.yes")
    kiosk.performs(SessionOpened(AccountState.ACTIF, None))
    kiosk.types("84261937")
    kiosk.performs(CodeAccepted(), droits(at.CAMILLE, *children), CeamCards(cards))
    return kiosk


def family() -> Kiosk:
    return _known(at.FAMILY_CARD, "Tom", "Zoé")


def without_code() -> Kiosk:
    kiosk = _opened(CardRead((at.CAMILLE, holder("DURAND", "Zoé", "2160375999002"))))
    kiosk.picks("login.have_code.no")
    kiosk.performs(SessionLost())
    return kiosk


def kept() -> Kiosk:
    return _known(at.CARD, "Tom", "Zoé", cards=(KEPT, ORDERED, FREE[2]))


def nothing_to_order() -> Kiosk:
    return _known(at.CARD, cards=(KEPT,))


def whose() -> Kiosk:
    kiosk = _known(at.CARD, *at.OTHERS[:16])
    kiosk.picks("ceam.for_some")
    return kiosk


def another() -> Kiosk:
    kiosk = family()
    kiosk.picks("ceam.for_some")
    kiosk.picks("plain", 1)
    return kiosk


def confirm() -> Kiosk:
    kiosk = family()
    kiosk.picks("ceam.for_all")
    return kiosk


def confirm_many() -> Kiosk:
    kiosk = _known(at.CARD, *at.OTHERS[:16])
    kiosk.picks("ceam.for_all")
    return kiosk


VISITS: Mapping[str, Callable[[], Kiosk]] = {
    "ceam-family": family,
    "ceam-without-code": without_code,
    "ceam-kept": kept,
    "ceam-nothing": nothing_to_order,
    "ceam-whose": whose,
    "ceam-another": another,
    "ceam-confirm": confirm,
    "ceam-confirm-many": confirm_many,
}
