"""The outermost ring: what is refused from its first lines, and what of it gets into a log."""

import asyncio
from typing import Any

import pytest
from starlette.types import Message, Receive, Scope, Send

from central.web.middleware import MAX_HEADER_BYTES, Capacity, RequestGuard
from tests.central.world import TurnedClock, World

CLOSES = (b"connection", b"close")


async def answered(scope: Scope, receive: Receive, send: Send) -> None:
    await send({"type": "http.response.start", "status": 204, "headers": []})
    await send({"type": "http.response.body"})


def scope_of(*headers: tuple[bytes, bytes], host: str = "192.0.2.7", **more: Any) -> Scope:
    scope = {"type": "http", "method": "POST", "path": "/", "raw_path": b"/", "query_string": b""}
    return scope | {"headers": list(headers), "client": (host, 50_000)} | more


async def nothing() -> Message:
    raise AssertionError("the body was asked for")


def ask(edge: RequestGuard, scope: Scope) -> Message:
    sent: list[Message] = []

    async def send(message: Message) -> None:
        sent.append(message)

    asyncio.run(edge(scope, nothing, send))
    return sent[0]


@pytest.fixture
def edge() -> RequestGuard:
    return RequestGuard(answered, TurnedClock(), Capacity(lambda _path: 100, 10))


def test_two_lengths_of_one_body_hide_no_second_request(edge: RequestGuard) -> None:
    both = ask(edge, scope_of((b"content-length", b"4"), (b"transfer-encoding", b"chunked")))
    assert (both["status"], CLOSES in both["headers"]) == (422, True)
    assert ask(edge, scope_of((b"content-length", b"4")))["status"] == 204
    assert ask(edge, scope_of((b"transfer-encoding", b"chunked")))["status"] == 204


@pytest.mark.parametrize("length", [b"101", b"9" * 20, b"9" * 5_000])
def test_a_body_that_says_it_is_too_large_is_not_awaited(edge: RequestGuard, length: bytes) -> None:
    answer = ask(edge, scope_of((b"content-length", length)))
    assert (answer["status"], CLOSES in answer["headers"]) == (413, True)


@pytest.mark.parametrize(
    "more",
    [
        {"headers": [(b"x", b"y" * MAX_HEADER_BYTES)]},
        {"headers": [(b"x", b"")] * (MAX_HEADER_BYTES // 5 + 1)},
        {"raw_path": b"/" * MAX_HEADER_BYTES + b"/"},
        {"query_string": b"q" * MAX_HEADER_BYTES},
    ],
)
def test_headers_without_end_are_too_large(edge: RequestGuard, more: dict[str, Any]) -> None:
    assert ask(edge, scope_of(**more))["status"] == 431


def test_an_invented_method_does_not_fill_the_log(
    edge: RequestGuard, capsys: pytest.CaptureFixture[str]
) -> None:
    ask(edge, scope_of(method="Z" * 10_000))
    ask(edge, scope_of(method="DELETE"))
    said = capsys.readouterr().out
    assert "ZZ" not in said
    assert "method=other" in said
    assert "method=DELETE" in said


def test_requests_under_way_count_and_who_holds_them_holds_up_no_other() -> None:
    async def scenario() -> list[int]:
        let_go = asyncio.Event()

        async def slow(scope: Scope, receive: Receive, send: Send) -> None:
            await let_go.wait()
            await answered(scope, receive, send)

        edge = RequestGuard(
            slow, TurnedClock(), Capacity(lambda _path: 100, 3, in_flight_per_address=2)
        )
        statuses: list[int] = []

        async def send(message: Message) -> None:
            if message["type"] == "http.response.start":
                statuses.append(message["status"])

        def call(host: str) -> asyncio.Task[None]:
            return asyncio.create_task(edge(scope_of(host=host), nothing, send))

        greedy = [call("192.0.2.7") for _ in range(3)]
        await greedy[2]
        other = call("192.0.2.8")
        await asyncio.sleep(0)
        await call("192.0.2.9")
        let_go.set()
        await asyncio.gather(*greedy, other)
        await call("192.0.2.9")
        return statuses

    assert asyncio.run(scenario()) == [503, 503, 204, 204, 204, 204]


@pytest.mark.any_store
def test_browsers_are_told_to_come_by_tls_alone_where_there_is_tls(make_world) -> None:
    world: World = make_world()
    plain: World = make_world(public_url="http://127.0.0.1:8080")
    for path in ("/v1/health", "/verifier", "/v1/nothing"):
        headers = world.http.get(path).headers
        assert headers["strict-transport-security"] == "max-age=31536000"
        assert "strict-transport-security" not in plain.http.get(path).headers
