"""What comes too late, twice, from elsewhere or out of place changes nothing."""

from collections.abc import Callable
from uuid import UUID

import pytest

from kiosk.domain.events import (
    Answered,
    Back,
    CardArrived,
    CardLeft,
    CodeTyped,
    End,
    Event,
    FaultCleared,
    FaultRaised,
    GroupChosen,
    ServiceChosen,
)
from kiosk.domain.faults import BLOCKING, Fault
from kiosk.domain.flow import Agreed, Chosen, CodeForgotten, Step, StepAnswer, StepResult
from kiosk.domain.ids import ServiceId, SessionId, Stamp
from kiosk.domain.services import Group
from tests.demarches import ATTESTATION, only
from tests.domain.kiosk import Kiosk, go
from tests.domain.outcomes import foreign_to, results_of
from tests.domain.people import ALONE, ALONE_CARD
from tests.services.visits import (
    CODE,
    ISSUED,
    PRINTED,
    at_attestation,
    at_code,
    at_confirm,
    at_home,
    at_paper,
    issuing,
    logged_in,
    printing,
)
from wire.citizen import CodeAccepted

ANOTHER = SessionId(UUID(int=777))


def assert_unchanged(visit: Kiosk, event: Event) -> None:
    before = visit.now
    assert visit.feed(event) == ()
    assert visit.now is before


@pytest.mark.parametrize("stand", [at_code, at_confirm, at_paper, issuing, printing])
@pytest.mark.parametrize(
    "stamped",
    [
        lambda stamp: Answered(stamp, Chosen(0)),
        lambda stamp: Answered(stamp, Agreed(go(5))),
        lambda stamp: Answered(stamp, CodeForgotten()),
        lambda stamp: Answered(stamp, StepResult(ISSUED)),
        lambda stamp: Answered(stamp, StepResult(PRINTED)),
        lambda stamp: CodeTyped(stamp, CODE),
        Back,
        End,
    ],
)
def test_another_turn_or_another_session_is_not_heard(
    stand: Callable[[], Kiosk], stamped: Callable[[Stamp], Event]
) -> None:
    visit = stand()
    session, turn = visit.stamp.session, visit.stamp.turn
    for stamp in (Stamp(session, turn - 1), Stamp(session, turn + 1), Stamp(ANOTHER, turn)):
        assert_unchanged(visit, stamped(stamp))


@pytest.mark.parametrize(
    ("stand", "answer"),
    [
        (at_code, Chosen(0)),
        (at_code, StepResult(CodeAccepted())),
        (at_confirm, Chosen(0)),
        (at_confirm, StepResult(PRINTED)),
        (at_paper, Chosen(2)),
        (at_paper, Chosen(-1)),
        (at_paper, Agreed(go(5))),
        (issuing, Agreed(go(5))),
        (issuing, StepResult(PRINTED)),
        (printing, StepResult(ISSUED)),
        (printing, Chosen(0)),
        (logged_in, StepResult(ISSUED)),
        (logged_in, CodeForgotten()),
    ],
)
def test_an_answer_out_of_place_is_not_heard(
    stand: Callable[[], Kiosk], answer: StepAnswer
) -> None:
    visit = stand()
    assert_unchanged(visit, Answered(visit.stamp, answer))


def test_a_code_is_heard_only_where_one_is_asked_for() -> None:
    visit = at_confirm()
    assert_unchanged(visit, CodeTyped(visit.stamp, CODE))


def test_a_double_touch_on_the_confirmation_issues_once() -> None:
    visit = at_confirm()
    event = Answered(visit.stamp, Agreed(go(5)))
    visit.feed(event)
    assert_unchanged(visit, event)


def test_a_group_without_services_cannot_be_opened() -> None:
    visit = Kiosk(only(ATTESTATION))
    visit.inserts(ALONE_CARD)
    assert_unchanged(visit, GroupChosen(visit.stamp, Group.REFUNDS, visit.today))


def test_an_unknown_service_cannot_be_opened() -> None:
    visit = at_home()
    assert_unchanged(visit, ServiceChosen(visit.stamp, ServiceId("unknown"), visit.today))


def test_back_at_home_goes_nowhere() -> None:
    visit = at_home()
    assert_unchanged(visit, Back(visit.stamp))


def test_the_same_card_arriving_again_ends_nothing() -> None:
    visit = at_home()
    before = visit.now
    assert visit.feed(CardArrived(visit.stamp.session)) == ()
    assert visit.now == before


def test_a_card_leaving_where_none_was_is_nothing() -> None:
    visit = at_home()
    visit.pulls_out()
    before = visit.now
    assert visit.feed(CardLeft()) == ()
    assert visit.now == before


@pytest.mark.parametrize("fault", sorted(set(Fault) - BLOCKING))
def test_other_faults_move_nothing_between_visits(fault: Fault) -> None:
    visit = at_home()
    visit.ends()
    for state in ("TakeCard", "Attract"):
        assert visit.state == state
        assert visit.feed(FaultRaised(fault)) == ()
        assert visit.feed(FaultCleared(fault)) == ()
        assert visit.state == state
        visit.pulls_out()


def sending() -> Kiosk:
    visit = at_code()
    visit.forgot()
    visit.picks("login.sms.send")
    return visit


def checking() -> Kiosk:
    visit = at_code()
    visit.types(CODE)
    return visit


PERFORMING = [at_attestation, checking, sending, logged_in, issuing, printing]


@pytest.mark.parametrize("stand", PERFORMING)
def test_a_result_of_another_kind_is_not_heard(stand: Callable[[], Kiosk]) -> None:
    visit = stand()
    step = visit.position
    assert isinstance(step, Step)
    for result in foreign_to(step, ALONE):
        assert_unchanged(visit, Answered(visit.stamp, StepResult(result)))


@pytest.mark.parametrize("stand", PERFORMING)
def test_every_result_of_the_right_kind_leads_on(stand: Callable[[], Kiosk]) -> None:
    step = stand().position
    assert isinstance(step, Step)
    for result in results_of(step, ALONE):
        visit = stand()
        turn = visit.now.turn
        visit.performs(result)
        assert visit.now.turn > turn, type(result).__name__
