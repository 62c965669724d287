"""One question to kiosk-sync, for staff: whether it answers, whether we may ask, and its link."""

from dataclasses import dataclass
from pathlib import Path

import httpx
from pydantic import ValidationError

from kiosk.clock import Clock
from kiosk.domain.faults import Link
from kiosk.gateway.client import BASE_URL
from kiosk.gateway.transport import PatientTransport
from wire.headers import MAX_BODY_BYTES
from wire.status import LinkStatus


@dataclass(frozen=True, slots=True)
class Answers:
    """``link`` is its view of central."""

    link: Link


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


Standing = Answers | Absent | Forbidden | Silent | Nonsense


def standing(socket_path: Path, clock: Clock, within_s: float) -> Standing:
    """Asks over the socket alone: kiosk-ui has no network. Nothing is raised."""
    deadline = clock.monotonic() + within_s
    transport = PatientTransport(socket_path, lambda: deadline - clock.monotonic())
    try:
        with (
            httpx.Client(transport=transport, base_url=BASE_URL, trust_env=False) as http,
            http.stream("GET", "/v1/status") as response,
        ):
            body = b""
            for chunk in response.iter_raw():
                body += chunk
                if len(body) > MAX_BODY_BYTES:
                    return Nonsense()
        if response.status_code != httpx.codes.OK:
            return Nonsense()
        return Answers(Link(LinkStatus.model_validate_json(body).state))
    except httpx.TimeoutException:
        return Silent()
    except httpx.ConnectError as error:
        return Forbidden() if _caused_by(error, PermissionError) else Absent()
    except (httpx.ReadError, httpx.WriteError):
        # Peers are checked before a byte is read: a stranger's connection ends without an answer.
        return Forbidden()
    except httpx.RemoteProtocolError as error:
        return Forbidden() if "without sending a response" in str(error) else Nonsense()
    except (httpx.HTTPError, httpx.StreamError, ValidationError):
        return Nonsense()


def _caused_by(error: BaseException, kind: type[BaseException]) -> bool:
    cause: BaseException | None = error
    while cause is not None:
        if isinstance(cause, kind):
            return True
        cause = cause.__cause__ or cause.__context__
    return False
