"""One question to kiosk-sync, for staff: its answer, or whether it is there and lets us ask."""

from dataclasses import dataclass
from pathlib import Path

import httpx

from kiosk.gateway.client import BASE_URL
from kiosk.gateway.transport import PatientTransport
from shared_runtime.clock import Clock
from wire.headers import MAX_BODY_BYTES


@dataclass(frozen=True, slots=True)
class Said:
    """Any answer in HTTP."""

    status: int
    body: bytes


@dataclass(frozen=True, slots=True)
class Absent:
    """There is no socket, or nobody listens behind it."""


@dataclass(frozen=True, slots=True)
class Forbidden:
    """The socket's mode keeps this account out, or kiosk-sync hung up on it without a word."""


@dataclass(frozen=True, slots=True)
class Silent:
    """It is there, and did not answer in time."""


@dataclass(frozen=True, slots=True)
class Nonsense:
    """What answers there is no kiosk-sync of our version."""


Trouble = Absent | Forbidden | Silent | Nonsense


def ask(socket_path: Path, clock: Clock, within_s: float, method: str, path: str) -> Said | Trouble:
    """Asks over the socket alone: kiosk-ui has no network. Nothing is raised."""
    deadline = clock.monotonic() + within_s
    transport = PatientTransport(socket_path, lambda: deadline - clock.monotonic())
    try:
        with (
            httpx.Client(transport=transport, base_url=BASE_URL, trust_env=False) as http,
            http.stream(method, path) as response,
        ):
            body = b""
            for chunk in response.iter_raw():
                body += chunk
                if len(body) > MAX_BODY_BYTES:
                    return Nonsense()
        return Said(response.status_code, body)
    except httpx.TimeoutException:
        return Silent()
    except httpx.ConnectError as error:
        return Forbidden() if _caused_by(error, PermissionError) else Absent()
    except (httpx.ReadError, httpx.WriteError):
        # Peers are checked before a byte is read: a stranger's connection ends without an answer.
        return Forbidden()
    except httpx.RemoteProtocolError as error:
        return Forbidden() if "without sending a response" in str(error) else Nonsense()
    except (httpx.HTTPError, httpx.StreamError):
        return Nonsense()


def _caused_by(error: BaseException, kind: type[BaseException]) -> bool:
    cause: BaseException | None = error
    while cause is not None:
        if isinstance(cause, kind):
            return True
        cause = cause.__cause__ or cause.__context__
    return False
