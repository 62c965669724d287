"""Who may speak on the socket, and for how long they may keep us waiting."""

import asyncio
import os
import socket
from collections.abc import AsyncIterator, Callable, MutableMapping, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from pathlib import Path

import pytest
from structlog.testing import capture_logs

from kiosk.sync import peers
from kiosk.sync.current_visit import CurrentVisit
from kiosk.sync.events import EventFeed
from kiosk.sync.listener import Listening, listen
from kiosk.sync.routes.application import application
from kiosk.sync.routes.citizen import CitizenRoutes
from kiosk.sync.routes.status import StatusRoutes
from kiosk.sync.server import GatewayServer, gateway_config
from shared_runtime.peer import peer_uid
from tests.sync.fakes import ScriptedCentral, TurnedClock, nothing_new

pytestmark = pytest.mark.anyio
Streams = tuple[asyncio.StreamReader, asyncio.StreamWriter]
Ask = Callable[[bytes], AbstractAsyncContextManager[Streams]]
STATUS = b"GET /v1/status HTTP/1.1\r\nhost: x\r\n\r\n"


@pytest.fixture
def allowed() -> frozenset[int]:
    return frozenset({os.getuid()})


@pytest.fixture
async def ask(
    tmp_path: Path, central: ScriptedCentral, clock: TurnedClock, allowed: frozenset[int]
) -> AsyncIterator[Ask]:
    """A running server; sends it raw bytes and gives the connection."""
    listening = listen(tmp_path / "s.sock")
    assert isinstance(listening, Listening)
    current = CurrentVisit(central.client(), clock, lambda _token: None)
    feed = EventFeed(on_lost=lambda: current.drop("stream_closed"))
    up = asyncio.Event()
    groups = (CitizenRoutes(current, clock), StatusRoutes(feed, nothing_new))
    server = GatewayServer(gateway_config(application(groups), allowed), up.set)
    running = asyncio.create_task(server.serve(sockets=[listening.socket]))
    await up.wait()

    @asynccontextmanager
    async def asking(sent: bytes) -> AsyncIterator[Streams]:
        reader, writer = await asyncio.open_unix_connection(str(listening.path))
        writer.write(sent)
        try:
            async with asyncio.timeout(10):
                yield reader, writer
        finally:
            writer.close()

    yield asking
    server.should_exit = True
    await running
    listening.close()


async def read(ask: Ask, sent: bytes) -> bytes:
    async with ask(sent) as (reader, _writer):
        try:
            return await reader.read()
        except ConnectionResetError:
            return b""


def told(logs: Sequence[MutableMapping[str, object]]) -> list[tuple[object, object]]:
    """Whom the lines tell of, and how often."""
    return [(line["uid"], line["times"]) for line in logs if line["event"] == "peer_refused"]


async def test_our_own_user_is_served(ask: Ask):
    async with ask(STATUS) as (reader, _writer):
        assert (await reader.readline()).startswith(b"HTTP/1.1 200")


class TestStrangers:
    @pytest.fixture
    def allowed(self) -> frozenset[int]:
        return frozenset({os.getuid() + 1})

    async def test_another_user_is_hung_up_on(self, ask: Ask):
        with capture_logs() as logs:
            assert await read(ask, STATUS) == b""
        assert told(logs) == [(os.getuid(), 1)]

    async def test_one_that_knocks_a_hundred_times_has_one_line(self, ask: Ask):
        with capture_logs() as logs:
            for _ in range(100):
                assert await read(ask, STATUS) == b""
        assert told(logs) == [(os.getuid(), 1)]


def test_those_who_knocked_meanwhile_are_counted_once_a_minute():
    waiting: list[tuple[float, Callable[[], None]]] = []
    refused = peers.RefusedPeers(lambda delay_s, what: waiting.append((delay_s, what)))
    with capture_logs() as logs:
        for uid in (1001, 1001, 1002):
            refused.add(uid)
        for _ in range(3):
            ((delay_s, over),) = waiting
            assert delay_s == peers.TELL_EVERY_S
            waiting.clear()
            over()
            if not waiting:
                break
        refused.add(1003)
    assert told(logs) == [(1001, 1), (1002, 2), (1003, 1)]


@pytest.mark.parametrize("begun", [b"", b"GET /v1/status HTTP/1.1\r\nhost:"])
async def test_a_peer_that_never_asks_is_hung_up_on(
    ask: Ask, monkeypatch: pytest.MonkeyPatch, begun: bytes
):
    monkeypatch.setattr(peers, "REQUEST_WITHIN_S", 0.05)
    assert await read(ask, begun) == b""


async def test_a_second_request_that_never_ends_is_hung_up_on(
    ask: Ask, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(peers, "REQUEST_WITHIN_S", 0.05)
    async with ask(STATUS) as (reader, writer):
        assert (await reader.readuntil(b"}")).startswith(b"HTTP/1.1 200")
        writer.write(b"GET /v1/sta")
        assert await reader.read() == b""


@pytest.mark.parametrize("end", [b"", b"\r\n\r\n"])
@pytest.mark.parametrize("line", [b"GET /v1/status HTTP/1.1\r\nhost: x\r\nx: ", b"GET /"])
async def test_a_head_of_a_hundred_kilobytes_is_told_that_it_is_too_large(
    ask: Ask, line: bytes, end: bytes
):
    until = b" HTTP/1.1\r\nhost: x" if line == b"GET /" else b""
    said = await read(ask, line + b"y" * 100_000 + until + end)
    assert said.startswith(b"HTTP/1.1 431")
    assert b"application/problem+json" in said


async def test_a_head_that_is_too_large_behind_another_request_is_refused_as_well(ask: Ask):
    large = b"DELETE /v1/session HTTP/1.1\r\nhost: x\r\nx: " + b"y" * 20_000 + b"\r\n\r\n"
    said = await read(ask, b"DELETE /v1/session HTTP/1.1\r\nhost: x\r\n\r\n" + large)
    assert [each[:3] for each in said.split(b"HTTP/1.1 ")[1:]] == [b"422", b"431"]


@pytest.mark.parametrize("garbage", [b"\x16\x03\x01\x02\x00\x01\x00\r\n\r\n", b"hello\r\n\r\n"])
async def test_no_http_at_all(ask: Ask, garbage: bytes):
    said = await read(ask, garbage)
    assert said.startswith(b"HTTP/1.1 400")
    assert b"application/problem+json" in said


async def test_the_kernel_says_who_is_there():
    ours, theirs = socket.socketpair(socket.AF_UNIX)
    with ours, theirs:
        assert peer_uid(ours) == os.getuid()
