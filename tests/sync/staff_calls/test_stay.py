"""A stay of staff: how it begins and ends, who may ask what, and that a deed is done once."""

import asyncio
from collections.abc import Sequence

import pytest
from structlog.testing import capture_logs

from kiosk.sync.staff.stay import STAY_SILENCE_S
from kiosk.sync.staff_calls.answered import AnsweredCall, answered
from tests.sync.staff.stand import PIN, StaffStand
from wire.staff import DoneByStaff
from wire.staff_calls.deeds import POWER_OFF, RESTART_APP
from wire.staff_calls.looks import DAY
from wire.staff_calls.staff_call import DeedAnswer, DeedDone

pytestmark = pytest.mark.anyio
OVER, TOO_LOW = "urn:borne:problem:stay-over", "urn:borne:problem:role-too-low"
NOTED = {"did": "test_page"}


class Counted:
    """Deeds that count themselves, and end when the test says so."""

    def __init__(self) -> None:
        self.done: list[str] = []
        self.has_begun = asyncio.Event()
        self.may_end = asyncio.Event()
        self.may_end.set()

    def answers(self) -> Sequence[AnsweredCall]:
        return answered(RESTART_APP, self._do), answered(POWER_OFF, self._do)

    async def _do(self, _: None) -> DeedAnswer:
        self.done.append("done")
        self.has_begun.set()
        await self.may_end.wait()
        return DeedDone()


@pytest.fixture
def counted(stand: StaffStand) -> Counted:
    counted = Counted()
    stand.more = lambda _: (counted,)
    stand.restart()
    return counted


async def test_what_is_done_in_a_stay_is_in_the_audit_by_its_own_name(stand: StaffStand) -> None:
    await stand.enter()
    assert (await stand.ask("note", NOTED)).json() == {"outcome": "done"}
    assert (await stand.ask("leave")).json() == {"outcome": "done"}
    acts = [DoneByStaff(did, "name", "durand-a", "agent") for did in ("signed_in", "test_page")]
    taken = await stand.acts()
    assert taken == acts[:1]  # of one subject one at a time, in order
    await stand.all_sent()
    assert await stand.acts() == acts[1:]


async def test_nothing_is_asked_without_a_stay(stand: StaffStand) -> None:
    answer = await stand.ask("note", NOTED, stay=stand.deed_id())
    assert (answer.status_code, answer.json()["type"]) == (401, OVER)
    assert (await stand.http.post("/v1/staff/calls/note", json=NOTED)).status_code == 422


async def test_a_refused_sign_in_makes_none_and_ends_none(stand: StaffStand) -> None:
    await stand.enter()
    mine = stand.stay
    assert (await stand.try_("400912"))["outcome"] == "refused"
    assert (await stand.ask("note", NOTED)).json()["type"] == OVER
    assert (await stand.ask("note", NOTED, stay=mine)).status_code == 200


async def test_it_ends_by_leaving_by_silence_and_by_another_sign_in(stand: StaffStand) -> None:
    await stand.enter()
    await stand.ask("leave")
    assert (await stand.ask("note", NOTED)).json()["type"] == OVER
    await stand.enter()
    first = stand.stay
    await stand.enter()
    assert (await stand.ask("note", NOTED, stay=first)).json()["type"] == OVER
    stand.clock.turn(STAY_SILENCE_S - 1)
    assert (await stand.ask("note", NOTED)).status_code == 200
    stand.clock.turn(STAY_SILENCE_S)
    assert (await stand.ask("note", NOTED)).json()["type"] == OVER


async def test_a_restart_of_the_process_ends_it(stand: StaffStand) -> None:
    await stand.enter()
    stand.restart()
    assert (await stand.ask("note", NOTED)).json()["type"] == OVER


async def test_nobody_signs_in_while_a_citizen_is_there(stand: StaffStand) -> None:
    stand.in_visit = True
    assert (await stand.try_(PIN))["type"] == "urn:borne:problem:visit-under-way"
    assert await stand.acts() == []
    stand.in_visit = False
    assert (await stand.try_(PIN))["outcome"] == "signed_in"


async def test_what_is_a_technicians_no_agent_may(stand: StaffStand, counted: Counted) -> None:
    await stand.enter()
    answer = await stand.ask("power-off")
    assert (answer.status_code, answer.json()["type"]) == (403, TOO_LOW)
    assert counted.done == []
    await stand.enter("technician")
    assert (await stand.ask("power-off")).json() == {"outcome": "done"}
    assert (await stand.ask("restart-app")).json() == {"outcome": "done"}


@pytest.mark.parametrize("name", ["nothing", "sign-in", DAY.name])
async def test_what_is_not_answered_here_is_not_found(stand: StaffStand, name: str) -> None:
    await stand.enter()
    assert (await stand.ask(name)).status_code == 404


@pytest.mark.parametrize("body", [{}, {"did": "powered_off"}, {**NOTED, "x": 1}, [], "x"])
async def test_what_does_not_fit_is_turned_away(stand: StaffStand, body: object) -> None:
    await stand.enter()
    assert (await stand.ask("note", body)).status_code == 422


async def test_the_same_deed_is_done_once_and_answered_twice(
    stand: StaffStand, counted: Counted
) -> None:
    await stand.enter()
    deed = stand.deed_id()
    counted.may_end.clear()
    first = asyncio.create_task(stand.ask("restart-app", deed=deed))
    second = asyncio.create_task(stand.ask("restart-app", deed=deed))
    await counted.has_begun.wait()
    counted.may_end.set()
    assert [(await each).json() for each in (first, second)] == [{"outcome": "done"}] * 2
    assert (await stand.ask("restart-app", deed=deed)).json() == {"outcome": "done"}
    assert counted.done == ["done"]


async def test_whoever_asked_may_go_and_it_is_done_all_the_same(
    stand: StaffStand, counted: Counted
) -> None:
    await stand.enter()
    deed = stand.deed_id()
    counted.may_end.clear()
    gone = asyncio.create_task(stand.ask("restart-app", deed=deed))
    await counted.has_begun.wait()
    gone.cancel()
    counted.may_end.set()
    assert (await stand.ask("restart-app", deed=deed)).json() == {"outcome": "done"}
    assert counted.done == ["done"]


async def test_an_id_that_stands_for_another_deed_does_nothing(
    stand: StaffStand, counted: Counted
) -> None:
    await stand.enter()
    deed = stand.deed_id()
    await stand.ask("note", NOTED, deed=deed)
    for other in (deed, stand.stay):
        assert (await stand.ask("restart-app", deed=other)).status_code == 409
    first = stand.deed_id()
    await stand.ask("restart-app", deed=first)
    stand.restart()
    await stand.enter()
    assert (await stand.ask("restart-app", deed=first)).status_code == 409
    assert counted.done == ["done"]


async def test_where_the_audit_has_no_room_it_is_done_and_the_log_says_so(
    stand: StaffStand, counted: Counted, monkeypatch: pytest.MonkeyPatch
) -> None:
    await stand.enter()
    monkeypatch.setattr("kiosk.sync.db.database.Database.has_room", lambda _: False)
    with capture_logs() as lines:
        assert (await stand.ask("restart-app")).json() == {"outcome": "done"}
    assert counted.done == ["done"]
    assert {"event": "staff_act_lost", "outcome": "app_restarted", "log_level": "error"} in lines


async def test_the_audit_has_it_before_it_is_done(stand: StaffStand, counted: Counted) -> None:
    await stand.enter()
    await stand.all_sent()
    counted.may_end.clear()
    asked = asyncio.create_task(stand.ask("restart-app"))
    await counted.has_begun.wait()
    assert await stand.acts() == [DoneByStaff("app_restarted", "name", "durand-a", "agent")]
    counted.may_end.set()
    await asked
