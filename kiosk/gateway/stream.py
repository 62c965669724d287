"""The thread that listens to kiosk-sync: whether it is there, and what it says of the link."""

import threading
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from http.client import HTTPException, HTTPResponse
from pathlib import Path
from uuid import UUID

from kiosk.domain.faults import Link
from kiosk.gateway.connection import UnixConnection
from kiosk.gateway.events import EventReader, StreamEvent, TooLong
from kiosk.runtime.early_log import EventLogger
from shared_runtime.clock import Clock
from wire.capabilities import Capabilities
from wire.codec import Codec, Malformed
from wire.nearest import KnownNearest
from wire.screen_orders import ScreenOrders
from wire.status import LinkStatus

SILENCE_S = 25.0
"""kiosk-sync gives a sign of life every ten seconds: two may be late before it counts as hung."""
FIRST_RETRY_S = 0.25
LONGEST_RETRY_S = 2.0
"""A restarted kiosk-sync is back within a second or two; asking a local socket costs nothing."""
ENDS_WITHIN_S = 5.0
_CHUNK_BYTES = 4_096
_ORDERS = Codec[ScreenOrders](ScreenOrders)
_STATUS = Codec[LinkStatus](LinkStatus)
_NEAREST = Codec[KnownNearest](KnownNearest)

log = EventLogger(__name__)


@dataclass(frozen=True, slots=True)
class GatewayUp:
    """kiosk-sync is there; ``link`` is its view of central. ``accepting``: whether its queue takes
    one more action; ``newest``: the largest id of an action that it ever took; ``central``: what
    central can do, if that is known. ``configuration``: the fleet's version that this screen is to
    run, None where the kiosk is told none."""

    link: Link
    accepting: bool = True
    newest: UUID | None = None
    central: Capabilities | None = None
    configuration: int | None = None


@dataclass(frozen=True, slots=True)
class GatewayGone:
    """kiosk-sync is absent or hung: nothing is known of the link."""


GatewayState = GatewayUp | GatewayGone


class StatusStream:
    """Calls ``sink`` from its own thread with the first state and each change. The thread ends by
    ``stop`` alone. ``address``: with what kiosk-sync is told of this screen, see ``wire.headers``.
    ``orders``: called with what the fleet wants of the screen, ``nearest`` with where else people
    may go.
    """

    def __init__(
        self,
        socket_path: Path,
        sink: Callable[[GatewayState], None],
        clock: Clock,
        chance: Callable[[], float],
        silence_s: float = SILENCE_S,
        address: str = "/v1/events",
        orders: Callable[[ScreenOrders], None] = lambda _: None,
        nearest: Callable[[KnownNearest], None] = lambda _: None,
    ) -> None:
        self._orders = orders
        self._nearest = nearest
        self._address = address
        self._socket_path = socket_path
        self._sink = sink
        self._clock = clock
        self._chance = chance
        self._silence_s = silence_s
        self._told: GatewayState | None = None
        self._heard = False
        self._stopping = threading.Event()
        self._connection: UnixConnection | None = None
        self._thread = threading.Thread(target=self._run, name="gateway-stream", daemon=True)
        self._last_beat = clock.monotonic()

    def start(self) -> None:
        self._thread.start()

    def turns(self) -> bool:
        """Whether the thread still does what it is for, connected or not."""
        longest_s = self._silence_s + LONGEST_RETRY_S
        return self._clock.monotonic() - self._last_beat <= 2 * longest_s

    def stop(self) -> None:
        """Ends the stream, by which kiosk-sync knows that kiosk-ui has gone. No call of ``sink``
        comes after it returns."""
        self._stopping.set()
        connection = self._connection
        if connection is not None:
            connection.abort()
        self._thread.join(ENDS_WITHIN_S)

    def _run(self) -> None:
        failures = 0
        while not self._stopping.is_set():
            self._last_beat = self._clock.monotonic()
            self._heard = False
            why = self._listen()
            self._tell(GatewayGone(), why)
            failures = 0 if self._heard else failures + 1
            longest = min(LONGEST_RETRY_S, FIRST_RETRY_S * 2 ** min(failures, 8))
            self._stopping.wait(longest * (0.5 + self._chance() / 2))

    def _listen(self) -> str:
        """Listens until the stream is over, and says why it is: a stable word for the log."""
        connection = self._connection = UnixConnection(self._socket_path, self._patience)
        try:
            with closing(connection):
                connection.request("GET", self._address)
                with connection.getresponse() as response:
                    if response.status != 200:
                        return f"status_{response.status}"
                    self._follow(response)
        except (OSError, HTTPException) as error:
            return type(error).__name__
        except (TooLong, Malformed):
            return "nonsense"
        except Exception as error:  # noqa: BLE001 - a bug in one reading must not end all listening
            log.error("gateway_stream_failed", error=type(error).__name__)
            return "bug"
        return "ended"

    def _follow(self, response: HTTPResponse) -> None:
        reader = EventReader()
        while chunk := response.read1(_CHUNK_BYTES):
            self._last_beat = self._clock.monotonic()
            for event in reader.feed(chunk):
                self._take(event)
            if self._stopping.is_set():
                break

    def _take(self, event: StreamEvent) -> None:
        if event.name == "status":
            status = _STATUS.read(event.data)
            self._heard = True
            up = GatewayUp(
                Link(status.state),
                status.accepting,
                status.newest,
                status.central,
                status.configuration,
            )
            self._tell(up, status.state)
        elif event.name == "orders" and not self._stopping.is_set():
            self._orders(_ORDERS.read(event.data))
        elif event.name == "nearest" and not self._stopping.is_set():
            self._nearest(_NEAREST.read(event.data))

    def _patience(self) -> float:
        # Asked before each wait, so that a stop between two of them is seen.
        return 0.0 if self._stopping.is_set() else self._silence_s

    def _tell(self, state: GatewayState, why: str) -> None:
        if state == self._told or self._stopping.is_set():
            return
        if self._told is None or _link(state) is not _link(self._told):
            log.info("gateway_state", up=isinstance(state, GatewayUp), why=why)
        self._told = state
        self._sink(state)


def _link(state: GatewayState | None) -> Link | None:
    return state.link if isinstance(state, GatewayUp) else None
