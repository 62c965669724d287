"""Who may speak on the socket, and for how long they may keep us waiting."""

import asyncio
import os
import socket
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from pathlib import Path

import pytest
from structlog.testing import capture_logs

from kiosk.sync import peers
from kiosk.sync.desk import CitizenDesk
from kiosk.sync.events import EventFeed
from kiosk.sync.listener import Listening, listen
from kiosk.sync.routes.citizen import CitizenDoor
from kiosk.sync.routes.door import application
from kiosk.sync.routes.status import StatusDoor
from kiosk.sync.server import GatewayServer, gateway_config
from tests.sync.fakes import ScriptedCentral, TurnedClock

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
    """A running door; sends it raw bytes and gives the connection."""
    listening = listen(tmp_path / "s.sock")
    assert isinstance(listening, Listening)
    desk = CitizenDesk(central.client(), clock, lambda _token: None)
    feed = EventFeed(on_lost=lambda: desk.drop("stream_closed"))
    up = asyncio.Event()
    doors = (CitizenDoor(desk, clock), StatusDoor(feed))
    server = GatewayServer(gateway_config(application(doors), allowed), up.set)
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
        assert {"uid": os.getuid(), "event": "peer_refused", "log_level": "warning"} in logs


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


async def test_headers_beyond_the_limit(ask: Ask):
    said = await read(ask, b"GET /v1/status HTTP/1.1\r\nx: " + b"y" * 100_000)
    assert said.startswith(b"HTTP/1.1 400") or said == b""


@pytest.mark.parametrize("garbage", [b"\x16\x03\x01\x02\x00\x01\x00\r\n\r\n", b"hello\r\n\r\n"])
async def test_no_http_at_all(ask: Ask, garbage: bytes):
    assert (await read(ask, garbage)).startswith(b"HTTP/1.1 400")


async def test_the_kernel_says_who_is_there():
    ours, theirs = socket.socketpair(socket.AF_UNIX)
    with ours, theirs:
        assert peers.peer_uid(ours) == os.getuid()
