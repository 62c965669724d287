"""The slot's events in order: debounce, answers, chatter, health, stale answers."""

import pytest

from kiosk.domain.card import (
    AccessDenied,
    CardRead,
    Mute,
    ReaderAbsent,
    ReaderUnavailable,
    ReadTimedOut,
    RemovedTooEarly,
    ServiceAbsent,
    Unreadable,
    UnreadableReason,
    WrongCard,
    WrongCardKind,
)
from kiosk.hardware.pcsc.insertion_tracker import (
    DEBOUNCE_S,
    GRACE_S,
    Attempt,
    InsertionTracker,
    Presence,
    ReadReport,
)
from kiosk.hardware.pcsc.reading import CardReading
from kiosk.hardware.status import (
    CardInserted,
    CardReadFinished,
    CardTakenOut,
    Device,
    DeviceEvent,
    DeviceHealth,
    Health,
    Insertion,
)
from tests.hardware.clocks import HandClock
from tests.hardware.people import CAMILLE

READ = CardRead((CAMILLE,))
DEADLINE_S = 15.0


class Bench:
    def __init__(self) -> None:
        self.clock = HandClock()
        self.events: list[DeviceEvent] = []
        self.attempts: list[Attempt] = []
        self.reports: list[ReadReport] = []
        self.presence = Presence("Alpha", 0)
        self.tracker = InsertionTracker(
            self.clock, self.events.append, self.read, self.reports.append, DEADLINE_S
        )

    def read(self, attempt: Attempt, reader: str) -> None:
        assert reader == self.presence.reader
        self.attempts.append(attempt)

    def put_in(self, reader: str = "Alpha") -> None:
        """A card goes into that reader, perhaps in place of another."""
        self.presence = Presence(reader, self.presence.count + 1)
        self.tracker.card_present(self.presence)

    def answer(self, outcome, attempt: Attempt | None = None) -> None:
        self.tracker.answered(attempt or self.attempts[-1], CardReading(b";", outcome))

    def after(self, seconds: float) -> None:
        self.clock.advance(seconds)
        self.tracker.tick()

    def told(self) -> list[DeviceEvent]:
        events, self.events[:] = list(self.events), []
        return events


@pytest.fixture
def bench() -> Bench:
    return Bench()


def visit(number: int, outcome) -> list[DeviceEvent]:
    insertion = Insertion(number)
    return [
        CardInserted(insertion),
        CardReadFinished(insertion, outcome),
        CardTakenOut(insertion),
    ]


def test_a_card_that_is_read_at_once_does_not_wait_for_the_debounce(bench):
    bench.put_in()
    bench.clock.advance(0.004)
    bench.answer(READ)
    bench.tracker.card_absent()
    assert bench.told() == visit(1, READ)
    assert bench.reports[0].elapsed_ms == 4


def test_a_slow_card_is_announced_after_the_debounce(bench):
    bench.put_in()
    bench.after(DEBOUNCE_S - 0.01)
    assert bench.told() == []
    bench.after(0.01)
    assert bench.told() == [CardInserted(Insertion(1))]
    bench.answer(READ)
    assert bench.told() == [CardReadFinished(Insertion(1), READ)]


@pytest.mark.parametrize(
    "doubtful", [Mute(), RemovedTooEarly(), Unreadable(UnreadableReason.CHIP_FAILURE)]
)
def test_what_chattering_contacts_can_cause_is_tried_again_when_they_rest(bench, doubtful):
    bench.put_in()
    bench.answer(doubtful)
    assert bench.told() == []
    bench.after(DEBOUNCE_S)
    assert len(bench.attempts) == 2
    bench.answer(READ)
    assert bench.told() == visit(1, READ)[:2]


def test_what_is_still_so_at_rest_is_said(bench):
    bench.put_in()
    bench.answer(Mute())
    bench.after(DEBOUNCE_S)
    bench.answer(Mute())
    bench.tracker.card_absent()
    assert bench.told() == visit(1, Mute())


@pytest.mark.parametrize(
    "certain", [WrongCard(WrongCardKind.CPS), Unreadable(UnreadableReason.NIR_KEY)]
)
def test_what_contacts_cannot_cause_is_said_at_once(bench, certain):
    bench.put_in()
    bench.answer(certain)
    assert bench.told() == visit(1, certain)[:2]


def test_chatter_is_one_insertion(bench):
    for _ in range(3):
        bench.put_in()
        bench.after(0.02)
        bench.tracker.card_absent()
        bench.answer(RemovedTooEarly())
        bench.after(0.02)
    bench.put_in()
    bench.answer(READ)
    assert bench.told() == visit(1, READ)[:2]


def test_a_card_pulled_in_its_reading_and_gone_is_removed_too_early(bench):
    bench.put_in()
    bench.clock.advance(0.005)
    bench.tracker.card_absent()
    bench.answer(RemovedTooEarly())
    bench.after(DEBOUNCE_S)
    assert bench.told() == visit(1, RemovedTooEarly())


def test_a_contact_that_never_answered_and_is_gone_is_nothing(bench):
    bench.put_in()
    bench.answer(Mute())
    bench.tracker.card_absent()
    bench.after(DEBOUNCE_S)
    assert bench.told() == []


def test_a_card_pulled_while_it_is_read_ends_its_visit_and_its_late_answer_is_dropped(bench):
    bench.put_in()
    bench.after(DEBOUNCE_S)
    bench.tracker.card_absent()
    assert bench.told() == visit(1, RemovedTooEarly())
    bench.answer(READ)
    assert bench.told() == []


def test_a_late_answer_never_answers_the_next_card(bench):
    bench.put_in()
    late = bench.attempts[-1]
    bench.after(DEBOUNCE_S)
    bench.tracker.card_absent()
    bench.put_in()
    bench.told()
    bench.answer(READ, late)
    assert bench.told() == []
    bench.answer(Unreadable(UnreadableReason.NIR_KEY))
    assert bench.told() == visit(2, Unreadable(UnreadableReason.NIR_KEY))[:2]


def test_a_doubled_answer_is_dropped(bench):
    bench.put_in()
    bench.answer(READ)
    bench.told()
    bench.answer(READ)
    bench.answer(RemovedTooEarly())
    assert bench.told() == []


def test_a_reading_stuck_in_the_driver_is_answered_for(bench):
    bench.put_in()
    bench.after(DEBOUNCE_S)
    bench.after(DEADLINE_S + GRACE_S)
    assert bench.told() == visit(1, ReadTimedOut())[:2]
    bench.answer(READ)
    bench.tracker.card_absent()
    assert bench.told() == [CardTakenOut(Insertion(1))]


@pytest.mark.parametrize(
    ("loss", "reason"),
    [
        (ReaderAbsent(), "reader_absent"),
        (ServiceAbsent(), "service_absent"),
        (AccessDenied(), "access_denied"),
    ],
)
def test_losing_the_reader_takes_the_card_with_it(bench, loss, reason):
    bench.tracker.ready()
    bench.put_in()
    bench.told()
    bench.tracker.lost(loss)
    failed = DeviceHealth(Device.CARD_READER, Health.FAILED, reason)
    assert bench.told() == [failed, *visit(1, loss)]
    bench.tracker.lost(loss)
    assert bench.told() == []


def test_a_reader_that_is_silent_for_a_moment_ends_the_visit_and_is_no_fault(bench):
    bench.tracker.ready()
    bench.put_in()
    bench.answer(READ)
    bench.told()
    bench.tracker.lost(ReaderUnavailable())
    assert bench.told() == [CardTakenOut(Insertion(1))]
    bench.after(1.0)
    bench.tracker.ready()
    bench.put_in()
    bench.answer(READ)
    assert bench.told() == visit(2, READ)[:2]


def test_a_card_that_the_service_refuses_is_neither_unreadable_nor_the_readers_end(bench):
    bench.tracker.ready()
    bench.put_in()
    bench.told()
    bench.answer(AccessDenied())
    denied = DeviceHealth(Device.CARD_READER, Health.FAILED, "access_denied")
    assert bench.told() == [denied, *visit(1, AccessDenied())[:2]]
    assert bench.tracker.doubt == AccessDenied()
    bench.tracker.lost(AccessDenied())
    assert bench.tracker.doubt is None
    assert bench.told() == [CardTakenOut(Insertion(1))]


def test_a_reader_that_nobody_watches_any_more_shows_nobodys_visit(bench):
    bench.put_in()
    bench.answer(READ)
    bench.told()
    bench.tracker.stuck()
    assert bench.told()[1:] == [CardTakenOut(Insertion(1))]


def test_losing_the_reader_after_the_answer_only_ends_the_visit(bench):
    bench.put_in()
    bench.answer(READ)
    bench.told()
    bench.tracker.lost(ServiceAbsent())
    assert bench.told()[1:] == [CardTakenOut(Insertion(1))]


def test_health_is_unknown_then_known_and_said_once_per_change(bench):
    bench.tracker.open()
    bench.tracker.ready()
    bench.tracker.ready()
    bench.tracker.lost(ReaderAbsent())
    bench.tracker.ready()
    healths = [(e.health, e.reason) for e in bench.told() if isinstance(e, DeviceHealth)]
    assert healths == [
        (Health.UNKNOWN, "starting"),
        (Health.OK, None),
        (Health.FAILED, "reader_absent"),
        (Health.OK, None),
    ]


def test_a_stuck_reader_is_not_called_well_again(bench):
    bench.tracker.stuck()
    bench.tracker.ready()
    assert bench.told() == [DeviceHealth(Device.CARD_READER, Health.FAILED, "reader_stuck")]


def test_nothing_leaves_after_the_close(bench):
    bench.put_in()
    bench.tracker.close()
    bench.answer(READ)
    bench.tracker.card_absent()
    bench.tracker.lost(ServiceAbsent())
    bench.put_in()
    assert (bench.told(), bench.reports, len(bench.attempts)) == ([], [], 1)


def test_the_next_tick_is_no_later_than_what_is_due(bench):
    assert bench.tracker.next_tick_s(1.0) == 1.0
    bench.put_in()
    assert bench.tracker.next_tick_s(1.0) == DEBOUNCE_S
    bench.clock.advance(0.1)
    assert bench.tracker.next_tick_s(1.0) == pytest.approx(DEBOUNCE_S - 0.1)


def test_events_do_not_print_who_it_is(bench):
    bench.put_in()
    bench.answer(READ)
    shown = repr(bench.events) + repr(bench.reports) + repr(bench.tracker)
    assert not any(word in shown for word in ("MARTIN", "Camille", "1850375"))


def test_a_reading_stuck_in_the_driver_still_names_the_atr(bench):
    bench.put_in()
    bench.tracker.powered(bench.attempts[-1], b";u")
    bench.after(DEADLINE_S + GRACE_S)
    assert bench.reports[0].reading.atr == b";u"
    assert bench.reports[0].reading.outcome == ReadTimedOut()


def test_an_atr_of_an_older_attempt_is_dropped(bench):
    bench.put_in()
    older = bench.attempts[-1]
    bench.tracker.card_absent()
    bench.put_in()
    bench.tracker.powered(older, b";u")
    bench.after(DEADLINE_S + GRACE_S)
    assert bench.reports[0].reading.atr is None


def test_giving_up_answers_for_the_card_that_is_in(bench):
    bench.put_in()
    bench.tracker.powered(bench.attempts[-1], b";u")
    bench.clock.advance(0.1)
    bench.tracker.give_up()
    (report,) = bench.reports
    assert (report.reading.atr, report.reading.outcome) == (b";u", ReadTimedOut())
    assert (report.insertion, report.elapsed_ms) == (1, 100)
    bench.answer(READ)
    bench.tracker.card_absent()
    assert bench.told() == visit(1, ReadTimedOut())


def test_giving_up_tells_an_answer_that_waits_for_the_debounce(bench):
    bench.put_in()
    bench.answer(Mute())
    bench.tracker.give_up()
    assert bench.reports[0].reading.outcome == Mute()


def test_giving_up_on_a_card_that_has_just_left(bench):
    bench.put_in()
    bench.tracker.card_absent()
    bench.tracker.give_up()
    assert bench.told() == visit(1, RemovedTooEarly())


def test_giving_up_without_a_card_or_after_an_answer_says_nothing(bench):
    bench.tracker.give_up()
    assert bench.told() == []
    bench.put_in()
    bench.answer(READ)
    bench.told()
    bench.tracker.give_up()
    assert bench.told() == []
