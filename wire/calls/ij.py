"""Daily allowances (indemnités journalières): the months that have some, and the paper on what was
paid."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Annotated, Self
from uuid import UUID

from wire.base import Answer, Cents, Line, Request, Slug
from wire.calls.call import Call, SessionLevel
from wire.constraints import Items, Number, Text
from wire.paper import Paper
from wire.problem import ProblemType
from wire.rights import Periode

MOST_ROWS = 600
"""Of one paper: two payments a week to two payees, for 27 months. More fit no answer."""

PaymentCount = Annotated[int, Number(0, 10_000)]
Month = Annotated[str, Text(pattern="[0-9]{4}-(0[1-9]|1[0-2])")]


class Nature(StrEnum):
    """What an allowance is paid for. Never a disease, nor that one is of long duration."""

    MALADIE = "maladie"
    MATERNITE = "maternite"
    PATERNITE_ACCUEIL = "paternite_accueil"
    ADOPTION = "adoption"
    AT_MP = "at_mp"
    TEMPS_PARTIEL_THERAPEUTIQUE = "temps_partiel_therapeutique"
    AUTRE = "autre"


class IjPayee(StrEnum):
    """``EMPLOYEUR``: who went on paying the wage has the allowance in its place (subrogation)."""

    ASSURE = "assure"
    EMPLOYEUR = "employeur"
    TIERS = "tiers"


@dataclass(frozen=True, slots=True, repr=False)
class IjMonth(Answer):
    """How many payments are for days of this month; ``to_employer``: how many of them went
    there."""

    month: Month
    payments: PaymentCount
    to_employer: PaymentCount = 0


@dataclass(frozen=True, slots=True, repr=False)
class IjMonths(Answer):
    """Every month that a paper may tell of, with payments or without, the oldest first; no amounts.

    ``today``: the day at the caisse, the last that a paper may tell of. ``history_from``: nothing
    is known here of what was before, and that is no "none"; None where nothing is missing.
    ``last_stop``: the days in a row that were paid last. ``awaiting``: there are days that are
    still to be paid. ``employer_pays``: a civil servant, whose employer pays in place of the
    caisse. ``note``: key of a note about the person's scheme, such as ``mgen``.
    """

    months: Annotated[tuple[IjMonth, ...], Items(1, 61)]
    today: date
    history_from: date | None = None
    last_stop: Periode | None = None
    awaiting: bool = False
    employer_pays: bool = False
    note: Slug | None = None


@dataclass(frozen=True, slots=True, repr=False)
class IssueIj(Request):
    """``action`` is minted once, when the person confirms; the same action gives the same paper. Of
    ``start`` to ``end``, both included."""

    action: UUID
    start: date
    end: date


@dataclass(frozen=True, slots=True, repr=False)
class IjRow(Answer):
    """One payment, in centimes, for the days from ``start`` to ``end``; ``rate_cents`` is the gross
    amount of a day. What was taken back is negative.

    ``nature`` and ``payee`` are a Nature and an IjPayee, or one that only a newer central knows.
    ``days_counted``: of its ``days`` those that no row before it has counted, so that a day paid by
    two employers is one day; negative where days were taken back. ``waiting``: days that are not
    paid (délai de carence), of which alone no ``paid_on`` is told. ``corrects``: the ``reference``
    of the payment that it takes back.
    """

    start: date
    end: date
    nature: Slug
    days: Annotated[int, Number(0, 1_000)]
    days_counted: Annotated[int, Number(-1_000, 1_000)]
    rate_cents: Cents
    gross_cents: Cents
    csg_cents: Cents
    crds_cents: Cents
    other_cents: Cents
    net_cents: Cents
    payee: Slug
    paid_on: date | None = None
    employer: Annotated[Line, Text(most=40)] | None = None
    reference: Annotated[str, Text(1, 20)] | None = None
    corrects: Annotated[str, Text(1, 20)] | None = None
    waiting: bool = False


@dataclass(frozen=True, slots=True, repr=False)
class IjTotals(Answer):
    """What the rows come to; ``employer_cents`` and ``third_cents`` are parts of ``net_cents``."""

    days: Annotated[int, Number(0, 10_000)]
    gross_cents: int
    csg_cents: int
    crds_cents: int
    other_cents: int
    net_cents: int
    employer_cents: int
    third_cents: int

    @classmethod
    def of(cls, rows: Iterable[IjRow]) -> Self:
        rows = tuple(rows)

        def net_to(payee: IjPayee) -> int:
            return sum(row.net_cents for row in rows if row.payee == payee)

        return cls(
            days=sum(row.days_counted for row in rows),
            gross_cents=sum(row.gross_cents for row in rows),
            csg_cents=sum(row.csg_cents for row in rows),
            crds_cents=sum(row.crds_cents for row in rows),
            other_cents=sum(row.other_cents for row in rows),
            net_cents=sum(row.net_cents for row in rows),
            employer_cents=net_to(IjPayee.EMPLOYEUR),
            third_cents=net_to(IjPayee.TIERS),
        )

    @property
    def insured_cents(self) -> int:
        return self.net_cents - self.employer_cents - self.third_cents


@dataclass(frozen=True, slots=True, repr=False, kw_only=True)
class IjPaper(Paper):
    """What was paid for days from ``start`` to ``end``, the oldest first; perhaps nothing. Of a
    payment with days beyond, all of it. ``history_from``: as in IjMonths."""

    start: date
    end: date
    rows: Annotated[tuple[IjRow, ...], Items(most=MOST_ROWS)]
    totals: IjTotals
    history_from: date | None = None

    @property
    def agrees(self) -> bool:
        """Whether each row and the totals add up, and nothing stands here that this release cannot
        name. What does not agree is neither issued nor printed."""
        days: set[date] = set()
        for row in self.rows:
            span = (row.end - row.start).days + 1
            if not (_is_known(row) and _adds_up(row) and 1 <= span <= _LONGEST):
                return False
            if max(row.days, abs(row.days_counted)) > span:
                return False
            if row.end < self.start or self.end < row.start:
                return False
            days.update(row.start + timedelta(days=day) for day in range(span))
        return self.totals == IjTotals.of(self.rows) and 0 <= self.totals.days <= len(days)


_LONGEST = 1_000
"""Days of one payment."""
_NATURES, _PAYEES = frozenset(Nature), frozenset(IjPayee)


def _is_known(row: IjRow) -> bool:
    return row.nature in _NATURES and row.payee in _PAYEES


def _adds_up(row: IjRow) -> bool:
    if row.waiting:
        told = (row.days, row.days_counted, row.gross_cents, row.net_cents)
        return row.paid_on is None and not any(told)
    kept_back = row.csg_cents + row.crds_cents + row.other_cents
    return row.paid_on is not None and row.net_cents == row.gross_cents - kept_back


IJ_MONTHS: Call[None, IjMonths] = Call(
    "ij_months", "GET", "/v1/ij-periods", None, IjMonths, SessionLevel.CODE
)
IJ_PAPER: Call[IssueIj, IjPaper] = Call(
    "ij_paper",
    "POST",
    "/v1/papers/ij",
    IssueIj,
    IjPaper,
    SessionLevel.CODE,
    (ProblemType.ACTION_CONFLICT,),
)
