"""Daily allowances (indemnités journalières): a statement of what was paid, on paper."""

from calendar import monthrange
from collections.abc import Iterable, Sequence
from datetime import date

from kiosk.domain.dates import Period, day_text
from kiosk.domain.flow import Fact, Option
from kiosk.domain.here import Here
from kiosk.domain.identity import Holder, Insured
from kiosk.domain.ids import ServiceId
from kiosk.domain.services import Demarche, Group, Level, Pictures
from kiosk.services.applicant import by_card, who
from kiosk.services.dialog import choose, confirm, explain
from kiosk.services.ij_by_post import DEMARCHE as BY_POST
from kiosk.services.ij_by_post import (
    indemnites_par_courrier,
    instead_by_post,
    usual_periods,
)
from kiosk.services.paper import Instead, PaperKeys, fetched, issued, put_in_hand
from shared_runtime.messages.message import Message, message
from wire.calls.ij import IJ_MONTHS, IJ_PAPER, IjMonth, IjMonths, IjPaper, IssueIj
from wire.problem import ProblemType

KEYS = PaperKeys(
    refused="ij.refused",
    no_answer="ij.no_answer",
    unreachable="ij.unreachable",
    cut_off="ij.cut_off",
    take="paper.attestation",
    did_it_come="paper.did_it_come",
    nothing_came="paper.nothing_came",
    refusals={ProblemType.INCONSISTENT_DOCUMENT: "paper.inconsistent"},
)


async def indemnites_journalieres(here: Here, insured: Insured) -> None:
    """Of the months that the person chooses, with payments or without; by post when central is
    silent."""
    holder = insured.holder
    by_post = Instead("ij.by_post", lambda: indemnites_par_courrier(here, insured))
    months = await fetched(KEYS, "working.ij", IJ_MONTHS, None, by_post)
    if months is None:
        return
    span = await _span(months)
    if _is_before(months, span.end):
        await explain(
            "ij.before_mgen" if months.note == _MGEN else "ij.before", args=_known_from(months)
        )
        return
    go = await confirm("ij.confirm", *_summary(holder, span, months))
    paper = await issued(
        KEYS,
        go,
        IJ_PAPER,
        IssueIj(go.action, span.start, span.end),
        Instead("ij.by_post", lambda: instead_by_post(here, holder, span)),
        lambda paper: _is_what_was_asked(paper, span, holder),
    )
    if paper is not None:
        await put_in_hand(KEYS, go, paper)


async def _span(months: IjMonths) -> Period:
    first, stop = _span_of(months.months[0], months).start, months.last_stop
    usual = usual_periods(months.today)
    if stop is not None:
        usual = (("ij.last_stop", Period(stop.date_debut, stop.date_fin or months.today)), *usual)
    within = (
        (key, Period(max(span.start, first), span.end)) for key, span in usual if span.end >= first
    )
    options: list[Option[Period | None]] = [
        Option(message(key), span, _about(span, months)) for key, span in within
    ]
    further = message("ij.choose_months.detail", count=len(months.months) - 1)
    options.append(Option(message("ij.choose_months"), None, further))
    chosen = await choose(_question(months), *options)
    return await _from_month_to_month(months) if chosen is None else chosen


async def _from_month_to_month(months: IjMonths) -> Period:
    newest_first = months.months[::-1]
    first = await choose("ij.from_month", *_month_options(newest_first, months))
    later = [month for month in newest_first if month.month >= first.month]
    last = await choose("ij.to_month", *_month_options(later, months))
    return Period(_span_of(first, months).start, _span_of(last, months).end)


def _span_of(month: IjMonth, months: IjMonths) -> Period:
    start = date.fromisoformat(f"{month.month}-01")
    end = start.replace(day=monthrange(start.year, start.month)[1])
    return Period(start, min(end, months.today))


def _month_options(offered: Sequence[IjMonth], months: IjMonths) -> Iterable[Option[IjMonth]]:
    """Months without payments too: people look for them."""
    for month in offered:
        span = _span_of(month, months)
        if _is_before(months, span.end):
            detail = _before(months)
        elif month.payments:
            detail = message("ij.month.payments", count=month.payments)
        else:
            detail = message("ij.month.none")
        yield Option(
            message(f"ij.month.{span.start.month}", year=str(span.start.year)), month, detail
        )


def _question(months: IjMonths) -> str:
    """Says first what the person may not know: that there is nothing, and who pays instead."""
    if months.employer_pays:
        return "ij.period.employer"
    if months.history_from is None and not any(month.payments for month in months.months):
        return "ij.period.nothing"
    return "ij.period"


def _about(span: Period, months: IjMonths) -> Message:
    if _is_before(months, span.end):
        return _before(months)
    if _is_before(months, span.start):
        return message("ij.days.partly", **span.args, **_known_from(months))
    return message("ij_post.days" if _paid(span, months) else "ij.days.none", **span.args)


def _summary(holder: Holder, span: Period, months: IjMonths) -> Iterable[Fact]:
    """Whatever the paper may not say as the person expects it; no sums."""
    yield from who(by_card(holder))
    yield Fact(message("ij_post.fact.period"), message("ij_post.days", **span.args))
    paid = _paid(span, months)
    if _is_before(months, span.start):
        yield Fact(message("ij.fact.known"), message("ij.known", **_known_from(months)))
    elif not paid:
        yield Fact(message("ij.fact.paid"), message("ij.nothing"))
    if paid and all(month.payments == month.to_employer for month in paid):
        yield Fact(message("ij.fact.paid"), message("ij.employer"))
    if months.awaiting:
        yield Fact(message("ij.fact.awaiting"), message("ij.awaiting"))
    if months.note == _MGEN:
        yield Fact(message("ij.fact.mgen"), message("ij.mgen"))


def _paid(span: Period, months: IjMonths) -> list[IjMonth]:
    """The months of ``span`` that have payments."""
    first, last = f"{span.start:%Y-%m}", f"{span.end:%Y-%m}"
    return [each for each in months.months if each.payments and first <= each.month <= last]


_MGEN = "mgen"


def _is_before(months: IjMonths, day: date) -> bool:
    """Whether nothing is known here of that day."""
    return months.history_from is not None and day < months.history_from


def _before(months: IjMonths) -> Message:
    """Who knows of what was before: never "none"."""
    key = "ij.before_mgen.title" if months.note == _MGEN else "ij.before.title"
    return message(key, **_known_from(months))


def _known_from(months: IjMonths) -> dict[str, str]:
    return {} if months.history_from is None else {"date": day_text(months.history_from)}


def _is_what_was_asked(paper: IjPaper, span: Period, holder: Holder) -> bool:
    """That the sums agree, that nothing is paid after the day of issue, and that the paper is this
    person's, of these days."""
    return (
        paper.assure.nir == holder.nir
        and Period(paper.start, paper.end) == span
        and all(row.paid_on is None or row.paid_on <= paper.emise_le for row in paper.rows)
        and paper.agrees
    )


DEMARCHE = Demarche(
    ServiceId("ij"),
    Group.ATTESTATIONS,
    Level.CODE,
    indemnites_journalieres,
    rank=2,
    needs_central=True,
    needs_paper=True,
    instead=BY_POST.id,
    pictures=Pictures(
        drawing="dailyAllowance",
        screens={
            "ij": "warning",
            "ij.before": "agent",
            "ij.before_mgen": "agent",
            "ij.confirm": "dailyAllowance",
            "ij.refused": "agent",
        },
        options={"ij.by_post": "post"},
    ),
    calls=frozenset({IJ_MONTHS.name, IJ_PAPER.name}),
)
