"""Visits up to the point where a test begins, and what tests ask about them."""

from typing import Any

from kiosk.domain.card import CardRead
from kiosk.domain.exchanges import AccountState, CodeAccepted, CodeSent, Opened, Reached
from kiosk.domain.flow import ShowProblem
from kiosk.domain.paper import HandedOver
from kiosk.domain.performed import AskCode, FetchRights, HandOver, Issue, Perform
from kiosk.domain.services import Group, Level
from kiosk.services.registry import ATTESTATION, BY_POST, READ_CARD, registry
from tests.domain.kiosk import Kiosk
from tests.domain.people import ALONE, ALONE_CARD, ALONE_RIGHTS, attestation

CODE = "84261937"
ACTIVE = Opened(AccountState.ACTIF, "42", None)
ISSUED = Reached(attestation(ALONE))
PRINTED = HandedOver(1)


def kiosk(attestation_level: Level = Level.CODE, read_level: Level = Level.CARD) -> Kiosk:
    return Kiosk(registry({ATTESTATION: attestation_level, READ_CARD: read_level}))


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
    visit.opens(Group.ATTESTATIONS)
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
    visit.performs(CodeSent("42"))
    return visit


def assert_offered_by_post(visit: Kiosk, key: str) -> None:
    """A problem that leads on to the attestation by post, which needs no code."""
    assert visit.key == f"{key}.title"
    visit.picks("way.otherwise")
    assert visit.in_service.service == BY_POST
    assert visit.key == "by_post.confirm.question"
    assert visit.done(FetchRights) == []


def assert_sent_to_agent(visit: Kiosk, key: str) -> None:
    """A problem without another try, then home, and nothing further was asked of central."""
    assert visit.key == f"{key}.title"
    assert isinstance(visit.position, ShowProblem)
    performed = len(visit.done(Perform))
    visit.picks("way.home")
    assert visit.state == "Home"
    assert len(visit.done(Perform)) == performed
    assert visit.done(FetchRights) == []
