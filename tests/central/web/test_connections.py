"""Connections on which nobody asks: they end by themselves, and hold up nobody meanwhile."""

import asyncio
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager

import pytest
import uvicorn
from starlette.types import Receive, Scope, Send

from central.config.server_settings import ConfigurationError, ServerSettings
from central.config.setting_values import CheckLimits
from central.config.settings import Settings
from central.web.serving.connections import Connections
from central.web.serving.listening import (
    HurriedLoop,
    MainServer,
    require_room,
    server_config,
)
from central.web.serving.protocol import ConnectionTimeouts
from tests.waiting import eventually

CEILING_S = 60.0
ASK = b"GET / HTTP/1.1\r\nHost: central\r\n\r\n"
LARGE = 8_000_000


class Idle:
    """A connection that only knows whether it had to give way."""

    gave_way = False

    def give_way(self) -> None:
        self.gave_way = True


def connections(most: int = 4, per_address: int = 2) -> Connections:
    return Connections(most, per_address, lambda host: host == "10.0.0.1")


def test_one_address_has_its_share_and_another_is_let_in() -> None:
    some = connections()
    greedy = [some.admit(Idle(), "192.0.2.1") for _ in range(3)]
    assert (greedy, some.admit(Idle(), "192.0.2.2")) == ([True, True, False], True)
    assert [some.admit(Idle(), f"2001:db8::{host}") for host in (1, 2, 3)][-1] is False


def test_an_address_that_left_has_its_share_again() -> None:
    some, first = connections(per_address=1), Idle()
    assert some.admit(first, "::ffff:192.0.2.1")
    assert not some.admit(Idle(), "192.0.2.1")
    some.gone(first)
    some.gone(first)
    assert some.admit(Idle(), "192.0.2.1")
    assert len(some) == 1


def test_a_proxy_speaks_for_many() -> None:
    some = connections(most=100)
    assert all(some.admit(Idle(), "10.0.0.1") for _ in range(50))


def test_where_there_are_too_many_the_idle_one_gives_way_and_never_a_busy_one() -> None:
    some = connections()
    silent, kept, busy, later = (Idle() for _ in range(4))
    for number, connection in enumerate((silent, kept, busy, later)):
        assert some.admit(connection, f"192.0.2.{number}")
    for connection in (kept, busy):
        some.busy(connection)
        some.idle(connection)
    some.busy(busy)
    newcomers = [some.admit(Idle(), f"198.51.100.{number}") for number in range(1)]
    assert (newcomers, silent.gave_way, later.gave_way) == ([True], True, False)
    for number in range(8):
        assert some.admit(Idle(), f"203.0.113.{number}")
    assert (later.gave_way, busy.gave_way, len(some)) == (True, False, 4)


def test_where_all_are_busy_a_new_one_is_refused() -> None:
    some = connections(most=1)
    one = Idle()
    assert some.admit(one, "192.0.2.1")
    some.busy(one)
    assert not some.admit(Idle(), "192.0.2.2")


async def app(scope: Scope, receive: Receive, send: Send) -> None:
    if scope["type"] == "lifespan":
        return
    if scope["path"] == "/body":
        while (await receive()).get("more_body"):
            pass
    large = b"x" * LARGE if scope["path"] == "/large" else b"ok"
    length = str(len(large)).encode()
    start = {"type": "http.response.start", "status": 200, "headers": [(b"content-length", length)]}
    await send(start)
    for at in range(0, len(large), 65_536):
        more = at + 65_536 < len(large)
        part = {"type": "http.response.body", "body": large[at : at + 65_536], "more_body": more}
        await send(part)


@contextmanager
def listening(patience: ConnectionTimeouts, **limits: int) -> Iterator[Callable[[], socket.socket]]:
    """A server on the loopback; what is given connects to it."""
    settings = ServerSettings(port=0, limits=CheckLimits(**limits))
    with running(server_config(app, settings, patience)) as server, ExitStack() as opened:
        port = server.servers[0].sockets[0].getsockname()[1]

        def connect() -> socket.socket:
            line = socket.create_connection(("127.0.0.1", port), timeout=CEILING_S)
            return opened.enter_context(line)

        yield connect


@contextmanager
def running(
    config: uvicorn.Config, listeners: list[socket.socket] | None = None
) -> Iterator[uvicorn.Server]:
    config.lifespan = "off"
    server = uvicorn.Server(config)

    def run() -> None:
        with asyncio.Runner(loop_factory=HurriedLoop) as runner:
            runner.run(server._serve(listeners))

    thread = threading.Thread(target=run)
    thread.start()
    try:
        eventually(lambda: server.started, CEILING_S)
        yield server
    finally:
        server.should_exit = True
        thread.join(CEILING_S)
    assert not thread.is_alive()


SLOW = 10_000.0


def patience(**short: float) -> ConnectionTimeouts:
    return ConnectionTimeouts(**({"header_s": SLOW, "request_s": SLOW, "idle_s": SLOW} | short))


def ends(line: socket.socket) -> bool:
    """Whether the other side ends it, within the ceiling."""
    try:
        while line.recv(65_536):
            pass
    except ConnectionResetError:
        pass
    return True


def answered(line: socket.socket) -> bool:
    """Head and body may come apart."""
    line.sendall(ASK)
    said = b""
    while not said.endswith(b"ok") and (part := line.recv(65_536)):
        said += part
    return said.startswith(b"HTTP/1.1 200")


@pytest.mark.parametrize("said", [b"", ASK[:-2], ASK + ASK + b"G"])
def test_who_never_ends_a_header_gives_the_place_back(said: bytes) -> None:
    with listening(patience(header_s=0.2)) as connect:
        line = connect()
        line.sendall(said)
        assert ends(line)


def test_who_drips_a_header_gains_no_time_by_it() -> None:
    with listening(patience(header_s=0.5)) as connect:
        line, stopped = connect(), threading.Event()

        def drip() -> None:
            while not stopped.wait(0.05):
                try:
                    line.sendall(b"x")
                except OSError:
                    return

        dripping = threading.Thread(target=drip)
        dripping.start()
        assert ends(line)
        stopped.set()
        dripping.join()


def test_a_kept_connection_ends_when_nothing_is_asked_on_it() -> None:
    with listening(patience(idle_s=0.2)) as connect:
        line = connect()
        line.sendall(ASK)
        assert line.recv(12) == b"HTTP/1.1 200"
        assert ends(line)


def test_who_reads_no_answer_and_who_ends_no_body_gives_the_place_back() -> None:
    body = b"POST /body HTTP/1.1\r\nHost: central\r\nContent-Length: 9\r\n\r\n"
    with listening(patience(request_s=0.3, closing_s=0.3)) as connect:
        reads_nothing, ends_nothing = connect(), connect()
        reads_nothing.sendall(ASK.replace(b"/ ", b"/large ", 1))
        ends_nothing.sendall(body)
        assert ends(ends_nothing)
        taken = 0
        try:
            while part := reads_nothing.recv(65_536):
                taken += len(part)
        except ConnectionResetError:
            pass
        assert taken < LARGE


def test_who_asks_in_time_is_answered_again_and_again_on_one_connection() -> None:
    with listening(ConnectionTimeouts()) as connect:
        line = connect()
        for _ in range(20):
            assert answered(line)


def test_the_eleventh_connection_of_an_address_is_ended_and_the_others_go_on() -> None:
    with listening(ConnectionTimeouts(), connections_per_address=10) as connect:
        lines = [connect() for _ in range(10)]
        assert ends(connect())
        for line in lines:
            assert answered(line)


def test_who_is_let_in_as_the_door_shuts_holds_up_no_end() -> None:
    """Their connections were taken, but not yet looked at: nobody ended them for a minute."""

    async def end_with_some_at_the_door() -> None:
        config = server_config(app, ServerSettings(port=0), patience())
        config.lifespan = "off"
        server = MainServer(config)
        config.load()
        server.lifespan = config.lifespan_class(config)
        await server.startup()
        address = server.servers[0].sockets[0].getsockname()
        with ExitStack() as opened:
            for _ in range(20):
                opened.enter_context(socket.create_connection(address, timeout=CEILING_S))
            await asyncio.sleep(0)  # they are seen,
            await asyncio.sleep(0)  # and taken
            assert not server.server_state.connections
            await asyncio.wait_for(server.shutdown(), CEILING_S)
            assert not server.server_state.connections

    with asyncio.Runner(loop_factory=HurriedLoop) as runner:
        runner.run(end_with_some_at_the_door())


def test_what_goes_on_for_long_does_not_hold_up_an_end_for_as_long(monkeypatch) -> None:
    monkeypatch.setattr("central.web.serving.listening._ENDING_S", 1)
    config = server_config(app, ServerSettings(port=0), patience())
    with ExitStack() as opened:
        with running(config) as server:
            address = server.servers[0].sockets[0].getsockname()
            line = opened.enter_context(socket.create_connection(address, timeout=CEILING_S))
            line.sendall(b"POST /body HTTP/1.1\r\nHost: central\r\nContent-Length: 9\r\n\r\n")
            eventually(lambda: bool(server.server_state.tasks), CEILING_S)
        assert ends(line)


def test_a_production_that_may_not_open_so_many_files_does_not_start(monkeypatch) -> None:
    """A few hundred idle connections would then hold up every kiosk."""

    def refuse(_what: int, _limits: tuple[int, int]) -> None:
        raise ValueError

    monkeypatch.setattr("resource.getrlimit", lambda _what: (1_024, 1_024))
    monkeypatch.setattr("resource.setrlimit", refuse)
    with pytest.raises(ConfigurationError, match="8256 open files are needed, 1024 allowed"):
        require_room(
            ServerSettings(
                production=True,
                public_url="https://caisse.example",
                trusted_proxies=("127.0.0.1",),
            )
        )
    require_room(ServerSettings())


def test_a_kiosk_that_asks_once_an_hour_keeps_its_connection_until_then() -> None:
    assert Settings(next_poll_s=3_600).silence_s > 3_600
    assert Settings(next_poll_s=1).silence_s == ServerSettings().silence_s
