"""How much a kiosk is used, by day: what the screen tells kiosk-sync."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest

from kiosk.app.use_counter import ScreenChoices, UseCounter
from kiosk.domain.faults import Link
from kiosk.domain.ids import SessionId
from kiosk.domain.paper import HandedOver, Medium
from kiosk.domain.states import Attract, Home, KioskState, SessionState, TakeCard, Visit
from tests.central.world import TurnedClock
from tests.domain.kiosk import Kiosk
from tests.services.visits import at_code, at_home
from wire.codec import codec_of
from wire.report import MAX_STEPS, Usage, UsageDetail

RUN, MORNING = UUID(int=5), datetime(2026, 11, 21, 9, 55, tzinfo=UTC)


class Screen:
    def __init__(self) -> None:
        self.clock = TurnedClock(MORNING)
        self.choices = ScreenChoices("fr")
        self.counter = UseCounter(
            at_home().registry, RUN, self.clock.now, lambda: self.choices, self.clock
        )
        self._state = KioskState(Attract(), link=Link.ONLINE)

    def goes(self, *states: SessionState, link: Link = Link.ONLINE) -> None:
        for state in states:
            after = replace(self._state, state=state, link=link)
            self.counter.moved(self._state, after)
            self._state = after

    def visited(self, seconds: float = 50.0, session: int = 1, link: Link = Link.ONLINE) -> None:
        self.goes(Home(Visit(SessionId(UUID(int=session)), None)), link=link)
        self.clock.turn(seconds=seconds)
        self.goes(TakeCard(), Attract(), link=link)

    def follows(self, before: Kiosk, after: Kiosk) -> None:
        self.counter.moved(before.now, after.now)

    @property
    def told(self) -> Usage:
        usage = self.counter.usages()[-1]
        codec_of(Usage).write(usage)
        return usage

    @property
    def detail(self) -> UsageDetail:
        detail = self.told.detail
        assert detail is not None
        return detail


@pytest.fixture
def screen() -> Screen:
    return Screen()


def test_visits_count_by_hour_by_span_and_by_how_the_screen_was(screen: Screen) -> None:
    screen.visited(50)
    screen.clock.turn(minutes=10)
    screen.choices = ScreenChoices("en", frozenset({"large_text"}))
    screen.visited(60, session=2)
    screen.visited(100_000, session=3)
    first, last = screen.counter.usages()
    assert (first.run, first.day, first.visits) == (RUN, MORNING.date(), 3)
    assert first.detail == UsageDetail(
        hours={9: 1, 10: 2},
        lasted={60: 1, 90: 1},
        languages={"fr": 1, "en": 1},
        aids={"large_text": 1},
    )
    assert last.detail == UsageDetail(
        lasted={3_600: 1}, languages={"en": 1}, aids={"large_text": 1}
    )


def test_services_count_by_hour_and_what_was_left_by_its_step(screen: Screen) -> None:
    home, code = at_home(), at_code()
    screen.follows(home, code)
    ended = at_code()
    ended.ends()
    screen.follows(code, ended)
    assert screen.told.services == {"attestation_de_droits": 1}
    assert screen.detail.service_hours == {"attestation_de_droits": {9: 1}}
    assert screen.detail.left == {"attestation_de_droits": {"code.personal.title": 1}}


def test_what_began_without_central_counts_and_how_long_it_was_away(screen: Screen) -> None:
    screen.visited(session=1)
    screen.visited(30, session=2, link=Link.OFFLINE)
    screen.clock.turn(minutes=2)
    assert (screen.detail.offline_visits, screen.detail.offline_minutes) == (1, 2)
    screen.clock.turn(seconds=40)
    screen.goes(Attract())
    screen.clock.turn(minutes=30)
    assert (screen.detail.offline_visits, screen.detail.offline_minutes) == (1, 3)


def test_what_the_printers_took_counts(screen: Screen) -> None:
    for paper in (HandedOver(2), HandedOver(1), HandedOver(1, Medium.STRIP)):
        screen.counter.printed(paper)
    assert screen.told == Usage(RUN, MORNING.date(), sheets=3, strips=1)


def test_nothing_used_is_nothing_told(screen: Screen) -> None:
    screen.goes(Attract(), TakeCard(), Attract())
    assert screen.counter.usages() == ()


def test_each_day_has_its_counts_and_few_are_kept(screen: Screen) -> None:
    for session in range(6):
        screen.visited(session=session)
        screen.clock.turn(days=1)
    days = [usage.day - MORNING.date() for usage in screen.counter.usages()]
    assert days == [timedelta(days=3), timedelta(days=4), timedelta(days=5)]


def test_more_steps_than_there_is_room_for_are_not_told_apart(
    screen: Screen, monkeypatch: pytest.MonkeyPatch
) -> None:
    names = iter(f"step.{number}" for number in range(MAX_STEPS + 20))
    monkeypatch.setattr("kiosk.domain.usage._name_of", lambda _: next(names))
    code, ended = at_code(), at_code()
    ended.ends()
    for _ in range(MAX_STEPS + 20):
        screen.follows(code, ended)
    assert len(screen.detail.left["attestation_de_droits"]) == MAX_STEPS
