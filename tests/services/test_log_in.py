"""Logging in: every way to a code, and every way that ends with an agent."""

import pytest

from kiosk.domain.actions import Read
from kiosk.domain.events import FaultRaised
from kiosk.domain.faults import Fault
from kiosk.domain.outcomes import Cause, SessionLost, TooManyRequests, Unreachable
from kiosk.domain.services import Level
from kiosk.domain.states import InService
from shared_runtime.messages.message import message
from tests.demarches import ATTESTATION, READ_CARD
from tests.domain.people import ALONE_CARD, ALONE_RIGHTS, FAMILY_CARD, MOTHER
from tests.domain.walk import texts_in
from tests.services.visits import (
    ACTIVE,
    CODE,
    asked,
    assert_offered_by_post,
    assert_sent_to_agent,
    at_attestation,
    at_code,
    kiosk,
    logged_in,
)
from wire.calls.rights import RIGHTS
from wire.calls.session import OPEN
from wire.citizen import (
    AccountState,
    AccountSuspended,
    CardHolder,
    CardInOpposition,
    CodeAccepted,
    CodeKind,
    CodeWrong,
    PersonUnknown,
    SchemeNotServed,
    SessionOpened,
)

OFFLINE = Unreachable(Cause.NETWORK)
BUSY = TooManyRequests(60)


def test_account_is_opened_for_the_holder_who_stands_there() -> None:
    visit = at_attestation(FAMILY_CARD)
    (opened,) = visit.called(OPEN)
    card = CardHolder(MOTHER.nir, MOTHER.birth_date, MOTHER.family_name, MOTHER.given_name)
    assert opened.step == Read(message("working.account"), OPEN, card)


def test_right_code_leads_into_the_service() -> None:
    visit = at_code()
    visit.types(CODE)
    (check,) = visit.checked()
    assert (check.request.kind, check.request.code) == (CodeKind.PERSONAL, CODE)
    visit.performs(CodeAccepted())
    assert len(visit.called(RIGHTS)) == 1
    assert visit.in_service.visit.reached is Level.CODE
    assert CODE not in texts_in(visit.now)


def test_code_is_not_taken_twice_while_it_is_checked() -> None:
    visit = at_code()
    visit.types(CODE)
    assert visit.types("another") == ()
    visit.forgot()
    assert visit.in_service.checking
    assert len(visit.checked()) == 1


def test_wrong_code_says_how_many_tries_are_left() -> None:
    visit = at_code()
    assert asked(visit).tries_left is None
    visit.types("1111")
    visit.performs(CodeWrong(2))
    assert asked(visit).tries_left == 2
    visit.types("2222")
    visit.performs(CodeWrong(1))
    assert asked(visit).tries_left == 1


def test_wrong_code_three_times_leads_to_an_agent() -> None:
    visit = at_code()
    for result in (CodeWrong(2), CodeWrong(1), AccountSuspended()):
        visit.types("0000")
        visit.performs(result)
    assert_sent_to_agent(visit, "login.three_wrong")
    assert len(visit.checked()) == 3


def test_tries_left_are_forgotten_for_the_next_login() -> None:
    visit = at_code()
    visit.types("1111")
    visit.performs(CodeWrong(1))
    visit.goes_back()
    visit.opens_service(ATTESTATION)
    visit.performs(ACTIVE)
    assert asked(visit).tries_left is None


@pytest.mark.parametrize(
    ("result", "key"),
    [
        (SessionOpened(AccountState.SUSPENDU, None), "login.suspended"),
        (CardInOpposition(), "login.opposition"),
        (SchemeNotServed("02", "MSA", None), "login.scheme"),
        (SchemeNotServed("02", "MSA", "01 00 00 00 00"), "login.scheme_phone"),
        (PersonUnknown(), "login.unknown"),
        (BUSY, "login.too_many"),
    ],
)
def test_refused_at_the_door_leads_to_an_agent(result: object, key: str) -> None:
    visit = at_attestation()
    visit.performs(result)
    assert_sent_to_agent(visit, key)
    assert visit.checked() == []


def test_scheme_not_served_names_whom_to_contact() -> None:
    visit = at_attestation()
    visit.performs(SchemeNotServed("02", "MSA Île-de-France", "01 00 00 00 00"))
    assert {"MSA Île-de-France", "01 00 00 00 00"} <= set(texts_in(visit.position))


def test_unreachable_account_can_be_tried_again() -> None:
    visit = at_attestation()
    visit.performs(OFFLINE)
    assert visit.key == "central.silent.title"
    visit.picks("way.retry")
    assert len(visit.called(OPEN)) == 2
    visit.performs(ACTIVE)
    assert asked(visit).tries_left is None


def test_unreachable_account_leads_to_the_post() -> None:
    visit = at_attestation()
    visit.performs(OFFLINE)
    assert_offered_by_post(visit, "central.silent")


def test_the_post_that_cannot_take_it_either_leads_home() -> None:
    visit = at_attestation()
    visit.feed(FaultRaised(Fault.QUEUE))
    visit.performs(OFFLINE)
    visit.picks("way.otherwise")
    assert visit.state == "Home"


def test_where_nothing_stands_in_central_unreachable_leads_home() -> None:
    visit = kiosk(read_level=Level.CODE)
    visit.inserts(ALONE_CARD)
    visit.opens_service(READ_CARD)
    visit.performs(OFFLINE)
    assert_sent_to_agent(visit, "central.unreachable")


def test_code_that_could_not_be_checked_is_asked_again() -> None:
    visit = at_code()
    visit.types("1111")
    visit.performs(CodeWrong(2))
    visit.types(CODE)
    visit.performs(OFFLINE)
    visit.picks("way.retry")
    assert asked(visit).tries_left == 2


def test_no_answer_about_a_code_counts_as_unreachable() -> None:
    visit = at_code()
    visit.types(CODE)
    late = visit.stamp
    assert visit.silence() == 8.0
    assert visit.key == "central.silent.title"
    assert visit.stamp != late


def test_session_lost_while_a_code_is_checked_begins_the_login_again() -> None:
    visit = at_code()
    visit.types(CODE)
    visit.performs(SessionLost())
    assert len(visit.called(OPEN)) == 2
    visit.performs(ACTIVE)
    visit.types(CODE)
    assert len(visit.checked()) == 2


def test_second_service_at_the_same_level_asks_no_code_again() -> None:
    visit = logged_in()
    visit.performs(ALONE_RIGHTS)
    visit.goes_back()
    assert visit.state == "Home"
    visit.opens_service(ATTESTATION)
    assert len(visit.called(RIGHTS)) == 2
    assert len(visit.called(OPEN)) == 1


def test_card_alone_is_enough_at_level_c() -> None:
    visit = at_attestation(level=Level.CARD)
    visit.performs(SessionOpened(AccountState.SUSPENDU, None))
    assert isinstance(visit.now.state, InService)
    assert visit.now.state.visit.reached is Level.CARD
    assert len(visit.called(RIGHTS)) == 1
    assert visit.checked() == []


@pytest.mark.parametrize("account", [AccountState.ACTIF, AccountState.ABSENT])
def test_mgen_is_told_what_is_served_before_any_code(account: AccountState) -> None:
    visit = at_attestation()
    visit.performs(SessionOpened(account, "mgen"))
    assert visit.key == "login.note.mgen.title"
    visit.picks("way.on")
    assert visit.key != "login.note.mgen.title"


def test_a_note_not_known_here_is_left_out() -> None:
    visit = at_attestation()
    visit.performs(SessionOpened(AccountState.ACTIF, "something-newer"))
    assert asked(visit).kind is CodeKind.PERSONAL
