"""Counting at the kiosk: each service begun, and one question at the start."""

from collections.abc import Callable, Mapping
from concurrent.futures import Executor, Future
from typing import Any

import pytest

from kiosk.app.begun_counter import BegunCounter
from kiosk.app.session_runner import SessionRunner
from kiosk.domain.card import CardRead
from kiosk.domain.effects import Effect
from kiosk.domain.events import (
    CardAnswered,
    CardArrived,
    Event,
    FaultCleared,
    ServiceChosen,
    ServicesCounted,
)
from kiosk.domain.faults import Fault
from kiosk.domain.ids import ServiceId
from kiosk.services.registry import registry
from tests.demarches import ADDRESS, CEAM, READ_CARD
from tests.domain.kiosk import TODAY
from tests.people import CAMILLE
from tests.ui.views import SESSION


class AtOnce(Executor):
    """Runs on the spot, so that a test needs no waiting."""

    def submit(self, call: Callable[..., Any], /, *arguments: Any, **named: Any) -> Future[Any]:
        future: Future[Any] = Future()
        try:
            future.set_result(call(*arguments, **named))
        except RuntimeError as error:
            future.set_exception(error)
        return future


class Keeper:
    """kiosk-sync as it is: with counts, without them, or gone."""

    def __init__(self, counts: Mapping[ServiceId, int] | None) -> None:
        self.counted: list[ServiceId] = []
        self.asked = 0
        self._counts = counts

    def count(self, service: ServiceId) -> None:
        if service == ServiceId("bug"):
            raise RuntimeError("a bug")
        self.counted.append(service)

    def counts(self) -> Mapping[ServiceId, int] | None:
        self.asked += 1
        return self._counts


class World:
    def __init__(self, keeper: Keeper | None) -> None:
        self.posted: list[Event] = []
        self.bugs: list[BaseException] = []
        self.counter = BegunCounter(keeper, AtOnce(), self.posted.append, self.bugs.append)


def test_the_counts_are_asked_for_once_however_often_kiosk_sync_comes_back():
    keeper = Keeper({CEAM: 30})
    world = World(keeper)
    for _ in range(3):
        world.counter.learn()
    assert keeper.asked == 1
    assert world.posted == [ServicesCounted({CEAM: 30})]


def test_an_older_kiosk_sync_that_counts_nothing_leaves_all_as_declared():
    keeper = Keeper(None)
    world = World(keeper)
    world.counter.learn()
    world.counter.count(CEAM)
    assert (world.posted, world.bugs, keeper.counted) == ([], [], [CEAM])


def test_nothing_is_counted_where_the_caisse_says_what_comes_first():
    world = World(None)
    world.counter.learn()
    world.counter.count(CEAM)
    assert (world.posted, world.bugs) == ([], [])


def test_a_bug_is_told():
    world = World(Keeper({}))
    world.counter.count(ServiceId("bug"))
    assert len(world.bugs) == 1


class Idle:
    def perform(self, effect: Effect) -> None:
        pass


@pytest.mark.parametrize("service", [ADDRESS, READ_CARD])
def test_a_visit_counts_what_is_begun_in_it_and_nothing_else(service: ServiceId):
    counted: list[ServiceId] = []
    runner = SessionRunner(
        registry({}), Idle(), lambda _: None, lambda _: None, count=counted.append
    )
    runner.begin()
    for event in (
        FaultCleared(Fault.READER_ABSENT),
        CardArrived(SESSION),
        CardAnswered(SESSION, CardRead((CAMILLE,))),
    ):
        runner.handle(event)
    assert counted == []
    stamp = runner.kiosk.stamp
    assert stamp is not None
    for _ in range(2):  # a second touch meets a screen that is gone
        runner.handle(ServiceChosen(stamp, service, TODAY))
    assert counted == [service]
