"""kiosk-sync's API as kiosk-ui meets it, without the socket."""

import json
from collections.abc import AsyncIterator

import httpx
import pytest
from structlog.testing import capture_logs

from kiosk.sync.current_visit import CurrentVisit
from kiosk.sync.events import EventFeed
from kiosk.sync.routes.application import application
from kiosk.sync.routes.citizen import CitizenRoutes
from kiosk.sync.routes.status import StatusRoutes
from tests.calls import request_of
from tests.sync.fakes import (
    ACTION,
    CARD_BODY,
    CODE,
    OTHER_VISIT,
    SECRETS,
    VISIT,
    ScriptedCentral,
    TurnedClock,
    nothing_new,
    problem,
)
from wire.calls.table import CALLS
from wire.codec import codec_of
from wire.headers import MAX_BODY_BYTES
from wire.problem import Problem, ProblemType
from wire.status import LinkStatus

pytestmark = pytest.mark.anyio
MINE = {"Borne-Session": str(VISIT)}
ISSUE = {"action": ACTION, "beneficiaire": "b-1", "version": "complete"}
BODIES = {
    f"/v1/calls/{name}": codec_of(call.request).plain(request_of(call))
    for name, call in CALLS.items()
    if call.request
}
IN_A_VISIT = [f"/v1/calls/{name}" for name, call in CALLS.items() if call.level is not None]


@pytest.fixture
def feed() -> EventFeed:
    return EventFeed(on_lost=lambda: None)


@pytest.fixture
async def ui(
    central: ScriptedCentral, clock: TurnedClock, feed: EventFeed
) -> AsyncIterator[httpx.AsyncClient]:
    current = CurrentVisit(central.client(), clock, lambda _token: None)
    groups = (CitizenRoutes(current, clock), StatusRoutes(feed, nothing_new))
    transport = httpx.ASGITransport(application(groups))
    async with httpx.AsyncClient(transport=transport, base_url="http://kiosk-sync") as client:
        yield client


def slug(response: httpx.Response) -> str:
    assert response.headers["content-type"] == "application/problem+json"
    said = codec_of(Problem).read(response.content)
    assert said.status == response.status_code
    return said.kind or ""


async def test_a_whole_visit(ui: httpx.AsyncClient):
    opened = await ui.post("/v1/calls/open", headers=MINE, json=CARD_BODY)
    assert (opened.status_code, opened.json()["account"]) == (200, "actif")
    assert "token" not in opened.json()

    sent = await ui.post("/v1/calls/provisional_code", headers=MINE)
    assert sent.json()["phone_last_two"] == "42"
    code = {"kind": "personal", "code": CODE}
    accepted = await ui.post("/v1/calls/code", headers=MINE, json=code)
    assert accepted.json() == {"outcome": "accepted"}
    rights = await ui.post("/v1/calls/rights", headers=MINE)
    assert rights.json()["caisse"]["organisme"] == "261"
    issued = await ui.post("/v1/calls/attestation", headers=MINE, json=ISSUE)
    assert issued.json()["numero"] == "2026-0001"

    assert (await ui.delete("/v1/session", headers=MINE)).status_code == 204
    assert slug(await ui.post("/v1/calls/rights", headers=MINE)) == "session-lost"


async def test_another_visit_is_turned_away(ui: httpx.AsyncClient):
    await ui.post("/v1/calls/open", headers=MINE, json=CARD_BODY)
    theirs = {"Borne-Session": str(OTHER_VISIT)}
    for path in (*IN_A_VISIT, "/v1/session"):
        method = "POST" if path in IN_A_VISIT else "DELETE"
        response = await ui.request(method, path, headers=theirs, json=BODIES.get(path))
        assert (response.status_code, slug(response)) == (401, "session-lost")


@pytest.mark.parametrize("header", [{}, {"Borne-Session": "not-a-uuid"}])
async def test_a_call_without_its_visit_is_invalid(
    ui: httpx.AsyncClient, central: ScriptedCentral, header: dict[str, str]
):
    for name in CALLS:
        path = f"/v1/calls/{name}"
        response = await ui.post(path, headers=header, json=BODIES.get(path))
        assert (response.status_code, slug(response)) == (422, "invalid-request")
    assert central.asked == []


async def test_central_out_of_reach_names_its_cause(
    ui: httpx.AsyncClient, central: ScriptedCentral
):
    central.says("POST /v1/citizen-sessions", httpx.ConnectError("cut"))
    response = await ui.post("/v1/calls/open", headers=MINE, json=CARD_BODY)
    assert (response.status_code, slug(response)) == (503, "central-unreachable")
    assert response.json()["cause"] == "network"


@pytest.mark.parametrize(
    ("said", "status", "expected", "more"),
    [
        (problem(401, ProblemType.SESSION_LOST), 401, "session-lost", {}),
        (problem(401, ProblemType.KIOSK_UNKNOWN), 503, "central-unreachable", {"cause": "refused"}),
        (
            problem(429, ProblemType.TOO_MANY_REQUESTS, retry_after_s=30),
            429,
            "too-many-requests",
            {"retry_after_s": 30},
        ),
        (problem(404, ProblemType.BENEFICIARY_UNKNOWN), 404, "beneficiary-unknown", {}),
        (problem(409, ProblemType.NO_CURRENT_RIGHTS), 409, "no-current-rights", {}),
        (problem(409, ProblemType.ACTION_CONFLICT), 409, "action-conflict", {}),
        (problem(403, ProblemType.LEVEL_TOO_LOW), 403, "level-too-low", {}),
    ],
)
async def test_refusals_of_central(
    ui: httpx.AsyncClient,
    central: ScriptedCentral,
    said: httpx.Response,
    status: int,
    expected: str,
    more: dict[str, object],
):
    await ui.post("/v1/calls/open", headers=MINE, json=CARD_BODY)
    central.says("POST /v1/attestations", said)
    response = await ui.post("/v1/calls/attestation", headers=MINE, json=ISSUE)
    assert (response.status_code, slug(response)) == (status, expected)
    assert more.items() <= response.json().items()


async def test_a_body_that_does_not_fit_is_named_without_its_content(ui: httpx.AsyncClient):
    wrong = {**CARD_BODY, "nir": CARD_BODY["nir"][:-1] + "9", CARD_BODY["nir"]: 1}
    response = await ui.post("/v1/calls/open", headers=MINE, json=wrong)
    assert (response.status_code, slug(response)) == (422, "invalid-request")
    assert any(error.startswith("nir:") for error in response.json()["errors"])
    assert CARD_BODY["nir"][:-1] not in response.text


@pytest.mark.parametrize("body", [b"", b"{", b"\xff", b"[]", b'{"nir": ' + b"[" * 5000])
async def test_a_body_that_is_no_request(ui: httpx.AsyncClient, body: bytes):
    assert slug(await ui.post("/v1/calls/open", headers=MINE, content=body)) == "invalid-request"


async def test_a_body_beyond_the_limit(ui: httpx.AsyncClient, central: ScriptedCentral):
    response = await ui.post("/v1/calls/open", headers=MINE, content=b" " * (MAX_BODY_BYTES + 1))
    assert (response.status_code, slug(response)) == (413, "too-large")
    assert central.asked == []


async def test_addresses_and_methods_that_are_none(ui: httpx.AsyncClient):
    assert slug(await ui.get("/v1/nothing")) == "not-found"
    assert slug(await ui.get("/v1/status/")) == "not-found"
    assert slug(await ui.post("/v1/status")) == "method-not-allowed"
    assert slug(await ui.get("/v1/calls/rights", headers=MINE)) == "method-not-allowed"


async def test_what_is_not_in_the_table_of_calls_is_not_passed_on(
    ui: httpx.AsyncClient, central: ScriptedCentral
):
    await ui.post("/v1/calls/open", headers=MINE, json=CARD_BODY)
    before = len(central.asked)
    for name in ("sync", "health", "RIGHTS", "attestations", "rights/", ""):
        assert slug(await ui.post(f"/v1/calls/{name}", headers=MINE, json={})) == "not-found"
    assert len(central.asked) == before


async def test_the_status_as_one_answer(ui: httpx.AsyncClient, feed: EventFeed):
    assert (await ui.get("/v1/status")).json()["state"] == "unknown"
    full = LinkStatus(state="online", accepting=False, waiting=3)
    feed.publish(full)
    assert codec_of(LinkStatus).read((await ui.get("/v1/status")).content) == full


async def test_the_status_is_of_the_moment_it_is_asked_for(feed: EventFeed):
    """A confirmed action is in it, however soon after it somebody asks."""

    async def look() -> None:
        feed.publish(LinkStatus(state="online", waiting=1))

    transport = httpx.ASGITransport(application((StatusRoutes(feed, look),)))
    async with httpx.AsyncClient(transport=transport, base_url="http://kiosk-sync") as asking:
        assert (await asking.get("/v1/status")).json()["waiting"] == 1


async def test_a_bug_is_answered_calmly_and_recorded_without_its_text(
    ui: httpx.AsyncClient, central: ScriptedCentral
):
    central.says("POST /v1/citizen-sessions", RuntimeError(f"for {SECRETS[0]}"))
    with capture_logs() as logs:
        response = await ui.post("/v1/calls/open", headers=MINE, json=CARD_BODY)
    assert (response.status_code, slug(response)) == (500, "internal")
    assert [entry["event"] for entry in logs] == ["request_failed"]
    assert logs[0]["error"] == "RuntimeError"
    assert SECRETS[0] not in json.dumps(logs)


async def test_logs_tell_routes_and_outcomes_and_nobody(
    ui: httpx.AsyncClient, central: ScriptedCentral
):
    with capture_logs() as logs:
        await ui.post("/v1/calls/open", headers=MINE, json=CARD_BODY)
        code = {"kind": "personal", "code": CODE}
        await ui.post("/v1/calls/code", headers=MINE, json=code)
        await ui.post("/v1/calls/rights", headers=MINE)
        central.says("POST /v1/attestations", httpx.Response(200, text=" ".join(SECRETS)))
        await ui.post("/v1/calls/attestation", headers=MINE, json=ISSUE)
        await ui.delete("/v1/session", headers=MINE)
    written = json.dumps(logs)
    calls = [(each["call"], each["outcome"]) for each in logs if each["event"] == "citizen_call"]
    assert calls == [
        ("open", "opened"),
        ("code", "accepted"),
        ("rights", "ok"),
        ("attestation", "unreachable_nonsense"),
    ]
    assert not any(secret in written for secret in (*SECRETS, str(VISIT)))
