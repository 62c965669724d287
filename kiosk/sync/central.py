"""kiosk-sync's client of central: a method for each call, an answer for every way it can go."""

from collections.abc import Callable
from typing import Any, TypeVar

import httpx

from kiosk.domain.outcomes import Cause, Unreachable
from kiosk.sync.answers import CitizenToken, DeclinedByCentral, Failure, TurnedDown
from kiosk.sync.exchange import RawAnswer, exchange
from wire.calls.call import Call
from wire.calls.table import CALLS
from wire.codec import Codec, Malformed, codec_of
from wire.commands import CommandResult
from wire.headers import CITIZEN_HEADER
from wire.problem import MEDIA_TYPE, PREFIX, Problem, ProblemType
from wire.status import CentralHealth
from wire.support_bundle import SupportBundleSent
from wire.sync import SyncAnswer, SyncRequest

T = TypeVar("T")

CallReport = Callable[[Cause | None], None]
"""Told after each citizen call: why it failed, or None when central answered."""

_RETRY_AFTER_S = range(1, 3601)
_RETRY_AFTER_DEFAULT_S = 60

_HEALTH = Codec[CentralHealth](CentralHealth)
_ANSWERS = {name: Codec[Any](call.from_central) for name, call in CALLS.items()}
_SYNC = Codec[SyncAnswer](SyncAnswer)
_PROBLEM = Codec[Problem](Problem)


class CentralClient:
    """Calls central over ``http``, whose base address is central's; no call outlives
    ``deadline_s`` seconds, and no call raises. Without a ``device_token`` it is the certificate
    that ``http`` shows which says who calls."""

    def __init__(
        self,
        http: httpx.AsyncClient,
        device_token: str | None,
        deadline_s: float,
        report: CallReport,
    ) -> None:
        self._http = http
        self._device = {"Accept-Encoding": "identity"}
        if device_token is not None:
            self._device["Authorization"] = f"Bearer {device_token}"
        self._deadline_s = deadline_s
        self._report = report

    def speak_by(self, http: httpx.AsyncClient) -> None:
        """From now on the certificate that ``http`` shows says who calls."""
        self._http = http
        self._device.pop("Authorization", None)

    async def health(self) -> CentralHealth | Unreachable:
        """Not reported as a call: the watcher judges it itself."""
        raw = await self._exchange("GET", "/v1/health", None, None)
        if isinstance(raw, Unreachable):
            return raw
        answer = _read(raw, _HEALTH)
        return Unreachable(Cause.NONSENSE) if isinstance(answer, DeclinedByCentral) else answer

    async def call(
        self, call: Call[Any, Any], token: CitizenToken | None, request: object
    ) -> Any | Failure:
        """One of the table's, whose answer is of the type that central gives."""
        raw = await self._exchange(call.method, call.path, request, token)
        if isinstance(raw, Unreachable):
            self._report(raw.cause)
            return raw
        answer = _read(raw, _ANSWERS[call.name])
        self._report(answer.cause if isinstance(answer, Unreachable) else None)
        return answer

    async def end_session(self, token: CitizenToken) -> bool:
        """Tells central to forget the token; whether it was told. The token expires anyway."""
        raw = await self._exchange("DELETE", "/v1/citizen-sessions", None, token)
        return isinstance(raw, RawAnswer) and raw.status == 204

    async def sync(
        self, request: SyncRequest, deadline_s: float
    ) -> SyncAnswer | TurnedDown | Unreachable:
        """Not reported as a call: no citizen waits for it, and its caller knows what to do."""
        raw = await self._exchange("POST", "/v1/sync", request, None, deadline_s)
        if isinstance(raw, Unreachable):
            return raw
        if raw.status >= 400:
            return _turned_down(raw)
        answer = _read(raw, _SYNC)
        return answer if isinstance(answer, SyncAnswer) else Unreachable(Cause.NONSENSE)

    async def bring(self, result: CommandResult, deadline_s: float) -> bool:
        """Whether central has it now. Not reported as a call: no citizen waits for it."""
        raw = await self._exchange("POST", "/v1/command-results", result, None, deadline_s)
        return isinstance(raw, RawAnswer) and raw.status == 204

    async def send_bundle(
        self, bundle: SupportBundleSent, deadline_s: float
    ) -> TurnedDown | Unreachable | None:
        """None where central has it now. Not reported as a call: it tells staff itself."""
        raw = await self._exchange("POST", "/v1/support-bundles", bundle, None, deadline_s)
        if isinstance(raw, Unreachable):
            return raw
        if raw.status >= 400:
            return _turned_down(raw)
        return None if raw.status == 204 else Unreachable(Cause.NONSENSE)

    async def _exchange(
        self,
        method: str,
        path: str,
        request: object,
        token: CitizenToken | None,
        deadline_s: float | None = None,
    ) -> RawAnswer | Unreachable:
        headers = dict(self._device)
        if token is not None:
            headers[CITIZEN_HEADER] = token.value
        content = None
        if request is not None:
            headers["Content-Type"] = "application/json"
            content = codec_of(type(request)).write(request)
        return await exchange(
            self._http, method, path, headers, content, deadline_s or self._deadline_s
        )


def _read(raw: RawAnswer, answers: Codec[T]) -> T | Failure:
    """The answer in ``raw``, checked once and here; what cannot be believed is Unreachable."""
    if raw.status >= 500:
        return Unreachable(Cause.SERVER)
    try:
        if 200 <= raw.status < 300 and raw.media_type == "application/json":
            return answers.read(raw.body)
        if raw.status >= 400 and raw.media_type == MEDIA_TYPE:
            return _refusal(_PROBLEM.read(raw.body))
    except Malformed:
        # Its text is dropped with it: nothing of the body may reach a log.
        return Unreachable(Cause.NONSENSE)
    return Unreachable(Cause.NONSENSE)


def _turned_down(raw: RawAnswer) -> TurnedDown:
    """Who said no, and for how long: the header counts before the problem's own words."""
    try:
        problem = _PROBLEM.read(raw.body if raw.media_type == MEDIA_TYPE else b"")
    except Malformed:
        return TurnedDown(raw.status, by_central=False, retry_after_s=raw.retry_after_s)
    wait = problem.retry_after_s if raw.retry_after_s is None else raw.retry_after_s
    return TurnedDown(raw.status, problem.type.startswith(PREFIX), wait)


def _refusal(problem: Problem) -> Failure:
    kind = problem.kind
    if kind is ProblemType.KIOSK_UNKNOWN:
        return Unreachable(Cause.REFUSED)
    if kind is None or kind.refused_by != "central":
        return Unreachable(Cause.NONSENSE)
    if kind is ProblemType.TOO_MANY_REQUESTS:
        wait = problem.retry_after_s
        return DeclinedByCentral(kind, wait if wait in _RETRY_AFTER_S else _RETRY_AFTER_DEFAULT_S)
    return DeclinedByCentral(kind)
