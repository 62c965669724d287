"""What services about a person share: the dossier that the person may see, and who was told of."""

from collections.abc import Iterable
from datetime import date

from sqlalchemy.orm import Session

from central.container import Container
from central.rights.people import Dossier
from central.rights.rules import visible
from central.rights.sessions import CitizenSession
from central.runtime.problem_error import ProblemError
from wire.problem import ProblemType


def dossier_of(container: Container, session: CitizenSession, on: date) -> Dossier:
    """The person and those whom they may see on that day. Raises ProblemError: session-lost, of a
    person whom the caisse knows no more."""
    dossier = container.source.dossier(session.person, on)
    if dossier is None:
        raise ProblemError(ProblemType.SESSION_LOST)
    return visible(dossier, on)


def record_told(
    container: Container, db: Session, session: CitizenSession, what: str, nirs: Iterable[str]
) -> None:
    """A line of the audit for each person of whom ``what`` was told, in the transaction ``db``."""
    for nir in nirs:
        container.audit.record(db, session.kiosk, session.visit, what, "read", nir)
