"""A simulated kiosk's way to central: HTTP/1.1 over TLS, with what kiosk-sync's own client sends.

Not with that client: httpx takes more of the processor for a call than central does, on a machine
that both share. So it reads what central and nginx answer, and nothing else of HTTP.
"""

import asyncio
import ssl
from collections.abc import Callable
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from kiosk.domain.outcomes import Cause, Unreachable
from kiosk.sync.central_http import IDLE_CONNECTION_S
from kiosk.sync.exchange import RawAnswer, cause_of, retry_after_s
from wire.headers import MAX_BODY_BYTES

_PORTS = {"https": 443, "http": 80}


@dataclass(frozen=True, slots=True)
class _Connection:
    reader: asyncio.StreamReader
    writer: asyncio.StreamWriter
    used_at: float

    def is_good(self, now: float) -> bool:
        return (
            now - self.used_at < IDLE_CONNECTION_S
            and not self.reader.at_eof()
            and not self.writer.is_closing()
        )


@dataclass(slots=True)
class KioskLine:
    """Connections are kept for as long as kiosk-sync keeps them. ``connected`` is told what each
    new one took."""

    url: str
    tls: ssl.SSLContext | None
    token: str | None
    connected: Callable[[float], None]
    _kept: list[_Connection] = field(default_factory=list)

    async def ask(
        self, method: str, path: str, content: bytes | None, deadline_s: float
    ) -> RawAnswer | Unreachable:
        """Raises nothing of the network's."""
        connection: _Connection | None = None
        try:
            async with asyncio.timeout(deadline_s):
                connection = await self._connection()
                connection.writer.write(self._request(method, path, content))
                answer, goes_on = await _answer(connection.reader)
        except TimeoutError:
            _end(connection)
            return Unreachable(Cause.TIMEOUT)
        except (OSError, EOFError, ValueError) as error:
            _end(connection)
            return Unreachable(Cause.NONSENSE if isinstance(error, ValueError) else cause_of(error))
        if goes_on:
            now = asyncio.get_running_loop().time()
            self._kept.append(_Connection(connection.reader, connection.writer, now))
        else:
            _end(connection)
        return answer

    async def fall_silent(self, seconds: float) -> None:
        """Begins a request, and says no more; whoever listens may end it."""
        connection: _Connection | None = None
        try:
            async with asyncio.timeout(seconds):
                connection = await self._connection()
                connection.writer.write(b"POST /v1/sync HTTP/1.1\r\nHost:")
                await connection.reader.read(1)
        except OSError:
            return  # a timeout, too
        finally:
            _end(connection)

    def close(self) -> None:
        while self._kept:
            _end(self._kept.pop())

    def _tidy(self) -> None:
        """Ends connections that were not used for so long."""
        now = asyncio.get_running_loop().time()
        for each in self._kept:
            if not each.is_good(now):
                _end(each)
        self._kept = [each for each in self._kept if each.is_good(now)]

    async def _connection(self) -> _Connection:
        self._tidy()
        if self._kept:
            return self._kept.pop()
        to, clock = urlsplit(self.url), asyncio.get_running_loop().time
        began = clock()
        port = to.port or _PORTS[to.scheme]
        reader, writer = await asyncio.open_connection(to.hostname, port, ssl=self.tls)
        now = clock()
        self.connected((now - began) * 1000)
        return _Connection(reader, writer, now)

    def _request(self, method: str, path: str, content: bytes | None) -> bytes:
        lines = [
            f"{method} {path} HTTP/1.1",
            f"Host: {urlsplit(self.url).netloc}",
            "Accept: */*",
            "Connection: keep-alive",
            "User-Agent: python-httpx/0.28",
            "Accept-Encoding: identity",
        ]
        if self.token is not None:
            lines.append(f"Authorization: Bearer {self.token}")
        if content is not None:
            lines += ["Content-Type: application/json", f"Content-Length: {len(content)}"]
        return "\r\n".join((*lines, "", "")).encode("ascii") + (content or b"")


async def _answer(reader: asyncio.StreamReader) -> tuple[RawAnswer, bool]:
    """And whether the connection may be used again. Raises ValueError for no HTTP that we know, and
    EOFError."""
    try:
        head = await reader.readuntil(b"\r\n\r\n")
    except asyncio.LimitOverrunError:
        raise ValueError("no HTTP") from None
    first, *lines = head.decode("latin-1").rstrip("\r\n").split("\r\n")
    headers = {
        name.lower(): value.strip() for name, _, value in (each.partition(":") for each in lines)
    }
    length = int(headers.get("content-length", "none"))
    if not first.startswith("HTTP/1.1 ") or length > MAX_BODY_BYTES:
        raise ValueError("no HTTP/1.1")
    body = await reader.readexactly(length)
    media_type = headers.get("content-type", "").partition(";")[0].lower()
    answer = RawAnswer(int(first[9:12]), media_type, body, retry_after_s(headers))
    return answer, headers.get("connection", "").lower() != "close"


def _end(connection: _Connection | None) -> None:
    """At once: nobody waits for the other side's goodbye."""
    if connection is not None:
        connection.writer.transport.abort()
