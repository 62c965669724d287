"""What a kind of paper supplies; numbers, codes, digests and rows are the same for all."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Generic, Protocol, TypeVar
from uuid import UUID

from central.container import Container
from central.crypto.digests import Field
from central.papers.period import PaperPeriod
from central.rights.people import Dossier, Person, PersonId
from central.rights.sessions import CitizenSession
from shared_runtime.private import Private
from wire.nir import Nir
from wire.paper import Assure


class PaperRequest(Protocol):
    """What a kiosk sends for a paper; the action is minted once, when the person confirms."""

    @property
    def action(self) -> UUID: ...


Asked = TypeVar("Asked", bound=PaperRequest)
Content = TypeVar("Content")


@dataclass(frozen=True, slots=True)
class Marks:
    """What an issued paper bears beside its content. ``check_address`` holds the code, nobody."""

    number: str
    code: str
    issued_on: date
    check_address: str


@dataclass(frozen=True, slots=True, repr=False)
class Draft(Private, Generic[Content]):
    """A paper as the sources have it on its day of issue, before it is given its marks.

    ``asked``: what was asked for, without the action; an action that comes again for something
    else is a conflict. ``bearer``: whose family name and birth date the check compares.
    ``told_of``: of whom the paper tells; each has a row in the audit.
    """

    asked: tuple[Field, ...]
    bearer: Person
    told_of: tuple[PersonId, ...]
    valid_until: date | None
    period: PaperPeriod | None
    write: Callable[[Marks], Content]


@dataclass(frozen=True, slots=True)
class PaperKind(Generic[Asked, Content]):
    """One kind of paper, a module each.

    ``slug``: under which it is stored, and named by ``verifier.kind.<slug>``.
    ``draft``: finds whose paper is asked for and whether they may have it, as of a day, and raises
    ProblemError where there is none. The same sources on the same day make the same draft.
    ``statement``: all that the content says, in one canonical text, without what belongs to one
    visit; a paper whose statement has changed is not handed out again.
    """

    slug: str
    draft: Callable[[Container, CitizenSession, Asked, date], Draft[Content]]
    statement: Callable[[Content], str]


def insured_of(dossier: Dossier) -> Assure:
    """To whom a paper is addressed."""
    insured = dossier.assure.person
    return Assure(
        nir=Nir(insured.id.nir),
        nom_famille=insured.family_name,
        nom_usage=insured.usual_name,
        prenom=insured.given_name,
        adresse=dossier.adresse,
        code_gestion=dossier.code_gestion,
    )
