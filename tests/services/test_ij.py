"""The statement of daily allowances: which days, issued under one action, on paper or by post."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from kiosk.domain.flow import Choose, Confirm
from kiosk.domain.outcomes import Cause, Refused, Unreachable
from kiosk.services import ij
from tests.domain.kiosk import Kiosk, labels
from tests.domain.walk import texts_in
from tests.ij import BEFORE_MGEN, ISSUED, MONTHS, NO_MONTHS, STOP, row, statement
from tests.people import AICHA
from tests.services.visits import (
    ACTIVE,
    CODE,
    PRINTED,
    RECORDED,
    STRIP,
    at_home,
    hand_overs,
    issues,
    submits,
)
from wire.calls.ij import IjMonths, IjPaper
from wire.citizen import CodeAccepted
from wire.problem import ProblemType

OFFLINE = Unreachable(Cause.NETWORK)
STOPPED = statement(row(STOP.date_debut), start=STOP.date_debut, end=date(2026, 3, 15))


def asking() -> Kiosk:
    """Logged in: the months are being fetched."""
    visit = at_home()
    visit.opens_service(ij.DEMARCHE.id)
    visit.performs(ACTIVE)
    visit.types(CODE)
    visit.performs(CodeAccepted())
    return visit


def choosing(months: IjMonths = MONTHS) -> Kiosk:
    visit = asking()
    visit.performs(months)
    return visit


def issuing(months: IjMonths = MONTHS, period: str = "ij.last_stop") -> Kiosk:
    visit = choosing(months)
    visit.picks(period)
    visit.agrees()
    return visit


def details(visit: Kiosk) -> dict[str, tuple[str, dict[str, Any]]]:
    assert isinstance(visit.position, Choose)
    return {
        option.label.key: (option.detail.key, dict(option.detail.args))
        for option in visit.position.options
        if option.detail is not None
    }


def facts(visit: Kiosk) -> list[str]:
    assert isinstance(visit.position, Confirm)
    return [fact.value.key for fact in visit.position.facts]


def test_from_the_code_to_the_paper() -> None:
    visit = choosing()
    assert labels(visit.position) == (
        "ij.last_stop",
        "ij_post.three_months",
        "ij_post.this_year",
        "ij_post.last_year",
        "ij_post.twelve_months",
        "ij.choose_months",
    )
    visit.picks("ij.last_stop")
    go = visit.agrees()
    (issue,) = issues(visit)
    assert (issue.go, issue.request.action) == (go, go.action)
    assert (issue.request.start, issue.request.end) == (STOP.date_debut, STOP.date_fin)
    visit.performs(STOPPED)
    (hand_over,) = hand_overs(visit)
    assert (hand_over.go, hand_over.document) == (go, STOPPED)
    visit.performs(PRINTED)
    visit.picks("paper.taken")
    assert visit.state == "Home"


def test_four_touches_beside_the_code() -> None:
    visit = at_home()
    before = visit.touches
    visit.opens_service(ij.DEMARCHE.id)
    visit.performs(ACTIVE)
    typed = visit.touches
    visit.types(CODE)
    typed = visit.touches - typed
    visit.performs(CodeAccepted(), MONTHS)
    visit.picks("ij_post.three_months")
    visit.agrees()
    assert visit.touches - before - typed <= 4
    assert len(issues(visit)) == 1


@pytest.mark.parametrize(
    ("period", "start", "end"),
    [
        ("ij.last_stop", date(2026, 3, 2), date(2026, 3, 15)),
        ("ij_post.three_months", date(2026, 8, 1), ISSUED),
        ("ij_post.this_year", date(2026, 1, 1), ISSUED),
        ("ij_post.last_year", date(2025, 1, 1), date(2025, 12, 31)),
        ("ij_post.twelve_months", date(2025, 11, 1), ISSUED),
    ],
)
def test_the_usual_periods(period: str, start: date, end: date) -> None:
    request = issues(issuing(period=period))[0].request
    assert (request.start, request.end) == (start, end)


def test_months_are_chosen_one_by_one_and_27_is_the_longest() -> None:
    visit = choosing()
    visit.picks("ij.choose_months")
    assert len(labels(visit.position)) == 28
    assert (labels(visit.position)[0], labels(visit.position)[-1]) == ("ij.month.11", "ij.month.8")
    visit.picks("ij.month.8", nth=2)
    assert len(labels(visit.position)) == 28
    visit.picks("ij.month.11")
    visit.agrees()
    request = issues(visit)[0].request
    assert (request.start, request.end) == (date(2024, 8, 1), ISSUED)


def test_no_month_before_the_first_is_offered_as_the_last() -> None:
    visit = choosing()
    visit.picks("ij.choose_months")
    visit.picks("ij.month.2")
    assert labels(visit.position)[-1] == "ij.month.2"
    visit.picks("ij.month.2")
    visit.agrees()
    request = issues(visit)[0].request
    assert (request.start, request.end) == (date(2026, 2, 1), date(2026, 2, 28))


def test_months_without_payments_are_offered_and_said_to_be_so() -> None:
    visit = choosing()
    told = details(visit)
    assert told["ij.last_stop"][0] == told["ij_post.this_year"][0] == "ij_post.days"
    assert told["ij_post.last_year"][0] == told["ij_post.three_months"][0] == "ij.days.none"
    visit.picks("ij.choose_months")
    assert isinstance(visit.position, Choose)
    keys = [option.detail.key for option in visit.position.options if option.detail is not None]
    assert (keys.count("ij.month.payments"), keys.count("ij.month.none")) == (1, 27)


def test_nothing_is_printed_on_paper_if_asked() -> None:
    visit = choosing(NO_MONTHS)
    assert visit.key == "ij.period.nothing"
    assert "ij.last_stop" not in labels(visit.position)
    visit.picks("ij_post.this_year")
    assert "ij.nothing" in facts(visit)
    visit.agrees()
    nothing = statement()
    visit.performs(nothing)
    assert hand_overs(visit)[0].document is nothing


def test_a_civil_servant_is_told_who_pays() -> None:
    assert choosing(replace(NO_MONTHS, employer_pays=True)).key == "ij.period.employer"


def test_what_went_to_the_employer_is_known_there() -> None:
    months = tuple(replace(each, to_employer=each.payments) for each in MONTHS.months)
    visit = choosing(replace(MONTHS, months=months))
    visit.picks("ij.last_stop")
    assert "ij.employer" in facts(visit)


def test_what_is_still_to_be_paid_is_said() -> None:
    visit = choosing(replace(MONTHS, awaiting=True))
    visit.picks("ij.last_stop")
    assert "ij.awaiting" in facts(visit)


def test_before_the_scheme_was_taken_over_it_is_never_called_nothing() -> None:
    visit = choosing(BEFORE_MGEN)
    assert visit.key == "ij.period"
    told = details(visit)
    assert told["ij_post.twelve_months"][0] == "ij.days.partly"
    assert told["ij_post.last_year"][0] == "ij.days.partly"
    assert told["ij_post.this_year"][0] == "ij.days.none"
    visit.picks("ij_post.last_year")
    said = facts(visit)
    assert {"ij.known", "ij.mgen"} <= set(said)
    assert "ij.nothing" not in said
    visit = choosing(BEFORE_MGEN)
    visit.picks("ij.choose_months")
    visit.picks("ij.month.10", nth=1)
    visit.picks("ij.month.10", nth=1)
    assert visit.key == "ij.before_mgen.title"
    assert issues(visit) == []


def test_another_scheme_s_people_are_not_sent_to_mgen() -> None:
    visit = choosing(replace(BEFORE_MGEN, note=None))
    visit.picks("ij.choose_months")
    visit.picks("ij.month.10", nth=2)
    visit.picks("ij.month.10", nth=2)
    assert visit.key == "ij.before.title"


WRONG = {
    "sums": replace(STOPPED, totals=replace(STOPPED.totals, net_cents=1)),
    "nature": statement(row(nature="ald"), start=STOPPED.start, end=STOPPED.end),
    "somebody-else": statement(row(), start=STOPPED.start, end=STOPPED.end, holder=AICHA),
    "other-days": statement(row()),
    "paid-later": replace(STOPPED, emise_le=date(2026, 3, 16)),
}


@pytest.mark.parametrize("wrong", WRONG.values(), ids=WRONG)
def test_what_is_not_as_it_should_be_is_not_printed_and_staff_are_told(wrong: IjPaper) -> None:
    visit = issuing()
    visit.performs(wrong)
    assert hand_overs(visit) == []
    assert visit.key in ("working.issue", "paper.inconsistent.title")


def test_figures_that_central_itself_refuses_are_explained() -> None:
    visit = issuing()
    visit.performs(Refused(ProblemType.INCONSISTENT_DOCUMENT))
    assert visit.key == "paper.inconsistent.title"


def test_while_central_is_silent_it_comes_by_post_of_a_chosen_period() -> None:
    visit = asking()
    visit.performs(OFFLINE)
    visit.picks("ij.by_post")
    visit.picks("ij_post.last_year")
    visit.agrees()
    (submit,) = submits(visit)
    assert (submit.demande.start, submit.demande.end) == (date(2025, 1, 1), date(2025, 12, 31))


def test_while_central_is_silent_in_the_end_it_comes_by_post_of_the_same_period() -> None:
    visit = issuing()
    visit.performs(OFFLINE)
    visit.picks("ij.by_post")
    visit.agrees()
    (submit,) = submits(visit)
    assert (submit.demande.start, submit.demande.end) == (STOP.date_debut, STOP.date_fin)
    visit.performs(RECORDED, STRIP)
    assert visit.key == "recorded.title"


def test_asked_once_more_it_is_the_same_action() -> None:
    visit = issuing()
    visit.performs(OFFLINE)
    visit.picks("way.retry")
    first, second = issues(visit)
    assert first.request == second.request


def test_no_sum_is_shown_or_asked_for_before_the_paper() -> None:
    visit = choosing()
    visit.picks("ij.last_stop")
    assert not any("€" in text for text in texts_in(visit.position))
