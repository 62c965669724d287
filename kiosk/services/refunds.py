"""Relevé de remboursements: for which months, simple or detailed, then the paper."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum

from kiosk.domain.dates import Period
from kiosk.domain.flow import Choose, Fact, Option, Show
from kiosk.domain.here import Here
from kiosk.domain.identity import Insured
from kiosk.domain.ids import ServiceId
from kiosk.domain.services import Demarche, Group, Level, Pictures
from kiosk.services.applicant import by_card, who
from kiosk.services.dialog import Way, choose, confirm, option
from kiosk.services.paper import Instead, PaperKeys, fetched, issued, put_in_hand
from kiosk.services.refunds_by_post import DEMARCHE as BY_POST
from kiosk.services.refunds_by_post import (
    by_post,
    days,
    last_of,
    months_later,
    releve_par_courrier,
    summary,
    usual_periods,
)
from shared_runtime.messages.message import Message, message
from wire.calls.refunds import (
    REFUND_MONTHS,
    REFUND_STATEMENT,
    CareFamily,
    IssueRefundStatement,
    RefundMonths,
    RefundStatement,
    totals_of,
)

KEYS = PaperKeys(
    refused="refunds.refused",
    no_answer="refunds.no_answer",
    unreachable="refunds.unreachable",
    cut_off="refunds.cut_off",
    take="refunds.take",
    did_it_come="refunds.did_it_come",
    nothing_came="refunds.nothing_came",
)


class Other(Enum):
    """What is asked for in place of a usual period."""

    MONTHS = "months"
    FORM = "form"


@dataclass(frozen=True, slots=True)
class StatementChoice:
    period: Period
    detailed: bool


async def releve_de_remboursements(here: Here, insured: Insured) -> None:
    """What was paid in some months, on paper; by post when central is silent or there is much."""
    any_period = Instead("refunds.by_post", lambda: releve_par_courrier(here, insured))
    months = await fetched(KEYS, "working.refunds", REFUND_MONTHS, None, any_period)
    wanted = None if months is None else await _wanted(months)
    if months is None or wanted is None:
        return
    period, detailed = wanted.period, wanted.detailed
    this_one = Instead("refunds.by_post", lambda: by_post(here, insured, period, detailed=detailed))
    if _is_too_much(months, period):
        if await _offer_the_post() is Way.OTHERWISE:
            await this_one.offer()
        return
    go = await confirm(
        "refunds.confirm",
        *who(by_card(insured.holder)),
        *summary(period, detailed=detailed),
        *_beside(months),
    )
    request = IssueRefundStatement(go.action, period.start, period.end, detailed)
    paper = await issued(
        KEYS, go, REFUND_STATEMENT, request, this_one, lambda told: agrees(told, request)
    )
    if paper is not None:
        await put_in_hand(KEYS, go, paper)


def agrees(paper: RefundStatement, asked: IssueRefundStatement) -> bool:
    """Whether it is the statement that was asked for, whose sums are those of its lines, and which
    names no care that it must not name."""
    return (
        (paper.start, paper.end, paper.detailed) == (asked.start, asked.end, asked.detailed)
        and paper.totals == totals_of(paper.lines)
        and all(
            line.fits_its_kind
            and asked.start <= line.paid_on <= asked.end
            and (line.care_to is None or line.care_on <= line.care_to)
            and (asked.detailed or (line.label is None and line.professional is None))
            and (line.family is not CareFamily.PHARMACY or line.label is None)
            for line in paper.lines
        )
    )


async def _wanted(months: RefundMonths) -> StatementChoice | None:
    """Days in which something was paid; None where the person is content to know that there are
    none."""
    detailed = False
    while True:
        asked = await _ask_period(months, detailed=detailed)
        if asked is Other.FORM:
            detailed = not detailed and await _ask_for_details()
            continue
        period = await _ask_months(months) if asked is Other.MONTHS else asked
        if _lines(months, period):
            return StatementChoice(period, detailed)
        if await _tell_of_none(months, period) is not Way.OTHERWISE:
            return None


def _ask_period(months: RefundMonths, *, detailed: bool) -> Choose[Period | Other]:
    usual = usual_periods(months.until)
    options: list[Option[Period | Other]] = [
        Option(message(label), period, _of(months, period)) for label, period in usual
    ]
    question = "refunds.period_detailed" if detailed else "releve.period"
    return choose(
        question,
        *options,
        option("refunds.choose", Other.MONTHS, "refunds.choose.detail"),
        option("releve.simple", Other.FORM, "refunds.simple")
        if detailed
        else option("releve.detailed", Other.FORM, "refunds.detailed"),
    )


def _ask_for_details() -> Choose[bool]:
    return choose(
        "refunds.details",
        option("refunds.details.yes", True, "refunds.details.yes.detail"),
        option("refunds.details.no", False),
    )


async def _ask_months(months: RefundMonths) -> Period:
    """The newest first, those without a line too: people look for them. Then up to which."""
    every = tuple(_each(months))
    newest_first = (_month(each, _in(months, each)) for each in reversed(every))
    first = await choose("refunds.first", *newest_first)
    later = (Period(first.start, each.end) for each in every if each.start > first.start)
    only = Option(message("refunds.only"), first, _of(months, first))
    return await choose("refunds.last", only, *(_month(each, _of(months, each)) for each in later))


def _each(months: RefundMonths) -> Iterator[Period]:
    for month in months.months:
        yield Period(month.first, min(months.until, last_of(month.first)))


def _month(period: Period, detail: Message) -> Option[Period]:
    """Named by the month in which ``period`` ends."""
    label = message(f"refunds.month.{period.end.month}", year=period.end.year)
    return Option(label, period, detail)


def _of(months: RefundMonths, period: Period) -> Message:
    """These days, and what there is of them."""
    lines = _lines(months, period)
    if lines:
        return message("refunds.days_lines", **period.args, count=lines)
    if _is_before_the_switch(months, period):
        return _before(months)
    return message("refunds.days_none", **period.args)


def _in(months: RefundMonths, month: Period) -> Message:
    """What there is of a month that is named beside it."""
    lines = _lines(months, month)
    if lines:
        return message("refunds.lines", count=lines)
    return _before(months) if _is_before_the_switch(months, month) else message("refunds.no_lines")


def _before(months: RefundMonths) -> Message:
    """Where another scheme paid, nobody here can say that it did not."""
    if months.partner is None:
        return message("refunds.days_before")
    return message("refunds.days_at", partner=months.partner)


def _tell_of_none(months: RefundMonths, period: Period) -> Show[Way]:
    before = _is_before_the_switch(months, period)
    title = message("refunds.before.title") if before else message("refunds.none.title")
    line = _before(months) if before else message("refunds.none.line")
    return Show(title, (days(period), line), _OTHER_OR_HOME)


def _offer_the_post() -> Show[Way]:
    lines = (message("refunds.too_much.line"), message("refunds.too_much.account"))
    ways = (option("refunds.by_post", Way.OTHERWISE), option("way.home", Way.ON))
    return Show(message("refunds.too_much.title"), lines, ways)


def _lines(months: RefundMonths, period: Period) -> int:
    counted = (each for each in months.months if period.start <= each.first <= period.end)
    return sum(each.lines for each in counted)


def _is_before_the_switch(months: RefundMonths, period: Period) -> bool:
    return months.history_from is not None and period.start < months.history_from


def _is_too_much(months: RefundMonths, period: Period) -> bool:
    longest = months_later(period.start, months.most_months)
    return period.end >= longest or _lines(months, period) > months.most_lines


def _beside(months: RefundMonths) -> tuple[Fact, ...]:
    """Where the complementary part is to be found, when it is not here."""
    if months.partner is None:
        return ()
    where = message("refunds.partner", partner=months.partner)
    return (Fact(message("refunds.fact.partner"), where),)


_OTHER_OR_HOME = (option("refunds.other_period", Way.OTHERWISE), option("way.home", Way.ON))

DEMARCHE = Demarche(
    ServiceId("releve_de_remboursements"),
    Group.REFUNDS,
    Level.CODE,
    releve_de_remboursements,
    often=True,
    needs_central=True,
    needs_paper=True,
    instead=BY_POST.id,
    calls=frozenset({REFUND_MONTHS.name, REFUND_STATEMENT.name}),
    pictures=Pictures(
        "refunds",
        screens={
            "refunds": "refunds",
            "refunds.before": "agent",
            "refunds.no_answer": "warning",
            "refunds.refused": "agent",
            "refunds.unreachable": "warning",
        },
        options={"refunds.by_post": "post"},
    ),
)
