"""kiosk-sync as a real process: visits, ends of every kind, restarts."""

import os
import queue
import signal
import socket
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from uuid import UUID

import pytest

from devdock.network.faults import NetworkFault
from kiosk.domain.faults import Link
from kiosk.domain.ids import SessionId
from kiosk.domain.outcomes import Cause, SessionLost, Unreachable
from kiosk.gateway.begun import BegunCountsClient
from kiosk.gateway.client import GatewayClient
from kiosk.gateway.stream import GatewayGone, GatewayState, GatewayUp, StatusStream
from shared_runtime.clock import SystemClock
from tests.demarches import ADDRESS, CEAM
from tests.sync.fakes import (
    ACTION,
    CITIZEN_TOKEN,
    CODE,
    FAMILY_NAME,
    NIR,
    SECOND_TOKEN,
    SECRETS,
    VISIT,
)
from tests.system.sync_stand import WITHIN_S, Central, Sync, forged
from tests.waiting import eventually
from wire.attestation import Attestation, IssueAttestation, Version
from wire.calls.attestation import ATTESTATION
from wire.calls.rights import RIGHTS
from wire.calls.session import CHECK_CODE, OPEN
from wire.citizen import (
    AccountState,
    CardHolder,
    CheckCode,
    CodeAccepted,
    CodeKind,
    SessionOpened,
)
from wire.nir import Nir
from wire.rights import Droits

pytestmark = pytest.mark.system

SESSION = SessionId(VISIT)
HOLDER = CardHolder(Nir(NIR), "19550812", FAMILY_NAME, "ROSE")
OPENED = SessionOpened(AccountState.ACTIF, None)


@pytest.fixture
def central() -> Iterator[Central]:
    central = Central()
    yield central
    central.close()


@pytest.fixture
def sync(tmp_path: Path, central: Central) -> Iterator[Sync]:
    sync = Sync(tmp_path, central.url)
    yield sync
    sync.close()


@pytest.fixture
def ui(sync: Sync) -> GatewayClient:
    return GatewayClient(sync.socket, SystemClock())


def _but_for_central(state: GatewayState) -> GatewayState:
    return replace(state, central=None) if isinstance(state, GatewayUp) else state


class Listener:
    """kiosk-ui's end of the stream, with what it was told."""

    def __init__(self, sync: Sync) -> None:
        self._told = queue.Queue[GatewayState]()
        self.stream = StatusStream(sync.socket, self._told.put, SystemClock(), lambda: 0.0)
        self.stream.start()

    def hears(self, state: GatewayState) -> None:
        """What central can do is told beside it, and elsewhere looked at."""
        while _but_for_central(self._told.get(timeout=WITHIN_S)) != state:
            pass


@pytest.fixture
def listener(sync: Sync) -> Iterator[Listener]:
    listener = Listener(sync)
    yield listener
    listener.stream.stop()


def test_a_visit_from_card_to_paper_leaves_no_trace(
    sync: Sync, central: Central, ui: GatewayClient
):
    sync.start()
    assert ui.call(OPEN, SESSION, HOLDER) == OPENED
    assert ui.call(CHECK_CODE, SESSION, CheckCode(CodeKind.PERSONAL, CODE)) == CodeAccepted()
    droits = ui.call(RIGHTS, SESSION, None)
    assert isinstance(droits, Droits)
    request = IssueAttestation(UUID(ACTION), "b-1", Version.COMPLETE)
    issued = ui.call(ATTESTATION, SESSION, request)
    assert isinstance(issued, Attestation)
    ui.close_session(SESSION)
    assert ui.call(RIGHTS, SESSION, None) == SessionLost()
    eventually(lambda: central.ended_tokens() == [SECOND_TOKEN], WITHIN_S)
    assert sync.end() == 0

    assert {entry["event"] for entry in sync.entries()} >= {"citizen_call", "sync_stopped"}
    assert not any(NIR in address or CODE in address for address, _ in central.asked)
    left = [path for path in sync.folder.rglob("*") if path.is_file() and path.name != "token"]
    for path in left:
        content = path.read_bytes()
        assert not any(secret.encode() in content for secret in SECRETS), path


def test_a_ui_that_goes_away_has_its_token_ended(
    sync: Sync, central: Central, ui: GatewayClient, listener: Listener
):
    sync.start()
    listener.hears(GatewayUp(Link.ONLINE))
    assert ui.call(OPEN, SESSION, HOLDER) == OPENED
    listener.stream.stop()
    eventually(lambda: central.ended_tokens() == [CITIZEN_TOKEN], WITHIN_S)
    assert ui.call(RIGHTS, SESSION, None) == SessionLost()


def test_killed_in_a_session_and_started_again(sync: Sync, ui: GatewayClient, listener: Listener):
    sync.start()
    listener.hears(GatewayUp(Link.ONLINE))
    assert ui.call(OPEN, SESSION, HOLDER) == OPENED
    sync.end(signal.SIGKILL)
    listener.hears(GatewayGone())
    assert ui.call(RIGHTS, SESSION, None) == Unreachable(Cause.GATEWAY)

    assert sync.socket.is_socket(), "the killed process left its socket behind"
    sync.start()
    listener.hears(GatewayUp(Link.ONLINE))
    assert ui.call(RIGHTS, SESSION, None) == SessionLost()
    assert ui.call(OPEN, SESSION, HOLDER) == OPENED


def test_what_is_begun_is_counted_beyond_a_death(sync: Sync):
    begun = BegunCountsClient(sync.socket, SystemClock(), deadline_s=WITHIN_S)
    sync.start()
    assert begun.counts() == {}
    for service in (CEAM, ADDRESS, CEAM):
        begun.count(service)
    sync.end(signal.SIGKILL)
    assert begun.counts() is None
    sync.start()
    begun.count(ADDRESS)
    assert begun.counts() == {CEAM: 2, ADDRESS: 2}


def test_asked_to_stop_in_a_session_it_says_goodbye(
    sync: Sync, central: Central, ui: GatewayClient, listener: Listener
):
    sync.start()
    listener.hears(GatewayUp(Link.ONLINE))
    assert ui.call(OPEN, SESSION, HOLDER) == OPENED
    assert sync.end(signal.SIGTERM) == 0
    assert central.ended_tokens() == [CITIZEN_TOKEN]
    assert not sync.socket.exists()


def test_a_hanging_central_does_not_keep_it_from_stopping(
    sync: Sync, central: Central, ui: GatewayClient
):
    central.misdeeds["DELETE /v1/citizen-sessions"] = forged(NetworkFault.HANG)
    sync.start()
    assert ui.call(OPEN, SESSION, HOLDER) == OPENED
    assert sync.end(signal.SIGTERM) == 0


def test_a_second_process_is_refused(sync: Sync, ui: GatewayClient):
    sync.start()
    second = sync.spawn()
    assert second.wait(WITHIN_S) == 69
    refusal = f"Another kiosk-sync keeps the queue in {sync.folder / 'state'}."
    assert refusal in sync.log.read_text()
    assert ui.call(OPEN, SESSION, HOLDER) == OPENED


def test_central_gone_and_back_is_told_at_once(sync: Sync, central: Central, listener: Listener):
    sync.start()
    listener.hears(GatewayUp(Link.ONLINE))
    central.close()
    listener.hears(GatewayUp(Link.OFFLINE))
    again = Central(central.port)
    try:
        listener.hears(GatewayUp(Link.ONLINE))
    finally:
        again.close()


def test_systemd_is_told_of_start_life_and_end(sync: Sync):
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as systemd:
        path = sync.folder / "notify.sock"
        systemd.bind(str(path))
        systemd.settimeout(WITHIN_S)
        sync.start({"NOTIFY_SOCKET": str(path), "WATCHDOG_USEC": "400000"})
        said = {systemd.recv(64) for _ in range(3)}
        assert said == {b"READY=1", b"WATCHDOG=1"}
        sync.end()
        while systemd.recv(64) != b"STOPPING=1":
            pass


@pytest.mark.skipif(os.getuid() != 0, reason="needs root, to become somebody else")
def test_a_foreign_uid_is_refused(central: Central):
    nobody, nogroup = 65534, 65534
    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o755)
        sync = Sync(Path(folder), central.url, socket_group="nogroup")
        sync.start()
        try:
            assert _status_as(0, 0, sync.socket).startswith(b"HTTP/1.1 200")
            assert _status_as(nobody, nogroup, sync.socket) == b""
            assert _status_as(nobody, 65533, sync.socket) == b"PermissionError"
        finally:
            sync.end()
        refused = [entry for entry in sync.entries() if entry["event"] == "peer_refused"]
        assert [entry["uid"] for entry in refused] == [nobody]


def _status_as(uid: int, gid: int, path: Path) -> bytes:
    """What a process of that user gets for ``GET /v1/status``, or the name of its error."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.setgroups([])
        os.setgid(gid)
        os.setuid(uid)
        try:
            with socket.socket(socket.AF_UNIX) as connection:
                connection.settimeout(WITHIN_S)
                connection.connect(str(path))
                connection.sendall(b"GET /v1/status HTTP/1.1\r\nhost: x\r\n\r\n")
                os.write(writing, connection.recv(1000))
        except (ConnectionResetError, BrokenPipeError):
            pass
        except OSError as error:
            os.write(writing, type(error).__name__.encode())
        finally:
            os._exit(0)
    os.close(writing)
    with os.fdopen(reading, "rb") as pipe:
        got = pipe.read()
    os.waitpid(child, 0)
    return got
