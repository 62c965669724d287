"""This kiosk and the centrals of former releases: it says to them what their kiosks said, and hears
all that they answered."""

import json
from typing import Any

import pytest

from kiosk.domain.outcomes import Cause, Unreachable
from kiosk.sync.answers import CitizenToken, DeclinedByCentral, TurnedDown
from tests.recorded.exchange import RELEASES, Exchange, load
from tests.sync.fakes import ScriptedCentral, answer
from wire.calls.call import Call
from wire.calls.session import OPEN
from wire.calls.table import CALLS
from wire.citizen import OpenSession
from wire.codec import Codec, codec_of
from wire.problem import ProblemType
from wire.status import CentralHealth
from wire.sync import SyncAnswer, SyncRequest

pytestmark = pytest.mark.anyio

ROWS: dict[tuple[str, str], Call[Any, Any]] = {
    (call.method, call.path): call for call in CALLS.values()
}
HEALTH, SYNC = ("GET", "/v1/health"), ("POST", "/v1/sync")
FAREWELL = ("DELETE", "/v1/citizen-sessions")
RECORDED = {
    f"{release}-{number:03}": exchange
    for release in RELEASES
    for number, exchange in enumerate(load(release))
}


def address(exchange: Exchange) -> tuple[str, str]:
    return exchange.method, exchange.path


def recorded(*addresses: tuple[str, str]) -> pytest.MarkDecorator:
    """The exchanges at these addresses, a test each."""
    found = {name: each for name, each in RECORDED.items() if address(each) in addresses}
    return pytest.mark.parametrize("exchange", found.values(), ids=list(found))


def told(plain: Any) -> Any:
    """Without what says nothing: a field that is None or an empty list is as good as none."""
    match plain:
        case dict():
            return {name: told(each) for name, each in plain.items() if each not in (None, [])}
        case list():
            return [told(each) for each in plain]
        case _:
            return plain


def says_all(plain: Any, of: Any) -> bool:
    """Whether all that stands in ``of`` stands in ``plain``, at any depth."""
    match of:
        case dict():
            return isinstance(plain, dict) and all(
                name in plain and says_all(plain[name], each) for name, each in of.items()
            )
        case list():
            return (
                isinstance(plain, list)
                and len(plain) == len(of)
                and all(says_all(*pair) for pair in zip(plain, of, strict=True))
            )
        case _:
            return type(plain) is type(of) and bool(plain == of)


def said(central: ScriptedCentral, exchange: Exchange) -> None:
    """Has central answer as it did then."""
    central.says(
        " ".join(address(exchange)), answer(exchange.status, exchange.answer, exchange.media_type)
    )


def assert_sent_again(central: ScriptedCentral, exchange: Exchange) -> None:
    (asked,) = central.asked
    assert (asked.method, asked.url.path) == address(exchange)
    assert asked.headers.get("borne-citizen") == exchange.citizen
    assert told(json.loads(asked.content) if asked.content else None) == told(exchange.body)


def what_is_sent(call: Call[Any, Any]) -> Any:
    """The type of what kiosk-sync sends central."""
    return OpenSession if call is OPEN else call.request


def test_each_release_has_exchanges_and_no_address_is_left_out():
    assert RELEASES
    assert {address(each) for each in RECORDED.values()} <= {*ROWS, HEALTH, SYNC, FAREWELL}


@recorded(*ROWS)
async def test_a_call(central: ScriptedCentral, exchange: Exchange):
    call = ROWS[address(exchange)]
    said(central, exchange)
    request = Codec[Any](what_is_sent(call)).of_plain(exchange.body)
    token = None if exchange.citizen is None else CitizenToken(exchange.citizen)
    came = await central.client().call(call, token, request)
    assert_sent_again(central, exchange)
    if 200 <= exchange.status < 300:
        assert not isinstance(came, DeclinedByCentral | Unreachable), came
        assert says_all(Codec[Any](call.from_central).plain(came), told(exchange.answer))
    else:
        assert_refused(came, exchange)


def assert_refused(came: object, exchange: Exchange) -> None:
    urn = exchange.answer["type"]
    kind = next((each for each in ProblemType if each.urn == urn), None)
    assert kind is not None, "problems are only added to"
    if exchange.status >= 500:
        assert came == Unreachable(Cause.SERVER)
    elif kind is ProblemType.KIOSK_UNKNOWN:
        assert came == Unreachable(Cause.REFUSED)
    elif kind.refused_by == "central":
        assert isinstance(came, DeclinedByCentral)
        assert came.problem is kind
    else:
        assert came == Unreachable(Cause.NONSENSE)


@recorded(SYNC)
async def test_the_queue(central: ScriptedCentral, exchange: Exchange):
    said(central, exchange)
    came = await central.client().sync(codec_of(SyncRequest).of_plain(exchange.body), 5.0)
    assert_sent_again(central, exchange)
    if exchange.status >= 400:
        assert isinstance(came, TurnedDown)
        assert (came.status, came.by_central) == (exchange.status, True)
    else:
        assert isinstance(came, SyncAnswer)
        assert says_all(codec_of(SyncAnswer).plain(came), told(exchange.answer))


@recorded(HEALTH)
async def test_the_health(central: ScriptedCentral, exchange: Exchange):
    said(central, exchange)
    came = await central.client().health()
    assert_sent_again(central, exchange)
    assert isinstance(came, CentralHealth)
    assert says_all(codec_of(CentralHealth).plain(came), told(exchange.answer))


@recorded(FAREWELL)
async def test_a_farewell(central: ScriptedCentral, exchange: Exchange):
    said(central, exchange)
    assert exchange.citizen is not None
    assert await central.client().end_session(CitizenToken(exchange.citizen))
    assert_sent_again(central, exchange)
