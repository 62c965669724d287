"""The kiosk API for people: citizen sessions and codes."""

from typing import assert_never

from fastapi import APIRouter, Request, Response

from central.config.schemes import NOTES
from central.container import Container
from central.rights.codes import SessionGone, TooManyWrong
from central.rights.identifying import identify
from central.rights.people import CardIdentity, Person
from central.rights.provisional import ProvisionalCodeNotSent, ProvisionalCodeSent, TooManyCodes
from central.rights.sessions import CitizenSession, person_digests
from central.rights.source import Identified, Opposed, UnknownPerson
from central.runtime.problem_error import ProblemError
from central.store.database import transaction
from central.web.dependencies import (
    AnySession,
    CallingKiosk,
    ContainerOf,
    KioskRoute,
    PresentedToken,
    ServingKiosk,
    in_time,
    within,
)
from central.web.problems import documented
from central.web.routers.calls import REFUSED_TO_ANY, refusals
from wire.calls.session import CHECK_CODE, OPEN, SEND_CODE
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

router = APIRouter(tags=["citizen"], route_class=KioskRoute)

SERVED = (OPEN, CHECK_CODE, SEND_CODE)
"""The calls that are answered here."""


@router.post(OPEN.path, responses=documented(*refusals(OPEN)))
def open_citizen_session(
    request: Request, container: ContainerOf, kiosk: ServingKiosk, asked: OpenSession
) -> OpenAnswerWithToken:
    """Opens a session at level C for the person a card names."""
    request.state.session = str(asked.session)
    within(container.limits.openings, kiosk)
    card = CardIdentity(asked.nir.value, asked.birth_date, asked.family_name, asked.given_name)
    found = identify(container.source, card)
    if isinstance(found, UnknownPerson):
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
        case UnknownPerson():
            answer = PersonUnknown()
        case _ as never:
            assert_never(never)
    with transaction(container.engine) as db:
        container.audit.record(db, kiosk, asked.session, "open", answer.outcome, card.nir)
    return answer


@router.post(CHECK_CODE.path, responses=documented(*refusals(CHECK_CODE)))
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


@router.post(SEND_CODE.path, responses=documented(*refusals(SEND_CODE)))
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


@router.delete(OPEN.path, status_code=204, responses=documented(*REFUSED_TO_ANY))
def end_citizen_session(
    container: ContainerOf, kiosk: CallingKiosk, bearer: PresentedToken
) -> Response:
    """Ends the session; answers the same when there is none any more."""
    with transaction(container.engine) as db:
        visit = container.sessions.end(db, kiosk, bearer)
        if visit is not None:
            container.audit.record(db, kiosk, visit, "end", "ended", None)
    return Response(status_code=204)


def _opened(
    container: Container, kiosk: str, asked: OpenSession, person: Person
) -> SessionOpenedWithToken:
    with transaction(container.engine) as db:
        now = container.clock.now()
        digests = person_digests(container.keys, person.id)
        account = container.accounts.state(db, digests, kiosk, now)
        granted = container.sessions.open(db, kiosk, asked.session, person.id)
        container.audit.record(db, kiosk, asked.session, "open", "opened", asked.nir.value)
    return SessionOpenedWithToken(
        account=account,
        note=NOTES.get(person.grand_regime),
        token=granted.token,
        expires_in_s=granted.expires_in_s,
    )


def _send(container: Container, session: CitizenSession, phone: str | None) -> SendAnswer:
    with transaction(container.engine) as db:
        account = container.accounts.state(
            db, session.person_digests, session.kiosk, container.clock.now()
        )
    if account is AccountState.SUSPENDU:
        return AccountSuspended()
    if phone is None:
        return NoPhoneOnFile()
    within(container.limits.messages, session.kiosk)
    in_time(container.budgets.note_message(session.kiosk))
    match container.provisional.send(session, phone):
        case ProvisionalCodeSent(expires_in_s):
            return CodeSent(phone_last_two=phone[-2:], expires_in_s=expires_in_s)
        case TooManyCodes(retry_after_s):
            raise ProblemError(ProblemType.TOO_MANY_REQUESTS, retry_after_s=retry_after_s)
        case ProvisionalCodeNotSent():
            raise ProblemError(ProblemType.MESSAGE_NOT_SENT)
        case _ as never:
            assert_never(never)
