"""An enrolment that staff began on the screen: asked for, waited for, taken on by whoever does."""

import asyncio
from pathlib import Path

import pytest

from kiosk.sync.fleet.enrolling import Enrolling
from kiosk.sync.fleet.enrolment import EnrolmentClient
from kiosk.sync.fleet.identity import pending_folder
from tests.sync.fakes import ScriptedCentral, answer, problem
from wire.problem import ProblemType

pytestmark = pytest.mark.anyio
ADDRESS = "POST /v1/enrolments"
CODE = "abcd-efgh jkmn-pqrs-toil"
PENDING = {"outcome": "pending", "check": "0A1B-2C3D-4E5F"}


class Turns:
    """The wait between two questions, ended by the test."""

    def __init__(self) -> None:
        self.waits, self.goes_on = asyncio.Event(), asyncio.Event()

    async def __call__(self) -> None:
        self.waits.set()
        await self.goes_on.wait()
        self.goes_on.clear()


async def _agreed() -> None:
    raise AssertionError("nobody has agreed")


@pytest.fixture
def turns() -> Turns:
    return Turns()


@pytest.fixture
def enrolling(central: ScriptedCentral, turns: Turns, tmp_path: Path) -> Enrolling:
    return Enrolling(tmp_path, None, EnrolmentClient(central.http(), 5.0), _agreed, turns)


async def test_the_word_is_shown_while_somebody_is_waited_for(
    central: ScriptedCentral, enrolling: Enrolling, turns: Turns, tmp_path: Path
) -> None:
    central.says(ADDRESS, answer(200, PENDING))
    assert await enrolling.begin(CODE) is None
    assert enrolling.pending is not None
    assert (pending_folder(tmp_path) / "key.pem").exists()
    assert b"ABCDEFGHJKMNPQRST011" in central.asked[0].content, "as it was meant"
    await asyncio.wait_for(turns.waits.wait(), 30)
    central.says(ADDRESS, answer(200, {"outcome": "refused"}))
    waiting = enrolling._waiting
    assert waiting is not None
    turns.goes_on.set()
    await asyncio.wait_for(waiting, 30)
    assert enrolling.pending is None


@pytest.mark.parametrize(
    ("said", "why"),
    [
        (problem(404, ProblemType.ENROLMENT_UNKNOWN), "code-unknown"),
        (problem(404, ProblemType.NOT_FOUND), "not-offered"),
        (problem(503, ProblemType.STORE_UNAVAILABLE), "central-away"),
        (answer(200, {"outcome": "refused"}), "refused"),
    ],
)
async def test_why_it_did_not_begin(
    central: ScriptedCentral, enrolling: Enrolling, said: object, why: str
) -> None:
    central.says(ADDRESS, said)  # type: ignore[arg-type]
    assert await enrolling.begin(CODE) == why
    assert enrolling.pending is None


async def test_what_is_no_code_is_not_sent(central: ScriptedCentral, enrolling: Enrolling) -> None:
    assert await enrolling.begin("815263") == "code-unknown"
    assert central.asked == []


async def test_without_a_key_nothing_is_asked(
    central: ScriptedCentral, enrolling: Enrolling, tmp_path: Path
) -> None:
    pending_folder(tmp_path).write_text("a file")
    assert await enrolling.begin(CODE) == "no-key"
    assert central.asked == []


async def test_another_code_takes_the_place_of_the_one_before(
    central: ScriptedCentral, enrolling: Enrolling
) -> None:
    central.says(ADDRESS, answer(200, PENDING))
    await enrolling.begin(CODE)
    first = enrolling._waiting
    assert first is not None
    await enrolling.begin(CODE)
    with pytest.raises(asyncio.CancelledError):
        await first
    enrolling.stop()
    assert enrolling.pending is None
