"""The kiosk's door to people: citizen sessions, codes, rights."""

from typing import assert_never

from fastapi import APIRouter, Request, Response

from central.config.schemes import NOTES
from central.container import Container
from central.rights.codes import SessionGone, TooManyWrong
from central.rights.identifying import identify
from central.rights.people import CardIdentity, Person
from central.rights.provisional import NotSent, Sent, TooMany
from central.rights.rules import nirs_of, visible
from central.rights.sessions import CitizenSession, person_digest
from central.rights.source import Identified, Opposed, Unknown
from central.rights.wire_form import droits
from central.runtime.problem_error import ProblemError
from central.store.database import transaction
from central.web.dependencies import (
    AnySession,
    CitizenToken,
    ContainerOf,
    EntitledSession,
    Kiosk,
    KioskRoute,
    ServingKiosk,
    in_time,
    within,
)
from central.web.problems import documented
from wire.citizen import (
    AccountState,
    AccountSuspended,
    CardInOpposition,
    CheckCode,
    CodeAnswerWithToken,
    CodeSent,
    NoPhoneOnFile,
    OpenAnswerWithToken,
    OpenSession,
    PersonUnknown,
    SchemeNotServed,
    SendAnswer,
    SessionOpenedWithToken,
)
from wire.problem import ProblemType
from wire.rights import Droits

_KIOSK = (ProblemType.KIOSK_UNKNOWN, ProblemType.TOO_MANY_REQUESTS, ProblemType.INTERNAL)
_SESSION = (*_KIOSK, ProblemType.SESSION_LOST)
_BODY = (ProblemType.INVALID_REQUEST, ProblemType.TOO_LARGE)

router = APIRouter(prefix="/v1", tags=["citizen"], route_class=KioskRoute)


@router.post(
    "/citizen-sessions",
    responses=documented(*_KIOSK, *_BODY),
)
def open_citizen_session(
    request: Request, container: ContainerOf, kiosk: ServingKiosk, asked: OpenSession
) -> OpenAnswerWithToken:
    """Opens a session at level C for the person a card names."""
    request.state.session = str(asked.session)
    within(container.limits.openings, kiosk)
    card = CardIdentity(asked.nir, asked.birth_date, asked.family_name, asked.given_name)
    found = identify(container.source, card)
    if isinstance(found, Unknown):
        container.budgets.note_unknown(kiosk, card)
    else:
        in_time(container.budgets.note_person(kiosk, card))
    answer: OpenAnswerWithToken
    match found:
        case Identified(person) if person.grand_regime in container.settings.schemes.served:
            return _opened(container, kiosk, asked, person)
        case Identified(person):
            contact = container.settings.schemes.contact(person.grand_regime)
            answer = SchemeNotServed(
                grand_regime=person.grand_regime, contact=contact.name, phone=contact.phone
            )
        case Opposed():
            answer = CardInOpposition()
        case Unknown():
            answer = PersonUnknown()
        case _ as never:
            assert_never(never)
    with transaction(container.engine) as db:
        container.audit.record(db, kiosk, asked.session, "open", answer.outcome, asked.nir)
    return answer


@router.post(
    "/citizen-sessions/code",
    responses=documented(*_SESSION, *_BODY),
)
def check_code(
    container: ContainerOf, kiosk: ServingKiosk, session: AnySession, asked: CheckCode
) -> CodeAnswerWithToken:
    """Checks a code; when it is right, a new token at level L replaces the session's token."""
    within(container.limits.codes, kiosk)
    checked = container.codes.check(session, asked)
    match checked:
        case SessionGone():
            raise ProblemError(ProblemType.SESSION_LOST)
        case TooManyWrong(retry_after_s):
            raise ProblemError(ProblemType.TOO_MANY_REQUESTS, retry_after_s=retry_after_s)
        case _:
            return checked


@router.post(
    "/citizen-sessions/provisional-code",
    responses=documented(*_SESSION, ProblemType.MESSAGE_NOT_SENT),
)
def send_provisional_code(
    container: ContainerOf, kiosk: ServingKiosk, session: AnySession
) -> SendAnswer:
    """Sends a provisional code to the mobile number on file."""
    person = container.source.person(session.person)
    if person is None:
        raise ProblemError(ProblemType.SESSION_LOST)
    answer = _send(container, session, person.phone)
    with transaction(container.engine) as db:
        container.audit.record(
            db, kiosk, session.visit, "send_code", answer.outcome, session.person.nir
        )
    return answer


@router.delete("/citizen-sessions", status_code=204, responses=documented(*_KIOSK))
def end_citizen_session(container: ContainerOf, kiosk: Kiosk, bearer: CitizenToken) -> Response:
    """Ends the session; answers the same when there is none any more."""
    with transaction(container.engine) as db:
        visit = container.sessions.end(db, kiosk, bearer)
        if visit is not None:
            container.audit.record(db, kiosk, visit, "end", "ended", None)
    return Response(status_code=204)


@router.get("/rights", responses=documented(*_SESSION, ProblemType.LEVEL_TOO_LOW))
def read_rights(container: ContainerOf, session: EntitledSession) -> Droits:
    """The person's rights and those of dependants under 16."""
    today = container.today()
    dossier = container.source.dossier(session.person, today)
    if dossier is None:
        raise ProblemError(ProblemType.SESSION_LOST)
    shown = visible(dossier, today)
    with transaction(container.engine) as db:
        for nir in nirs_of((shown.assure, *shown.ayants_droit)):
            container.audit.record(db, session.kiosk, session.visit, "rights", "read", nir)
    return droits(container.keys, session, shown)


def _opened(
    container: Container, kiosk: str, asked: OpenSession, person: Person
) -> SessionOpenedWithToken:
    with transaction(container.engine) as db:
        now = container.clock.now()
        account = container.accounts.state(db, person_digest(container.keys, person.id), kiosk, now)
        granted = container.sessions.open(db, kiosk, asked.session, person.id)
        container.audit.record(db, kiosk, asked.session, "open", "opened", asked.nir)
    return SessionOpenedWithToken(
        account=account,
        note=NOTES.get(person.grand_regime),
        token=granted.token,
        expires_in_s=granted.expires_in_s,
    )


def _send(container: Container, session: CitizenSession, phone: str | None) -> SendAnswer:
    with transaction(container.engine) as db:
        account = container.accounts.state(
            db, session.person_digest, session.kiosk, container.clock.now()
        )
    if account is AccountState.SUSPENDU:
        return AccountSuspended()
    if phone is None:
        return NoPhoneOnFile()
    within(container.limits.messages, session.kiosk)
    in_time(container.budgets.note_message(session.kiosk))
    match container.provisional.send(session, phone):
        case Sent(expires_in_s):
            return CodeSent(phone_last_two=phone[-2:], expires_in_s=expires_in_s)
        case TooMany(retry_after_s):
            raise ProblemError(ProblemType.TOO_MANY_REQUESTS, retry_after_s=retry_after_s)
        case NotSent():
            raise ProblemError(ProblemType.MESSAGE_NOT_SENT)
        case _ as never:
            assert_never(never)
