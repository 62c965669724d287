"""Counting what is begun: said to whoever counts, and missed by nobody where nobody does."""

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from kiosk.domain.ids import ServiceId
from kiosk.gateway.begun import BegunCountsClient
from shared_runtime.clock import SystemClock
from tests.demarches import CEAM
from tests.gateway.scripted_server import Script, ScriptedServer, answer, problem, saying, silent

Opener = Callable[[Script], ScriptedServer]


@pytest.fixture
def client(path: Path) -> BegunCountsClient:
    return BegunCountsClient(path, SystemClock(), deadline_s=0.3)


@pytest.mark.parametrize(
    ("script", "counts"),
    [
        (saying(answer(200, {"counts": {"ceam": 3, "gone": 1}})), {"ceam": 3, "gone": 1}),
        (saying(answer(200, {"counts": {}})), {}),
        (saying(answer(200, {"counts": {"ceam": 0}})), None),
        (saying(answer(200, {"counts": {"No service": 3}})), None),
        (saying(problem(404, "not-found")), None),
        (saying(problem(503, "queue-unavailable")), None),
        (saying(b""), None),
        (silent, None),
    ],
)
def test_what_was_counted(
    client: BegunCountsClient,
    opened: Opener,
    script: Script,
    counts: Mapping[ServiceId, int] | None,
):
    server = opened(script)
    assert client.counts() == counts
    assert server.asked[0].startswith(b"GET /v1/begun HTTP/1.1")


@pytest.mark.parametrize(
    "script",
    [
        saying(b"HTTP/1.1 204 No Content\r\n\r\n"),
        saying(problem(404, "not-found")),
        saying(problem(507, "queue-full")),
        silent,
    ],
)
def test_counting_names_the_service_and_no_visit(
    client: BegunCountsClient, opened: Opener, script: Script
):
    server = opened(script)
    client.count(CEAM)
    head, _, body = server.asked[0].partition(b"\r\n\r\n")
    assert head.startswith(b"POST /v1/begun HTTP/1.1")
    assert b"borne-session" not in head.lower()
    assert body == b'{"service":"ceam"}'


def test_nobody_behind_the_socket(path: Path):
    nobody = BegunCountsClient(path, SystemClock())
    nobody.count(CEAM)
    assert nobody.counts() is None
