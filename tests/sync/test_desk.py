"""One visit at a time, its token in memory only, and gone when it should be."""

import asyncio

import httpx
import pytest

from kiosk.domain.exchanges import Cause, Unreachable
from kiosk.sync.answers import SESSION_LOST, CitizenToken
from kiosk.sync.desk import SILENCE_ENDS_S, CitizenDesk, Proof
from tests.sync.fakes import (
    ACCEPTED,
    CITIZEN_TOKEN,
    DROITS,
    OPEN_BODY,
    OPENED,
    OTHER_VISIT,
    SECOND_TOKEN,
    VISIT,
    ScriptedCentral,
    TurnedClock,
    answer,
    problem,
)
from wire.citizen import CheckCode, CodeAccepted, OpenSession, SessionOpened
from wire.problem import ProblemType
from wire.rights import Droits

pytestmark = pytest.mark.anyio
REQUEST = OpenSession.model_validate(OPEN_BODY)
CODE_REQUEST = CheckCode(kind="personal", code="80617243")


class Held:
    """An answer of central that waits until the test lets it go."""

    def __init__(self, said: httpx.Response) -> None:
        self._said = said
        self.reached = asyncio.Event()
        self.go = asyncio.Event()

    async def __call__(self, _request: httpx.Request) -> httpx.Response:
        self.reached.set()
        await self.go.wait()
        return self._said


@pytest.fixture
def ended() -> list[CitizenToken]:
    return []


@pytest.fixture
def desk(central: ScriptedCentral, clock: TurnedClock, ended: list[CitizenToken]) -> CitizenDesk:
    return CitizenDesk(central.client(), clock, ended.append)


async def test_opened_without_the_token(desk: CitizenDesk):
    opened = await desk.open(REQUEST)
    assert type(opened) is SessionOpened
    assert "token" not in opened.model_dump()


async def test_the_code_replaces_the_token(desk: CitizenDesk, central: ScriptedCentral):
    await desk.open(REQUEST)
    assert type(await desk.check_code(VISIT, CODE_REQUEST)) is CodeAccepted
    assert isinstance(await desk.rights(VISIT), Droits)
    assert central.asked[-1].headers["borne-citizen"] == SECOND_TOKEN


async def test_an_opening_overtaken_by_its_end_opens_nothing(
    desk: CitizenDesk, central: ScriptedCentral
):
    assert desk.close(VISIT) == SESSION_LOST
    assert await desk.open(REQUEST) == SESSION_LOST
    assert central.asked == []
    opened = await desk.open(REQUEST.model_copy(update={"session": OTHER_VISIT}))
    assert type(opened) is SessionOpened


async def test_an_unknown_visit_is_lost_and_central_is_not_asked(
    desk: CitizenDesk, central: ScriptedCentral
):
    await desk.open(REQUEST)
    before = len(central.asked)
    assert await desk.rights(OTHER_VISIT) == SESSION_LOST
    assert await desk.check_code(OTHER_VISIT, CODE_REQUEST) == SESSION_LOST
    assert desk.close(OTHER_VISIT) == SESSION_LOST
    assert len(central.asked) == before
    assert isinstance(await desk.rights(VISIT), Droits)


async def test_a_refused_opening_leaves_nobody_at_the_desk(
    desk: CitizenDesk, central: ScriptedCentral
):
    central.says("POST /v1/citizen-sessions", answer(200, {"outcome": "person_unknown"}))
    await desk.open(REQUEST)
    assert await desk.rights(VISIT) == SESSION_LOST


async def test_an_opening_that_central_never_heard_leaves_nobody(
    desk: CitizenDesk, central: ScriptedCentral
):
    central.says("POST /v1/citizen-sessions", httpx.ConnectError("cut"))
    assert await desk.open(REQUEST) == Unreachable(Cause.NETWORK)
    assert await desk.rights(VISIT) == SESSION_LOST


async def test_closing_ends_the_token(desk: CitizenDesk, ended: list[CitizenToken]):
    await desk.open(REQUEST)
    assert desk.close(VISIT) is None
    assert ended == [CitizenToken(CITIZEN_TOKEN)]
    assert await desk.rights(VISIT) == SESSION_LOST


async def test_a_new_visit_ends_the_one_before(desk: CitizenDesk, ended: list[CitizenToken]):
    await desk.open(REQUEST)
    await desk.open(REQUEST.model_copy(update={"session": OTHER_VISIT}))
    assert ended == [CitizenToken(CITIZEN_TOKEN)]
    assert await desk.rights(VISIT) == SESSION_LOST
    assert isinstance(await desk.rights(OTHER_VISIT), Droits)


async def test_five_silent_minutes_end_the_visit(
    desk: CitizenDesk, clock: TurnedClock, ended: list[CitizenToken]
):
    await desk.open(REQUEST)
    clock.turn(SILENCE_ENDS_S - 1)
    desk.sweep()
    assert isinstance(await desk.rights(VISIT), Droits)
    clock.turn(SILENCE_ENDS_S - 1)
    desk.sweep()
    assert ended == []
    clock.turn(1)
    desk.sweep()
    assert ended == [CitizenToken(CITIZEN_TOKEN)]


async def test_a_call_after_the_silence_finds_nothing_even_before_the_sweep(
    desk: CitizenDesk, clock: TurnedClock
):
    await desk.open(REQUEST)
    clock.turn(SILENCE_ENDS_S)
    assert await desk.rights(VISIT) == SESSION_LOST


async def test_lost_at_central_is_lost_here_and_needs_no_farewell(
    desk: CitizenDesk, central: ScriptedCentral, ended: list[CitizenToken]
):
    await desk.open(REQUEST)
    central.says("GET /v1/rights", problem(401, ProblemType.SESSION_LOST))
    assert await desk.rights(VISIT) == SESSION_LOST
    assert await desk.rights(VISIT) == SESSION_LOST
    assert ended == []


async def test_central_out_of_reach_does_not_lose_the_visit(
    desk: CitizenDesk, central: ScriptedCentral
):
    await desk.open(REQUEST)
    central.says("GET /v1/rights", httpx.ReadError("cut between request and answer"))
    assert await desk.rights(VISIT) == Unreachable(Cause.NETWORK)
    assert type(await desk.check_code(VISIT, CODE_REQUEST)) is CodeAccepted


async def test_a_token_that_comes_after_the_end_is_ended_at_once(
    desk: CitizenDesk, central: ScriptedCentral, ended: list[CitizenToken]
):
    held = Held(answer(200, OPENED))
    central.says("POST /v1/citizen-sessions", held)
    opening = asyncio.create_task(desk.open(REQUEST))
    await held.reached.wait()
    desk.drop("stream_closed")
    held.go.set()
    assert await opening == SESSION_LOST
    assert ended == [CitizenToken(CITIZEN_TOKEN)]
    assert await desk.rights(VISIT) == SESSION_LOST


async def test_rights_that_come_after_the_end_reach_nobody(
    desk: CitizenDesk, central: ScriptedCentral
):
    await desk.open(REQUEST)
    held = Held(answer(200, DROITS))
    central.says("GET /v1/rights", held)
    fetching = asyncio.create_task(desk.rights(VISIT))
    await held.reached.wait()
    desk.drop("closed")
    held.go.set()
    assert await fetching == SESSION_LOST


async def test_a_level_that_comes_after_the_end_is_ended_at_once(
    desk: CitizenDesk, central: ScriptedCentral, ended: list[CitizenToken]
):
    await desk.open(REQUEST)
    held = Held(answer(200, ACCEPTED))
    central.says("POST /v1/citizen-sessions/code", held)
    checking = asyncio.create_task(desk.check_code(VISIT, CODE_REQUEST))
    await held.reached.wait()
    desk.drop("stream_closed")
    held.go.set()
    assert await checking == SESSION_LOST
    assert ended == [CitizenToken(CITIZEN_TOKEN), CitizenToken(SECOND_TOKEN)]


async def test_a_call_with_the_token_before_the_code_does_not_lose_the_one_after(
    desk: CitizenDesk, central: ScriptedCentral
):
    await desk.open(REQUEST)
    held = Held(problem(401, ProblemType.SESSION_LOST))
    central.says("GET /v1/rights", held)
    fetching = asyncio.create_task(desk.rights(VISIT))
    await held.reached.wait()
    await desk.check_code(VISIT, CODE_REQUEST)
    held.go.set()
    assert await fetching == SESSION_LOST
    central.says("GET /v1/rights", answer(200, DROITS))
    assert isinstance(await desk.rights(VISIT), Droits)


REFERENCE = "r" * 40
PROVEN = answer(200, ACCEPTED | {"session_reference": REFERENCE})


async def test_who_typed_their_number_is_declared_and_who_has_a_card_in_is_not(desk: CitizenDesk):
    assert desk.proof(VISIT, with_card=False) == Proof("declared")
    assert desk.proof(VISIT, with_card=True) == Proof("card")
    await desk.open(REQUEST)
    assert desk.proof(VISIT, with_card=True) == Proof("card")


async def test_a_code_is_proven_by_centrals_word_for_that_visit_alone(
    desk: CitizenDesk, central: ScriptedCentral
):
    central.says("POST /v1/citizen-sessions/code", PROVEN)
    await desk.open(REQUEST)
    await desk.check_code(VISIT, CODE_REQUEST)
    assert desk.proof(VISIT, with_card=True) == Proof("code", REFERENCE)
    assert desk.proof(OTHER_VISIT, with_card=True) == Proof("card")


async def test_a_code_without_centrals_word_proves_nothing_later(desk: CitizenDesk):
    await desk.open(REQUEST)
    await desk.check_code(VISIT, CODE_REQUEST)
    assert desk.proof(VISIT, with_card=True) == Proof("card")


@pytest.mark.parametrize("end", ["closed", "silence", "lost at central", "another visit"])
async def test_a_proof_ends_with_its_visit(
    desk: CitizenDesk, central: ScriptedCentral, clock: TurnedClock, end: str
):
    central.says("POST /v1/citizen-sessions/code", PROVEN)
    await desk.open(REQUEST)
    await desk.check_code(VISIT, CODE_REQUEST)
    match end:
        case "closed":
            desk.close(VISIT)
        case "silence":
            clock.turn(SILENCE_ENDS_S)
        case "lost at central":
            central.says("GET /v1/rights", problem(401, ProblemType.SESSION_LOST))
            await desk.rights(VISIT)
        case _:
            await desk.open(REQUEST.model_copy(update={"session": OTHER_VISIT}))
    assert desk.proof(VISIT, with_card=True) == Proof("card")


def test_a_proof_does_not_print_itself():
    assert REFERENCE not in repr(Proof("code", REFERENCE))
