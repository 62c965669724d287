"""Everything a central can do wrong, before a real kiosk-sync and its real client."""

import socket
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from devdock.network.faults import FORGERIES, NetworkFault
from kiosk.domain.ids import SessionId
from kiosk.domain.outcomes import Cause, SessionLost, Unreachable
from kiosk.gateway.client import GatewayClient
from shared_runtime.clock import SystemClock
from tests.sync.fakes import FAMILY_NAME, NIR, SECRETS, VISIT
from tests.system.sync_stand import Central, Sync, forged
from wire.calls.rights import RIGHTS
from wire.calls.session import OPEN
from wire.citizen import CardHolder, SessionOpened
from wire.nir import Nir
from wire.rights import Droits

pytestmark = pytest.mark.system

SESSION = SessionId(VISIT)
HOLDER = CardHolder(Nir(NIR), "19550812", FAMILY_NAME, "ROSE")
ADDRESS = f"{RIGHTS.method} {RIGHTS.path}"
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
    opened = ui.call(OPEN, SESSION, HOLDER)
    assert isinstance(opened, SessionOpened)
    yield ui
    central.misdeeds.clear()


CAUSES = {
    NetworkFault.CUT: Cause.NETWORK,
    NetworkFault.RESET: Cause.NETWORK,
    NetworkFault.CUT_IN_THE_BODY: Cause.NETWORK,
    NetworkFault.HANG: Cause.TIMEOUT,
    NetworkFault.DRIP: Cause.TIMEOUT,
    NetworkFault.TEN_MEGABYTES: Cause.NONSENSE,
    NetworkFault.ENDLESS_HEADERS: Cause.NONSENSE,
    NetworkFault.GARBAGE: Cause.NONSENSE,
    NetworkFault.WEB_PAGE: Cause.NONSENSE,
    NetworkFault.NO_HTTP: Cause.NONSENSE,
    NetworkFault.REDIRECT: Cause.NONSENSE,
    NetworkFault.FIVE_HUNDRED: Cause.SERVER,
    NetworkFault.KIOSK_UNKNOWN: Cause.REFUSED,
    NetworkFault.TOO_MANY: Cause.NONSENSE,
    NetworkFault.TOO_LARGE: Cause.NONSENSE,
}


def garbage_that_names_people(handler: Any) -> None:
    handler.say(200, ("{" + " ".join(SECRETS)).encode())


def test_every_forgery_is_tried_here():
    assert set(CAUSES) == set(FORGERIES)


@pytest.mark.parametrize(
    ("misdeed", "cause"),
    [
        *(pytest.param(forged(fault), cause, id=fault.value) for fault, cause in CAUSES.items()),
        (garbage_that_names_people, Cause.NONSENSE),
    ],
)
def test_the_citizen_gets_a_calm_answer_in_time_and_the_next_call_works(
    ui: GatewayClient, central: Central, misdeed: Callable[[Any], None], cause: Cause
):
    central.misdeeds[ADDRESS] = misdeed
    began = time.monotonic()
    assert ui.call(RIGHTS, SESSION, None) == Unreachable(cause)
    assert time.monotonic() - began < CITIZENS_PATIENCE_S
    del central.misdeeds[ADDRESS]
    droits = ui.call(RIGHTS, SESSION, None)
    assert isinstance(droits, Droits)


def test_a_token_that_expired_ends_the_session(ui: GatewayClient, central: Central):
    def session_lost(handler: Any) -> None:
        body = b'{"type":"urn:borne:problem:session-lost","title":"No","status":401}'
        handler.say(401, body, content_type="application/problem+json")

    central.misdeeds[ADDRESS] = session_lost
    assert ui.call(RIGHTS, SESSION, None) == SessionLost()
    del central.misdeeds[ADDRESS]
    assert ui.call(RIGHTS, SESSION, None) == SessionLost()


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
            assert ui.call(OPEN, SESSION, HOLDER) == Unreachable(Cause.NETWORK)
        finally:
            sync.end()
