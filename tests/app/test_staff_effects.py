"""What staff ask for is performed once, and what kiosk-ui does by itself is told before."""

from datetime import UTC, datetime
from uuid import UUID

import pytest

from kiosk.app.staff_effects import StaffEffects
from kiosk.app.workers import Workers
from kiosk.domain.ids import ActionId, Confirmation, JobId, SessionId, Stamp
from kiosk.domain.maintenance.staff_effects import (
    AskStaffReady,
    DoDeed,
    DoDeedHere,
    EndStay,
    LeaveStay,
    LookAfter,
    NoteDeedHere,
    SignStaffIn,
    TakeLook,
)
from kiosk.domain.maintenance.staff_events import DeedEnded, Looked, StaffTold
from kiosk.domain.maintenance.stay import NoAnswer, StayOver
from kiosk.domain.maintenance.tool import DeedHereKind
from kiosk.domain.paper import PrinterTest
from kiosk.domain.receipt import Receipt
from tests.app.test_effects import AtOnce
from wire.staff import SignInStaff, StaffReady, StaffRefused
from wire.staff_calls.deeds import SEND_QUEUE
from wire.staff_calls.looks import HEALTH
from wire.staff_calls.staff_call import DeedDone, DeedFailed

STAMP = Stamp(SessionId(UUID(int=1)), 4)
STAY = ActionId(UUID(int=2))
LEFT = ActionId(UUID(int=77))
NOW = datetime(2026, 11, 22, tzinfo=UTC)
GO = Confirmation(ActionId(UUID(int=3)), JobId(UUID(int=4)), NOW)
REQUEST = SignInStaff(STAY, NOW, "739164", name="c.dupont")


class Everything:
    """What the effects touch, writing down what it was asked, in its order."""

    def __init__(self) -> None:
        self.asked, self.posted, self.bugs = [], [], []
        self.noted, self.taken, self.heard = DeedDone(), True, True
        self.effects = StaffEffects(
            self,
            self,
            lambda job, stamp: self.asked.append(("expect paper", job, stamp)),
            self.sound,
            self,
            Workers(AtOnce(), self.bugs.append),
            self.posted.append,
            lambda: self.asked.append("forget"),
            lambda: LEFT,
        )

    def ready(self):
        return StaffReady()

    def sign_in(self, request):
        self.asked.append(request)
        return StaffRefused()

    def look(self, *asked):
        self.asked.append(asked)
        return NoAnswer()

    def do(self, *asked):
        self.asked.append(asked)
        return DeedFailed("no_link")

    def note(self, stay, deed, kind):
        self.asked.append(("note", stay, deed, kind))
        return self.noted

    def leave(self, stay, deed):
        self.asked.append(("leave", stay, deed))

    def expect(self, job):
        self.asked.append(("expect", job))

    def put_to_paper(self, job, document):
        self.asked.append(("paper", job, type(document)))
        return self.taken

    def purge(self):
        self.asked.append("purge")

    def sound(self):
        self.asked.append("sound")
        return self.heard

    def look_after(self, stamp, seconds):
        self.asked.append(("after", stamp, seconds))

    def arm(self, alarm, seconds):
        raise AssertionError

    def disarm(self):
        raise AssertionError

    def here(self, kind):
        self.effects.perform(DoDeedHere(STAMP, STAY, GO, kind))


@pytest.fixture
def everything() -> Everything:
    return Everything()


def test_signing_in_is_asked_of_kiosk_sync(everything):
    everything.effects.perform(AskStaffReady(STAMP))
    everything.effects.perform(SignStaffIn(STAMP, REQUEST))
    assert everything.posted == [
        StaffTold(STAMP, StaffReady()),
        StaffTold(STAMP, StaffRefused(), ActionId(REQUEST.attempt)),
    ]
    assert everything.asked == [REQUEST]


def test_looks_and_deeds_come_back_to_their_turn(everything):
    everything.effects.perform(TakeLook(STAMP, STAY, HEALTH, None))
    everything.effects.perform(DoDeed(STAMP, STAY, GO.action, SEND_QUEUE, None))
    everything.effects.perform(LookAfter(STAMP, 2.0))
    assert everything.posted == [
        Looked(STAMP, "health", NoAnswer()),
        DeedEnded(STAMP, DeedFailed("no_link")),
    ]
    assert everything.asked == [
        (STAY, HEALTH, None),
        (STAY, GO.action, SEND_QUEUE, None),
        ("after", STAMP, 2.0),
    ]


@pytest.mark.parametrize(
    ("kind", "document"),
    [(DeedHereKind.TEST_PAGE, PrinterTest), (DeedHereKind.TEST_RECEIPT, Receipt)],
)
def test_a_paper_is_told_then_printed_and_the_printer_says_what_came_of_it(
    everything, kind, document
):
    everything.here(kind)
    assert everything.asked == [
        ("expect paper", GO.job, STAMP),
        ("expect", GO.job),
        ("note", STAY, GO.action, kind),
        ("paper", GO.job, document),
    ]
    assert everything.posted == []


def test_a_paper_that_no_printer_takes_is_told(everything):
    everything.taken = False
    everything.here(DeedHereKind.TEST_PAGE)
    assert everything.posted == [DeedEnded(STAMP, DeedFailed("not_printed"))]


def test_what_cannot_be_told_is_done_all_the_same(everything):
    everything.noted = NoAnswer()
    everything.here(DeedHereKind.PURGE_PRINTS)
    assert everything.asked[-1] == "purge"
    assert everything.posted == [DeedEnded(STAMP, DeedDone())]


@pytest.mark.parametrize("kind", [DeedHereKind.TEST_PAGE, DeedHereKind.TEST_RECEIPT])
def test_no_printer_is_blamed_where_kiosk_sync_is_away(everything, kind):
    everything.noted = NoAnswer()
    everything.here(kind)
    assert everything.asked[-1] == ("note", STAY, GO.action, kind)
    assert everything.posted == [DeedEnded(STAMP, DeedFailed("sync-away"))]


@pytest.mark.parametrize("kind", DeedHereKind)
def test_nothing_is_done_in_a_stay_that_is_over(everything, kind):
    everything.noted = StayOver()
    everything.here(kind)
    assert everything.asked[-1] == ("note", STAY, GO.action, kind)
    assert everything.posted == [DeedEnded(STAMP, StayOver())]


@pytest.mark.parametrize(
    ("heard", "outcome"), [(True, DeedDone()), (False, DeedFailed("no_speaker"))]
)
def test_a_speaker_that_is_away_is_told(everything, heard, outcome):
    everything.heard = heard
    everything.here(DeedHereKind.TEST_SOUND)
    assert everything.posted == [DeedEnded(STAMP, outcome)]


def test_what_the_screen_alone_does_is_told(everything):
    everything.effects.perform(NoteDeedHere(STAY, GO.action, DeedHereKind.CLEAN))
    assert everything.asked == [("note", STAY, GO.action, DeedHereKind.CLEAN)]


def test_the_end_leaves_nothing_on_the_screen_and_is_told(everything):
    everything.effects.perform(EndStay(STAY))
    everything.effects.perform(EndStay(None))
    assert everything.asked == ["forget", ("leave", STAY, LEFT), "forget"]
    assert everything.bugs == []


def test_a_stay_that_nobody_entered_is_told_to_be_over(everything):
    everything.effects.perform(LeaveStay(STAY))
    assert everything.asked == [("leave", STAY, LEFT)]
