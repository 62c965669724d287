"""Relevé de remboursements by post: for who has no code, comes while central is out of reach, or
wants more than a kiosk prints."""

from datetime import date, timedelta

from kiosk.domain.dates import Period
from kiosk.domain.flow import Fact
from kiosk.domain.here import Here
from kiosk.domain.identity import Insured
from kiosk.domain.ids import ServiceId
from kiosk.domain.services import Demarche, Group, Level, Pictures
from kiosk.services.applicant import by_card, who
from kiosk.services.demande import record, to_address_on_file
from kiosk.services.dialog import choose, confirm, explain, option
from shared_runtime.messages.message import Message, message
from wire.demandes.demande import kind_of
from wire.demandes.refund_statement_by_post import RefundStatementByPost


def usual_periods(today: date) -> tuple[tuple[str, Period], ...]:
    """Those that are asked for most, each under the key of its label: the last month that is over,
    and three and twelve months with that of today."""
    this_month = today.replace(day=1)
    last_month = months_later(this_month, -1)
    return (
        ("releve.one_month", Period(last_month, last_of(last_month))),
        ("releve.three_months", Period(months_later(this_month, -2), today)),
        ("releve.year", Period(months_later(this_month, -11), today)),
    )


def months_later(first: date, months: int) -> date:
    """The first day of the month so many months after that of ``first``."""
    month = first.year * 12 + first.month - 1 + months
    return date(month // 12, month % 12 + 1, 1)


def last_of(first: date) -> date:
    """The last day of the month of ``first``."""
    return months_later(first, 1) - timedelta(days=1)


async def releve_par_courrier(here: Here, insured: Insured) -> None:
    """To the address on file, whoever stands here: that is why the card alone is enough."""
    if here.today is None:
        await explain("releve.no_date")
        return
    period = await choose(
        "releve.period",
        *(
            option(label, period, "releve.days", **period.args)
            for label, period in usual_periods(here.today)
        ),
    )
    await by_post(here, insured, period)


async def by_post(here: Here, insured: Insured, period: Period, *, detailed: bool = False) -> None:
    applicant = by_card(insured.holder)
    go = await confirm(
        "refunds_by_post.confirm",
        *who(applicant),
        *summary(period, detailed=detailed),
        to_address_on_file(),
    )
    demande = RefundStatementByPost(applicant, period.start, period.end, detailed)
    await record(here.place, go, demande)


def summary(period: Period, *, detailed: bool) -> tuple[Fact, ...]:
    """What is asked for, said before it is made."""
    form = message("releve.detailed") if detailed else message("releve.simple")
    return (
        Fact(message("releve.fact.period"), days(period)),
        Fact(message("releve.fact.form"), form),
    )


def days(period: Period) -> Message:
    return message("releve.days", **period.args)


DEMARCHE = Demarche(
    ServiceId("releve_par_courrier"),
    Group.REFUNDS,
    Level.CARD,
    releve_par_courrier,
    rank=1,
    queued=True,
    kind=kind_of(RefundStatementByPost),
    pictures=Pictures(
        "refundsByPost",
        screens={
            "releve": "refunds",
            "releve.no_date": "agent",
            "refunds_by_post": "refundsByPost",
        },
        options={"refunds_by_post.confirm.button": "post"},
    ),
)
