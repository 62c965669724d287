"""Where other kiosks are: from central's answers to the file and the screen."""

from collections.abc import Awaitable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import UUID

import pytest
from structlog.testing import capture_logs

from kiosk.sync.fleet.agent import FleetAgent
from kiosk.sync.fleet.nearest import FILE, NearestKiosks
from tests.sync.fakes import TurnedClock
from wire.nearest import UNTOLD, KnownNearest, NearestAnswer, NearestKiosk
from wire.sync import SyncAnswer, SyncRequest

ONE, OTHER = "1" * 16, "2" * 16
THERE = (NearestKiosk("Agence des Tilleuls", distance_m=1_200),)


class Told:
    """kiosk-sync's part, and what it has told the screen."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.clock = folder, TurnedClock()
        self.said: list[KnownNearest] = []
        self.start()

    def start(self) -> None:
        self.kept = NearestKiosks(self.folder, self.said.append, self.clock)
        self.kept.start()

    def hears(self, tag: str, kiosks: tuple[NearestKiosk, ...] | None = None) -> None:
        answer = NearestAnswer(tag, kiosks)
        now = datetime(2026, 11, 22, tzinfo=UTC)
        self.kept.answered(SyncAnswer(now, 60.0, nearest=answer))


@pytest.fixture
def told(tmp_path: Path) -> Told:
    return Told(tmp_path)


def test_what_central_tells_is_shown_and_outlives_the_process(told: Told) -> None:
    assert (told.kept.tag, told.said) == (UNTOLD, [KnownNearest()])
    told.hears(ONE, THERE)
    known = KnownNearest(ONE, told.clock.now(), THERE)
    assert (told.kept.tag, told.said[-1]) == (ONE, known)
    told.start()
    assert (told.kept.tag, told.said[-1]) == (ONE, known)
    told.hears(OTHER, ())
    assert told.said[-1].kiosks == ()


def test_that_nothing_has_changed_is_written_down_some_times_a_day(told: Told) -> None:
    told.hears(ONE, THERE)
    before = len(told.said)
    for _ in range(60):
        told.clock.turn(60)
        told.hears(ONE)
    assert len(told.said) == before
    told.clock.turn(timedelta(hours=5).total_seconds())
    told.hears(ONE)
    assert told.said[-1] == KnownNearest(ONE, told.clock.now(), THERE)


def test_an_answer_about_something_else_makes_nothing_new(told: Told) -> None:
    told.hears(ONE, THERE)
    told.clock.turn(timedelta(days=1).total_seconds())
    told.hears(OTHER)
    told.kept.answered(SyncAnswer(told.clock.now(), 60.0))
    assert told.said[-1].as_of == told.clock.now() - timedelta(days=1)


@pytest.mark.parametrize("content", [b"", b"{", b'{"tag": 7}', b"\xff" * 100, b"x" * 100_000])
def test_a_file_that_cannot_be_read_counts_for_nothing(told: Told, content: bytes) -> None:
    told.hears(ONE, THERE)
    (told.folder / FILE).write_bytes(content)
    with capture_logs() as lines:
        told.start()
    assert (told.kept.tag, told.said[-1]) == (UNTOLD, KnownNearest())
    assert [each["event"] for each in lines] == ["nearest_damaged"]
    told.hears(ONE, THERE)
    assert told.said[-1].kiosks == THERE


def test_on_a_full_disk_it_counts_until_the_end(told: Told) -> None:
    (told.folder / f"{FILE}.new").mkdir()
    with capture_logs() as lines:
        told.hears(ONE, THERE)
    assert told.said[-1].kiosks == THERE
    assert [each["event"] for each in lines] == ["nearest_not_kept"]


@pytest.mark.anyio
async def test_each_exchange_says_what_is_known_and_takes_what_is_told(told: Told) -> None:
    """Also of a central of the release before, which passes over the one and tells nothing."""
    sent: list[SyncRequest] = []
    answers = iter([NearestAnswer(ONE, THERE), None, NearestAnswer(ONE)])

    async def send(request: SyncRequest) -> SyncAnswer:
        sent.append(request)
        return SyncAnswer(told.clock.now(), 60.0, nearest=next(answers))

    agent = FleetAgent(Nothing(), Nothing(), told.kept)  # type: ignore[arg-type]
    for _ in range(3):
        await agent.exchange(SyncRequest(told.clock.now(), UUID(int=7), 1.0, 0), send)
    assert [each.nearest for each in sent] == [UNTOLD, ONE, ONE]
    assert told.said[-1].kiosks == THERE


class Nothing:
    """Neither configuration nor commands have anything to say."""

    def report(self) -> None:
        return None

    async def reports(self) -> tuple[()]:
        return ()

    async def nothing(self) -> None: ...

    def answered(self, _answer: SyncAnswer, *reports: object) -> Awaitable[None] | None:
        return self.nothing() if reports else None
