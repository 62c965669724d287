"""Handing a request in: recorded, refused, or nobody knows, for every way in which it can go."""

import json
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID

import pytest

from kiosk.domain.ids import ActionId, Confirmation, JobId, SessionId
from kiosk.domain.outcomes import Cause, Refused, TooManyRequests, Unreachable
from kiosk.gateway.client import GatewayClient
from shared_runtime.clock import SystemClock
from tests.gateway.scripted_server import Script, ScriptedServer, answer, problem, saying, silent
from tests.sync.fakes import ACTION, FAMILY_NAME, NIR, VISIT
from wire.actions import ActionRecorded
from wire.demandes.attestation_by_post import AttestationByPost
from wire.demandes.demande import Applicant, Assurance
from wire.nir import Nir
from wire.problem import ProblemType

Opener = Callable[[Script], ScriptedServer]
SESSION = SessionId(VISIT)
GO = Confirmation(ActionId(UUID(ACTION)), JobId(UUID(int=3)), datetime(2026, 11, 22, 9, tzinfo=UTC))
BY_CARD = AttestationByPost(Applicant(Nir(NIR), "19550812", FAMILY_NAME, "ROSE"))
TYPED = AttestationByPost(Applicant(Nir(NIR), "19550812"))
REFERENCE = "20261122-0000-07-000001-42"
SAID = {"reference": REFERENCE, "assurance": "card", "online": False}
NOBODY_KNOWS = Unreachable(Cause.GATEWAY)


@pytest.fixture
def client(path: Path) -> GatewayClient:
    return GatewayClient(path, SystemClock(), deadline_s=1.0)


@pytest.mark.parametrize(("demande", "with_card"), [(BY_CARD, True), (TYPED, False)])
def test_it_is_put_under_its_own_id_for_the_visit(
    client: GatewayClient, opened: Opener, demande: AttestationByPost, with_card: bool
):
    server = opened(saying(answer(200, SAID)))
    assert client.submit(SESSION, GO, demande) == ActionRecorded(
        REFERENCE, Assurance.CARD, online=False
    )
    head, _, body = server.asked[0].partition(b"\r\n\r\n")
    assert head.startswith(f"PUT /v1/actions/{GO.action} HTTP/1.1".encode())
    assert f"borne-session: {SESSION}".encode() in head.lower()
    asked = json.loads(body)
    assert asked["with_card"] is with_card
    assert asked["demande"]["kind"] == "attestation_by_post"
    assert NIR.encode() not in head


@pytest.mark.parametrize(
    ("said", "outcome"),
    [
        (problem(507, "queue-full"), Refused(ProblemType.QUEUE_FULL)),
        (problem(503, "queue-unavailable"), Refused(ProblemType.QUEUE_UNAVAILABLE)),
        (problem(409, "action-conflict"), Refused(ProblemType.ACTION_CONFLICT)),
        (problem(409, "session-lost"), NOBODY_KNOWS),
        (problem(429, "too-many-requests"), TooManyRequests(60)),
        (problem(400, "invalid-request"), NOBODY_KNOWS),
        (problem(500, "internal"), NOBODY_KNOWS),
        (answer(200, {**SAID, "assurance": "guessed"}), NOBODY_KNOWS),
        (answer(200, {**SAID, "reference": "DIALLO AICHA"}), NOBODY_KNOWS),
        (b"HTTP/1.1 200 OK\r\ncontent-length: 50\r\n\r\nhalf", NOBODY_KNOWS),
        (b"", NOBODY_KNOWS),
    ],
)
def test_what_else_is_said(client: GatewayClient, opened: Opener, said: bytes, outcome: object):
    opened(saying(said))
    assert client.submit(SESSION, GO, BY_CARD) == outcome


def test_one_that_never_answers_may_have_recorded_it(path: Path, opened: Opener):
    opened(silent)
    assert GatewayClient(path, SystemClock(), 0.2).submit(SESSION, GO, BY_CARD) == NOBODY_KNOWS


def test_nobody_behind_the_socket(path: Path):
    assert GatewayClient(path, SystemClock()).submit(SESSION, GO, BY_CARD) == NOBODY_KNOWS


def test_what_kiosk_sync_would_not_take_is_not_handed_in(client: GatewayClient, opened: Opener):
    server = opened(silent)
    wrong_key = Applicant(Nir(NIR[:-2] + "01"), "19550812")
    outcome = client.submit(SESSION, GO, AttestationByPost(wrong_key))
    assert outcome == Refused(ProblemType.QUEUE_UNAVAILABLE)
    assert server.asked == []


def test_logs_name_nobody(client: GatewayClient, opened: Opener, caplog: pytest.LogCaptureFixture):
    opened(saying(answer(200, f"{NIR} {FAMILY_NAME}")))
    client.submit(SESSION, GO, BY_CARD)
    lines = [vars(record) for record in caplog.records]
    assert lines
    assert NIR not in str(lines)
    assert FAMILY_NAME not in str(lines)
