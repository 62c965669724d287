"""What of a visit counts as use, and at which step something was left: by keys, of nobody."""

import re
from collections.abc import Callable
from uuid import UUID

import pytest

from kiosk.domain.card import WrongCard, WrongCardKind
from kiosk.domain.events import CardAnswered, CardArrived, CardLeft, End
from kiosk.domain.faults import Fault, Link
from kiosk.domain.ids import SessionId
from kiosk.domain.session import step
from kiosk.domain.states import KioskState
from kiosk.domain.usage import Left, Used, used, without_central
from shared_runtime.messages.loading import shipped
from tests.demarches import ATTESTATION, CEAM, READ_CARD
from tests.domain.kiosk import Kiosk
from tests.domain.people import ALONE_CARD
from tests.services.visits import (
    at_attestation,
    at_code,
    at_confirm,
    at_home,
    at_paper,
    at_reference,
    issuing,
    kiosk,
    logged_in,
    printing,
)
from wire.citizen import AccountState, SessionOpened

SESSION = SessionId(UUID(int=1))


def ending(visit: Kiosk) -> Used | None:
    """What the end of the visit counts for."""
    assert visit.now.stamp is not None
    after, _ = step(visit.registry, visit.now, End(visit.now.stamp))
    return used(visit.registry, visit.now, after)


LEFT_AT = [
    (at_attestation, "working.account"),
    (at_code, "code.personal.title"),
    (logged_in, "working.rights"),
    (at_confirm, "attestation.confirm.question"),
]


@pytest.mark.parametrize(("stand", "name"), LEFT_AT)
def test_where_something_was_left_is_told_by_the_key_of_the_step(
    stand: Callable[[], Kiosk], name: str
) -> None:
    assert ending(stand()) == Used(left=Left(ATTESTATION, name), over=True)
    assert shipped().knows(name)


@pytest.mark.parametrize("stand", [at_paper, at_reference])
def test_what_was_made_is_not_left(stand: Callable[[], Kiosk]) -> None:
    assert ending(stand()) == Used(over=True)


@pytest.mark.parametrize("stand", [issuing, printing])
def test_what_is_being_made_is_finished_and_not_left(stand: Callable[[], Kiosk]) -> None:
    visit = stand()
    assert ending(visit) is None
    visit.ends()
    counted = []
    while visit.now.session is not None:
        before = visit.now
        visit.silence()
        counted.append(used(visit.registry, before, visit.now))
    assert [each for each in counted if each is not None] == [Used(over=True)]


def test_what_is_only_read_was_had() -> None:
    visit = at_home()
    visit.opens_service(READ_CARD)
    while visit.key.startswith("working"):
        visit.performs(SessionOpened(AccountState.ACTIF, None))
    assert ending(visit) == Used(over=True)


def test_who_goes_home_has_left_the_service_and_stays() -> None:
    visit = at_code()
    before = visit.now
    visit.goes_back()
    name = "code.personal.title"
    assert used(visit.registry, before, visit.now) == Used(left=Left(ATTESTATION, name))


def test_a_problem_that_ends_it_says_where() -> None:
    """Also where somebody reads it to the end."""
    visit = at_attestation()
    visit.performs(SessionOpened(AccountState.SUSPENDU, None))
    before = visit.now
    visit.picks("way.home")
    assert used(visit.registry, before, visit.now) == Used(
        left=Left(ATTESTATION, "login.suspended.title")
    )


def test_a_visit_and_each_service_begun_count_once() -> None:
    visit, counted = kiosk(), []

    def after(act: Callable[[], object]) -> None:
        before = visit.now
        act()
        counted.append(used(visit.registry, before, visit.now))

    visit.feed(CardArrived(SESSION))
    before = visit.now
    visit.feed(CardAnswered(SESSION, ALONE_CARD))
    assert used(visit.registry, before, visit.now) == Used(visit=True)
    after(visit.silence)
    after(visit.touches_screen)
    after(lambda: visit.opens_service(CEAM))
    after(visit.silence)
    after(visit.pulls_out)
    services = [each.service for each in counted if each is not None and each.service]
    assert services == [CEAM]
    assert sum(each.visit for each in counted if each is not None) == 0
    assert sum(each.over for each in counted if each is not None) == 1


def test_the_next_card_ends_a_visit_and_begins_another() -> None:
    visit = at_home()
    before = visit.now
    visit.inserts(ALONE_CARD)
    assert used(visit.registry, before, visit.now) == Used(visit=True, over=True)


def test_a_card_that_is_refused_is_no_visit() -> None:
    visit = kiosk()
    visit.feed(CardArrived(SESSION))
    before = visit.now
    visit.feed(CardAnswered(SESSION, WrongCard(WrongCardKind.OTHER)))
    refused = visit.now
    visit.feed(CardLeft())
    assert used(visit.registry, before, refused) is None
    assert used(visit.registry, refused, visit.now) is None


@pytest.mark.parametrize(
    ("state", "without"),
    [
        (KioskState(link=Link.OFFLINE), True),
        (KioskState(link=Link.CLOCK_WRONG), True),
        (KioskState(faults=frozenset({Fault.GATEWAY})), True),
        (KioskState(link=Link.UNKNOWN), False),
        (KioskState(link=Link.DEGRADED), False),
        (KioskState(link=Link.ONLINE), False),
    ],
)
def test_without_central_is_what_is_known_to_be(state: KioskState, without: bool) -> None:
    assert without_central(state) is without


def test_every_key_of_the_catalogue_fits_what_central_takes() -> None:
    """Whatever heads a step is one of them."""
    keys = shipped().sentences["fr"]
    assert [key for key in keys if not re.fullmatch("[a-z][a-z0-9_.-]{0,63}", key)] == []
