"""A second kind of paper, made up for the tests: payments of a period, good for no day but its own.

What a kind costs stands here whole; nothing else of central knows of it.
"""

from dataclasses import asdict, dataclass
from datetime import date
from functools import partial
from uuid import UUID

from central.container import Container
from central.crypto.canonical import canonical_json
from central.papers.paper import Draft, Marks, PaperKind
from central.papers.period import PaperPeriod
from central.rights.sessions import CitizenSession
from central.runtime.problem_error import ProblemError
from shared_runtime.private import Private
from wire.problem import ProblemType

SLUG = "releve_essai"
AMOUNT_CENTS = 8_274_913
"""Planted, to be looked for where it must not be."""


@dataclass(frozen=True, slots=True)
class Payment:
    on: date
    cents: int


@dataclass(frozen=True, slots=True)
class IssueReleve:
    action: UUID
    start: date
    end: date


@dataclass(frozen=True, slots=True, repr=False)
class Releve(Private):
    numero: str
    code_controle: str
    emis_le: str
    adresse_controle: str
    nir: str
    nom_famille: str
    debut: str
    fin: str
    lignes: tuple[tuple[str, int], ...]
    total_cents: int


Payments = dict[str, tuple[Payment, ...]]
"""Of people, by their NIR."""


def releve_of(payments: Payments) -> PaperKind[IssueReleve, Releve]:
    return PaperKind(SLUG, partial(_draft, payments), _statement)


def _draft(
    payments: Payments, container: Container, session: CitizenSession, asked: IssueReleve, on: date
) -> Draft[Releve]:
    if asked.end > on:
        raise ProblemError(ProblemType.INVALID_REQUEST)
    dossier = container.source.dossier(session.person, on)
    if dossier is None:
        raise ProblemError(ProblemType.SESSION_LOST)
    person, period = dossier.assure.person, PaperPeriod(asked.start, asked.end)
    within = tuple(
        (payment.on.isoformat(), payment.cents)
        for payment in payments.get(person.id.nir, ())
        if period.start <= payment.on <= period.end
    )

    def write(marks: Marks) -> Releve:
        return Releve(
            numero=marks.number,
            code_controle=marks.code,
            emis_le=marks.issued_on.isoformat(),
            adresse_controle=marks.check_address,
            nir=person.id.nir,
            nom_famille=person.family_name,
            debut=period.start.isoformat(),
            fin=period.end.isoformat(),
            lignes=within,
            total_cents=sum(cents for _, cents in within),
        )

    return Draft(
        asked=(period.start.isoformat(), period.end.isoformat()),
        bearer=person,
        told_of=(person.id, person.id),
        valid_until=None,
        period=period,
        write=write,
    )


def _statement(releve: Releve) -> str:
    said = asdict(releve)
    del said["adresse_controle"]
    return canonical_json(said)
