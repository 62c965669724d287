"""One visit at a time, its token in memory only, and gone when it should be."""

import asyncio
from typing import Any
from uuid import UUID

import httpx
import pytest

from kiosk.domain.outcomes import Cause, Unreachable
from kiosk.sync.answers import SESSION_LOST, CitizenToken
from kiosk.sync.current_visit import SILENCE_ENDS_S, ClaimedAssurance, CurrentVisit
from tests.sync.fakes import (
    ACCEPTED,
    CARD_BODY,
    CITIZEN_TOKEN,
    DROITS,
    OPENED,
    OTHER_VISIT,
    SECOND_TOKEN,
    VISIT,
    ScriptedCentral,
    TurnedClock,
    answer,
    problem,
)
from wire.calls.rights import RIGHTS
from wire.calls.session import CHECK_CODE, OPEN
from wire.calls.table import CALLS
from wire.citizen import CardHolder, CheckCode, CodeAccepted, CodeKind, SessionOpened
from wire.codec import codec_of
from wire.demandes.demande import Assurance
from wire.problem import ProblemType
from wire.rights import Droits

pytestmark = pytest.mark.anyio
HOLDER = codec_of(CardHolder).of_plain(CARD_BODY)
CODE_REQUEST = CheckCode(CodeKind.PERSONAL, "80617243")


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
def current(
    central: ScriptedCentral, clock: TurnedClock, ended: list[CitizenToken]
) -> CurrentVisit:
    return CurrentVisit(central.client(), clock, ended.append)


async def opened(current: CurrentVisit, session: UUID = VISIT) -> Any:
    return await current.call(OPEN, session, HOLDER)


async def checked(current: CurrentVisit, session: UUID = VISIT) -> Any:
    return await current.call(CHECK_CODE, session, CODE_REQUEST)


async def rights(current: CurrentVisit, session: UUID = VISIT) -> Any:
    return await current.call(RIGHTS, session, None)


async def test_opened_without_the_token(current: CurrentVisit):
    answer = await opened(current)
    assert type(answer) is SessionOpened
    assert "token" not in codec_of(SessionOpened).plain(answer)


async def test_one_that_begins_is_told_of_and_is_at_hand_until_it_ends(
    central: ScriptedCentral, clock: TurnedClock, ended: list[CitizenToken]
):
    begun: list[bool] = []
    mine = CurrentVisit(
        central.client(), clock, ended.append, lambda: begun.append(mine.is_at_hand())
    )
    await opened(mine)
    assert (begun, mine.is_at_hand()) == ([False], True)
    clock.turn(SILENCE_ENDS_S)
    assert not mine.is_at_hand()
    await opened(mine, OTHER_VISIT)
    mine.close(OTHER_VISIT)
    assert (len(begun), mine.is_at_hand()) == (2, False)


async def test_the_code_replaces_the_token(current: CurrentVisit, central: ScriptedCentral):
    await opened(current)
    assert type(await checked(current)) is CodeAccepted
    assert isinstance(await rights(current), Droits)
    assert central.asked[-1].headers["borne-citizen"] == SECOND_TOKEN


async def test_an_opening_overtaken_by_its_end_opens_nothing(
    current: CurrentVisit, central: ScriptedCentral
):
    assert current.close(VISIT) == SESSION_LOST
    assert await opened(current) == SESSION_LOST
    assert central.asked == []
    assert type(await opened(current, OTHER_VISIT)) is SessionOpened


async def test_an_unknown_visit_is_lost_and_central_is_not_asked(
    current: CurrentVisit, central: ScriptedCentral
):
    await opened(current)
    before = len(central.asked)
    for call in CALLS.values():
        if call.level is not None:
            assert await current.call(call, OTHER_VISIT, None) == SESSION_LOST
    assert current.close(OTHER_VISIT) == SESSION_LOST
    assert len(central.asked) == before
    assert isinstance(await rights(current), Droits)


async def test_a_refused_opening_leaves_nobody_at_the_desk(
    current: CurrentVisit, central: ScriptedCentral
):
    central.says("POST /v1/citizen-sessions", answer(200, {"outcome": "person_unknown"}))
    await opened(current)
    assert await rights(current) == SESSION_LOST


async def test_an_opening_that_central_never_heard_leaves_nobody(
    current: CurrentVisit, central: ScriptedCentral
):
    central.says("POST /v1/citizen-sessions", httpx.ConnectError("cut"))
    assert await opened(current) == Unreachable(Cause.NETWORK)
    assert await rights(current) == SESSION_LOST


async def test_closing_ends_the_token(current: CurrentVisit, ended: list[CitizenToken]):
    await opened(current)
    assert current.close(VISIT) is None
    assert ended == [CitizenToken(CITIZEN_TOKEN)]
    assert await rights(current) == SESSION_LOST


async def test_a_new_visit_ends_the_one_before(current: CurrentVisit, ended: list[CitizenToken]):
    await opened(current)
    await opened(current, OTHER_VISIT)
    assert ended == [CitizenToken(CITIZEN_TOKEN)]
    assert await rights(current) == SESSION_LOST
    assert isinstance(await rights(current, OTHER_VISIT), Droits)


async def test_five_silent_minutes_end_the_visit(
    current: CurrentVisit, clock: TurnedClock, ended: list[CitizenToken]
):
    await opened(current)
    clock.turn(SILENCE_ENDS_S - 1)
    current.sweep()
    assert isinstance(await rights(current), Droits)
    clock.turn(SILENCE_ENDS_S - 1)
    current.sweep()
    assert ended == []
    clock.turn(1)
    current.sweep()
    assert ended == [CitizenToken(CITIZEN_TOKEN)]


async def test_a_call_after_the_silence_finds_nothing_even_before_the_sweep(
    current: CurrentVisit, clock: TurnedClock
):
    await opened(current)
    clock.turn(SILENCE_ENDS_S)
    assert await rights(current) == SESSION_LOST


async def test_lost_at_central_is_lost_here_and_needs_no_farewell(
    current: CurrentVisit, central: ScriptedCentral, ended: list[CitizenToken]
):
    await opened(current)
    central.says("GET /v1/rights", problem(401, ProblemType.SESSION_LOST))
    assert await rights(current) == SESSION_LOST
    assert await rights(current) == SESSION_LOST
    assert ended == []


async def test_central_out_of_reach_does_not_lose_the_visit(
    current: CurrentVisit, central: ScriptedCentral
):
    await opened(current)
    central.says("GET /v1/rights", httpx.ReadError("cut between request and answer"))
    assert await rights(current) == Unreachable(Cause.NETWORK)
    assert type(await checked(current)) is CodeAccepted


async def test_a_token_that_comes_after_the_end_is_ended_at_once(
    current: CurrentVisit, central: ScriptedCentral, ended: list[CitizenToken]
):
    held = Held(answer(200, OPENED))
    central.says("POST /v1/citizen-sessions", held)
    opening = asyncio.create_task(opened(current))
    await held.reached.wait()
    current.drop("stream_closed")
    held.go.set()
    assert await opening == SESSION_LOST
    assert ended == [CitizenToken(CITIZEN_TOKEN)]
    assert await rights(current) == SESSION_LOST


async def test_rights_that_come_after_the_end_reach_nobody(
    current: CurrentVisit, central: ScriptedCentral
):
    await opened(current)
    held = Held(answer(200, DROITS))
    central.says("GET /v1/rights", held)
    fetching = asyncio.create_task(rights(current))
    await held.reached.wait()
    current.drop("closed")
    held.go.set()
    assert await fetching == SESSION_LOST


async def test_a_level_that_comes_after_the_end_is_ended_at_once(
    current: CurrentVisit, central: ScriptedCentral, ended: list[CitizenToken]
):
    await opened(current)
    held = Held(answer(200, ACCEPTED))
    central.says("POST /v1/citizen-sessions/code", held)
    checking = asyncio.create_task(checked(current))
    await held.reached.wait()
    current.drop("stream_closed")
    held.go.set()
    assert await checking == SESSION_LOST
    assert ended == [CitizenToken(CITIZEN_TOKEN), CitizenToken(SECOND_TOKEN)]


async def test_a_call_with_the_token_before_the_code_does_not_lose_the_one_after(
    current: CurrentVisit, central: ScriptedCentral
):
    await opened(current)
    held = Held(problem(401, ProblemType.SESSION_LOST))
    central.says("GET /v1/rights", held)
    fetching = asyncio.create_task(rights(current))
    await held.reached.wait()
    await checked(current)
    held.go.set()
    assert await fetching == SESSION_LOST
    central.says("GET /v1/rights", answer(200, DROITS))
    assert isinstance(await rights(current), Droits)


REFERENCE = "r" * 40
PROVEN = answer(200, ACCEPTED | {"session_reference": REFERENCE})


async def test_who_typed_their_number_is_declared_and_who_has_a_card_in_is_not(
    current: CurrentVisit,
):
    assert current.proof(VISIT, with_card=False) == ClaimedAssurance(Assurance.DECLARED)
    assert current.proof(VISIT, with_card=True) == ClaimedAssurance(Assurance.CARD)
    await opened(current)
    assert current.proof(VISIT, with_card=True) == ClaimedAssurance(Assurance.CARD)


async def test_a_code_is_proven_by_centrals_word_for_that_visit_alone(
    current: CurrentVisit, central: ScriptedCentral
):
    central.says("POST /v1/citizen-sessions/code", PROVEN)
    await opened(current)
    await checked(current)
    assert current.proof(VISIT, with_card=True) == ClaimedAssurance(Assurance.CODE, REFERENCE)
    assert current.proof(OTHER_VISIT, with_card=True) == ClaimedAssurance(Assurance.CARD)


async def test_a_code_without_centrals_word_proves_nothing_later(current: CurrentVisit):
    await opened(current)
    await checked(current)
    assert current.proof(VISIT, with_card=True) == ClaimedAssurance(Assurance.CARD)


@pytest.mark.parametrize("end", ["closed", "silence", "lost at central", "another visit"])
async def test_a_proof_ends_with_its_visit(
    current: CurrentVisit, central: ScriptedCentral, clock: TurnedClock, end: str
):
    central.says("POST /v1/citizen-sessions/code", PROVEN)
    await opened(current)
    await checked(current)
    match end:
        case "closed":
            current.close(VISIT)
        case "silence":
            clock.turn(SILENCE_ENDS_S)
        case "lost at central":
            central.says("GET /v1/rights", problem(401, ProblemType.SESSION_LOST))
            await rights(current)
        case _:
            await opened(current, OTHER_VISIT)
    assert current.proof(VISIT, with_card=True) == ClaimedAssurance(Assurance.CARD)


def test_a_proof_does_not_print_itself():
    assert REFERENCE not in repr(ClaimedAssurance(Assurance.CODE, REFERENCE))
