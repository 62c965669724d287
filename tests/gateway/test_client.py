"""What kiosk-ui gets for every way in which kiosk-sync can answer, or not answer."""

import itertools
import socket
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from kiosk.domain.ids import SessionId
from kiosk.domain.outcomes import Cause, Refused, SessionLost, TooManyRequests, Unreachable
from kiosk.gateway.client import DEADLINE_S, RETRY_AFTER_DEFAULT_S, GatewayClient
from shared_runtime.clock import SystemClock
from tests.calls import request_of
from tests.gateway.scripted_server import Script, ScriptedServer, answer, problem, saying, silent
from tests.sync.fakes import (
    ACTION,
    CODE,
    DROITS,
    FAMILY_NAME,
    NIR,
    SECRETS,
    VISIT,
)
from tests.sync.fakes import ATTESTATION as PAPER
from wire.attestation import Attestation, IssueAttestation, Version
from wire.calls.attestation import ATTESTATION
from wire.calls.call import Call
from wire.calls.rights import RIGHTS
from wire.calls.session import CHECK_CODE, OPEN, SEND_CODE
from wire.calls.table import CALLS
from wire.citizen import (
    AccountState,
    CardHolder,
    CardInOpposition,
    CheckCode,
    CodeAccepted,
    CodeExpired,
    CodeKind,
    CodeSent,
    CodeWrong,
    NoPhoneOnFile,
    PersonUnknown,
    SchemeNotServed,
    SessionOpened,
)
from wire.codec import codec_of
from wire.nir import Nir
from wire.problem import ProblemType
from wire.rights import Droits

Opener = Callable[[Script], ScriptedServer]
SESSION = SessionId(VISIT)
HOLDER = CardHolder(Nir(NIR), "19550812", FAMILY_NAME, "ROSE")
PERSONAL = CheckCode(CodeKind.PERSONAL, CODE)
REQUEST = IssueAttestation(UUID(ACTION), "b-1", Version.COMPLETE)
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
            SessionOpened(AccountState.A_FINALISER, "mgen"),
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
    server = opened(saying(said))
    assert client.call(OPEN, SESSION, HOLDER) == outcome
    assert server.asked[0].startswith(b"POST /v1/calls/open HTTP/1.1")
    assert f"borne-session: {SESSION}".encode() in server.asked[0].lower()
    assert NIR.encode() in server.asked[0].partition(b"\r\n\r\n")[2]


@pytest.mark.parametrize(
    ("said", "outcome"),
    [
        (answer(200, {"outcome": "accepted"}), CodeAccepted()),
        (answer(200, {"outcome": "wrong", "tries_left": 2}), CodeWrong(2)),
        (answer(200, {"outcome": "expired"}), CodeExpired()),
        (problem(409, "session-lost"), SessionLost()),
        (problem(429, "too-many-requests"), TooManyRequests(60)),
        (problem(403, "level-too-low"), Refused(ProblemType.LEVEL_TOO_LOW)),
    ],
)
def test_checking_a_code(client: GatewayClient, opened: Opener, said: bytes, outcome: object):
    server = opened(saying(said))
    assert client.call(CHECK_CODE, SESSION, PERSONAL) == outcome
    assert f"borne-session: {SESSION}".encode() in server.asked[0].lower()


@pytest.mark.parametrize(
    ("said", "outcome"),
    [
        (
            answer(200, {"outcome": "sent", "phone_last_two": "42", "expires_in_s": 600}),
            CodeSent("42", 600),
        ),
        (answer(200, {"outcome": "no_phone"}), NoPhoneOnFile()),
    ],
)
def test_sending_a_code(client: GatewayClient, opened: Opener, said: bytes, outcome: object):
    opened(saying(said))
    assert client.call(SEND_CODE, SESSION, None) == outcome


def test_rights(client: GatewayClient, opened: Opener):
    opened(saying(answer(200, DROITS)))
    assert client.call(RIGHTS, SESSION, None) == codec_of(Droits).of_plain(DROITS)


def test_issuing(client: GatewayClient, opened: Opener):
    server = opened(saying(answer(200, PAPER)))
    assert client.call(ATTESTATION, SESSION, REQUEST) == codec_of(Attestation).of_plain(PAPER)
    assert ACTION.encode() in server.asked[0]


@pytest.mark.parametrize(
    ("said", "outcome"),
    [
        (problem(404, "beneficiary-unknown"), Refused(ProblemType.BENEFICIARY_UNKNOWN)),
        (problem(409, "no-current-rights"), Refused(ProblemType.NO_CURRENT_RIGHTS)),
        (problem(409, "action-conflict"), Refused(ProblemType.ACTION_CONFLICT)),
        (problem(403, "level-too-low"), Refused(ProblemType.LEVEL_TOO_LOW)),
        (problem(409, "session-lost"), SessionLost()),
        (problem(429, "too-many-requests", retry_after_s=5), TooManyRequests(5)),
    ],
)
def test_refusals_to_issue(client: GatewayClient, opened: Opener, said: bytes, outcome: object):
    opened(saying(said))
    assert client.call(ATTESTATION, SESSION, REQUEST) == outcome


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
    assert client.call(RIGHTS, SESSION, None) == GATEWAY


@pytest.mark.parametrize("call", CALLS.values(), ids=list(CALLS))
def test_no_gateway_at_all(client: GatewayClient, call: Call[Any, Any]):
    assert client.call(call, SESSION, request_of(call)) == GATEWAY


def test_a_farewell_to_nobody_is_no_trouble(client: GatewayClient):
    client.close_session(SESSION)


def test_a_socket_that_nobody_listens_on(client: GatewayClient, path: Path):
    with socket.socket(socket.AF_UNIX) as stale:
        stale.bind(str(path))
    assert client.call(RIGHTS, SESSION, None) == GATEWAY


def test_a_gateway_that_hangs(hurried: GatewayClient, opened: Opener):
    opened(silent)
    began = time.monotonic()
    assert hurried.call(RIGHTS, SESSION, None) == GATEWAY
    assert time.monotonic() - began < DEADLINE_S, "it waited for longer than it was given"


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
    assert GatewayClient(path, DrippingClock()).call(RIGHTS, SESSION, None) == GATEWAY


def test_closing_says_so_and_swallows_the_rest(client: GatewayClient, opened: Opener):
    server = opened(saying(problem(409, "session-lost")))
    client.close_session(SESSION)
    assert server.asked[0].startswith(b"DELETE /v1/session HTTP/1.1")


def test_who_can_be_on_no_card_is_not_said_to_be_unknown(client: GatewayClient, opened: Opener):
    server = opened(saying(answer(200, {"outcome": "card_in_opposition"})))
    wrong_key = CardHolder(Nir(NIR[:-2] + "01"), "19550812", "A", "B")
    assert client.call(OPEN, SESSION, wrong_key) == GATEWAY
    assert server.asked == []


def test_a_code_that_is_none_is_not_sent(client: GatewayClient, opened: Opener):
    server = opened(silent)
    assert client.call(CHECK_CODE, SESSION, CheckCode(CodeKind.PERSONAL, "12a")) == GATEWAY
    assert server.asked == []


def test_logs_name_nobody(client: GatewayClient, opened: Opener, caplog: pytest.LogCaptureFixture):
    opened(saying(answer(200, " ".join(SECRETS))))
    client.call(OPEN, SESSION, HOLDER)
    client.call(CHECK_CODE, SESSION, PERSONAL)
    client.call(RIGHTS, SESSION, None)
    lines = [vars(record) for record in caplog.records]
    assert len(lines) == 3
    assert not any(secret in str(lines) for secret in (*SECRETS, str(VISIT)))


@pytest.mark.parametrize("call", CALLS.values(), ids=list(CALLS))
@pytest.mark.parametrize("kind", ProblemType)
def test_every_problem_means_something_to_every_call(
    client: GatewayClient, opened: Opener, call: Call[Any, Any], kind: ProblemType
):
    opened(saying(problem(kind.status, kind.value)))
    outcome = client.call(call, SESSION, request_of(call))
    match kind:
        case ProblemType.SESSION_LOST:
            assert outcome == (GATEWAY if call.level is None else SessionLost())
        case ProblemType.TOO_MANY_REQUESTS:
            assert outcome == TooManyRequests(RETRY_AFTER_DEFAULT_S)
        case ProblemType.CENTRAL_UNREACHABLE:
            assert outcome == Unreachable(Cause.SERVER)
        case _:
            assert outcome == (GATEWAY if kind.refused_by is None else Refused(kind))
