"""One HTTP exchange with central that cannot hang, grow without end, or raise."""

import asyncio
import ssl
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from email.utils import parsedate_to_datetime

import httpx

from kiosk.domain.outcomes import Cause, Unreachable
from shared_runtime.private import Private
from wire.headers import MAX_BODY_BYTES

_OUR_CLOCK = frozenset({9, 10})
"""OpenSSL's X509_V_ERR_CERT_NOT_YET_VALID and X509_V_ERR_CERT_HAS_EXPIRED: on a kiosk far more
often a lost clock than a certificate that nobody renewed."""
_CUT_SHORT = ("Server disconnected", "peer closed connection")
"""How httpcore and h11 word a connection that ended early; any other breach is no HTTP at all."""
_SECONDS_DIGITS = 9


@dataclass(frozen=True, slots=True, repr=False)
class RawAnswer(Private):
    """``media_type`` in lower case without parameters; ``body`` at most MAX_BODY_BYTES;
    ``retry_after_s``: how long to stay away, where the answer asks for it."""

    status: int
    media_type: str
    body: bytes
    retry_after_s: float | None = None


class _TooMuch(Exception):
    """The body is larger than either side believes, or packed so that nobody can tell."""


async def exchange(
    http: httpx.AsyncClient,
    method: str,
    path: str,
    headers: Mapping[str, str],
    content: bytes | None,
    deadline_s: float,
) -> RawAnswer | Unreachable:
    """Sends one request and reads its whole answer within ``deadline_s`` seconds in total."""
    try:
        async with (
            asyncio.timeout(deadline_s),
            http.stream(
                method, path, headers=headers, content=content, timeout=deadline_s
            ) as response,
        ):
            return RawAnswer(
                response.status_code,
                _media_type(response),
                await _body(response),
                retry_after_s(response.headers),
            )
    except (TimeoutError, httpx.TimeoutException):
        return Unreachable(Cause.TIMEOUT)
    except _TooMuch:
        return Unreachable(Cause.NONSENSE)
    except (httpx.HTTPError, httpx.StreamError, OSError) as error:
        return Unreachable(cause_of(error))


def cause_of(error: BaseException) -> Cause:
    """Why an exchange failed, from the exception and those behind it."""
    certificate = _certificate_error(error)
    if certificate is not None:
        # Somebody else answers in central's place, unless only the dates are wrong.
        return Cause.CLOCK if certificate.verify_code in _OUR_CLOCK else Cause.NONSENSE
    if isinstance(error, httpx.RemoteProtocolError):
        return Cause.NETWORK if str(error).startswith(_CUT_SHORT) else Cause.NONSENSE
    return Cause.NETWORK


def _certificate_error(error: BaseException) -> ssl.SSLCertVerificationError | None:
    seen: BaseException | None = error
    while seen is not None:
        if isinstance(seen, ssl.SSLCertVerificationError):
            return seen
        seen = seen.__cause__ or seen.__context__
    return None


def _media_type(response: httpx.Response) -> str:
    content_type: str = response.headers.get("content-type", "")
    return content_type.partition(";")[0].strip().lower()


def retry_after_s(headers: Mapping[str, str]) -> float | None:
    """The header Retry-After in seconds (RFC 9110, 10.2.3). A time of day counts from the time the
    server says it is: our own clock may be wrong."""
    said = headers.get("retry-after", "").strip()
    if said.isascii() and said.isdecimal() and len(said) <= _SECONDS_DIGITS:
        return float(said)
    until, now = _date(said), _date(headers.get("date", ""))
    if until is None or now is None:
        return None
    return max(0.0, (until - now).total_seconds())


def _date(said: str) -> datetime | None:
    try:
        return parsedate_to_datetime(said).replace(tzinfo=None)
    except (ValueError, TypeError, OverflowError):
        return None


async def _body(response: httpx.Response) -> bytes:
    if response.headers.get("content-encoding", "identity") != "identity":
        raise _TooMuch
    body = bytearray()
    async for chunk in response.aiter_raw():
        body += chunk
        if len(body) > MAX_BODY_BYTES:
            raise _TooMuch
    return bytes(body)
