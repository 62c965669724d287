"""The attestation: whose, which version, issued under one action, on paper once."""

from dataclasses import replace
from datetime import date

import pytest

from kiosk.domain.flow import Confirm, TakePaper
from kiosk.domain.outcomes import Cause, Refused, SessionLost, Unreachable
from kiosk.domain.paper import HandedOver
from kiosk.domain.services import Level
from shared_runtime.messages.message import message
from tests.domain.kiosk import labels
from tests.domain.people import (
    ALONE,
    ALONE_RIGHTS,
    CAISSE,
    FAMILY_CARD,
    FAMILY_RIGHTS,
    beneficiaire,
)
from tests.domain.walk import texts_in
from tests.services.visits import (
    ACTIVE,
    CODE,
    ISSUED,
    at_attestation,
    at_confirm,
    hand_overs,
    issues,
    issuing,
    logged_in,
)
from wire.attestation import Version
from wire.calls.rights import RIGHTS
from wire.calls.session import OPEN
from wire.citizen import AccountState, CodeAccepted, SessionOpened
from wire.problem import ProblemType
from wire.rights import Droits, Periode

OFFLINE = Unreachable(Cause.NETWORK)


def test_for_oneself_from_the_code_to_the_paper() -> None:
    visit = at_confirm()
    go = visit.agrees()
    (issue,) = issues(visit)
    assert (issue.go, issue.request.beneficiaire, issue.request.version) == (
        go,
        "b0",
        Version.COMPLETE,
    )
    visit.performs(ISSUED)
    (hand_over,) = hand_overs(visit)
    assert hand_over.go == go
    assert hand_over.document is ISSUED
    visit.performs(HandedOver(3))
    assert visit.key == "paper.attestation"
    assert isinstance(visit.position, TakePaper)
    assert visit.position.pages == 3
    visit.picks("paper.taken")
    assert visit.state == "Home"


def test_for_a_dependant() -> None:
    visit = logged_in(FAMILY_CARD)
    visit.performs(FAMILY_RIGHTS)
    assert labels(visit.position) == ("attestation.for_me", *("attestation.for_child",) * 2)
    visit.picks("attestation.for_child", nth=1)
    visit.picks("attestation.complete")
    assert "Lou FAMILLE" in texts_in(visit.position)
    assert "attestation.contains.all_theirs" in texts_in(visit.position)
    visit.agrees()
    assert issues(visit)[0].request.beneficiaire == "b2"


def test_minimal_version() -> None:
    visit = logged_in()
    visit.performs(ALONE_RIGHTS)
    visit.picks("attestation.minimal")
    assert "attestation.contains.main" in texts_in(visit.position)
    visit.agrees()
    assert issues(visit)[0].request.version is Version.MINIMALE


def test_summary_says_how_many_dependants_a_complete_one_names() -> None:
    visit = logged_in(FAMILY_CARD)
    visit.performs(FAMILY_RIGHTS)
    visit.picks("attestation.for_me")
    visit.picks("attestation.complete")
    assert isinstance(visit.position, Confirm)
    contents = visit.position.facts[1]
    assert contents.value == message("attestation.contains.all")
    assert contents.detail == message("attestation.contains.dependants", count=2)


def test_without_dependants_nobody_is_asked_for_whom() -> None:
    visit = logged_in()
    visit.performs(ALONE_RIGHTS)
    assert visit.key == "attestation.version"


@pytest.mark.parametrize(
    ("periods", "key"),
    [
        ((Periode(date(2024, 1, 1), None),), "attestation.rights.open"),
        ((Periode(date(2024, 1, 1), date(2026, 12, 2)),), "attestation.rights.until"),
    ],
)
def test_summary_says_how_long_the_rights_last(periods: tuple[Periode, ...], key: str) -> None:
    visit = logged_in()
    person = beneficiaire(ALONE, periods=periods)
    visit.performs(Droits(person, (), CAISSE))
    visit.picks("attestation.complete")
    assert isinstance(visit.position, Confirm)
    said = [fact.value.key for fact in visit.position.facts]
    assert said[2:] == [key]
    if key == "attestation.rights.until":
        assert "02/12/2026" in texts_in(visit.position)


def test_without_rights_nothing_is_asked_or_promised() -> None:
    visit = logged_in()
    visit.performs(Droits(beneficiaire(ALONE, periods=()), (), CAISSE))
    assert visit.key == "attestation.no_rights.title"
    visit.picks("way.home")
    assert visit.state == "Home"
    assert issues(visit) == []


def test_rights_that_end_before_the_issue_are_said_as_such() -> None:
    visit = issuing()
    visit.performs(Refused(ProblemType.NO_CURRENT_RIGHTS))
    assert visit.key == "attestation.no_rights.title"
    assert hand_overs(visit) == []


def test_last_of_several_periods_counts_whatever_their_order() -> None:
    visit = logged_in()
    later, earlier = (Periode(date(year, 1, 1), date(year, 12, 31)) for year in (2026, 2024))
    visit.performs(Droits(beneficiaire(ALONE, periods=(later, earlier)), (), CAISSE))
    visit.picks("attestation.complete")
    assert "31/12/2026" in texts_in(visit.position)


def test_nothing_is_issued_before_the_confirmation() -> None:
    visit = at_confirm()
    assert issues(visit) == []
    visit.goes_back()
    visit.picks("attestation.complete")
    assert issues(visit) == []


def test_rights_refused_lead_home() -> None:
    visit = logged_in()
    visit.performs(Refused(ProblemType.ACTION_CONFLICT))
    assert visit.key == "attestation.refused.title"
    assert labels(visit.position) == ("way.home",)
    visit.picks("way.home")
    assert visit.state == "Home"


def test_rights_unreachable_can_be_tried_again() -> None:
    visit = logged_in()
    visit.performs(OFFLINE)
    visit.picks("way.retry")
    assert len(visit.called(RIGHTS)) == 2


def test_a_problem_that_is_over_is_not_gone_back_to() -> None:
    visit = logged_in()
    visit.performs(OFFLINE)
    visit.picks("way.retry")
    visit.performs(Droits(beneficiaire(ALONE), (), CAISSE))
    visit.goes_back()
    assert visit.state == "Home"


def test_rights_unreachable_can_be_given_up() -> None:
    visit = logged_in()
    visit.performs(OFFLINE)
    visit.picks("way.home")
    assert visit.state == "Home"
    assert len(visit.called(RIGHTS)) == 1


def test_issue_refused_prints_nothing() -> None:
    visit = issuing()
    visit.performs(Refused(ProblemType.ACTION_CONFLICT))
    assert labels(visit.position) == ("way.home",)
    visit.picks("way.home")
    assert visit.state == "Home"
    assert hand_overs(visit) == []


def test_issue_tried_again_keeps_its_action_and_request() -> None:
    visit = at_confirm()
    go = visit.agrees()
    visit.performs(OFFLINE)
    assert visit.key == "attestation.cut_off.title"
    visit.picks("way.retry")
    visit.silence()
    assert visit.key == "attestation.unreachable.title"
    visit.picks("way.retry")
    assert [issue.go for issue in issues(visit)] == [go] * 3
    assert issues(visit)[0].request == issues(visit)[1].request == issues(visit)[2].request
    visit.performs(ISSUED)
    assert [hand_over.go for hand_over in hand_overs(visit)] == [go]


def test_issue_unreachable_can_be_given_up() -> None:
    visit = issuing()
    visit.performs(OFFLINE)
    visit.picks("way.home")
    assert visit.state == "Home"
    assert len(issues(visit)) == 1


def test_session_lost_while_fetching_logs_in_again_and_goes_on() -> None:
    visit = logged_in()
    visit.performs(SessionLost())
    assert len(visit.called(OPEN)) == 2
    assert visit.in_service.visit.reached is None
    visit.performs(ACTIVE)
    visit.types(CODE)
    visit.performs(CodeAccepted())
    visit.performs(ALONE_RIGHTS)
    assert visit.key == "attestation.version"


def test_session_lost_while_issuing_logs_in_again_and_keeps_the_same_log() -> None:
    visit = at_confirm()
    go = visit.agrees()
    log = visit.in_service.log
    visit.performs(SessionLost())
    assert visit.in_service.log == log
    visit.performs(ACTIVE)
    visit.types(CODE)
    visit.performs(CodeAccepted())
    assert visit.in_service.log == log
    assert [issue.go for issue in issues(visit)] == [go] * 2
    visit.performs(ISSUED)
    assert len(hand_overs(visit)) == 1


def test_session_lost_again_at_once_is_explained_not_turned_in_circles() -> None:
    visit = at_attestation(level=Level.CARD)
    opened = SessionOpened(AccountState.ACTIF, None)
    visit.performs(opened, SessionLost(), opened, SessionLost())
    assert visit.key == "attestation.no_answer.title"
    assert len(visit.called(OPEN)) == 2
    visit.picks("way.retry")
    visit.performs(SessionLost(), opened, ALONE_RIGHTS)
    assert visit.key == "attestation.version"


def test_login_given_up_in_the_middle_leads_to_the_post() -> None:
    visit = issuing()
    visit.performs(SessionLost())
    visit.performs(OFFLINE)
    assert visit.key == "central.silent.title"
    visit.picks("way.otherwise")
    assert visit.key == "by_post.confirm.question"
    visit.goes_back()
    assert visit.state == "Home"
    assert len(issues(visit)) == 1


def test_login_in_the_middle_leaves_no_way_back_behind_an_issue() -> None:
    visit = issuing()
    visit.performs(OFFLINE)
    visit.picks("way.retry")
    visit.performs(SessionLost(), ACTIVE)
    before = visit.now
    assert visit.goes_back() == ()
    assert visit.now is before


def test_back_from_the_confirmation_asks_the_version_again() -> None:
    visit = at_confirm()
    visit.goes_back()
    assert visit.key == "attestation.version"
    visit.goes_back()
    assert visit.state == "Home"


def test_back_goes_one_answer_at_a_time_with_dependants() -> None:
    visit = logged_in(FAMILY_CARD)
    visit.performs(FAMILY_RIGHTS)
    visit.picks("attestation.for_child")
    visit.goes_back()
    assert visit.key == "attestation.who"
    visit.picks("attestation.for_me")
    visit.picks("attestation.minimal")
    visit.agrees()
    assert issues(visit)[0].request.beneficiaire == "b0"
    assert len(visit.called(RIGHTS)) == 1


def test_back_from_a_login_in_the_middle_leads_home() -> None:
    visit = logged_in()
    visit.performs(OFFLINE)
    visit.picks("way.retry")
    visit.performs(SessionLost(), ACTIVE)
    visit.goes_back()
    assert visit.state == "Home"


def test_people_are_named_by_the_name_they_use() -> None:
    visit = logged_in()
    married = replace(beneficiaire(ALONE), nom_usage="MARIEE")
    visit.performs(Droits(married, (), CAISSE))
    visit.picks("attestation.complete")
    assert "Alix MARIEE" in texts_in(visit.position)
