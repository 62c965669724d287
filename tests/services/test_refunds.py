"""Relevé de remboursements: which months, simple or detailed, on paper, or by post."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain.actions import HandOver, Issue, ReportInconsistent, Submit
from kiosk.domain.dates import Period
from kiosk.domain.flow import Choose, Chosen, Confirm
from kiosk.domain.outcomes import Cause, Refused, Unreachable
from kiosk.domain.paper import HandedOver
from kiosk.domain.services import Group
from kiosk.services import refunds, refunds_by_post
from kiosk.services.refunds import agrees
from kiosk.services.refunds_by_post import usual_periods
from shared_runtime.messages.message import message
from tests.calls.refund_months import FIRSTS, TODAY, months
from tests.calls.refund_statement import HELD_BACK, OCTOBER, line, statement
from tests.domain.kiosk import Kiosk, labels
from tests.services.visits import ACTIVE, CODE, RECORDED, STRIP, at_home, offline
from wire.calls.refunds import (
    CareFamily,
    IssueRefundStatement,
    MonthCount,
    RefundLine,
    RefundLineKind,
    RefundMonths,
    RefundStatement,
    totals_of,
)
from wire.citizen import CodeAccepted
from wire.demandes.refund_statement_by_post import RefundStatementByPost
from wire.problem import ProblemType

OFFLINE = Unreachable(Cause.NETWORK)
MONTH, THREE, YEAR = (period for _, period in usual_periods(TODAY))
SWITCH = date(2025, 11, 12)


def counted(lines: Mapping[date, int], **more: Any) -> RefundMonths:
    """So many lines in these months, none in the others."""
    told = months(**more)
    counts = tuple(MonthCount(first, lines.get(first, 0)) for first in FIRSTS)
    return replace(told, months=counts)


def asking() -> Kiosk:
    """The service was chosen and the code was right: the months are being fetched."""
    visit = at_home()
    visit.opens(Group.REFUNDS)
    visit.performs(ACTIVE)
    visit.types(CODE)
    visit.performs(CodeAccepted())
    return visit


def told(answer: object) -> Kiosk:
    visit = asking()
    visit.performs(answer)
    return visit


def details(visit: Kiosk) -> dict[str, str]:
    """What is said of each option, by its label."""
    assert isinstance(visit.position, Choose)
    said = {}
    for option in visit.position.options:
        year = dict(option.label.args).get("year", "")
        said[f"{option.label.key} {year}".strip()] = option.detail.key if option.detail else ""
    return said


def picks_month(visit: Kiosk, month: int, year: int) -> None:
    assert isinstance(visit.position, Choose)
    label = message(f"refunds.month.{month}", year=year)
    (at,) = (at for at, each in enumerate(visit.position.options) if each.label == label)
    visit.answers(Chosen(at))


def requested(visit: Kiosk) -> IssueRefundStatement:
    do = visit.done(Issue)[-1].step
    assert isinstance(do, Issue)
    assert isinstance(do.request, IssueRefundStatement)
    return do.request


def facts(visit: Kiosk) -> dict[str, str]:
    assert isinstance(visit.position, Confirm), visit.key
    return {fact.label.key: fact.value.key for fact in visit.position.facts}


def by_post_of(visit: Kiosk) -> RefundStatementByPost:
    do = visit.done(Submit)[-1].step
    assert isinstance(do, Submit)
    assert isinstance(do.demande, RefundStatementByPost)
    return do.demande


def test_four_touches_from_home_to_the_paper() -> None:
    visit = told(months())
    visit.picks("releve.one_month")
    visit.agrees()
    visit.performs(statement(line(), HELD_BACK))
    assert len(visit.done(HandOver)) == 1
    assert visit.touches <= 4
    visit.performs(HandedOver(2))
    assert visit.key == "refunds.take"


@pytest.mark.parametrize(
    ("label", "period"),
    [("releve.one_month", MONTH), ("releve.three_months", THREE), ("releve.year", YEAR)],
)
def test_the_usual_periods_are_a_touch_away(label: str, period: Period) -> None:
    visit = told(months())
    visit.picks(label)
    go = visit.agrees()
    assert requested(visit) == IssueRefundStatement(go.action, period.start, period.end, False)


def test_one_month_may_be_chosen_of_27_before_this_one() -> None:
    visit = told(months())
    visit.picks("refunds.choose")
    assert len(details(visit)) == 28
    assert next(iter(details(visit))) == "refunds.month.11 2026"
    picks_month(visit, 8, 2024)
    visit.picks("refunds.only")
    visit.agrees()
    asked = requested(visit)
    assert (asked.start, asked.end) == (date(2024, 8, 1), date(2024, 8, 31))


def test_several_months_in_a_row_may_be_chosen() -> None:
    visit = told(months())
    visit.picks("refunds.choose")
    picks_month(visit, 9, 2026)
    assert list(details(visit)) == [
        "refunds.only",
        "refunds.month.10 2026",
        "refunds.month.11 2026",
    ]
    picks_month(visit, 10, 2026)
    visit.agrees()
    assert (requested(visit).start, requested(visit).end) == (date(2026, 9, 1), OCTOBER[1])


def test_of_this_month_alone_there_is_nothing_more_to_ask() -> None:
    visit = told(months())
    visit.picks("refunds.choose")
    picks_month(visit, 11, 2026)
    visit.agrees()
    assert (requested(visit).start, requested(visit).end) == (date(2026, 11, 1), TODAY)


def test_a_simple_statement_unless_the_other_is_asked_for_and_agreed_to() -> None:
    visit = told(months())
    visit.picks("releve.detailed")
    assert visit.key == "refunds.details"
    assert labels(visit.position) == ("refunds.details.yes", "refunds.details.no")
    visit.picks("refunds.details.yes")
    assert visit.key == "refunds.period_detailed"
    visit.picks("releve.one_month")
    assert facts(visit)["releve.fact.form"] == "releve.detailed"
    visit.agrees()
    assert requested(visit).detailed


@pytest.mark.parametrize("way", [("refunds.details.no",), ("refunds.details.yes", "releve.simple")])
def test_who_thinks_better_of_it_gets_the_simple_one(way: tuple[str, ...]) -> None:
    visit = told(months())
    visit.picks("releve.detailed")
    for each in way:
        visit.picks(each)
    assert visit.key == "releve.period"
    visit.picks("releve.one_month")
    assert facts(visit)["releve.fact.form"] == "releve.simple"


def test_a_month_without_refunds_is_shown_and_said_to_have_none() -> None:
    visit = told(counted({date(2026, 9, 1): 3}))
    assert details(visit)["releve.one_month"] == "refunds.days_none"
    visit.picks("releve.one_month")
    assert visit.key == "refunds.none.title"
    visit.picks("refunds.other_period")
    visit.picks("releve.three_months")
    visit.agrees()
    assert requested(visit).start == THREE.start


def test_who_is_content_that_there_is_nothing_goes_home() -> None:
    visit = told(months(lines=0))
    visit.picks("releve.year")
    visit.picks("way.home")
    assert visit.state == "Home"
    assert visit.done(Issue) == []


def test_before_the_switch_nobody_says_that_there_was_nothing() -> None:
    visit = told(counted({date(2026, 10, 1): 2}, history_from=SWITCH, partner="MGEN"))
    visit.picks("refunds.choose")
    said = details(visit)
    early = [key for key in said if key.endswith("2024") or key == "refunds.month.11 2025"]
    assert len(early) == 6
    assert {said[key] for key in early} == {"refunds.days_at"}
    assert said["refunds.month.12 2025"] == "refunds.no_lines"
    assert said["refunds.month.10 2026"] == "refunds.lines"
    picks_month(visit, 11, 2025)
    visit.picks("refunds.only")
    assert visit.key == "refunds.before.title"
    assert labels(visit.position) == ("refunds.other_period", "way.home")


def test_a_switch_from_nobody_knows_whom_is_an_agents_matter() -> None:
    visit = told(months(lines=0, history_from=TODAY))
    assert details(visit)["releve.year"] == "refunds.days_before"


def test_where_the_complementary_part_is_elsewhere_the_screen_says_so() -> None:
    visit = told(months(partner="MGEN"))
    visit.picks("releve.one_month")
    assert facts(visit)["refunds.fact.partner"] == "refunds.partner"


def test_of_amounts_the_screens_know_nothing() -> None:
    visit = told(months())
    visit.picks("releve.one_month")
    assert set(facts(visit)) == {"demande.fact.for", "releve.fact.period", "releve.fact.form"}


@pytest.mark.parametrize(
    ("answer", "first", "last"),
    [
        (months(lines=17), (12, 2025), (11, 2026)),
        (months(lines=1), (11, 2025), (11, 2026)),
        (months(lines=15), (8, 2024), (11, 2026)),
    ],
    ids=["204 lines", "13 months", "400 lines of 27 months"],
)
def test_what_is_too_long_for_a_kiosk_comes_by_post(
    answer: RefundMonths, first: tuple[int, int], last: tuple[int, int]
) -> None:
    visit = told(answer)
    visit.picks("refunds.choose")
    for each in (first, last):
        picks_month(visit, *each)
    assert visit.key == "refunds.too_much.title"
    visit.picks("refunds.by_post")
    visit.agrees()
    asked = by_post_of(visit)
    assert (asked.start.month, asked.start.year) == first
    assert asked.end == TODAY
    assert visit.done(Issue) == []


@pytest.mark.parametrize("lines", [1, 16])
def test_a_year_and_200_lines_are_printed(lines: int) -> None:
    visit = told(months(lines=lines))
    visit.picks("releve.year")
    assert visit.key == "refunds.confirm.question"


def test_it_comes_by_post_where_nobody_can_tell_the_months() -> None:
    visit = told(OFFLINE)
    assert labels(visit.position) == ("refunds.by_post", "way.retry", "way.home")
    visit.picks("refunds.by_post")
    visit.picks("releve.three_months")
    visit.agrees()
    assert by_post_of(visit) == RefundStatementByPost(
        by_post_of(visit).applicant, THREE.start, THREE.end, False
    )
    visit.performs(RECORDED, STRIP)
    assert visit.key == "recorded.title"


def test_it_comes_by_post_where_nobody_answers_the_issuing() -> None:
    visit = told(months())
    visit.picks("releve.one_month")
    go = visit.agrees()
    visit.performs(OFFLINE)
    visit.picks("way.retry")
    assert requested(visit).action == go.action, "asked again it is the same paper"
    visit.performs(OFFLINE)
    visit.picks("refunds.by_post")
    posted = visit.agrees()
    assert posted != go
    assert (by_post_of(visit).start, by_post_of(visit).end) == OCTOBER


def test_offline_there_is_the_post() -> None:
    visit = offline(at_home())
    visit.opens_service(refunds.DEMARCHE.id)
    assert visit.state == "Home"
    visit.opens_service(refunds_by_post.DEMARCHE.id)
    assert visit.key == "releve.period"


def test_what_central_refuses_is_an_agents_matter() -> None:
    visit = told(Refused(ProblemType.LEVEL_TOO_LOW))
    assert visit.key == "refunds.refused.title"


RIGHT = statement(line(), HELD_BACK)
ASKED = IssueRefundStatement(at_home().stamp.session, *OCTOBER)
NEGATIVE_DAYS = line(care_on=date(2026, 9, 30), care_to=date(2026, 9, 29))
WRONG = {
    "sums that are not those of the lines": replace(RIGHT, totals=replace(RIGHT.totals, net=1_901)),
    "a sum of the complementary part that is not": replace(
        RIGHT, totals=replace(RIGHT.totals, amc=None)
    ),
    "other days": replace(RIGHT, end=TODAY),
    "another form": replace(RIGHT, detailed=True),
    "a payment of another month": statement(line(paid_on=TODAY)),
    "care that takes away": statement(line(amo=-1)),
    "a participation that adds": statement(line(RefundLineKind.PARTICIPATION, 200)),
    "care that ends before it begins": statement(NEGATIVE_DAYS),
    "care by name": statement(line(label="Consultation")),
    "a professional by name": statement(line(professional="Dr Exemple")),
}


@pytest.mark.parametrize("paper", WRONG.values(), ids=WRONG)
def test_a_statement_that_is_not_right_is_not_printed_and_staff_are_told(
    paper: RefundStatement,
) -> None:
    visit = told(months())
    visit.picks("releve.one_month")
    visit.agrees()
    visit.performs(paper)
    assert len(visit.done(ReportInconsistent)) == 1
    assert visit.done(HandOver) == []


def test_a_medicine_is_not_printed_on_a_detailed_statement_either() -> None:
    asked = replace(ASKED, detailed=True)
    named = line(family=CareFamily.PHARMACY, label="Nom d’un médicament")
    assert not agrees(statement(named, detailed=True), asked)
    assert agrees(statement(replace(named, label=None), detailed=True), asked)


@pytest.mark.parametrize(
    "lines",
    [
        (line(amo=0),),
        (HELD_BACK,),
        (
            line(RefundLineKind.FRANCHISE, -100),
            line(RefundLineKind.FRANCHISE, -100),
            line(RefundLineKind.OVERPAID, -400),
        ),
        (line(RefundLineKind.CORRECTION, 300), line(RefundLineKind.CORRECTION, -900)),
        (),
    ],
    ids=["0,00", "a participation alone", "less than nothing", "corrections", "nothing"],
)
def test_what_is_held_back_or_is_nothing_is_right_too(lines: tuple[RefundLine, ...]) -> None:
    assert agrees(statement(*lines), ASKED)


CENTS = st.integers(0, 100_000_000)
LINES = st.one_of(
    st.builds(line, st.just(RefundLineKind.CARE), CENTS, amc=st.none() | CENTS),
    st.builds(
        line,
        st.sampled_from(
            [RefundLineKind.PARTICIPATION, RefundLineKind.FRANCHISE, RefundLineKind.OVERPAID]
        ),
        CENTS.map(lambda cents: -cents),
    ),
    st.builds(line, st.just(RefundLineKind.CORRECTION), st.integers(-100_000_000, 100_000_000)),
)


@given(st.lists(LINES, max_size=30), st.integers(-5, 5))
def test_any_lines_are_printed_with_their_own_sums_and_with_no_other(
    lines: list[RefundLine], off: int
) -> None:
    totals = totals_of(lines)
    assert totals.net == totals.care + totals.held_back + totals.corrections
    paper = statement(*lines, totals=replace(totals, held_back=totals.held_back + off))
    assert agrees(paper, ASKED) == (off == 0)
