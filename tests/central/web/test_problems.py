"""Whatever is sent to the edge, the answer is a problem that quotes nothing and harms nothing."""

import asyncio
import json

import pytest
from starlette.middleware.exceptions import ExceptionMiddleware
from starlette.requests import Request
from starlette.types import Message, Receive, Scope, Send

from central.rights.source import Identification
from central.web.middleware import Capacity, RequestGuard
from tests.central.rights.test_sessions import slug_of
from tests.central.world import DEVICE_TOKEN, PEOPLE, Kiosk, TurnedClock, World, card
from wire.headers import MAX_BODY_BYTES

pytestmark = pytest.mark.any_store


def post(world: World, body: bytes, path: str = "/v1/citizen-sessions"):
    headers = {"Authorization": f"Bearer {DEVICE_TOKEN}", "Content-Type": "application/json"}
    return world.http.post(path, content=body, headers=headers)


def test_nothing_here(world: World) -> None:
    response = world.http.get("/v1/185037599900118")
    assert (response.status_code, slug_of(response)) == (404, "not-found")
    assert "1850375" not in response.text


def test_method_not_allowed(world: World) -> None:
    response = world.http.request("PUT", "/v1/health")
    assert (response.status_code, slug_of(response)) == (405, "method-not-allowed")
    assert response.headers["allow"] == "GET"
    response = world.http.request("PUT", "/v1/citizen-sessions")
    assert response.headers["allow"] == "DELETE, POST"


@pytest.mark.parametrize("path", ["/v1/citizen-sessions", "/v1/verifications", "/verifier"])
def test_body_over_the_limit(world: World, path: str) -> None:
    response = post(world, b" " * (MAX_BODY_BYTES + 1), path)
    assert (response.status_code, slug_of(response)) == (413, "too-large")


def test_body_over_the_limit_in_pieces_without_a_length(world: World) -> None:
    async def pieces():
        for _ in range(MAX_BODY_BYTES // 10_000 + 1):
            yield b" " * 10_000

    headers = {"Authorization": f"Bearer {DEVICE_TOKEN}", "Content-Type": "application/json"}
    response = world.http.post("/v1/citizen-sessions", content=pieces(), headers=headers)
    assert (response.status_code, slug_of(response)) == (413, "too-large")


def test_body_that_never_ends_gives_its_place_back() -> None:
    sent: list[Message] = []

    async def read(scope: Scope, receive: Receive, send: Send) -> None:
        await Request(scope, receive).body()

    async def drip() -> Message:
        await asyncio.sleep(0)
        return {"type": "http.request", "body": b"x", "more_body": True}

    async def silence() -> Message:
        await asyncio.Event().wait()
        raise AssertionError

    async def send(message: Message) -> None:
        sent.append(message)

    scope = {"type": "http", "method": "POST", "path": "/", "headers": []}
    for slow in (drip, silence):
        takes = Capacity(lambda _path: MAX_BODY_BYTES, 10)
        edge = RequestGuard(ExceptionMiddleware(read), TurnedClock(), takes, body_within_s=0.01)
        asyncio.run(edge(dict(scope), slow, send))
    statuses = [message["status"] for message in sent if message["type"] == "http.response.start"]
    assert statuses == [408, 408]


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{",
        b"\xff\xfe",
        b"[]",
        b"null",
        b'"text"',
        b"[" * 100_000,
        b'{"session": 1e999}',
        b'{"nir": "\\ud800"}',
        b"9" * 5_000,
    ],
    ids=range(10),
)
def test_garbage_is_an_invalid_request(world: World, body: bytes) -> None:
    response = post(world, body, "/v1/citizen-sessions" if len(body) < 4_000 else "/v1/sync")
    assert (response.status_code, slug_of(response)) == (422, "invalid-request")


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("nir", "185037599900119"),
        ("nir", "18503759990011"),
        ("nir", "1850375999001Z8"),
        ("birth_date", "15/03/85"),
        ("family_name", ""),
        ("family_name", "DURAND-SECRET" * 10),
        ("session", "185037599900118"),
        ("given_name", None),
    ],
)
def test_mistaken_field_is_named_and_not_quoted(world: World, field: str, value) -> None:
    response = post(world, json.dumps(card("camille-martin") | {field: value}).encode())
    assert slug_of(response) == "invalid-request"
    (mistake,) = response.json()["errors"]
    assert mistake.startswith(f"body.{field}: ")
    assert not value or str(value) not in response.text


def test_unknown_field_is_named_unless_its_name_could_be_somebodys(world: World) -> None:
    body = card("camille-martin") | {"unasked": 1, "185037599900118": 2, "MARTIN": 3}
    response = post(world, json.dumps(body).encode())
    places = [mistake.split(":")[0] for mistake in response.json()["errors"]]
    assert places == ["body.unasked", "body.?", "body.?"]


class BrokenSource:
    """Fails with the person's data in the text of its error, as careless libraries do."""

    def identify(self, given) -> Identification:
        raise RuntimeError(f"no connection while looking for {given.nir} {given.family_name}")


def test_a_bug_answers_500_and_tells_nobody_of_the_person(
    make_world, capsys: pytest.CaptureFixture[str]
) -> None:
    kiosk: Kiosk = make_world(source=BrokenSource()).kiosk
    response = kiosk.call("POST", "/v1/citizen-sessions", card("camille-martin"))
    assert (response.status_code, slug_of(response)) == (500, "internal")
    output = capsys.readouterr()
    for text in (response.text, output.out, output.err):
        assert PEOPLE["camille-martin"].nir not in text
        assert "MARTIN" not in text
    assert "RuntimeError" in output.out
    assert "test_problems.py" in output.out


def test_every_answer_forbids_keeping_it(world: World) -> None:
    for path in ("/v1/health", "/v1/nothing", "/verifier"):
        headers = world.http.get(path).headers
        assert headers["cache-control"] == "no-store"
        assert headers["x-content-type-options"] == "nosniff"


def test_health_tells_the_time(world: World) -> None:
    told = world.http.get("/v1/health").json()
    assert (told["status"], told["server_time"]) == ("ok", "2026-11-22T09:30:00Z")
