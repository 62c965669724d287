"""What a fleet costs central: an empty exchange, how many kiosks it holds, how they come back.
``python -m benchmarks.fleet`` measures that alone, in some six minutes.

Processor time is that of the processes measured, whatever else the machine does; how many kiosks
hold is a matter of the whole machine, on which the simulated ones run, too.
"""

import socket
import ssl
import tempfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import quote
from uuid import uuid4

from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding

from benchmarks import machine, report
from benchmarks.bare_route import PATH as BARE
from benchmarks.budgets import EXCHANGE_MS
from benchmarks.finding import Limit, Measurement, Result, Skipped
from benchmarks.fleet_connections import connections
from benchmarks.fleet_load import held, herd
from benchmarks.fleet_stand import (
    NGINX,
    FleetStand,
    postgresql_stand,
    sqlite_stand,
    store_taken_s,
)
from benchmarks.processor import taken_s
from benchmarks.series import series
from benchmarks.tree import pss_kib
from devdock.fleet.plan import IssuedKiosk
from devdock.fleet.simulated_kiosk import tls_for
from devdock.ports import free_port
from tests.central import cluster
from wire.codec import codec_of
from wire.sync import SyncRequest

TURNS, CALLS = 6, 100
"""In turns with the bare route, so many calls in each."""
KIOSKS = 50
WORKERS = 2
CONNECTIONS, TLS_CONNECTIONS = 5_000, 1_000
_ANSWERED_WITHIN_S = 60.0


def results(out: Path) -> Iterator[Result]:
    """Each as soon as it is measured. ``out`` lies on the disk that is measured."""
    out.mkdir(parents=True, exist_ok=True)
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(dir=out.resolve())))
        sqlite = stack.enter_context(sqlite_stand(folder / "sqlite"))
        yield _exchange("SQLite", sqlite)
        yield _memory(sqlite)
        if not cluster.is_installed():
            yield Skipped("fleet, PostgreSQL", cluster.WHY_NOT)
            return
        postgresql = stack.enter_context(postgresql_stand(folder / "postgresql"))
        yield _exchange("PostgreSQL", postgresql)
        if not NGINX.exists():
            yield Skipped("kiosks that hold", "apt-get install nginx-light")
            return
        nginx = stack.enter_context(postgresql.nginx(WORKERS))
        yield connections(postgresql, nginx)
        yield held(postgresql, nginx, WORKERS)
        yield herd(postgresql, WORKERS)


def _exchange(store: str, stand: FleetStand) -> Result:
    """Through the proxy's socket, one after the other, on a connection that is kept: each thread
    that has done its part sleeps before the next call, which is the dearest way."""
    central_ms, looks_ms, bare_ms, store_ms = [], [], [], []
    kiosks = [_said_by_nginx(each) for each in stand.kiosks(KIOSKS)]
    boots = [uuid4() for _ in kiosks]

    def exchange(number: int) -> tuple[str, bytes]:
        of = number % KIOSKS
        sent = SyncRequest(datetime.now(UTC), boots[of], float(number), 0)
        return f"POST /v1/sync HTTP/1.1\r\n{kiosks[of]}", codec_of(SyncRequest).write(sent)

    def look(number: int) -> tuple[str, bytes]:
        return f"GET /v1/health HTTP/1.1\r\n{kiosks[number % KIOSKS]}", b""

    def beat(number: int) -> tuple[str, bytes]:
        return f"POST {BARE} HTTP/1.1\r\n", b'{"uptime_s": %d}' % number

    with (
        stand.worker() as server,
        stand.bare() as (bare_socket, bare_pid),
        closing(_connected(stand.socket(0))) as to_central,
        closing(_connected(bare_socket)) as to_bare,
    ):
        _ask(to_central, exchange, 2 * KIOSKS)
        _ask(to_bare, beat, CALLS)
        for _ in range(TURNS):
            before = store_taken_s(stand)
            central_ms.append(_cost_ms(server.pid, to_central, exchange))
            store_ms.append((store_taken_s(stand) - before) * 1000 / CALLS)
            looks_ms.append(_cost_ms(server.pid, to_central, look))
            bare_ms.append(_cost_ms(bare_pid, to_bare, beat))
    ours, bare = series(central_ms).median, series(bare_ms).median
    return Measurement(
        f"empty exchange, {store}",
        f"the processor that central takes for one, median of {TURNS} turns of {CALLS}, beside a"
        " bare Starlette route with one UPDATE",
        (Limit("ms", ours, EXCHANGE_MS),),
        {
            "a second and core": 1000 / ours,
            "lowest ms": series(central_ms).lowest,
            "bare ms": bare,
            "bare, a second and core": 1000 / bare,
            "× bare": ours / bare,
            "look at health ms": series(looks_ms).median,
            "of the database's own processes ms": series(store_ms).median,
        },
    )


def _memory(stand: FleetStand) -> Result:
    """Of one worker, with connections on which a call was answered and the next is waited for."""
    port = free_port()
    issued = stand.kiosks(1)[0]
    said = _said_by_nginx(issued)
    tls = tls_for(issued, stand.plan(1, 1, 0))
    assert tls is not None
    with stand.worker(KIOSK_PORT=str(port)) as server, ExitStack() as stack:

        def hold(number: int, connect: Callable[[], socket.socket], headers: str) -> float:
            """MiB that so many more take, once each was answered."""
            before = pss_kib(server.pid)
            for _ in range(number):
                line = stack.enter_context(closing(connect()))
                _ask(line, lambda _: (f"GET /v1/health HTTP/1.1\r\n{headers}", b""), 1)
            return (pss_kib(server.pid) - before) / 1024

        hold(100, lambda: _connected(stand.socket(0)), said)
        at_rest = pss_kib(server.pid) / 1024
        behind = hold(CONNECTIONS, lambda: _connected(stand.socket(0)), said)
        by_itself = hold(TLS_CONNECTIONS, lambda: _tls_connected(port, tls), "")
    return Measurement(
        "memory of a worker",
        f"PSS with {CONNECTIONS} connections of a proxy, then {TLS_CONNECTIONS} of its own TLS",
        figures={
            "MiB at rest": at_rest,
            f"MiB with {CONNECTIONS}": at_rest + behind,
            "KiB each": behind * 1024 / CONNECTIONS,
            "KiB each, of its own TLS": by_itself * 1024 / TLS_CONNECTIONS,
        },
    )


def _said_by_nginx(kiosk: IssuedKiosk) -> str:
    certificate = x509.load_pem_x509_certificate(kiosk.pem)
    escaped = quote(certificate.public_bytes(Encoding.PEM))
    return (
        f"X-Client-Verified: SUCCESS\r\nX-Client-Certificate: {escaped}\r\nX-Real-IP: 192.0.2.1\r\n"
    )


def _cost_ms(pid: int, line: socket.socket, request: Callable[[int], tuple[str, bytes]]) -> float:
    before = taken_s([pid])
    _ask(line, request, CALLS)
    return (taken_s([pid]) - before) * 1000 / CALLS


def _ask(line: socket.socket, request: Callable[[int], tuple[str, bytes]], times: int) -> None:
    for number in range(times):
        head, body = request(number)
        more = (
            "Host: central\r\nAccept: */*\r\nUser-Agent: python-httpx/0.28\r\n"
            "Accept-Encoding: identity\r\nContent-Type: application/json\r\n"
            f"Content-Length: {len(body)}\r\n\r\n"
        )
        line.sendall(f"{head}{more}".encode("ascii") + body)
        _take_answer(line)


def _take_answer(line: socket.socket) -> None:
    taken = b""
    while b"\r\n\r\n" not in taken:
        taken += _some(line)
    head, _, body = taken.partition(b"\r\n\r\n")
    assert head.startswith(b"HTTP/1.1 200"), taken
    length = int(head.lower().partition(b"content-length:")[2].split()[0])
    while len(body) < length:
        body += _some(line)


def _some(line: socket.socket) -> bytes:
    some = line.recv(65_536)
    assert some, "the other side has gone"
    return some


def _connected(path: Path) -> socket.socket:
    line = socket.socket(socket.AF_UNIX)
    line.settimeout(_ANSWERED_WITHIN_S)
    line.connect(str(path))
    return line


def _tls_connected(port: int, tls: ssl.SSLContext) -> socket.socket:
    line = socket.create_connection(("127.0.0.1", port), _ANSWERED_WITHIN_S)
    return tls.wrap_socket(line, server_hostname="127.0.0.1")


def main() -> None:
    facts = machine.facts()
    print(f"{facts['cpu']}, load {facts['load']}, yardstick {facts['yardstick_ms']} ms\n")
    for result in results(Path("build/bench")):
        print("\n".join(report.lines(result)), flush=True)


if __name__ == "__main__":
    main()
