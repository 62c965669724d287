"""Who is calling: the kiosk behind a certificate or a token, the citizen session behind its own."""

from collections.abc import Callable
from typing import Annotated, Any

from fastapi import Depends, Request
from fastapi.concurrency import run_in_threadpool
from fastapi.security import APIKeyHeader, HTTPAuthorizationCredentials, HTTPBearer
from fastapi.security.utils import get_authorization_scheme_param

from central.container import Container
from central.crypto.authority import certified_key
from central.fleet.kiosks import Credential
from central.rights.sessions import CitizenSession
from central.runtime.limits import RateLimit
from central.runtime.problem_error import ProblemError
from central.store.counters import StoredLimit
from central.store.database import transaction
from central.web.addresses import origin
from central.web.client_certificates import verified_certificate
from central.web.routing import EarlyRoute
from wire.calls.call import Call, SessionLevel
from wire.citizen import AccountState
from wire.headers import CITIZEN_HEADER
from wire.problem import ProblemType

_device = HTTPBearer(
    auto_error=False,
    scheme_name="kiosk",
    description="The device token, of kiosks without a certificate.",
)
_citizen = APIKeyHeader(name=CITIZEN_HEADER, auto_error=False, scheme_name="citizen")
_LONGEST_TOKEN = 200
_UNDER_WAY_RETRY_S = 5


def container_of(request: Request) -> Container:
    """The parts that ``create_app`` gave to the application behind this request."""
    container = request.app.state.container
    assert isinstance(container, Container)
    return container


async def _container(request: Request) -> Container:
    # As a coroutine: whatever is not one, FastAPI gives to a thread, and waits for that.
    return container_of(request)


ContainerOf = Annotated[Container, Depends(_container)]


class KioskRoute(EarlyRoute):
    """A route for kiosks: from whoever is none, not a byte of a body is taken."""

    async def admit(self, request: Request) -> None:
        """Knows the kiosk by its certificate or its token. Problems kiosk-unknown and, where an
        address goes on trying what nobody has, too-many-requests: then the store is not asked any
        more. So is a kiosk answered that has as much under way as no kiosk has: a stolen token that
        sends slowly takes no other's place."""
        container = container_of(request)
        credential, household = credential_of(request), household_of(request)
        # Kiosks known a moment ago go on, though somebody beside them tries.
        if credential is None or container.known_credentials.kiosk(credential) is None:
            wait_s = container.limits.strangers.full_s(household)
            if wait_s is not None:
                raise ProblemError(ProblemType.TOO_MANY_REQUESTS, retry_after_s=wait_s)
        kiosk = await run_in_threadpool(let_in, container, credential, household)
        self.enter(request, kiosk)

    def enter(self, request: Request, kiosk: str) -> None:
        """Until ``left``. Problem too-many-requests."""
        if not container_of(request).under_way.enter(kiosk):
            raise ProblemError(ProblemType.TOO_MANY_REQUESTS, retry_after_s=_UNDER_WAY_RETRY_S)
        request.state.kiosk = kiosk

    def left(self, request: Request) -> None:
        container_of(request).under_way.leave(request.state.kiosk)


def let_in(container: Container, credential: Credential | None, household: str) -> str:
    """The kiosk's id, as the store knows it now. Problem kiosk-unknown, which counts against the
    address."""
    if credential is not None:
        kiosk = container.admission.kiosk_behind(credential, household)
        if kiosk is not None:
            container.known_credentials.remember(credential, kiosk)
            return kiosk
        container.known_credentials.forget(credential)
    container.limits.strangers.wait_s(household)
    raise ProblemError(ProblemType.KIOSK_UNKNOWN)


def credential_of(request: Request) -> Credential | None:
    """What TLS has verified of the caller, or else the token that was sent."""
    certificate = verified_certificate(request.scope)
    if certificate is not None:
        key = certified_key(certificate)
        return None if key is None else Credential("key", key)
    scheme, token = get_authorization_scheme_param(request.headers.get("authorization"))
    return Credential.of_token(token) if scheme.lower() == "bearer" and _plausible(token) else None


def household_of(request: Request) -> str:
    return origin("" if request.client is None else request.client.host).household


async def known_kiosk(
    request: Request,
    _published: Annotated[HTTPAuthorizationCredentials | None, Depends(_device)],
) -> str:
    """The id of the kiosk that ``KioskRoute`` let in."""
    kiosk = request.state.kiosk
    assert isinstance(kiosk, str)
    return kiosk


CallingKiosk = Annotated[str, Depends(known_kiosk)]


def kiosk_in_service(container: ContainerOf, kiosk: CallingKiosk) -> str:
    """The kiosk's id, where it is not paused; problem too-many-requests."""
    in_time(container.budgets.pause_s(kiosk))
    return kiosk


ServingKiosk = Annotated[str, Depends(kiosk_in_service)]


async def citizen_token(token: Annotated[str | None, Depends(_citizen)]) -> str:
    return token if token is not None and _plausible(token) else ""


PresentedToken = Annotated[str, Depends(citizen_token)]


def open_session(
    request: Request, container: ContainerOf, kiosk: CallingKiosk, bearer: PresentedToken
) -> CitizenSession:
    """The citizen session of this kiosk, at any level; problem session-lost. One that a code was
    proved in is over once the account is suspended or locked."""
    with transaction(container.engine) as db:
        session = container.sessions.current(db, kiosk, bearer)
        if session is not None and session.level == "L":
            account = container.accounts.state(
                db, session.person_digests, kiosk, container.clock.now()
            )
            if account is AccountState.SUSPENDU:
                container.sessions.end(db, kiosk, bearer)
                session = None
    if session is None:
        raise ProblemError(ProblemType.SESSION_LOST)
    request.state.session = str(session.visit)
    return session


AnySession = Annotated[CitizenSession, Depends(open_session)]


def session_for(call: Call[Any, Any]) -> Callable[..., CitizenSession]:
    """What gives a route the session at the level of its call; problem level-too-low."""

    def at_its_level(container: ContainerOf, session: AnySession) -> CitizenSession:
        needed = container.settings.level_of(call)
        if needed is SessionLevel.CODE and session.level != SessionLevel.CODE.value:
            raise ProblemError(ProblemType.LEVEL_TOO_LOW)
        return session

    return at_its_level


def within(limit: RateLimit | StoredLimit, key: str) -> None:
    """Counts against a limit; problem too-many-requests."""
    in_time(limit.wait_s(key))


def in_time(wait_s: int | None) -> None:
    """Problem too-many-requests, where there is a time to wait."""
    if wait_s is not None:
        raise ProblemError(ProblemType.TOO_MANY_REQUESTS, retry_after_s=wait_s)


def _plausible(token: str) -> bool:
    return 0 < len(token) <= _LONGEST_TOKEN and token.isascii()
