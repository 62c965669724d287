"""The provisional code: to the phone on file, once more, or the way to an agent."""

import pytest

from kiosk.domain.outcomes import Cause, TooManyRequests, Unreachable
from tests.domain.walk import texts_in
from tests.services.visits import (
    asked,
    assert_offered_by_post,
    assert_sent_to_agent,
    at_attestation,
    at_code,
    waits_for_sms,
)
from wire.calls.rights import RIGHTS
from wire.calls.session import SEND_CODE
from wire.citizen import (
    AccountState,
    AccountSuspended,
    CodeAccepted,
    CodeExpired,
    CodeKind,
    CodeSent,
    CodeWrong,
    NoPhoneOnFile,
    SessionOpened,
)

OFFLINE = Unreachable(Cause.NETWORK)
BUSY = TooManyRequests(60)


def test_forgotten_code_is_replaced_by_sms() -> None:
    visit = at_code()
    visit.forgot()
    assert visit.key == "login.sms.title"
    assert visit.called(SEND_CODE) == []
    assert "42" not in texts_in(visit.position)
    visit.picks("login.sms.send")
    assert len(visit.called(SEND_CODE)) == 1
    visit.performs(CodeSent("42", 600))
    assert (asked(visit).kind, asked(visit).phone_last_two) == (CodeKind.PROVISIONAL, "42")
    visit.types("123456")
    assert visit.checked()[-1].request.kind is CodeKind.PROVISIONAL
    visit.performs(CodeAccepted())
    assert len(visit.called(RIGHTS)) == 1


@pytest.mark.parametrize("account", [AccountState.ABSENT, AccountState.A_FINALISER])
def test_without_a_code_the_sms_is_offered_at_once(account: AccountState) -> None:
    visit = at_attestation()
    visit.performs(SessionOpened(account, None))
    assert visit.key == "login.sms.title"


@pytest.mark.parametrize("account", [AccountState.ABSENT, AccountState.A_FINALISER])
def test_without_a_code_and_a_phone_there_is_the_post(account: AccountState) -> None:
    visit = at_attestation()
    visit.performs(SessionOpened(account, None))
    visit.picks("login.sms.send")
    visit.performs(NoPhoneOnFile())
    assert_offered_by_post(visit, "login.no_phone")


def test_phone_that_is_no_longer_theirs_leads_to_the_post() -> None:
    visit = at_code()
    visit.forgot()
    visit.picks("login.sms.other_phone")
    assert_offered_by_post(visit, "login.other_phone")
    assert visit.called(SEND_CODE) == []


def test_forgotten_code_without_a_phone_leads_to_the_post() -> None:
    visit = at_code()
    visit.forgot()
    visit.picks("login.sms.send")
    visit.performs(NoPhoneOnFile())
    assert_offered_by_post(visit, "login.no_phone")


@pytest.mark.parametrize(
    ("result", "key"), [(AccountSuspended(), "login.suspended"), (BUSY, "login.too_many")]
)
def test_sms_refused_leads_to_an_agent(result: object, key: str) -> None:
    visit = at_code()
    visit.forgot()
    visit.picks("login.sms.send")
    visit.performs(result)
    assert_sent_to_agent(visit, key)


def test_sms_that_did_not_come_can_be_sent_again() -> None:
    visit = waits_for_sms()
    visit.forgot()
    assert len(visit.called(SEND_CODE)) == 2
    visit.performs(CodeSent("42", 600))
    assert asked(visit).kind is CodeKind.PROVISIONAL


def test_expired_provisional_code_can_be_sent_again() -> None:
    visit = waits_for_sms()
    visit.types("123456")
    visit.performs(CodeExpired())
    assert visit.key == "login.sms_expired.title"
    visit.picks("way.retry")
    assert len(visit.called(SEND_CODE)) == 2


def test_expired_provisional_code_can_be_given_up() -> None:
    visit = waits_for_sms()
    visit.types("123456")
    visit.performs(CodeExpired())
    assert_offered_by_post(visit, "login.sms_expired")
    assert len(visit.called(SEND_CODE)) == 1


def test_wrong_provisional_code_says_how_many_tries_are_left() -> None:
    visit = waits_for_sms()
    visit.types("000000")
    visit.performs(CodeWrong(2))
    assert (asked(visit).kind, asked(visit).tries_left) == (CodeKind.PROVISIONAL, 2)


@pytest.mark.parametrize(
    ("result", "key"), [(AccountSuspended(), "login.three_wrong"), (BUSY, "login.too_many")]
)
def test_provisional_code_refused_for_good_leads_to_an_agent(result: object, key: str) -> None:
    visit = waits_for_sms()
    visit.types("000000")
    visit.performs(result)
    assert_sent_to_agent(visit, key)


def test_provisional_code_that_could_not_be_checked_is_asked_again() -> None:
    visit = waits_for_sms()
    visit.types("123456")
    visit.performs(OFFLINE)
    visit.picks("way.retry")
    assert asked(visit).kind is CodeKind.PROVISIONAL
    assert len(visit.called(SEND_CODE)) == 1


def test_sms_that_could_not_be_asked_for_can_be_tried_again() -> None:
    visit = at_code()
    visit.forgot()
    visit.picks("login.sms.send")
    visit.performs(OFFLINE)
    visit.picks("way.retry")
    assert len(visit.called(SEND_CODE)) == 2
