"""The citizen at the kiosk as kiosk-sync knows them: one visit at a time, its token in memory only.

A visit ends when kiosk-ui says so, opens another, goes away, or stays silent for five minutes.
Its token is then forgotten here at once, and central is told off the request path.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar
from uuid import UUID

import structlog

from kiosk.sync.answers import SESSION_LOST, CitizenToken, DeclinedByCentral, Failure
from kiosk.sync.central import CentralClient
from shared_runtime.clock import Clock
from shared_runtime.private import Private
from wire.calls.call import Call
from wire.citizen import (
    CardHolder,
    CodeAcceptedWithToken,
    OpenSession,
    SessionOpenedWithToken,
)
from wire.demandes.demande import Assurance

T = TypeVar("T")

SILENCE_ENDS_S = 300.0
"""kiosk-ui ends a visit after two minutes without a touch; five without a call mean it is stuck."""

log = structlog.get_logger(__name__)

Farewell = Callable[[CitizenToken], None]
"""Has central forget a token, later and without being waited for."""


@dataclass(frozen=True, slots=True, repr=False)
class ClaimedAssurance(Private):
    """How sure this kiosk is of who asks; ``session_reference`` is central's word for a code."""

    assurance: Assurance
    session_reference: str | None = None


class _OpenVisit:
    """Mutable in two places, and compared by identity: a visit opened again is another one."""

    __slots__ = ("last_call", "reference", "session", "token")

    def __init__(self, session: UUID, now: float) -> None:
        self.session = session
        self.token: CitizenToken | None = None
        self.reference: str | None = None
        self.last_call = now


class CurrentVisit:
    """Calls central for the visit at hand. A visit that is not at hand any more gets
    ``SESSION_LOST``, even when central's answer for it was on its way. ``begins``: called as one
    does."""

    def __init__(
        self,
        central: CentralClient,
        clock: Clock,
        farewell: Farewell,
        begins: Callable[[], None] = lambda: None,
    ) -> None:
        self._central = central
        self._clock = clock
        self._farewell = farewell
        self._begins = begins
        self._visit: _OpenVisit | None = None
        self._closed: UUID | None = None

    async def call(self, call: Call[Any, T], session: UUID, request: object) -> T | Failure:
        """Any call of the table: of the visit at hand, or the one that opens it."""
        if call.level is None:
            assert isinstance(request, CardHolder)
            return await self._open(call, request.open_session(session))
        visit = self._find(session)
        if visit is None or visit.token is None:
            return SESSION_LOST
        answer = await self._ask(visit, visit.token, call, request)
        kept: T | Failure = self._kept(visit, answer)
        return kept

    async def _open(self, call: Call[Any, T], request: OpenSession) -> T | Failure:
        session = request.session
        if session == self._closed:
            # kiosk-ui's calls come on connections of their own: this one was overtaken by the end.
            return SESSION_LOST
        self.drop("new_session")
        self._begins()
        visit = self._visit = _OpenVisit(session, self._clock.monotonic())
        answer = await self._central.call(call, None, request)
        kept: T | Failure = self._kept(visit, answer)
        if self._visit is visit and visit.token is None:
            self._visit = None
        return kept

    def _kept(self, visit: _OpenVisit, answer: Any) -> Any:
        """The answer as kiosk-ui gets it: a token in it stays here, or is taken back where the
        visit is no longer at hand."""
        if not isinstance(answer, SessionOpenedWithToken | CodeAcceptedWithToken):
            return answer if self._visit is visit else SESSION_LOST
        token = CitizenToken(answer.token)
        if self._visit is not visit:
            self._farewell(token)
            return SESSION_LOST
        visit.token = token
        visit.last_call = self._clock.monotonic()
        if isinstance(answer, CodeAcceptedWithToken):
            visit.reference = answer.session_reference
        return answer.without_token

    def proof(self, session: UUID, *, with_card: bool) -> ClaimedAssurance:
        """What an action of that visit may claim. A visit that is not at hand, or that central
        never heard of, claims no code; its action is taken all the same."""
        visit = self._find(session)
        if visit is not None and visit.reference is not None:
            return ClaimedAssurance(Assurance.CODE, visit.reference)
        return ClaimedAssurance(Assurance.CARD if with_card else Assurance.DECLARED)

    def is_at_hand(self) -> bool:
        """Whether a citizen is at the kiosk, as far as is known here."""
        self.sweep()
        return self._visit is not None

    def close(self, session: UUID) -> DeclinedByCentral | None:
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

    def _find(self, session: UUID) -> _OpenVisit | None:
        self.sweep()
        visit = self._visit
        if visit is None or visit.session != session:
            return None
        visit.last_call = self._clock.monotonic()
        return visit

    async def _ask(
        self, visit: _OpenVisit, token: CitizenToken, call: Call[Any, T], request: object
    ) -> Any | Failure:
        answer = await self._central.call(call, token, request)
        # A token replaced meanwhile explains the refusal of its predecessor.
        if answer == SESSION_LOST and self._visit is visit and visit.token is token:
            self._visit = None
            log.info("citizen_session_dropped", reason="lost_at_central")
        return answer
