"""The print trail: no leave, no paper; whatever comes of a job is written down behind it."""

from collections.abc import Callable, Iterator
from typing import cast
from uuid import UUID

import pytest

from kiosk.app.effects import CannotDraw
from kiosk.app.journaled_printer import JournaledPrinter
from kiosk.domain.ids import JobId
from kiosk.domain.paper import (
    HandedOver,
    JobFate,
    MaybePrinted,
    NotPrinted,
    PaperTrouble,
    PrintOutcome,
)
from kiosk.hardware.status import DeviceEvent, PrintFinished
from tests.waiting import eventually
from wire.attestation import Attestation

JOB = JobId(UUID(int=7))
DOCUMENT = cast(Attestation, object())
NO_LEAVE = PrintFinished(JOB, NotPrinted(PaperTrouble.OTHER))


class World:
    """Journal and press in one, writing down what each was asked, in order."""

    def __init__(self) -> None:
        self.asked: list[object] = []
        self.told: list[DeviceEvent] = []
        self.bugs: list[BaseException] = []
        self.leave, self.settles, self.taken = True, True, True
        self.broken, self.drawn = False, True
        self.meanwhile: Callable[[], None] = lambda: None
        self.trail = JournaledPrinter(self, self, self.told.append, self.bugs.append)

    def settle(self) -> bool:
        self.asked.append("settle")
        return self.settles

    def intend(self, job: JobId) -> bool:
        self.asked.append("intend")
        self.meanwhile()
        return self.leave

    def note(self, job: JobId, fate: JobFate) -> None:
        if self.broken:
            raise RuntimeError("a bug")
        self.asked.append(fate)

    def expect(self, job: JobId) -> None:
        self.asked.append("expect")

    def put_to_paper(self, job: JobId, document: object) -> bool:
        self.asked.append("paper")
        if not self.drawn:
            raise CannotDraw("Leaflet")
        return self.taken

    def purge(self) -> None:
        self.asked.append("purge")

    def prints(self, *, asked: list[object]) -> None:
        """Once everything is written, that is what was asked."""
        self.trail.put_to_paper(JOB, DOCUMENT)
        self.ends_with(asked)

    def ends_with(self, asked: list[object]) -> None:
        eventually(lambda: self.asked == asked)


@pytest.fixture
def world() -> Iterator[World]:
    made = World()
    yield made
    made.trail.stop()


def test_a_job_is_on_disk_before_the_press_hears_of_it(world: World):
    world.prints(asked=["settle", "intend", "paper", JobFate.HANDED_OVER])
    assert world.told == []


def test_without_leave_nothing_is_printed_and_that_is_told(world: World):
    world.leave = False
    assert not world.trail.put_to_paper(JOB, DOCUMENT)
    assert world.asked == ["settle", "intend"]
    assert world.told == [NO_LEAVE]


def test_a_journal_that_cannot_settle_is_asked_again_and_the_job_decides(world: World):
    world.settles = False
    world.prints(asked=["settle", "intend", "paper", JobFate.HANDED_OVER])
    world.trail.begin()
    world.ends_with(["settle", "intend", "paper", JobFate.HANDED_OVER, "settle"])


def test_an_earlier_run_is_settled_once_and_before_the_first_job_of_this_one(world: World):
    world.trail.begin()
    world.trail.begin()
    world.prints(asked=["settle", "intend", "paper", JobFate.HANDED_OVER])


def test_a_job_dropped_because_its_session_ended_has_failed(world: World):
    world.taken = False
    world.prints(asked=["settle", "intend", "paper", JobFate.FAILED])


def test_what_nobody_draws_is_told_as_not_printed_and_is_in_the_log(world: World, caplog):
    world.drawn = False
    assert not world.trail.put_to_paper(JOB, DOCUMENT)
    assert world.told == [NO_LEAVE]
    assert world.bugs == []
    (record,) = caplog.records
    assert (record.message, record.fields) == ("paper_not_drawn", {"document": "Leaflet"})
    world.trail.take(NO_LEAVE)
    world.ends_with(["settle", "intend", "paper", JobFate.FAILED])


def test_a_purge_waits_for_no_journal(world: World):
    world.meanwhile = world.trail.purge
    world.prints(asked=["settle", "intend", "purge", "paper", JobFate.HANDED_OVER])


@pytest.mark.parametrize(
    ("outcome", "fate"),
    [
        (HandedOver(2), JobFate.DONE),
        (NotPrinted(PaperTrouble.PAPER_JAM), JobFate.FAILED),
        (MaybePrinted(), JobFate.UNKNOWN),
    ],
)
def test_what_came_of_it_is_written_down(world: World, outcome: PrintOutcome, fate: JobFate):
    world.trail.take(PrintFinished(JOB, outcome))
    world.ends_with([fate])


def test_a_kiosk_that_stops_meanwhile_leaves_the_job_to_the_next_run(world: World):
    world.meanwhile = world.trail.stop
    assert world.trail.put_to_paper(JOB, DOCUMENT)
    world.trail.take(PrintFinished(JOB, HandedOver(1)))
    assert world.asked == ["settle", "intend", "paper"]
    assert world.bugs == []


def test_a_bug_behind_the_journal_is_recorded(world: World):
    world.broken = True
    world.trail.take(PrintFinished(JOB, MaybePrinted()))
    eventually(lambda: [type(bug) for bug in world.bugs] == [RuntimeError])
