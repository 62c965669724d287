"""Visits up to the point where a test begins, and what tests ask about them."""

from collections.abc import Callable
from functools import partial
from typing import Any

from kiosk.domain.actions import AskCode, HandOver, Issue, PerformedStep, Submit
from kiosk.domain.card import CardRead
from kiosk.domain.events import LinkChanged
from kiosk.domain.faults import Link
from kiosk.domain.flow import ShowProblem
from kiosk.domain.outcomes import SessionLost
from kiosk.domain.paper import HandedOver, Medium
from kiosk.domain.place import Place
from kiosk.domain.services import Demarche, Level
from kiosk.services.registry import DEMARCHES, registry
from tests.demarches import ADDRESS, ATTESTATION, BY_POST, CEAM, DAMAGED_CARD, LOST_CARD, READ_CARD
from tests.domain.kiosk import Kiosk
from tests.domain.next_answer import begun, on_the_way
from tests.domain.outcomes import REFERENCE
from tests.domain.people import ALONE, ALONE_CARD, ALONE_RIGHTS, attestation
from wire.actions import ActionRecorded
from wire.calls.rights import RIGHTS
from wire.citizen import AccountState, CodeAccepted, CodeSent, SessionOpened
from wire.demandes.demande import Assurance

PLACE = Place(
    "Caisse de démonstration",
    "Agence",
    "07",
    agent_where={"fr": "À l’accueil."},
    phone="36 46",
    phone_hours={},
    other_kiosk={},
    paper_where={"fr": "dans le bac"},
    receipt_where={"fr": "sous l’écran"},
)
CODE = "84261937"
ACTIVE = SessionOpened(AccountState.ACTIF, None)
ISSUED = attestation(ALONE)
PRINTED = HandedOver(1)
RECORDED = ActionRecorded(REFERENCE, Assurance.CARD, True)
STRIP = HandedOver(1, Medium.STRIP)


def kiosk(attestation_level: Level = Level.CODE, read_level: Level = Level.CARD) -> Kiosk:
    return Kiosk(registry({ATTESTATION: attestation_level, READ_CARD: read_level}, PLACE))


def at_home(card: CardRead = ALONE_CARD, level: Level = Level.CODE) -> Kiosk:
    """Somebody's card has been read; they stand before the tiles."""
    visit = kiosk(level)
    visit.inserts(card)
    if len(card.holders) > 1:
        visit.is_holder(0)
    return visit


def at_attestation(card: CardRead = ALONE_CARD, level: Level = Level.CODE) -> Kiosk:
    """The attestation was chosen: the account is being opened."""
    visit = at_home(card, level)
    visit.opens_service(ATTESTATION)
    return visit


def at_code() -> Kiosk:
    visit = at_attestation()
    visit.performs(ACTIVE)
    return visit


def logged_in(card: CardRead = ALONE_CARD) -> Kiosk:
    """The code was right: the rights are being fetched."""
    visit = at_attestation(card)
    visit.performs(ACTIVE)
    visit.types(CODE)
    visit.performs(CodeAccepted())
    return visit


def at_confirm() -> Kiosk:
    visit = logged_in()
    visit.performs(ALONE_RIGHTS)
    visit.picks("attestation.complete")
    return visit


def issuing() -> Kiosk:
    visit = at_confirm()
    visit.agrees()
    return visit


def printing() -> Kiosk:
    visit = issuing()
    visit.performs(ISSUED)
    return visit


def at_paper() -> Kiosk:
    visit = printing()
    visit.performs(PRINTED)
    return visit


def without_card() -> Kiosk:
    visit = kiosk()
    visit.begins_without_card()
    return visit


def offline(visit: Kiosk) -> Kiosk:
    visit.feed(LinkChanged(Link.OFFLINE))
    return visit


def asking_by_post() -> Kiosk:
    """The attestation by post is confirmed, and being recorded."""
    visit = offline(at_home())
    visit.opens_service(BY_POST)
    visit.agrees()
    return visit


def reporting_damage() -> Kiosk:
    visit = at_home()
    visit.opens_service(DAMAGED_CARD)
    visit.agrees()
    return visit


def reporting_loss() -> Kiosk:
    """Somebody without a card, who has typed who they are."""
    visit = without_card()
    visit.opens_service(LOST_CARD)
    visit.picks("way.on")
    visit.picks("card_lost.stolen")
    visit.fills("20112026", ALONE.nir.value, "14031985")
    visit.agrees()
    return visit


def moving() -> Kiosk:
    visit = at_home()
    visit.opens_service(ADDRESS)
    visit.picks("login.have_code.no")
    visit.fills("12 rue Neuve", "", "75012", "Paris")
    visit.agrees()
    return visit


def ordering_ceam() -> Kiosk:
    visit = at_home()
    visit.opens_service(CEAM)
    visit.picks("login.have_code.no")
    visit.performs(SessionLost())
    visit.picks("way.on")
    visit.agrees()
    return visit


def asking_for(demarche: Demarche) -> Kiosk:
    """What it asks for is confirmed, and being recorded."""
    visit = begun(demarche, kiosk())
    for step in on_the_way(visit):
        if isinstance(step, Submit):
            return visit
    raise AssertionError(f"{demarche.id} has nothing recorded")


SUBMITTING = tuple(partial(asking_for, each) for each in DEMARCHES if each.queued)
"""Every request, confirmed and being recorded."""


def at_reference(stand: Callable[[], Kiosk] = reporting_damage) -> Kiosk:
    """Recorded, and the receipt is out."""
    visit = stand()
    visit.performs(RECORDED, STRIP)
    return visit


def submits(visit: Kiosk) -> list[Any]:
    """The submit steps that were performed."""
    return [do.step for do in visit.done(Submit)]


def issues(visit: Kiosk) -> list[Any]:
    """The issue steps that were performed."""
    return [do.step for do in visit.done(Issue)]


def hand_overs(visit: Kiosk) -> list[Any]:
    """The steps that handed paper over."""
    return [do.step for do in visit.done(HandOver)]


def asked(visit: Kiosk) -> AskCode:
    """The code that is asked for now."""
    assert isinstance(visit.position, AskCode), visit.key
    return visit.position


def waits_for_sms() -> Kiosk:
    """The code was forgotten and a provisional one is on its way."""
    visit = at_code()
    visit.forgot()
    visit.picks("login.sms.send")
    visit.performs(CodeSent("42", 600))
    return visit


def assert_offered_by_post(visit: Kiosk, key: str) -> None:
    """A problem that leads on to the attestation by post, which needs no code."""
    assert visit.key == f"{key}.title"
    visit.picks("way.otherwise")
    assert visit.in_service.service == BY_POST
    assert visit.key == "by_post.confirm.question"
    assert visit.called(RIGHTS) == []


def assert_sent_to_agent(visit: Kiosk, key: str) -> None:
    """A problem without another try, then home, and nothing further was asked of central."""
    assert visit.key == f"{key}.title"
    assert isinstance(visit.position, ShowProblem)
    performed = len(visit.done(PerformedStep))
    visit.picks("way.home")
    assert visit.state == "Home"
    assert len(visit.done(PerformedStep)) == performed
    assert visit.called(RIGHTS) == []
