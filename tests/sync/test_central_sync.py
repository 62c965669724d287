"""What central says to a batch of the queue, and what kiosk-sync makes of it."""

import json
from uuid import UUID

import httpx
import pytest

from kiosk.domain.outcomes import Cause, Unreachable
from kiosk.sync.answers import TurnedDown
from kiosk.sync.exchange import retry_after_s
from tests.sync.fakes import (
    DEVICE_TOKEN,
    DROITS,
    NOW,
    ScriptedCentral,
    answer,
    problem,
)
from wire.problem import ProblemType
from wire.support_bundle import SupportBundleSent
from wire.sync import SyncAnswer, SyncRequest

pytestmark = pytest.mark.anyio
EMPTY = SyncRequest(sent_at=NOW, boot=UUID(int=7), uptime_s=12.5, backlog=0)


async def test_a_batch_carries_the_device_and_no_citizen(central: ScriptedCentral):
    said = await central.client().sync(EMPTY, 5.0)
    assert isinstance(said, SyncAnswer)
    (asked,) = central.asked
    assert asked.headers["authorization"] == f"Bearer {DEVICE_TOKEN}"
    assert "borne-citizen" not in asked.headers
    assert json.loads(asked.content)["boot"] == str(EMPTY.boot)


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        pytest.param(httpx.Response(500), TurnedDown(500, by_central=False), id="a bare 500"),
        pytest.param(
            problem(503, ProblemType.INTERNAL), TurnedDown(503, by_central=True), id="503"
        ),
        pytest.param(
            httpx.Response(503, headers={"retry-after": "20"}),
            TurnedDown(503, by_central=False, retry_after_s=20),
            id="503 with a wait",
        ),
        pytest.param(
            problem(429, ProblemType.TOO_MANY_REQUESTS, retry_after_s=17),
            TurnedDown(429, by_central=True, retry_after_s=17),
            id="429 with the wait in its words",
        ),
        pytest.param(
            problem(422, ProblemType.INVALID_REQUEST), TurnedDown(422, by_central=True), id="422"
        ),
        pytest.param(
            problem(422, "urn:elsewhere:teapot"),
            TurnedDown(422, by_central=False),
            id="a problem of somebody else",
        ),
        pytest.param(
            httpx.Response(413, text="<html>nginx"), TurnedDown(413, by_central=False), id="413"
        ),
        pytest.param(httpx.Response(204), Unreachable(Cause.NONSENSE), id="nothing at all"),
        pytest.param(answer(200, DROITS), Unreachable(Cause.NONSENSE), id="another call's answer"),
        pytest.param(
            httpx.Response(200, text="<html>"), Unreachable(Cause.NONSENSE), id="a web page"
        ),
        pytest.param(
            httpx.Response(302, headers={"location": "/"}),
            Unreachable(Cause.NONSENSE),
            id="redirect",
        ),
        pytest.param(httpx.ConnectError("cut"), Unreachable(Cause.NETWORK), id="cut"),
        pytest.param(httpx.ReadTimeout("late"), Unreachable(Cause.TIMEOUT), id="late"),
    ],
)
async def test_a_batch_that_is_not_answered(
    central: ScriptedCentral, said: httpx.Response | Exception, expected: object
):
    central.says("POST /v1/sync", said)
    assert await central.client().sync(EMPTY, 5.0) == expected


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        ({}, None),
        ({"retry-after": "120"}, 120.0),
        ({"retry-after": "0"}, 0.0),
        ({"retry-after": "-5"}, None),
        ({"retry-after": "1.5"}, None),
        ({"retry-after": "٣"}, None),
        ({"retry-after": "9" * 400}, None),
        ({"retry-after": "soon"}, None),
        ({"retry-after": "Sun, 22 Nov 2026 10:02:00 GMT"}, None),
        (
            {
                "retry-after": "Sun, 22 Nov 2026 10:02:00 GMT",
                "date": "Sun, 22 Nov 2026 10:00:00 GMT",
            },
            120.0,
        ),
        (
            {
                "retry-after": "Sun, 22 Nov 2026 10:00:00 GMT",
                "date": "Sun, 22 Nov 2026 10:02:00 GMT",
            },
            0.0,
        ),
        ({"retry-after": "Sun, 22 Nov 99999 10:00:00 GMT", "date": "?"}, None),
    ],
)
def test_how_long_to_stay_away(headers: dict[str, str], seconds: float | None):
    assert retry_after_s(headers) == seconds


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        (httpx.Response(204), None),
        (httpx.Response(200, text="<html>"), Unreachable(Cause.NONSENSE)),
        (httpx.ConnectError("cut"), Unreachable(Cause.NETWORK)),
        (httpx.Response(413, text="<html>nginx"), TurnedDown(413, by_central=False)),
        (
            problem(429, ProblemType.TOO_MANY_REQUESTS, retry_after_s=17),
            TurnedDown(429, by_central=True, retry_after_s=17),
        ),
        (problem(404, ProblemType.NOT_FOUND), TurnedDown(404, by_central=True)),
    ],
    ids=["taken", "a portal", "cut", "too large for a proxy", "too many", "an old central"],
)
async def test_a_support_bundle(
    central: ScriptedCentral, said: httpx.Response | Exception, expected: object
):
    central.says("POST /v1/support-bundles", said)
    bundle = SupportBundleSent(UUID(int=1), "claude", "agent", b"borne support bundle 1\n")
    assert await central.client().send_bundle(bundle, 5.0) == expected
    (asked,) = central.asked
    assert json.loads(asked.content) == {
        "deed": str(UUID(int=1)),
        "staff": "claude",
        "role": "agent",
        "bundle": "Ym9ybmUgc3VwcG9ydCBidW5kbGUgMQo=",
    }
