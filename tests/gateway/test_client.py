"""What kiosk-ui gets for every way in which kiosk-sync can answer, or not answer."""

import itertools
import socket
import time
from collections.abc import Callable
from pathlib import Path
from uuid import UUID

import pytest

from kiosk.domain.attestation import AttestationRequest, Version
from kiosk.domain.identity import Holder, Nir
from kiosk.domain.ids import ActionId, SessionId
from kiosk.domain.outcomes import (
    AccountState,
    CardInOpposition,
    Cause,
    CodeAccepted,
    CodeExpired,
    CodeKind,
    CodeSent,
    CodeWrong,
    NoPhoneOnFile,
    Opened,
    PersonUnknown,
    Reached,
    Refused,
    SchemeNotServed,
    SessionLost,
    TooManyRequests,
    Unreachable,
)
from kiosk.gateway.client import GatewayClient
from shared_runtime.clock import SystemClock
from tests.gateway.doors import Door, Script, answer, problem, saying, silent
from tests.sync.fakes import (
    ACTION,
    ATTESTATION,
    CODE,
    DROITS,
    FAMILY_NAME,
    NIR,
    SECRETS,
    VISIT,
)

Opener = Callable[[Script], Door]
SESSION = SessionId(VISIT)
HOLDER = Holder(FAMILY_NAME, "ROSE", "19550812", "F", Nir(NIR))
REQUEST = AttestationRequest("b-1", Version.COMPLETE)
GATEWAY = Unreachable(Cause.GATEWAY)


@pytest.fixture
def client(path: Path) -> GatewayClient:
    return GatewayClient(path, SystemClock())


@pytest.fixture
def hurried(path: Path) -> GatewayClient:
    return GatewayClient(path, SystemClock(), deadline_s=0.2)


@pytest.mark.parametrize(
    ("said", "outcome"),
    [
        (
            answer(200, {"outcome": "opened", "account": "a_finaliser", "note": "mgen"}),
            Opened(AccountState.A_FINALISER, "mgen"),
        ),
        (
            answer(
                200,
                {
                    "outcome": "scheme_not_served",
                    "grand_regime": "02",
                    "contact": "MSA",
                    "phone": "01",
                },
            ),
            SchemeNotServed("02", "MSA", "01"),
        ),
        (answer(200, {"outcome": "card_in_opposition"}), CardInOpposition()),
        (answer(200, {"outcome": "person_unknown"}), PersonUnknown()),
        (problem(429, "too-many-requests", retry_after_s=9), TooManyRequests(9)),
        (problem(503, "central-unreachable", cause="clock"), Unreachable(Cause.CLOCK)),
        (problem(503, "central-unreachable", cause="moonlight"), Unreachable(Cause.SERVER)),
        (problem(409, "session-lost"), GATEWAY),
        (problem(400, "invalid-request"), GATEWAY),
        (problem(500, "internal"), GATEWAY),
    ],
)
def test_opening(client: GatewayClient, opened: Opener, said: bytes, outcome: object):
    door = opened(saying(said))
    assert client.open_session(SESSION, HOLDER) == outcome
    assert door.asked[0].startswith(b"PUT /v1/session HTTP/1.1")
    assert NIR.encode() in door.asked[0].partition(b"\r\n\r\n")[2]


@pytest.mark.parametrize(
    ("said", "outcome"),
    [
        (answer(200, {"outcome": "accepted"}), CodeAccepted()),
        (answer(200, {"outcome": "wrong", "tries_left": 2}), CodeWrong(2)),
        (answer(200, {"outcome": "expired"}), CodeExpired()),
        (problem(409, "session-lost"), SessionLost()),
        (problem(429, "too-many-requests"), TooManyRequests(60)),
        (problem(403, "level-too-low"), Unreachable(Cause.NONSENSE)),
    ],
)
def test_checking_a_code(client: GatewayClient, opened: Opener, said: bytes, outcome: object):
    door = opened(saying(said))
    assert client.check_code(SESSION, CodeKind.PERSONAL, CODE) == outcome
    assert f"borne-session: {SESSION}".encode() in door.asked[0].lower()


@pytest.mark.parametrize(
    ("said", "outcome"),
    [
        (
            answer(200, {"outcome": "sent", "phone_last_two": "42", "expires_in_s": 600}),
            CodeSent("42"),
        ),
        (answer(200, {"outcome": "no_phone"}), NoPhoneOnFile()),
    ],
)
def test_sending_a_code(client: GatewayClient, opened: Opener, said: bytes, outcome: object):
    opened(saying(said))
    assert client.send_provisional_code(SESSION) == outcome


def test_rights(client: GatewayClient, opened: Opener):
    opened(saying(answer(200, DROITS)))
    match client.fetch_rights(SESSION):
        case Reached(droits):
            assert droits.assure.nom_famille == FAMILY_NAME
        case other:
            pytest.fail(repr(other))


def test_issuing(client: GatewayClient, opened: Opener):
    door = opened(saying(answer(200, ATTESTATION)))
    match client.issue_attestation(SESSION, ActionId(UUID(ACTION)), REQUEST):
        case Reached(attestation):
            assert attestation.assure.nir == Nir(NIR)
        case other:
            pytest.fail(repr(other))
    assert ACTION.encode() in door.asked[0]


@pytest.mark.parametrize(
    ("said", "outcome"),
    [
        (problem(404, "beneficiary-unknown"), Refused("beneficiary-unknown")),
        (problem(409, "no-current-rights"), Refused("no-current-rights")),
        (problem(409, "action-conflict"), Refused("action-conflict")),
        (problem(403, "level-too-low"), Refused("level-too-low")),
        (problem(409, "session-lost"), SessionLost()),
        (problem(429, "too-many-requests", retry_after_s=5), Unreachable(Cause.SERVER)),
    ],
)
def test_refusals_to_issue(client: GatewayClient, opened: Opener, said: bytes, outcome: object):
    opened(saying(said))
    assert client.issue_attestation(SESSION, ActionId(UUID(ACTION)), REQUEST) == outcome


@pytest.mark.parametrize(
    "said",
    [
        pytest.param(b"", id="connection closed"),
        pytest.param(b"SSH-2.0-OpenSSH\r\n", id="no HTTP"),
        pytest.param(b"HTTP/1.1 200 OK\r\ncontent-length: 50\r\n\r\nhalf", id="cut in the body"),
        pytest.param(answer(200, b"{]"), id="garbage JSON"),
        pytest.param(answer(200, DROITS, "text/html"), id="wrong content type"),
        pytest.param(answer(200, []), id="another shape"),
        pytest.param(answer(302, b""), id="redirect"),
        pytest.param(answer(503, b"busy", "text/plain"), id="a plain 503"),
        pytest.param(answer(200, b" " * 10_000_000), id="10 MB"),
        pytest.param(b"HTTP/1.1 200 OK\r\n" + b"x: y\r\n" * 50_000, id="headers without end"),
    ],
)
def test_a_gateway_that_makes_no_sense(client: GatewayClient, opened: Opener, said: bytes):
    opened(saying(said))
    assert client.fetch_rights(SESSION) == GATEWAY


def test_no_gateway_at_all(client: GatewayClient):
    assert client.open_session(SESSION, HOLDER) == GATEWAY
    client.close_session(SESSION)


def test_a_socket_that_nobody_listens_on(client: GatewayClient, path: Path):
    with socket.socket(socket.AF_UNIX) as stale:
        stale.bind(str(path))
    assert client.fetch_rights(SESSION) == GATEWAY


def test_a_gateway_that_hangs(hurried: GatewayClient, opened: Opener):
    opened(silent)
    began = time.monotonic()
    assert hurried.fetch_rights(SESSION) == GATEWAY
    assert time.monotonic() - began < 2


@pytest.mark.parametrize(
    "begun", [b"HTTP/1.1 200 OK\r\nx: ", b"HTTP/1.1 200 OK\r\ncontent-length: 9999\r\n\r\n"]
)
def test_bytes_that_drip_do_not_stretch_the_deadline(path: Path, opened: Opener, begun: bytes):
    class DrippingClock(SystemClock):
        """Each look at it finds a second gone, as if every byte took one."""

        def __init__(self) -> None:
            self._seconds = itertools.count()

        def monotonic(self) -> float:
            return float(next(self._seconds))

    def drip(connection: socket.socket) -> None:
        connection.sendall(begun)
        while True:
            connection.sendall(b"a")

    opened(drip)
    assert GatewayClient(path, DrippingClock()).fetch_rights(SESSION) == GATEWAY


def test_closing_says_so_and_swallows_the_rest(client: GatewayClient, opened: Opener):
    door = opened(saying(problem(409, "session-lost")))
    client.close_session(SESSION)
    assert door.asked[0].startswith(b"DELETE /v1/session HTTP/1.1")


def test_who_can_be_on_no_card_is_not_said_to_be_unknown(client: GatewayClient, opened: Opener):
    door = opened(saying(answer(200, {"outcome": "card_in_opposition"})))
    wrong_key = Nir(NIR[:-2] + "01")
    assert client.open_session(SESSION, Holder("A", "B", "19550812", "F", wrong_key)) == GATEWAY
    assert door.asked == []


def test_a_code_that_is_none_is_not_sent(client: GatewayClient, opened: Opener):
    door = opened(silent)
    assert client.check_code(SESSION, CodeKind.PERSONAL, "12ab") == GATEWAY
    assert door.asked == []


def test_logs_name_nobody(client: GatewayClient, opened: Opener, caplog: pytest.LogCaptureFixture):
    opened(saying(answer(200, " ".join(SECRETS))))
    client.open_session(SESSION, HOLDER)
    client.check_code(SESSION, CodeKind.PERSONAL, CODE)
    client.fetch_rights(SESSION)
    lines = [vars(record) for record in caplog.records]
    assert len(lines) == 3
    assert not any(secret in str(lines) for secret in (*SECRETS, str(VISIT)))
