"""A statement of daily allowances (indemnités journalières) by post: for who has no code, or comes
while central is out of reach."""

from datetime import date

from kiosk.domain.dates import Period
from kiosk.domain.flow import Fact, Option
from kiosk.domain.here import Here
from kiosk.domain.identity import Holder, Insured
from kiosk.domain.ids import ServiceId
from kiosk.domain.services import Demarche, Group, Level, Pictures
from kiosk.services.applicant import by_card, who
from kiosk.services.demande import record, to_address_on_file
from kiosk.services.dialog import choose, confirm, explain, offer
from shared_runtime.messages.message import message
from wire.demandes.demande import kind_of
from wire.demandes.ij_statement_by_post import IjStatementByPost


def usual_periods(today: date) -> tuple[tuple[str, Period], ...]:
    """The periods that people are asked for, by the keys of their names."""
    year = today.year
    return (
        ("ij_post.three_months", Period(_months_before(today, 3), today)),
        ("ij_post.this_year", Period(date(year, 1, 1), today)),
        ("ij_post.last_year", Period(date(year - 1, 1, 1), date(year - 1, 12, 31))),
        ("ij_post.twelve_months", Period(_months_before(today, 12), today)),
    )


async def indemnites_par_courrier(here: Here, insured: Insured) -> None:
    """To the address on file, whoever stands here: that is why the card alone is enough. What was
    paid when, nobody knows here: each period is offered."""
    if here.today is None:
        await explain("ij_post.no_day")
        return
    options = [
        Option(message(key), period, message("ij_post.days", **period.args))
        for key, period in usual_periods(here.today)
    ]
    period = await choose("ij_post.period", *options)
    applicant = by_card(insured.holder)
    days = Fact(message("ij_post.fact.period"), message("ij_post.days", **period.args))
    go = await confirm("ij_post.confirm", *who(applicant), days, to_address_on_file())
    await record(here.place, go, IjStatementByPost(applicant, period.start, period.end))


async def instead_by_post(here: Here, holder: Holder, period: Period) -> None:
    """In place of the paper that could not be had at once."""
    go = await offer("ij_post.offer", "ij_post.confirm.button")
    if go is not None:
        await record(here.place, go, IjStatementByPost(by_card(holder), period.start, period.end))


def _months_before(day: date, months: int) -> date:
    """The first day of that month."""
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    return date(year, month + 1, 1)


DEMARCHE = Demarche(
    ServiceId("ij_par_courrier"),
    Group.ATTESTATIONS,
    Level.CARD,
    indemnites_par_courrier,
    rank=3,
    queued=True,
    pictures=Pictures(
        "dailyAllowanceByPost",
        screens={"ij_post": "dailyAllowanceByPost", "ij_post.no_day": "agent"},
        options={"ij_post.confirm.button": "post"},
    ),
    kind=kind_of(IjStatementByPost),
)
