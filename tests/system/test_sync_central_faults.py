"""Everything a central can do wrong, before a real kiosk-sync and its real client."""

import socket
import struct
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from kiosk.clock import SystemClock
from kiosk.domain.exchanges import Cause, Opened, Reached, SessionLost, Unreachable
from kiosk.domain.identity import Holder, Nir
from kiosk.domain.ids import SessionId
from kiosk.gateway.client import GatewayClient
from tests.sync.fakes import FAMILY_NAME, NIR, SECRETS, VISIT
from tests.system.sync_stand import Central, Sync

pytestmark = pytest.mark.system

SESSION = SessionId(VISIT)
HOLDER = Holder(FAMILY_NAME, "ROSE", "19550812", "F", Nir(NIR))
RIGHTS = "GET /v1/rights"
CITIZENS_PATIENCE_S = 8.0


@pytest.fixture(scope="module")
def central() -> Iterator[Central]:
    central = Central()
    yield central
    central.close()


@pytest.fixture(scope="module")
def sync(tmp_path_factory: pytest.TempPathFactory, central: Central) -> Iterator[Sync]:
    sync = Sync(tmp_path_factory.mktemp("sync"), central.url)
    sync.start()
    yield sync
    sync.close()


@pytest.fixture
def ui(sync: Sync, central: Central) -> Iterator[GatewayClient]:
    ui = GatewayClient(sync.socket, SystemClock())
    assert isinstance(ui.open_session(SESSION, HOLDER), Opened)
    yield ui
    central.misdeeds.clear()


def cut_before_the_answer(handler: Any) -> None:
    handler.connection.shutdown(socket.SHUT_RDWR)


def reset_before_the_answer(handler: Any) -> None:
    linger_none = struct.pack("ii", 1, 0)
    handler.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, linger_none)
    handler.connection.close()


def cut_within_the_body(handler: Any) -> None:
    handler.wfile.write(
        b"HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: 900\r\n\r\n{"
    )
    handler.connection.shutdown(socket.SHUT_RDWR)


def hang(handler: Any) -> None:
    handler.server.stand.hang(handler)


def drip(handler: Any) -> None:
    handler.wfile.write(
        b"HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: 9999\r\n\r\n"
    )
    while not handler.server.stand.over.wait(0.1):
        handler.wfile.write(b" ")


def ten_megabytes(handler: Any) -> None:
    handler.say(200, b'"' + b"a" * 10_000_000 + b'"')


def endless_headers(handler: Any) -> None:
    handler.wfile.write(b"HTTP/1.1 200 OK\r\n")
    for _ in range(100_000):
        handler.wfile.write(b"x-more: and more\r\n")


def garbage(handler: Any) -> None:
    handler.say(200, ("{" + " ".join(SECRETS)).encode())


def a_web_page(handler: Any) -> None:
    handler.say(200, b"<html>Sign in to the guest network</html>", content_type="text/html")


def no_http(handler: Any) -> None:
    handler.wfile.write(b"\x16\x03\x01\x00\xff nonsense \r\n\r\n")


def a_redirect(handler: Any) -> None:
    handler.say(302, b"", location="https://elsewhere.example/")


def five_hundred(handler: Any) -> None:
    handler.say(500, b"Traceback (most recent call last)", content_type="text/plain")


def kiosk_unknown(handler: Any) -> None:
    body = b'{"type":"urn:borne:problem:kiosk-unknown","title":"No","status":401}'
    handler.say(401, body, content_type="application/problem+json")


@pytest.mark.parametrize(
    ("misdeed", "cause"),
    [
        (cut_before_the_answer, Cause.NETWORK),
        (reset_before_the_answer, Cause.NETWORK),
        (cut_within_the_body, Cause.NETWORK),
        (hang, Cause.TIMEOUT),
        (drip, Cause.TIMEOUT),
        (ten_megabytes, Cause.NONSENSE),
        (endless_headers, Cause.NONSENSE),
        (garbage, Cause.NONSENSE),
        (a_web_page, Cause.NONSENSE),
        (no_http, Cause.NONSENSE),
        (a_redirect, Cause.NONSENSE),
        (five_hundred, Cause.SERVER),
        (kiosk_unknown, Cause.REFUSED),
    ],
)
def test_the_citizen_gets_a_calm_answer_in_time_and_the_next_call_works(
    ui: GatewayClient, central: Central, misdeed: Callable[[Any], None], cause: Cause
):
    central.misdeeds[RIGHTS] = misdeed
    began = time.monotonic()
    assert ui.fetch_rights(SESSION) == Unreachable(cause)
    assert time.monotonic() - began < CITIZENS_PATIENCE_S
    del central.misdeeds[RIGHTS]
    assert isinstance(ui.fetch_rights(SESSION), Reached)


def test_a_token_that_expired_ends_the_session(ui: GatewayClient, central: Central):
    def session_lost(handler: Any) -> None:
        body = b'{"type":"urn:borne:problem:session-lost","title":"No","status":401}'
        handler.say(401, body, content_type="application/problem+json")

    central.misdeeds[RIGHTS] = session_lost
    assert ui.fetch_rights(SESSION) == SessionLost()
    del central.misdeeds[RIGHTS]
    assert ui.fetch_rights(SESSION) == SessionLost()


def test_after_all_that_the_log_holds_no_traceback_and_nobody(sync: Sync):
    entries = sync.entries()
    assert entries
    assert not any(entry["event"] == "request_failed" for entry in entries)
    written = sync.log.read_text()
    assert not any(secret in written for secret in (*SECRETS, str(VISIT)))


def test_a_central_that_is_not_there(tmp_path: Path):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        sync = Sync(tmp_path, f"http://127.0.0.1:{taken.getsockname()[1]}")
        sync.start()
        try:
            ui = GatewayClient(sync.socket, SystemClock())
            assert ui.open_session(SESSION, HOLDER) == Unreachable(Cause.NETWORK)
        finally:
            sync.end()
