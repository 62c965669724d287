from threading import Thread, get_ident

import pytest

from kiosk.domain.events import AlarmRang, Event, Touched
from kiosk.ui.bridge import AlarmTimer, Bridge


class Delivered:
    def __init__(self) -> None:
        self.events: list[Event] = []
        self.threads: set[int] = set()

    def __call__(self, event: Event) -> None:
        self.events.append(event)
        self.threads.add(get_ident())


def test_events_of_any_thread_arrive_on_the_main_one_in_their_order(qapp, qtbot):
    delivered = Delivered()
    bridge = Bridge(delivered)
    sent = [AlarmRang(number) for number in range(100)]

    def send() -> None:
        for event in sent:
            bridge.post(event)

    thread = Thread(target=send)
    thread.start()
    thread.join()
    assert delivered.events == []
    qtbot.waitUntil(lambda: len(delivered.events) == 100)
    assert delivered.events == sent
    assert delivered.threads == {get_ident()}


def test_an_event_posted_while_another_is_delivered_waits_its_turn(qapp, qtbot):
    seen: list[str] = []

    def deliver(event: Event) -> None:
        seen.append(f"begin {type(event).__name__}")
        if isinstance(event, Touched):
            bridge.post(AlarmRang(1))
        seen.append(f"end {type(event).__name__}")

    bridge = Bridge(deliver)
    bridge.post(Touched())
    qtbot.waitUntil(lambda: len(seen) == 4)
    assert seen == ["begin Touched", "end Touched", "begin AlarmRang", "end AlarmRang"]


def test_after_closing_nothing_arrives_any_more(qapp):
    delivered = Delivered()
    bridge = Bridge(delivered)
    bridge.post(Touched())
    bridge.close()
    bridge.post(Touched())
    qapp.processEvents()
    assert delivered.events == []


def test_the_alarm_rings_once_with_its_number(qapp, qtbot):
    delivered = Delivered()
    alarm = AlarmTimer(delivered)
    alarm.arm(1, 60)
    alarm.arm(2, 0)
    qtbot.waitUntil(lambda: bool(delivered.events))
    assert delivered.events == [AlarmRang(2)]


@pytest.mark.parametrize("seconds", [0.5, 20.0, 60.0])
def test_the_alarm_is_set_to_the_seconds_asked_for(qapp, seconds):
    alarm = AlarmTimer(Delivered())
    alarm.arm(1, seconds)
    assert alarm._timer.interval() == seconds * 1000
    assert alarm._timer.isSingleShot()


def test_a_disarmed_alarm_is_silent(qapp):
    delivered = Delivered()
    alarm = AlarmTimer(delivered)
    alarm.arm(1, 0)
    alarm.disarm()
    qapp.processEvents()
    assert delivered.events == []
