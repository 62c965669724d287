"""What any paper goes through: here one that nothing stands in for, and that is checked."""

from dataclasses import replace
from typing import Any

import pytest

from kiosk.domain.actions import Reported, ReportInconsistent
from kiosk.domain.flow import ShowProblem
from kiosk.domain.here import Here
from kiosk.domain.identity import Insured
from kiosk.domain.outcomes import Cause, Refused, SessionLost, TooManyRequests, Unreachable
from kiosk.domain.paper import HandedOver, MaybePrinted
from kiosk.domain.services import Group, Level
from kiosk.services.attestation import KEYS
from kiosk.services.dialog import confirm
from kiosk.services.paper import fetched, issued, put_in_hand
from kiosk.services.registry import registry
from tests.demarches import ATTESTATION as SERVICE
from tests.domain.kiosk import Kiosk, labels
from tests.domain.people import ALONE, ALONE_CARD, ALONE_RIGHTS, attestation
from tests.domain.walk import texts_in
from tests.services.visits import hand_overs, issues
from wire.attestation import Attestation, IssueAttestation, Version
from wire.calls.attestation import ATTESTATION
from wire.calls.rights import RIGHTS
from wire.citizen import AccountState, SessionOpened
from wire.problem import ProblemType
from wire.rights import Droits

OTHER_KEYS = replace(KEYS, take="paper.ready", did_it_come="paper.yes", refusals={})
OFFLINE = Unreachable(Cause.NETWORK)
GOOD = attestation(ALONE)
BAD = attestation(ALONE, Version.MINIMALE)


def agrees(paper: Attestation) -> bool:
    return paper.version is Version.COMPLETE


async def checked_paper(_: Here, insured: Insured) -> None:
    rights = await fetched(OTHER_KEYS, "working.rights", RIGHTS, None)
    if rights is None:
        return
    go = await confirm("attestation.confirm")
    request = IssueAttestation(go.action, rights.assure.reference, Version.COMPLETE)
    paper = await issued(OTHER_KEYS, go, ATTESTATION, request, agrees=agrees)
    if paper is not None:
        await put_in_hand(OTHER_KEYS, go, paper)


def fetching() -> Kiosk:
    usual = registry({SERVICE: Level.CARD})
    only = replace(usual.services[SERVICE], flow=checked_paper, instead=None)
    visit = Kiosk(replace(usual, services={SERVICE: only}))
    visit.inserts(ALONE_CARD)
    visit.opens(Group.ATTESTATIONS)
    visit.performs(SessionOpened(AccountState.ACTIF, None))
    return visit


def issuing() -> Kiosk:
    visit = fetching()
    visit.performs(ALONE_RIGHTS)
    visit.agrees()
    return visit


def reports(visit: Kiosk) -> list[Any]:
    """What staff were told."""
    return [do.step for do in visit.done(ReportInconsistent)]


def test_a_paper_that_agrees_with_itself_is_handed_over() -> None:
    visit = issuing()
    visit.performs(GOOD, HandedOver(2))
    assert visit.key == "paper.ready"
    assert reports(visit) == []


def test_a_paper_that_does_not_is_never_printed_and_staff_are_told() -> None:
    visit = issuing()
    visit.performs(BAD)
    (told,) = reports(visit)
    assert told.call is ATTESTATION
    visit.performs(Reported())
    assert visit.key == "paper.inconsistent.title"
    assert isinstance(visit.position, ShowProblem)
    assert "paper.inconsistent.next" in texts_in(visit.position)
    assert labels(visit.position) == ("way.home",)
    visit.picks("way.home")
    assert visit.state == "Home"
    assert hand_overs(visit) == []
    assert len(reports(visit)) == 1


def test_what_is_told_to_staff_says_nothing_of_the_paper() -> None:
    visit = issuing()
    visit.performs(BAD)
    (told,) = reports(visit)
    said = {type(value) for value in vars(told).values()}
    assert not said & {Attestation, Droits, IssueAttestation}


def test_staff_are_told_even_if_the_person_has_left_meanwhile() -> None:
    visit = issuing()
    visit.pulls_out()
    visit.performs(BAD)
    assert len(reports(visit)) == 1
    visit.performs(Reported())
    assert visit.key == "paper.inconsistent.title"
    assert hand_overs(visit) == []


def test_no_word_of_the_log_is_as_good_as_one() -> None:
    visit = issuing()
    visit.performs(BAD)
    visit.silence()
    assert visit.key == "paper.inconsistent.title"


def test_nobody_goes_back_over_it() -> None:
    visit = issuing()
    visit.performs(BAD, Reported())
    before = visit.now
    assert visit.goes_back() == ()
    assert visit.now is before


@pytest.mark.parametrize("trouble", [OFFLINE, TooManyRequests(30)])
def test_without_anything_instead_one_may_try_again_or_leave(trouble: object) -> None:
    visit = fetching()
    visit.performs(trouble)
    assert visit.key == "attestation.no_answer.title"
    assert labels(visit.position) == ("way.retry", "way.home")
    visit.picks("way.retry")
    visit.performs(ALONE_RIGHTS)
    visit.agrees()
    visit.performs(trouble)
    assert visit.key == "attestation.unreachable.title"
    assert labels(visit.position) == ("way.retry", "way.home")
    visit.picks("way.home")
    assert visit.state == "Home"


def test_tried_again_it_is_the_same_action() -> None:
    visit = issuing()
    visit.performs(OFFLINE)
    visit.picks("way.retry")
    first, second = issues(visit)
    assert (first.go, first.request) == (second.go, second.request)
    visit.performs(GOOD)
    assert [hand_over.go for hand_over in hand_overs(visit)] == [first.go]


def test_a_refusal_without_words_of_its_own_has_the_usual_ones() -> None:
    visit = issuing()
    visit.performs(Refused(ProblemType.NO_CURRENT_RIGHTS))
    assert visit.key == "attestation.refused.title"


def test_each_kind_asks_in_its_own_words_whether_it_came() -> None:
    visit = issuing()
    visit.performs(GOOD, MaybePrinted())
    assert visit.key == "paper.yes"


def test_a_session_lost_twice_is_explained() -> None:
    visit = issuing()
    visit.performs(SessionLost(), SessionOpened(AccountState.ACTIF, None), SessionLost())
    assert visit.key == "attestation.unreachable.title"
