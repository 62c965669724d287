"""The citizen at the kiosk as kiosk-sync knows them: one visit at a time, its token in memory only.

A visit ends when kiosk-ui says so, opens another, goes away, or stays silent for five minutes.
Its token is then forgotten here at once, and central is told off the request path.
"""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import TypeVar
from uuid import UUID

import structlog

from kiosk.sync.answers import SESSION_LOST, CitizenToken, Declined, Failure
from kiosk.sync.central import CentralClient
from shared_runtime.clock import Clock
from shared_runtime.private import Private
from wire.actions import Assurance
from wire.attestation import Attestation, IssueAttestation
from wire.citizen import (
    CheckCode,
    CodeAccepted,
    CodeAcceptedWithToken,
    CodeAnswer,
    CodeAnswerWithToken,
    OpenAnswer,
    OpenSession,
    SendAnswer,
    SessionOpened,
    SessionOpenedWithToken,
)
from wire.rights import Droits

T = TypeVar("T")

SILENCE_ENDS_S = 300.0
"""kiosk-ui ends a visit after two minutes without a touch; five without a call mean it is stuck."""

log = structlog.get_logger(__name__)

Farewell = Callable[[CitizenToken], None]
"""Has central forget a token, later and without being waited for."""


@dataclass(frozen=True, slots=True, repr=False)
class Proof(Private):
    """How sure this kiosk is of who asks; ``session_reference`` is central's word for a code."""

    assurance: Assurance
    session_reference: str | None = None


class _Visit:
    """Mutable in two places, and compared by identity: a visit opened again is another one."""

    __slots__ = ("last_call", "reference", "session", "token")

    def __init__(self, session: UUID, now: float) -> None:
        self.session = session
        self.token: CitizenToken | None = None
        self.reference: str | None = None
        self.last_call = now


class CurrentVisit:
    """Calls central for the visit at hand. A visit that is not at hand any more gets
    ``SESSION_LOST``, even when central's answer for it was on its way."""

    def __init__(self, central: CentralClient, clock: Clock, farewell: Farewell) -> None:
        self._central = central
        self._clock = clock
        self._farewell = farewell
        self._visit: _Visit | None = None
        self._closed: UUID | None = None

    async def open(self, request: OpenSession) -> OpenAnswer | Failure:
        if request.session == self._closed:
            # kiosk-ui's calls come on connections of their own: this one was overtaken by the end.
            return SESSION_LOST
        self.drop("new_session")
        visit = self._visit = _Visit(request.session, self._clock.monotonic())
        answer = await self._central.open_session(request)
        if not isinstance(answer, SessionOpenedWithToken):
            if self._visit is visit:
                self._visit = None
            return answer
        token = CitizenToken(answer.token)
        if self._visit is not visit:
            self._farewell(token)
            return SESSION_LOST
        self._hold(visit, token)
        return SessionOpened(account=answer.account, note=answer.note)

    async def check_code(self, session: UUID, request: CheckCode) -> CodeAnswer | Failure:
        visit = self._find(session)
        if visit is None:
            return SESSION_LOST
        answer: CodeAnswerWithToken | Failure = await self._ask(
            visit, lambda token: self._central.check_code(token, request)
        )
        if not isinstance(answer, CodeAcceptedWithToken):
            return answer if self._visit is visit else SESSION_LOST
        token = CitizenToken(answer.token)
        if self._visit is not visit:
            self._farewell(token)
            return SESSION_LOST
        self._hold(visit, token)
        visit.reference = answer.session_reference
        return CodeAccepted()

    async def send_provisional_code(self, session: UUID) -> SendAnswer | Failure:
        return await self._for(session, self._central.send_provisional_code)

    async def rights(self, session: UUID) -> Droits | Failure:
        return await self._for(session, self._central.rights)

    async def issue(self, session: UUID, request: IssueAttestation) -> Attestation | Failure:
        return await self._for(session, lambda token: self._central.issue(token, request))

    def proof(self, session: UUID, *, with_card: bool) -> Proof:
        """What an action of that visit may claim. A visit that is not at hand, or that central
        never heard of, claims no code; its action is taken all the same."""
        visit = self._find(session)
        if visit is not None and visit.reference is not None:
            return Proof("code", visit.reference)
        return Proof("card" if with_card else "declared")

    def close(self, session: UUID) -> Declined | None:
        """Ends the visit for good; ``SESSION_LOST`` when it is not the one at hand."""
        self._closed = session
        if self._visit is None or self._visit.session != session:
            return SESSION_LOST
        self.drop("closed")
        return None

    def drop(self, reason: str) -> None:
        """Forgets the visit at hand, if there is one. ``reason`` is a stable word for the log."""
        visit, self._visit = self._visit, None
        if visit is None:
            return
        log.info("citizen_session_dropped", reason=reason)
        if visit.token is not None:
            self._farewell(visit.token)

    def sweep(self) -> None:
        """Drops a visit that kiosk-ui has been silent about for ``SILENCE_ENDS_S`` seconds."""
        visit = self._visit
        if visit and self._clock.monotonic() - visit.last_call >= SILENCE_ENDS_S:
            self.drop("silence")

    async def _for(
        self, session: UUID, call: Callable[[CitizenToken], Awaitable[T | Failure]]
    ) -> T | Failure:
        visit = self._find(session)
        if visit is None:
            return SESSION_LOST
        answer = await self._ask(visit, call)
        return answer if self._visit is visit else SESSION_LOST

    def _find(self, session: UUID) -> _Visit | None:
        self.sweep()
        visit = self._visit
        if visit is None or visit.session != session:
            return None
        visit.last_call = self._clock.monotonic()
        return visit

    async def _ask(
        self, visit: _Visit, call: Callable[[CitizenToken], Awaitable[T | Failure]]
    ) -> T | Failure:
        token = visit.token
        if token is None:
            return SESSION_LOST
        answer = await call(token)
        # A token replaced meanwhile explains the refusal of its predecessor.
        if answer == SESSION_LOST and self._visit is visit and visit.token is token:
            self._visit = None
            log.info("citizen_session_dropped", reason="lost_at_central")
        return answer

    def _hold(self, visit: _Visit, token: CitizenToken) -> None:
        visit.token = token
        visit.last_call = self._clock.monotonic()
