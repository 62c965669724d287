"""Daily allowances (indemnités journalières): which months have some, and the statement of what was
paid."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal, Protocol, runtime_checkable

from central.config.schemes import NOTES
from central.container import Container
from central.crypto.canonical import canonical_json
from central.papers.issuing import issue
from central.papers.paper import Draft, Marks, PaperKind, insured_of
from central.papers.period import PaperPeriod, first_of_history
from central.rights.people import Dossier, PersonId
from central.rights.seeded import SeededSource
from central.rights.sessions import CitizenSession
from central.runtime.problem_error import ProblemError
from central.services.service import Capability, Service
from central.services.told import dossier_of, record_told
from central.store.database import transaction
from shared_runtime.private import Private
from wire.base import Line, Request
from wire.calls.ij import (
    IJ_MONTHS,
    IJ_PAPER,
    MOST_ROWS,
    IjMonth,
    IjMonths,
    IjPaper,
    IjPayee,
    IjRow,
    IjTotals,
    IssueIj,
    Nature,
)
from wire.codec import Codec, codec_of
from wire.problem import ProblemType
from wire.rights import Periode

_PAPER = Codec[IjPaper](IjPaper)
_CIVIL_SERVANT = "23"
"""Code gestion of who is paid by a public employer while ill."""


@dataclass(frozen=True, slots=True, repr=False)
class Allowances(Private):
    """All of one person's ``rows``, and the day from which on they are known; None where nothing is
    missing. What is still to be paid has no ``paid_on``, or one to come."""

    rows: tuple[IjRow, ...]
    history_from: date | None = None

    def paid_by(self, on: date) -> tuple[IjRow, ...]:
        """The oldest first."""
        paid = (row for row in self.rows if not _awaits(row, on))
        return tuple(sorted(paid, key=lambda row: (row.start, row.paid_on or date.min)))

    def awaiting(self, on: date) -> bool:
        return any(_awaits(row, on) for row in self.rows)


@runtime_checkable
class IjSource(Protocol):
    """What a caisse's source needs for the statement of daily allowances."""

    def allowances(self, person: PersonId, on: date) -> Allowances:
        """Of this person alone, as of a day. The same arguments give the same rows, unless the file
        was changed in between; a payment is not changed but corrected by another."""
        ...


def read_months(container: Container, session: CitizenSession, _asked: None) -> IjMonths:
    """The months that a statement may tell of, and how many payments each has. No amounts."""
    today = container.today()
    dossier, allowances = _history(container, session, today)
    first = first_of_history(today, container.settings.history_months)
    rows = tuple(row for row in allowances.paid_by(today) if not row.waiting and row.end >= first)
    with transaction(container.engine) as db:
        record_told(container, db, session, "ij_months", (session.person.nir,))
    payments = Counter(month for row in rows for month in _months(row.start, row.end))
    to_employer = Counter(
        month
        for row in rows
        if row.payee == IjPayee.EMPLOYEUR
        for month in _months(row.start, row.end)
    )
    return IjMonths(
        months=tuple(
            IjMonth(month, payments[month], to_employer[month]) for month in _months(first, today)
        ),
        today=today,
        history_from=allowances.history_from,
        last_stop=_last_stop(rows, first),
        awaiting=allowances.awaiting(today),
        employer_pays=dossier.code_gestion == _CIVIL_SERVANT and not rows,
        note=NOTES.get(dossier.caisse.grand_regime),
    )


def issue_statement(container: Container, session: CitizenSession, asked: IssueIj) -> IjPaper:
    """Issues a statement of what was paid for days of a period, which may be nothing; the same
    action asked again gives the same one."""
    return issue(container, session, STATEMENT, asked)


def _months(start: date, end: date) -> Iterator[str]:
    """Those that have days from ``start`` to ``end``, the oldest first."""
    for number in range(start.year * 12 + start.month - 1, end.year * 12 + end.month):
        year, month = divmod(number, 12)
        yield f"{year:04}-{month + 1:02}"


def _last_stop(rows: tuple[IjRow, ...], first: date) -> Periode | None:
    """The days that were paid last without a day between them, not before ``first``."""
    ordered = sorted((row for row in rows if row.days_counted > 0), key=lambda row: row.end)
    if not ordered:
        return None
    start, end = ordered[-1].start, ordered[-1].end
    for row in reversed(ordered):
        if row.end < start - timedelta(days=1):
            break
        start = min(start, row.start)
    return Periode(max(start, first), end)


def _history(container: Container, session: CitizenSession, on: date) -> tuple[Dossier, Allowances]:
    """Raises ProblemError: session-lost."""
    source: IjSource = ALLOWANCES.require(container.source)
    return dossier_of(container, session, on), source.allowances(session.person, on)


def _awaits(row: IjRow, on: date) -> bool:
    return not row.waiting and (row.paid_on is None or row.paid_on > on)


def _draft(
    container: Container, session: CitizenSession, asked: IssueIj, on: date
) -> Draft[IjPaper]:
    """Raises ProblemError: session-lost, invalid-request, inconsistent-document."""
    # The months were offered before midnight, perhaps.
    first = first_of_history(on - timedelta(days=1), container.settings.history_months)
    if not first <= asked.start <= asked.end <= on:
        raise ProblemError(ProblemType.INVALID_REQUEST)
    dossier, allowances = _history(container, session, on)
    insured, period = dossier.assure.person, PaperPeriod(asked.start, asked.end)
    rows = tuple(
        row for row in allowances.paid_by(on) if row.start <= period.end and period.start <= row.end
    )
    if len(rows) > MOST_ROWS:
        raise ProblemError(ProblemType.INCONSISTENT_DOCUMENT)

    def write(marks: Marks) -> IjPaper:
        paper = IjPaper(
            numero=marks.number,
            emise_le=marks.issued_on,
            code_controle=marks.code,
            adresse_controle=marks.check_address,
            caisse=dossier.caisse,
            assure=insured_of(dossier),
            start=period.start,
            end=period.end,
            rows=rows,
            totals=IjTotals.of(rows),
            history_from=allowances.history_from,
        )
        if not paper.agrees:
            raise ProblemError(ProblemType.INCONSISTENT_DOCUMENT)
        return paper

    return Draft(
        asked=(period.start.isoformat(), period.end.isoformat()),
        bearer=insured,
        told_of=(insured.id,),
        valid_until=None,
        period=period,
        write=write,
    )


def _statement(paper: IjPaper) -> str:
    """The address of the check page follows from the code and the configuration."""
    said = _PAPER.adapter.dump_python(paper, mode="json", exclude={"adresse_controle"})
    return canonical_json(said)


@dataclass(frozen=True, slots=True, repr=False)
class _Seeded(Request):
    """A payment of the fictitious people. ``begin``, ``end`` and ``paid`` are days from today, or
    from the first of January. ``repeat``: how many there are, each ``every`` days later than the
    one before. ``taken_back``: of the same days and sums, which it takes back."""

    begin: int
    end: int
    paid: int | None = None
    since: Literal["today", "new_year"] = "today"
    nature: Nature = Nature.MALADIE
    rate_cents: int = 0
    other_cents: int = 0
    payee: IjPayee = IjPayee.ASSURE
    employer: Line | None = None
    counted: bool = True
    reference: str | None = None
    corrects: str | None = None
    taken_back: bool = False
    waiting: bool = False
    repeat: int = 1
    every: int = 0

    def rows(self, on: date) -> tuple[IjRow, ...]:
        origin = on if self.since == "today" else date(on.year, 1, 1)
        return tuple(
            self._row(origin + timedelta(days=at * self.every)) for at in range(self.repeat)
        )

    def _row(self, origin: date) -> IjRow:
        days = 0 if self.waiting else self.end - self.begin + 1
        sign = -1 if self.taken_back else 1
        gross = sign * days * self.rate_cents
        csg, crds = _share(gross, 62), _share(gross, 5)
        return IjRow(
            start=origin + timedelta(days=self.begin),
            end=origin + timedelta(days=self.end),
            nature=self.nature,
            days=0 if self.taken_back else days,
            days_counted=sign * days if self.counted else 0,
            rate_cents=self.rate_cents,
            gross_cents=gross,
            csg_cents=csg,
            crds_cents=crds,
            other_cents=sign * self.other_cents,
            net_cents=gross - csg - crds - sign * self.other_cents,
            payee=self.payee,
            paid_on=None if self.paid is None else origin + timedelta(days=self.paid),
            employer=self.employer,
            reference=self.reference,
            corrects=self.corrects,
            waiting=self.waiting,
        )


def _share(gross: int, per_thousand: int) -> int:
    """CSG is 6.2 %, CRDS 0.5 % of the gross amount; half a centime is rounded up."""
    return (gross * per_thousand + 500) // 1_000


@dataclass(frozen=True, slots=True, repr=False)
class SeededIj(Private):
    """The fictitious people's, from their tables ``ij`` and ``ij_history``."""

    source: SeededSource

    def allowances(self, person: PersonId, on: date) -> Allowances:
        facts = self.source.facts_of("ij", person)
        known = self.source.facts_of("ij_history", person)
        return Allowances(
            rows=tuple(row for fact in facts for row in codec_of(_Seeded).of_plain(fact).rows(on)),
            history_from=next((fact["from"] for fact in known), None),
        )


ALLOWANCES = Capability(IjSource, SeededIj)
STATEMENT = PaperKind("ij", _draft, _statement)
MONTHS = Service(IJ_MONTHS, read_months, needs=ALLOWANCES)
PAPER = Service(IJ_PAPER, issue_statement, needs=ALLOWANCES)
