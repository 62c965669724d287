"""What a kiosk's connection costs nginx: kept between two calls, made anew, or resumed."""

import socket
import ssl
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing, contextmanager
from urllib.parse import urlsplit

from benchmarks.finding import Measurement, Result
from benchmarks.fleet_stand import FleetStand
from benchmarks.processor import taken_s
from benchmarks.tree import family_of, pss_kib
from devdock.fleet.simulated_kiosk import tls_for

CALLS = 300
CONNECTIONS = 1_000
_WITHIN_S = 60.0
_LOOK = b"GET /v1/health HTTP/1.1\r\nHost: central\r\n\r\n"


def connections(stand: FleetStand, nginx: int) -> Result:
    """Processor of nginx for a look of a kiosk, and memory of a connection that only waits."""
    tls = tls_for(stand.kiosks(1)[0], stand.plan(1, 1, 0))
    assert tls is not None
    pids = family_of(nginx)

    def cost_ms(look: Callable[[], None]) -> float:
        look()
        before = taken_s(pids)
        for _ in range(CALLS):
            look()
        return (taken_s(pids) - before) * 1000 / CALLS

    def anew(session: ssl.SSLSession | None = None) -> None:
        with _line(stand, tls, session) as line:
            assert line.session_reused is (session is not None)
            _ask(line)

    with stand.worker(), ExitStack() as kept:
        line = kept.enter_context(_line(stand, tls))
        kept_ms = cost_ms(lambda: _ask(line))
        assert line.session is not None
        resumed = line.session
        anew_ms, resumed_ms = cost_ms(anew), cost_ms(lambda: anew(resumed))
        before = sum(map(pss_kib, pids))
        for _ in range(CONNECTIONS):
            _ask(kept.enter_context(_line(stand, tls)))
        memory_kib = (sum(map(pss_kib, pids)) - before) / CONNECTIONS
    return Measurement(
        "a kiosk's connection",
        f"processor of nginx for a look, mean of {CALLS}, and its memory for one of {CONNECTIONS}"
        " connections on which nothing is asked",
        figures={
            "ms on one that is kept": kept_ms,
            "ms on a new one": anew_ms,
            "ms on one that is resumed": resumed_ms,
            "KiB each": memory_kib,
        },
    )


@contextmanager
def _line(
    stand: FleetStand, tls: ssl.SSLContext, session: ssl.SSLSession | None = None
) -> Iterator[ssl.SSLSocket]:
    to = urlsplit(stand.url)
    plain = socket.create_connection((to.hostname, to.port), _WITHIN_S)
    with closing(tls.wrap_socket(plain, server_hostname=to.hostname, session=session)) as line:
        yield line


def _ask(line: ssl.SSLSocket) -> None:
    line.sendall(_LOOK)
    taken = b""
    while not taken.endswith(b"}"):
        some = line.recv(65_536)
        assert some, "the other side has gone"
        taken += some
    assert taken.startswith(b"HTTP/1.1 200"), taken
