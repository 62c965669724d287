"""What central says, and what kiosk-sync makes of it."""

import asyncio
import json
import ssl

import httpx
import pytest

from kiosk.domain.outcomes import Cause, Unreachable
from kiosk.sync.answers import CitizenToken, DeclinedByCentral
from kiosk.sync.central import CentralClient
from kiosk.sync.exchange import cause_of
from tests.sync.fakes import (
    ATTESTATION,
    CITIZEN_TOKEN,
    DEVICE_TOKEN,
    DROITS,
    OPEN_BODY,
    OPENED,
    SECRETS,
    ScriptedCentral,
    answer,
    problem,
)
from wire.calls.rights import RIGHTS
from wire.calls.session import OPEN
from wire.citizen import OpenSession, SessionOpenedWithToken
from wire.codec import codec_of
from wire.problem import ProblemType
from wire.rights import Droits

pytestmark = pytest.mark.anyio
TOKEN = CitizenToken(CITIZEN_TOKEN)
REQUEST = codec_of(OpenSession).of_plain(OPEN_BODY)


async def test_every_call_carries_the_device_and_once_open_the_citizen(central: ScriptedCentral):
    client = central.client()
    await client.call(OPEN, None, REQUEST)
    await client.call(RIGHTS, TOKEN, None)

    opening, rights = central.asked
    assert opening.headers["authorization"] == f"Bearer {DEVICE_TOKEN}"
    assert "borne-citizen" not in opening.headers
    assert rights.headers["borne-citizen"] == CITIZEN_TOKEN
    assert json.loads(opening.content) == OPEN_BODY


async def test_nothing_of_the_person_stands_in_an_address(central: ScriptedCentral):
    client = central.client()
    await client.call(OPEN, None, REQUEST)
    await client.call(RIGHTS, TOKEN, None)
    for asked in central.asked:
        assert not any(secret in str(asked.url) for secret in SECRETS)


async def test_a_good_answer_is_its_model(central: ScriptedCentral):
    client = central.client()
    assert isinstance(await client.call(OPEN, None, REQUEST), SessionOpenedWithToken)
    assert isinstance(await client.call(RIGHTS, TOKEN, None), Droits)


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        pytest.param(httpx.Response(500), Unreachable(Cause.SERVER), id="500"),
        pytest.param(problem(503, ProblemType.INTERNAL), Unreachable(Cause.SERVER), id="503"),
        pytest.param(
            httpx.Response(200, content=b"{]", headers={"content-type": "application/json"}),
            Unreachable(Cause.NONSENSE),
            id="garbage JSON",
        ),
        pytest.param(
            httpx.Response(200, content=b"\xff\xfe", headers={"content-type": "application/json"}),
            Unreachable(Cause.NONSENSE),
            id="no UTF-8",
        ),
        pytest.param(
            answer(200, DROITS, "text/html"), Unreachable(Cause.NONSENSE), id="wrong content type"
        ),
        pytest.param(answer(200, OPENED), Unreachable(Cause.NONSENSE), id="another call's answer"),
        pytest.param(answer(200, []), Unreachable(Cause.NONSENSE), id="JSON of another shape"),
        pytest.param(
            httpx.Response(302, headers={"location": "https://elsewhere.example/"}),
            Unreachable(Cause.NONSENSE),
            id="redirect",
        ),
        pytest.param(httpx.Response(204), Unreachable(Cause.NONSENSE), id="nothing at all"),
        pytest.param(
            httpx.Response(404, text="Not Found"), Unreachable(Cause.NONSENSE), id="a bare 404"
        ),
        pytest.param(
            problem(422, ProblemType.INVALID_REQUEST),
            Unreachable(Cause.NONSENSE),
            id="a request it does not understand",
        ),
        pytest.param(
            problem(409, ProblemType.QUEUE_FULL),
            Unreachable(Cause.NONSENSE),
            id="said by kiosk-sync alone",
        ),
        pytest.param(
            problem(418, "urn:elsewhere:teapot"),
            Unreachable(Cause.NONSENSE),
            id="a problem nobody knows",
        ),
        pytest.param(
            problem(401, ProblemType.KIOSK_UNKNOWN), Unreachable(Cause.REFUSED), id="kiosk unknown"
        ),
        pytest.param(
            problem(401, ProblemType.SESSION_LOST),
            DeclinedByCentral(ProblemType.SESSION_LOST),
            id="token expired",
        ),
        pytest.param(
            problem(429, ProblemType.TOO_MANY_REQUESTS, retry_after_s=17),
            DeclinedByCentral(ProblemType.TOO_MANY_REQUESTS, 17),
            id="429",
        ),
        pytest.param(
            problem(429, ProblemType.TOO_MANY_REQUESTS, retry_after_s=10**9),
            DeclinedByCentral(ProblemType.TOO_MANY_REQUESTS, 60),
            id="429 with a wait beyond belief",
        ),
        pytest.param(
            problem(409, ProblemType.NO_CURRENT_RIGHTS),
            DeclinedByCentral(ProblemType.NO_CURRENT_RIGHTS),
            id="no current rights",
        ),
    ],
)
async def test_an_answer_that_is_none(
    central: ScriptedCentral, said: httpx.Response, expected: object
):
    central.says("GET /v1/rights", said)
    assert await central.client().call(RIGHTS, TOKEN, None) == expected


@pytest.mark.parametrize("token", ["é" * 40, "t" * 40 + "\n", "t" * 40 + "\r\nX: y", "t" * 31])
async def test_a_token_that_no_header_can_carry_is_nonsense(central: ScriptedCentral, token: str):
    central.says("POST /v1/citizen-sessions", answer(200, OPENED | {"token": token}))
    assert await central.client().call(OPEN, None, REQUEST) == Unreachable(Cause.NONSENSE)


@pytest.mark.parametrize("time", ["2026-11-22T09:30:00", "yesterday", 10**400, "9" * 5000, None])
async def test_a_time_that_says_nothing_of_our_clock_is_nonsense(
    central: ScriptedCentral, time: object
):
    central.says("GET /v1/health", answer(200, {"server_time": time}))
    assert await central.client().health() == Unreachable(Cause.NONSENSE)


async def test_a_redirect_is_not_followed(central: ScriptedCentral):
    central.says("GET /v1/rights", httpx.Response(307, headers={"location": "/v1/health"}))
    await central.client().call(RIGHTS, TOKEN, None)
    assert len(central.asked) == 1


async def test_an_answer_after_the_deadline_is_a_timeout(central: ScriptedCentral):
    async def never(_request: httpx.Request) -> httpx.Response:
        await asyncio.Event().wait()
        raise AssertionError

    central.says("GET /v1/rights", never)
    assert await central.client(deadline_s=0.05).call(RIGHTS, TOKEN, None) == Unreachable(
        Cause.TIMEOUT
    )


async def test_ten_megabytes_are_not_read_to_their_end(central: ScriptedCentral):
    sent = 0

    async def endless(_request: httpx.Request) -> httpx.Response:
        async def chunks():
            nonlocal sent
            for _ in range(10):
                sent += 1
                yield b" " * 1_000_000

        return httpx.Response(200, content=chunks(), headers={"content-type": "application/json"})

    central.says("GET /v1/rights", endless)
    assert await central.client().call(RIGHTS, TOKEN, None) == Unreachable(Cause.NONSENSE)
    assert sent == 1


async def test_a_packed_body_is_not_unpacked(central: ScriptedCentral):
    said = answer(200, ATTESTATION)
    said.headers["content-encoding"] = "br"
    central.says("GET /v1/rights", said)
    assert await central.client().call(RIGHTS, TOKEN, None) == Unreachable(Cause.NONSENSE)


async def test_each_call_is_reported_for_the_link(central: ScriptedCentral):
    reported: list[Cause | None] = []
    client = CentralClient(central.http(), DEVICE_TOKEN, 5.0, reported.append)
    await client.call(RIGHTS, TOKEN, None)
    central.says("GET /v1/rights", httpx.ConnectError("no route"))
    await client.call(RIGHTS, TOKEN, None)
    central.says("GET /v1/rights", problem(403, ProblemType.LEVEL_TOO_LOW))
    await client.call(RIGHTS, TOKEN, None)
    assert reported == [None, Cause.NETWORK, None]


async def test_a_farewell_that_fails_is_only_false(central: ScriptedCentral):
    assert await central.client().end_session(TOKEN)
    central.says("DELETE /v1/citizen-sessions", httpx.ConnectError("no route"))
    assert not await central.client().end_session(TOKEN)


def certificate_error(code: int) -> httpx.ConnectError:
    behind = ssl.SSLCertVerificationError("certificate verify failed")
    behind.verify_code = code
    error = httpx.ConnectError("tls")
    error.__cause__ = behind
    return error


@pytest.mark.parametrize(
    ("error", "cause"),
    [
        (certificate_error(9), Cause.CLOCK),
        (certificate_error(10), Cause.CLOCK),
        (certificate_error(18), Cause.NONSENSE),
        (httpx.ConnectError("refused"), Cause.NETWORK),
        (httpx.ReadError("reset"), Cause.NETWORK),
        (
            httpx.RemoteProtocolError("Server disconnected without sending a response."),
            Cause.NETWORK,
        ),
        (httpx.RemoteProtocolError("illegal status line"), Cause.NONSENSE),
        (OSError("no descriptors"), Cause.NETWORK),
    ],
)
async def test_why_an_exchange_failed(error: Exception, cause: Cause):
    assert cause_of(error) is cause


def test_tokens_and_answers_do_not_print_themselves():
    shown = repr(TOKEN) + repr(REQUEST) + str(codec_of(SessionOpenedWithToken).of_plain(OPENED))
    assert not any(secret in shown for secret in SECRETS)
