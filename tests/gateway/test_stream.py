"""The listening thread: kiosk-ui knows at once whether kiosk-sync is there."""

import json
import logging
import queue
import socket
import time
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from uuid import UUID

import pytest

from kiosk.domain.faults import Link
from kiosk.gateway.events import MAX_LINE_BYTES
from kiosk.gateway.stream import (
    ENDS_WITHIN_S,
    LONGEST_RETRY_S,
    GatewayGone,
    GatewayState,
    GatewayUp,
    StatusStream,
)
from shared_runtime.clock import SystemClock
from tests.gateway.scripted_server import Script, ScriptedServer, saying, silent
from tests.hardware.clocks import HandClock
from wire.calls.table import CALLS
from wire.capabilities import Capabilities
from wire.codec import codec_of
from wire.demandes.kinds import KINDS
from wire.nearest import MOST_NEAREST, KnownNearest, NearestKiosk, PublicAddress
from wire.opening_hours import OpeningHours
from wire.screen_orders import ScreenOrders, ScreenTask
from wire.status import LinkStatus

DAY = ("08:00-09:00", "10:00-11:00", "12:00-13:00", "14:00-15:00")
LONGEST = KnownNearest(
    "0" * 16,
    datetime(2026, 11, 30, tzinfo=UTC),
    MOST_NEAREST
    * (
        NearestKiosk(
            "😀" * 120,
            PublicAddress("😀" * 38, "99999", "😀" * 38),
            21_000_000,
            OpeningHours(*7 * (DAY,), {date(2026, 11, 1) + timedelta(n): DAY for n in range(60)}),
            here=True,
        ),
    ),
)
LATER = UUID("0fffffff-0000-7000-8000-000000000000")
Opener = Callable[[Script], ScriptedServer]
HEAD = b"HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\n\r\n"
WITHIN_S = 10.0


def status(state: str) -> bytes:
    return b'event: status\ndata: {"state":"' + state.encode() + b'"}\n\n'


class Heard:
    def __init__(self) -> None:
        self._states = queue.Queue[GatewayState]()

    def __call__(self, state: GatewayState) -> None:
        self._states.put(state)

    def next(self) -> GatewayState:
        return self._states.get(timeout=WITHIN_S)

    def nothing_more(self) -> bool:
        return self._states.empty()


@pytest.fixture
def heard() -> Heard:
    return Heard()


@pytest.fixture
def stream(path: Path, heard: Heard) -> Iterator[StatusStream]:
    stream = StatusStream(path, heard, SystemClock(), lambda: 0.0, silence_s=0.5)
    yield stream
    stream.stop()


def staying(*said: bytes) -> Script:
    def script(connection: socket.socket) -> None:
        for each in said:
            connection.sendall(each)

    return script


def test_what_central_can_do_is_told_where_it_is_known(
    stream: StatusStream, heard: Heard, opened: Opener
):
    can = {"calls": ["rights", "open"], "kinds": ["ceam"]}
    said = json.dumps({"state": "online", "central": can}).encode()
    opened(staying(HEAD + status("unknown"), b"event: status\ndata: " + said + b"\n\n"))
    stream.start()
    assert heard.next() == GatewayUp(Link.UNKNOWN)
    central = Capabilities(frozenset({"open", "rights"}), frozenset({"ceam"}))
    assert heard.next() == GatewayUp(Link.ONLINE, central=central)


def test_the_configuration_that_is_wanted_is_told(
    stream: StatusStream, heard: Heard, opened: Opener
):
    said = json.dumps({"state": "online", "configuration": 7}).encode()
    opened(staying(HEAD + b"event: status\ndata: " + said + b"\n\n"))
    stream.start()
    assert heard.next() == GatewayUp(Link.ONLINE, configuration=7)


def test_all_that_a_central_can_do_fits_a_line_of_the_stream():
    everything = Capabilities(frozenset(CALLS), frozenset(KINDS))
    written = codec_of(LinkStatus).write(LinkStatus("clock_wrong", True, 9**9, LATER, everything))
    assert len(written) < MAX_LINE_BYTES / 2


def test_no_gateway_is_told_once(stream: StatusStream, heard: Heard, path: Path):
    stream.start()
    assert heard.next() == GatewayGone()
    stream.stop()
    assert heard.nothing_more()


def test_each_change_is_told(stream: StatusStream, heard: Heard, opened: Opener):
    opened(staying(HEAD, status("unknown"), status("online"), b": alive\n\n", status("online")))
    stream.start()
    assert heard.next() == GatewayUp(Link.UNKNOWN)
    assert heard.next() == GatewayUp(Link.ONLINE)


def test_what_the_queue_says_is_told_and_not_logged_each_time(
    stream: StatusStream, heard: Heard, opened: Opener, caplog: pytest.LogCaptureFixture
):
    newest = UUID("019aa000-0000-7000-8000-000000000000")
    full = {"state": "online", "accepting": False, "waiting": 3, "newest": str(newest)}
    told = f"event: status\ndata: {json.dumps(full)}\n\n".encode()
    opened(staying(HEAD, status("online"), told))
    with caplog.at_level(logging.INFO):
        stream.start()
        assert heard.next() == GatewayUp(Link.ONLINE, accepting=True, newest=None)
        assert heard.next() == GatewayUp(Link.ONLINE, accepting=False, newest=newest)
    assert [record.message for record in caplog.records].count("gateway_state") <= 1


def test_a_stream_that_ends_is_gone_and_found_again(
    stream: StatusStream, heard: Heard, opened: Opener
):
    opened(saying(HEAD + status("online")))
    stream.start()
    assert heard.next() == GatewayUp(Link.ONLINE)
    assert heard.next() == GatewayGone()
    assert heard.next() == GatewayUp(Link.ONLINE)


def test_a_gateway_that_comes_late_is_found(stream: StatusStream, heard: Heard, opened: Opener):
    stream.start()
    assert heard.next() == GatewayGone()
    opened(staying(HEAD, status("offline")))
    assert heard.next() == GatewayUp(Link.OFFLINE)


def test_a_gateway_that_falls_silent_is_gone(stream: StatusStream, heard: Heard, opened: Opener):
    opened(staying(HEAD, status("online")))
    stream.start()
    assert heard.next() == GatewayUp(Link.ONLINE)
    assert heard.next() == GatewayGone()


@pytest.mark.parametrize(
    "said",
    [
        pytest.param(HEAD + b"data: " + b"x" * 10_000, id="a line without end"),
        pytest.param(HEAD + b"event: status\ndata: {}\n\n", id="a status that is none"),
        pytest.param(HEAD + status("sunny"), id="a state nobody knows"),
        pytest.param(b"HTTP/1.1 404 Not Found\r\ncontent-length: 0\r\n\r\n", id="404"),
        pytest.param(b"\x00\x01\x02\r\n\r\n", id="no HTTP"),
    ],
)
def test_nonsense_is_gone_and_asked_again(
    stream: StatusStream, heard: Heard, opened: Opener, said: bytes
):
    server = opened(saying(said))
    stream.start()
    assert heard.next() == GatewayGone()
    end = time.monotonic() + WITHIN_S
    while len(server.asked) < 2:
        assert time.monotonic() < end
    assert heard.nothing_more()


@pytest.mark.parametrize("script", [silent, staying(HEAD, status("online"))])
def test_stopping_is_prompt_and_closes_the_stream(path: Path, opened: Opener, script: Script):
    server = opened(script)
    heard = Heard()
    stream = StatusStream(path, heard, SystemClock(), lambda: 0.0)
    stream.start()
    end = time.monotonic() + WITHIN_S
    while not server.asked:
        assert time.monotonic() < end
    began = time.monotonic()
    stream.stop()
    assert time.monotonic() - began < ENDS_WITHIN_S, "it was left behind, not ended"


def test_a_thread_that_hangs_turns_no_more(path: Path, heard: Heard):
    clock = HandClock()
    stream = StatusStream(path, heard, clock, lambda: 0.0, silence_s=1.0)
    assert stream.turns()
    clock.seconds += 2 * (1.0 + LONGEST_RETRY_S) + 1
    assert not stream.turns()


def test_what_the_fleet_wants_of_the_screen_comes_by_the_same_stream(
    opened: Opener, heard: Heard, path: Path
):
    orders = queue.Queue[ScreenOrders]()
    wanted = ScreenOrders(
        "closed", {"fr": "é" * 120, "en": "x" * 120}, ScreenTask(LATER, "screenshot")
    )
    line = b"event: orders\ndata: " + codec_of(ScreenOrders).write(wanted) + b"\n\n"
    opened(saying(HEAD + status("online") + line))
    stream = StatusStream(path, heard, SystemClock(), lambda: 0.0, orders=orders.put)
    stream.start()
    try:
        assert orders.get(timeout=WITHIN_S) == wanted
    finally:
        stream.stop()


def test_where_other_kiosks_are_comes_by_it_too(opened: Opener, heard: Heard, path: Path):
    near = queue.Queue[KnownNearest]()
    line = b"event: nearest\ndata: " + codec_of(KnownNearest).write(LONGEST) + b"\n\n"
    assert len(line) < MAX_LINE_BYTES - 100
    opened(saying(HEAD + status("online") + line))
    stream = StatusStream(path, heard, SystemClock(), lambda: 0.0, nearest=near.put)
    stream.start()
    try:
        assert near.get(timeout=WITHIN_S) == LONGEST
    finally:
        stream.stop()


def test_the_longest_message_there_may_be_is_no_line_too_long():
    text = {"fr": "😀" * 120} | {f"{a}{a}": "😀" * 120 for a in "abcde"}
    wanted = ScreenOrders("maintenance", text, ScreenTask(LATER, "purge-prints"))
    assert len(codec_of(ScreenOrders).write(wanted)) < MAX_LINE_BYTES - 100
