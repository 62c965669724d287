"""One question to kiosk-sync, for staff: its answer, or whether it is there and lets us ask."""

from contextlib import closing
from dataclasses import dataclass
from http.client import HTTPException
from pathlib import Path

from kiosk.gateway.connection import TooLarge, UnixConnection, body_of
from shared_runtime.clock import Clock


@dataclass(frozen=True, slots=True)
class HttpAnswer:
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


GatewayTrouble = Absent | Forbidden | Silent | Nonsense


def ask(
    socket_path: Path, clock: Clock, within_s: float, method: str, path: str
) -> HttpAnswer | GatewayTrouble:
    """Asks over the socket alone: kiosk-ui has no network. Nothing is raised."""
    deadline = clock.monotonic() + within_s
    connection = UnixConnection(socket_path, lambda: deadline - clock.monotonic())
    try:
        with closing(connection):
            try:
                connection.connect()
            except TimeoutError:
                return Silent()
            except OSError as error:
                return Forbidden() if isinstance(error, PermissionError) else Absent()
            connection.request(method, path)
            with connection.getresponse() as response:
                return HttpAnswer(response.status, body_of(response))
    except TimeoutError:
        return Silent()
    except OSError:
        # Peers are checked before a byte is read: a stranger's connection ends without an answer.
        return Forbidden()
    except (HTTPException, TooLarge):
        return Nonsense()
