"""What was refunded: the months that tell of it, and the statement of refunds on paper."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any, Protocol, runtime_checkable

from central.container import Container
from central.crypto.canonical import canonical_json
from central.papers.issuing import issue
from central.papers.paper import Draft, Marks, PaperKind, insured_of
from central.papers.period import PaperPeriod
from central.rights.people import Dossier, PersonId
from central.rights.rules import nirs_of
from central.rights.seeded import SeededSource
from central.rights.sessions import CitizenSession
from central.runtime.problem_error import ProblemError
from central.services.service import Capability, Service
from central.services.told import dossier_of, record_told
from central.store.database import transaction
from shared_runtime.private import Private
from wire.calls.refunds import (
    REFUND_MONTHS,
    REFUND_STATEMENT,
    CareFamily,
    IssueRefundStatement,
    MonthCount,
    RefundLine,
    RefundLineKind,
    RefundMonths,
    RefundPayee,
    RefundStatement,
    totals_of,
)
from wire.codec import Codec
from wire.problem import ProblemType

HISTORY_MONTHS = 27
"""As far back as the account on the web goes, before the month of today."""
MOST_MONTHS, MOST_LINES = 12, 200
"""What goes beyond is sent by post: nobody waits at a kiosk for so much paper."""
_PARTNERS = {"91": "MGEN"}
"""Who pays the complementary part themselves, by the grand régime of their sections."""
_STATEMENT = Codec[RefundStatement](RefundStatement)


@dataclass(frozen=True, slots=True, repr=False)
class Refund(Private):
    """``card``: whose card was shown for it. They were paid, or the professional for them."""

    card: PersonId
    line: RefundLine


@runtime_checkable
class RefundsSource(Protocol):
    """As ``RightsSource``: it tells all it knows, and the rules below decide who may see it."""

    def refunds(self, person: PersonId, period: PaperPeriod, on: date) -> tuple[Refund, ...]:
        """All that was paid in ``period`` for the care of a person, on whosever card, as it stood
        on a day. The same arguments give the same lines, unless the file was changed."""
        ...

    def refunds_known_from(self, person: PersonId) -> date | None:
        """The day before which another scheme paid; None where nothing is missing."""
        ...


@dataclass(frozen=True, slots=True)
class SeededRefunds:
    """Those of the fictitious people. A table stands for a line on each of its ``days`` in each of
    its ``months``, counted from the month of the day asked about."""

    source: SeededSource

    def refunds(self, person: PersonId, period: PaperPeriod, on: date) -> tuple[Refund, ...]:
        tables = self.source.facts_of("refunds", person)
        return tuple(
            found
            for table in tables
            for found in self._of(table, person, on)
            if period.start <= found.line.paid_on <= min(period.end, on)
        )

    def refunds_known_from(self, person: PersonId) -> date | None:
        tables = self.source.facts_of("refunds_known", person)
        return next((table["since"] for table in tables), None)

    def _of(self, table: Mapping[str, Any], person: PersonId, on: date) -> Iterator[Refund]:
        told = dict(table)
        card = told.pop("card", None)
        days, (first, last) = told.pop("days"), told.pop("months")
        care_before = told.pop("care_days_before", 4)
        kind, family = (
            RefundLineKind(told.pop("kind", RefundLineKind.CARE)),
            CareFamily(told.pop("family")),
        )
        payee, reference = (
            RefundPayee(told.pop("payee", RefundPayee.INSURED)),
            told.pop("reference", "V"),
        )
        name = next(one.given_name for one in self.source.people.values() if one.id == person)
        for month in range(first, last + 1):
            for day in days:
                paid_on = months_later(on, month).replace(day=day)
                yield Refund(
                    person if card is None else self.source.people[card].id,
                    RefundLine(
                        care_on=paid_on - timedelta(days=care_before),
                        kind=kind,
                        family=family,
                        beneficiary=name,
                        paid_on=paid_on,
                        payee=payee,
                        payment=f"{reference}-{paid_on:%y%m%d}",
                        **told,
                    ),
                )


REFUNDS = Capability(RefundsSource, SeededRefunds)


def read_months(container: Container, session: CitizenSession, _asked: None) -> RefundMonths:
    """The months that a statement of refunds can be asked for, with how many lines each has."""
    today = container.today()
    dossier = dossier_of(container, session, today)
    source: RefundsSource = REFUNDS.require(container.source)
    window = PaperPeriod(months_later(today, -HISTORY_MONTHS), today)
    counts = {months_later(today, -back): 0 for back in range(HISTORY_MONTHS, -1, -1)}
    for line in _lines(source, dossier, window, today, detailed=False):
        counts[line.paid_on.replace(day=1)] += 1
    with transaction(container.engine) as db:
        told_of = nirs_of((dossier.assure, *dossier.ayants_droit))
        record_told(container, db, session, "refund_months", told_of)
    return RefundMonths(
        months=tuple(MonthCount(first, lines) for first, lines in counts.items()),
        until=today,
        most_months=MOST_MONTHS,
        most_lines=MOST_LINES,
        history_from=source.refunds_known_from(session.person),
        partner=_PARTNERS.get(dossier.caisse.grand_regime),
    )


def issue_statement(
    container: Container, session: CitizenSession, asked: IssueRefundStatement
) -> RefundStatement:
    """Issues a statement of refunds; the same action asked again gives the same one."""
    return issue(container, session, STATEMENT, asked)


def _draft(
    container: Container, session: CitizenSession, asked: IssueRefundStatement, on: date
) -> Draft[RefundStatement]:
    """Raises ProblemError: session-lost, and invalid-request for what no kiosk that has read the
    months asks for."""
    dossier = dossier_of(container, session, on)
    source: RefundsSource = REFUNDS.require(container.source)
    insured = dossier.assure.person
    if not (months_later(on, -HISTORY_MONTHS) <= asked.start <= asked.end <= on):
        raise ProblemError(ProblemType.INVALID_REQUEST)
    period = PaperPeriod(asked.start, asked.end)
    lines = _lines(source, dossier, period, on, detailed=asked.detailed)
    if months_later(asked.end, 1 - MOST_MONTHS) > asked.start or len(lines) > MOST_LINES:
        raise ProblemError(ProblemType.INVALID_REQUEST)

    def write(marks: Marks) -> RefundStatement:
        return RefundStatement(
            numero=marks.number,
            emise_le=marks.issued_on,
            code_controle=marks.code,
            adresse_controle=marks.check_address,
            caisse=dossier.caisse,
            assure=insured_of(dossier),
            start=asked.start,
            end=asked.end,
            detailed=asked.detailed,
            lines=lines,
            totals=totals_of(lines),
            history_from=source.refunds_known_from(session.person),
            partner=_PARTNERS.get(dossier.caisse.grand_regime),
        )

    return Draft(
        asked=(asked.start.isoformat(), asked.end.isoformat(), str(asked.detailed)),
        bearer=insured,
        told_of=tuple(each.person.id for each in (dossier.assure, *dossier.ayants_droit)),
        valid_until=None,
        period=period,
        write=write,
    )


def _lines(
    source: RefundsSource, dossier: Dossier, period: PaperPeriod, on: date, *, detailed: bool
) -> tuple[RefundLine, ...]:
    """What may be told to the insured person of a period, in the order of the payments.

    Of a child on the cards of two parents each is told what was paid on their own. What the care
    was, and who gave it, is told on a detailed statement alone; a medicine on none.
    """
    insured = dossier.assure.person.id
    lines = (
        refund.line
        for cover in (dossier.assure, *dossier.ayants_droit)
        for refund in source.refunds(cover.person.id, period, on)
        if refund.card == insured and period.start <= refund.line.paid_on <= period.end
    )
    told = (line if detailed else replace(line, label=None, professional=None) for line in lines)
    discreet = (
        replace(line, label=None) if line.family is CareFamily.PHARMACY else line for line in told
    )
    return tuple(sorted(discreet, key=_place))


def _place(line: RefundLine) -> tuple[object, ...]:
    """Payments as they came; in each, whatever is held back below the care."""
    return (
        line.paid_on,
        line.payment,
        line.payee,
        line.kind is not RefundLineKind.CARE,
        line.care_on,
    )


def months_later(day: date, months: int) -> date:
    """The first day of the month so many months after that of ``day``."""
    month = day.year * 12 + day.month - 1 + months
    return date(month // 12, month % 12 + 1, 1)


def _statement(paper: RefundStatement) -> str:
    """The address of the check page follows from the code and the configuration."""
    said = _STATEMENT.adapter.dump_python(paper, mode="json", exclude={"adresse_controle"})
    return canonical_json(said)


STATEMENT = PaperKind("releve_remboursements", _draft, _statement)
MONTHS_SERVICE = Service(REFUND_MONTHS, read_months, REFUNDS)
STATEMENT_SERVICE = Service(REFUND_STATEMENT, issue_statement, REFUNDS)
