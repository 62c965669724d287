"""The attestation on paper: once, asked about when nobody knows, in few touches."""

from typing import Any

import pytest

from kiosk.domain.effects import PurgePaper
from kiosk.domain.flow import Choose, ShowProblem
from kiosk.domain.outcomes import Cause, Unreachable
from kiosk.domain.paper import MaybePrinted, NotPrinted, PaperTrouble
from kiosk.domain.services import Level
from tests.demarches import ATTESTATION
from tests.domain.people import (
    ALONE,
    ALONE_RIGHTS,
    FAMILY_CARD,
    FAMILY_RIGHTS,
    MOTHER,
    attestation,
)
from tests.services.visits import (
    ISSUED,
    PRINTED,
    at_attestation,
    at_paper,
    hand_overs,
    issues,
    issuing,
    logged_in,
    printing,
)
from wire.attestation import Version
from wire.citizen import AccountState, SessionOpened

OFFLINE = Unreachable(Cause.NETWORK)


@pytest.mark.parametrize("trouble", PaperTrouble)
def test_paper_that_did_not_come_says_why(trouble: PaperTrouble) -> None:
    visit = printing()
    visit.performs(NotPrinted(trouble))
    assert visit.key == f"paper.{trouble}.title"
    visit.declines()
    assert visit.state == "Home"
    assert len(hand_overs(visit)) == 1


def test_paper_that_did_not_come_is_printed_once_more_under_its_own_job() -> None:
    visit = printing()
    visit.performs(NotPrinted(PaperTrouble.PAPER_OUT))
    visit.agrees()
    visit.performs(PRINTED)
    assert visit.key == "paper.attestation"
    first, second = hand_overs(visit)
    assert first.go.job != second.go.job
    assert first.document == second.document
    assert len(issues(visit)) == 1


def test_it_is_offered_once_more_and_not_again() -> None:
    visit = printing()
    visit.performs(NotPrinted(PaperTrouble.PAPER_JAM))
    visit.agrees()
    visit.performs(NotPrinted(PaperTrouble.COVER_OPEN))
    assert visit.key == "paper.cover_open.title"
    assert isinstance(visit.position, ShowProblem)
    visit.picks("way.home")
    assert len(hand_overs(visit)) == 2


def test_paper_that_may_have_come_is_asked_about_and_did() -> None:
    visit = printing()
    visit.performs(MaybePrinted())
    assert visit.key == "paper.did_it_come"
    visit.picks("paper.yes")
    assert visit.state == "Home"


def test_paper_that_may_have_come_is_asked_about_and_did_not() -> None:
    visit = printing()
    visit.performs(MaybePrinted())
    visit.picks("paper.no")
    assert visit.key == "paper.nothing_came.title"
    visit.declines()
    assert visit.state == "Home"
    assert len(hand_overs(visit)) == 1


def test_a_clear_no_leads_to_one_more_and_a_second_no_to_an_agent() -> None:
    visit = printing()
    visit.performs(MaybePrinted())
    visit.picks("paper.no")
    visit.agrees()
    visit.performs(MaybePrinted())
    visit.picks("paper.no")
    assert visit.key == "paper.nothing_came.title"
    assert isinstance(visit.position, ShowProblem)
    assert len(hand_overs(visit)) == 2


def test_no_word_from_the_printer_means_that_it_may_have_come() -> None:
    visit = printing()
    assert visit.silence() == 170.0
    assert visit.key == "paper.did_it_come"
    assert visit.last[0] == PurgePaper(), "what comes later would come for somebody else"


@pytest.mark.parametrize("trouble", [PaperTrouble.PAPER_OUT, None])
def test_a_stopped_printer_is_said_and_changes_nothing_else(trouble: PaperTrouble | None) -> None:
    visit = printing()
    visit.printer_stops(PaperTrouble.PAPER_JAM)
    stamp, armed = visit.stamp, visit.armed
    assert visit.printer_stops(trouble) == ()
    assert visit.in_service.blocked is trouble
    assert (visit.stamp, visit.armed) == (stamp, armed)
    visit.performs(PRINTED)
    assert visit.in_service.blocked is None
    assert visit.key == "paper.attestation"


def test_a_printer_that_stops_for_nobody_is_not_said() -> None:
    visit = at_paper()
    before = visit.now
    visit.printer_stops(PaperTrouble.PAPER_JAM)
    assert visit.now is before


def test_nothing_came_out() -> None:
    visit = at_paper()
    visit.picks("paper.nothing")
    assert visit.key == "paper.nothing_came.title"
    assert len(hand_overs(visit)) == 1


@pytest.mark.parametrize("stand", [issuing, printing, at_paper])
def test_no_way_back_behind_what_is_done(stand: Any) -> None:
    visit = stand()
    before = visit.now
    assert visit.goes_back() == ()
    assert visit.now is before


def test_second_attestation_of_a_visit_has_its_own_go() -> None:
    visit = at_paper()
    visit.picks("paper.taken")
    visit.opens_service(ATTESTATION)
    visit.performs(ALONE_RIGHTS)
    visit.picks("attestation.minimal")
    visit.agrees()
    visit.performs(attestation(ALONE, Version.MINIMALE))
    first, second = hand_overs(visit)
    assert first.go.job != second.go.job
    assert first.go.action != second.go.action


def test_level_c_prints_without_a_code() -> None:
    visit = at_attestation(level=Level.CARD)
    visit.performs(SessionOpened(AccountState.ACTIF, None), ALONE_RIGHTS)
    visit.picks("attestation.complete")
    visit.agrees()
    visit.performs(ISSUED, PRINTED)
    assert visit.key == "paper.attestation"
    assert visit.checked() == []


def test_four_touches_from_home_to_the_paper_with_dependants() -> None:
    visit = logged_in(FAMILY_CARD)
    visit.performs(FAMILY_RIGHTS)
    assert isinstance(visit.position, Choose)
    visit.picks("attestation.for_child")
    visit.picks("attestation.minimal")
    visit.agrees()
    visit.performs(attestation(MOTHER), PRINTED)
    assert len(hand_overs(visit)) == 1
    assert visit.touches == 4 + 1, "one more than four: who of the two on the card is there"


def test_three_touches_from_home_to_the_paper_alone() -> None:
    visit = at_paper()
    assert len(hand_overs(visit)) == 1
    assert visit.touches == 3
