"""What people confirm, from the socket through the true process up to central."""

import signal
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import count
from uuid import UUID, uuid4

import pytest

from devdock.network.faults import NetworkFault
from kiosk.domain.ids import ActionId, Confirmation, JobId, SessionId
from kiosk.gateway.client import GatewayClient
from kiosk.gateway.query import HttpAnswer, ask
from shared_runtime.clock import SystemClock
from tests.sync.fakes import CAISSE, FAMILY_NAME, NIR, SECRETS
from tests.system.sync_stand import WITHIN_S, Central, Sync, forged, lost_answer
from tests.waiting import eventually
from wire import sealing
from wire.actions import ActionRecorded
from wire.codec import codec_of
from wire.demandes.attestation_by_post import AttestationByPost
from wire.demandes.demande import Applicant
from wire.nir import Nir
from wire.status import LinkStatus

pytestmark = pytest.mark.system

ASKED = AttestationByPost(Applicant(Nir(NIR), "19550812", FAMILY_NAME, "ROSE"))
UP = "POST /v1/sync"
_numbers = count(1)


def go() -> Confirmation:
    number = next(_numbers)
    return Confirmation(
        ActionId(UUID(f"0190a002-0000-7000-8000-{number:012x}")),
        JobId(uuid4()),
        datetime.now(UTC),
    )


@pytest.fixture(scope="module")
def central() -> Iterator[Central]:
    central = Central()
    yield central
    central.close()


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory, central: Central) -> Iterator[Sync]:
    sync = Sync(tmp_path_factory.mktemp("sync"), central.url)
    sync.start()
    yield sync
    sync.close()


@pytest.fixture
def sync(running: Sync, central: Central) -> Iterator[Sync]:
    yield running
    central.misdeeds.clear()
    central.ahead = timedelta(0)


@pytest.fixture
def visit() -> SessionId:
    return SessionId(uuid4())


def submit(sync: Sync, visit: SessionId, asked: Confirmation) -> ActionRecorded:
    recorded = GatewayClient(sync.socket, SystemClock()).submit(visit, asked, ASKED)
    assert isinstance(recorded, ActionRecorded)
    return recorded


def came_up(central: Central, visit: SessionId) -> list[UUID]:
    """What central has of that visit, in the order it came."""
    return [each for each, item in central.items.items() if item.header.subject == visit]


def test_recorded_without_central_killed_and_sent_in_order_by_the_next_process(
    sync: Sync, central: Central, visit: SessionId
):
    central.misdeeds[UP] = forged(NetworkFault.CUT)
    asked = [go() for _ in range(3)]
    told = [submit(sync, visit, each) for each in asked]
    sync.end(signal.SIGKILL)
    assert came_up(central, visit) == []
    del central.misdeeds[UP]
    sync.start()
    assert submit(sync, visit, asked[0]).reference == told[0].reference
    eventually(lambda: len(came_up(central, visit)) == 3, WITHIN_S)
    assert came_up(central, visit) == [each.action for each in asked]
    for each, recorded in zip(asked, told, strict=True):
        item = central.items[each.action]
        assert item.header.reference == recorded.reference
        body = codec_of(AttestationByPost).read(sealing.unseal(item.sealed, item.header, CAISSE))
        assert body.applicant.family_name == FAMILY_NAME


def test_an_answer_lost_on_its_way_doubles_nothing(sync: Sync, central: Central, visit: SessionId):
    central.misdeeds[UP] = lost_answer
    asked = go()
    submit(sync, visit, asked)
    eventually(lambda: came_up(central, visit) == [asked.action], WITHIN_S)
    del central.misdeeds[UP]
    eventually(lambda: _status(sync).waiting == 0, WITHIN_S)
    assert _status(sync).newest == asked.action
    assert came_up(central, visit) == [asked.action]


def test_a_wrong_clock_is_said_and_keeps_nothing_from_going_up(
    sync: Sync, central: Central, visit: SessionId
):
    central.ahead = timedelta(days=3650)
    eventually(lambda: _status(sync).state == "clock_wrong", WITHIN_S)
    asked = go()
    submit(sync, visit, asked)
    eventually(lambda: came_up(central, visit) == [asked.action], WITHIN_S)


def test_after_all_that_nobody_stands_in_any_file(sync: Sync):
    files = [path for path in sync.folder.rglob("*") if path.is_file() and path.name != "token"]
    assert {"queue.sqlite3", "sync.log"} <= {path.name for path in files}
    for path in files:
        content = path.read_bytes()
        assert not any(secret.encode() in content for secret in SECRETS), path
    assert not any(entry["event"] == "upload_failed" for entry in sync.entries())


def _status(sync: Sync) -> LinkStatus:
    answer = ask(sync.socket, SystemClock(), WITHIN_S, "GET", "/v1/status")
    assert isinstance(answer, HttpAnswer)
    return codec_of(LinkStatus).read(answer.body)
