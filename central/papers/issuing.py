"""Issuing an attestation: irrevocable, and idempotent by its action.

The store keeps number, dates, code and keyed digests, not the content. When an action comes again,
the content is built anew from the rights source as of the day of issue; only when its digest is the
one kept is it handed out, so the paper is the same or there is none (action-conflict).
"""

from dataclasses import dataclass
from datetime import date

from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from central.container import Container
from central.crypto.canonical import CODE_CHARACTERS, canonical_content, canonical_name
from central.rights.age import anniversary
from central.rights.people import Cover, Dossier
from central.rights.rules import current_amo, nirs_of, visible, without_extras
from central.rights.sessions import CitizenSession, person_digest, reference
from central.rights.wire_form import beneficiaire
from central.runtime.chance import crockford
from central.runtime.problem_error import ProblemError
from central.store.database import transaction
from central.store.models import PaperRow
from shared_runtime.private import Private
from wire.attestation import Assure, Attestation, IssueAttestation, Version
from wire.problem import ProblemType

_ATTEMPTS = 5
_NUMBER_CHARACTERS = 8


@dataclass(frozen=True, slots=True)
class _Marks:
    """What an issued attestation bears beside its content."""

    number: str
    code: str
    issued_on: date


@dataclass(frozen=True, slots=True, repr=False)
class _Subject(Private):
    """Whose attestation it is, in which dossier, of whom it tells, with rights until when."""

    dossier: Dossier
    cover: Cover
    told: tuple[Cover, ...]
    valid_until: date


def issue(container: Container, session: CitizenSession, asked: IssueAttestation) -> Attestation:
    """The attestation of this action, made now or made before.

    Raises ProblemError: beneficiary-unknown, no-current-rights, action-conflict, session-lost.
    """
    for _ in range(_ATTEMPTS):
        with transaction(container.engine) as db:
            row = db.get(PaperRow, asked.action)
        if row is not None:
            return _again(container, session, asked, row)
        try:
            return _first(container, session, asked)
        except IntegrityError:
            continue  # the same action came in beside us, or chance struck a code twice
    raise ProblemError(ProblemType.ACTION_CONFLICT)


def _first(container: Container, session: CitizenSession, asked: IssueAttestation) -> Attestation:
    today = container.today()
    subject = _subject(container, session, asked, today)
    marks = _Marks(
        number=f"{today:%Y%m%d}-{crockford(container.chance, _NUMBER_CHARACTERS)}",
        code=crockford(container.chance, CODE_CHARACTERS),
        issued_on=today,
    )
    attestation = _content(container, session, asked, subject, marks)
    person = subject.cover.person
    with transaction(container.engine) as db:
        db.add(
            PaperRow(
                action=asked.action,
                request_digest=_request_digest(container, session, asked, subject),
                content_digest=container.keys.digest("content", canonical_content(attestation)),
                subject_digest=container.keys.check_key.subject(
                    marks.code,
                    canonical_name(person.family_name),
                    person.id.birth_date,
                ),
                code=marks.code,
                number=marks.number,
                issued_on=marks.issued_on,
                valid_until=attestation.valable_jusqu_au,
            )
        )
        _record(db, container, session, subject, "issued")
    return attestation


def _again(
    container: Container, session: CitizenSession, asked: IssueAttestation, row: PaperRow
) -> Attestation:
    try:
        subject = _subject(container, session, asked, row.issued_on)
    except ProblemError as problem:
        if problem.kind is ProblemType.SESSION_LOST:
            raise
        raise ProblemError(ProblemType.ACTION_CONFLICT) from None
    marks = _Marks(row.number, row.code, row.issued_on)
    attestation = _content(container, session, asked, subject, marks)
    content_digest = container.keys.digest("content", canonical_content(attestation))
    request_digest = _request_digest(container, session, asked, subject)
    if (row.request_digest, row.content_digest) != (request_digest, content_digest):
        raise ProblemError(ProblemType.ACTION_CONFLICT)
    with transaction(container.engine) as db:
        _record(db, container, session, subject, "again")
    return attestation


def _record(
    db: Session, container: Container, session: CitizenSession, subject: _Subject, outcome: str
) -> None:
    """For everybody of whom the paper tells."""
    for nir in nirs_of((subject.dossier.assure, *subject.told)):
        container.audit.record(db, session.kiosk, session.visit, "issue", outcome, nir)


def _subject(
    container: Container, session: CitizenSession, asked: IssueAttestation, on: date
) -> _Subject:
    dossier = container.source.dossier(session.person, on)
    if dossier is None:
        raise ProblemError(ProblemType.SESSION_LOST)
    dossier = visible(dossier, on)
    for cover in (dossier.assure, *dossier.ayants_droit):
        if reference(container.keys, session, cover.person.id) == asked.beneficiaire:
            break
    else:
        raise ProblemError(ProblemType.BENEFICIARY_UNKNOWN)
    period = current_amo(cover, on)
    if period is None:
        raise ProblemError(ProblemType.NO_CURRENT_RIGHTS)
    # One year from issue, but no paper outlives the rights it tells of.
    valid_until = min(anniversary(on, 1), period.date_fin or date.max)
    return _Subject(dossier, cover, _told(dossier, cover, asked.version, on), valid_until)


def _told(dossier: Dossier, cover: Cover, version: Version, on: date) -> tuple[Cover, ...]:
    """Of whom the paper tells: of the insured person's, the complete one, the dependants too."""
    if version == "minimale":
        return (without_extras(cover),)
    if cover is not dossier.assure:
        return (cover,)
    return (cover, *(each for each in dossier.ayants_droit if current_amo(each, on) is not None))


def _content(
    container: Container,
    session: CitizenSession,
    asked: IssueAttestation,
    subject: _Subject,
    marks: _Marks,
) -> Attestation:
    dossier, insured = subject.dossier, subject.dossier.assure.person
    return Attestation(
        numero=marks.number,
        version=asked.version,
        emise_le=marks.issued_on,
        valable_jusqu_au=subject.valid_until,
        code_controle=marks.code,
        adresse_controle=f"{container.settings.verifier_url}?code={marks.code}",
        caisse=dossier.caisse,
        assure=Assure(
            nir=insured.id.nir,
            nom_famille=insured.family_name,
            nom_usage=insured.usual_name,
            prenom=insured.given_name,
            adresse=dossier.adresse,
            code_gestion=dossier.code_gestion,
        ),
        beneficiaires=tuple(beneficiaire(container.keys, session, cover) for cover in subject.told),
    )


def _request_digest(
    container: Container, session: CitizenSession, asked: IssueAttestation, subject: _Subject
) -> str:
    whose = person_digest(container.keys, subject.cover.person.id)
    return container.keys.digest("request", session.person_digest, whose, asked.version)
