"""Silence and faults: a warning before the end, reminders of a forgotten card, faults beside."""

from collections.abc import Callable
from dataclasses import replace
from uuid import UUID

import pytest

from kiosk.domain import timeouts
from kiosk.domain.effects import Arm, EndSession, RemindOfCard
from kiosk.domain.events import AlarmRang, Event, FaultCleared, FaultRaised, LinkChanged
from kiosk.domain.faults import BLOCKING, Fault, Link
from kiosk.domain.ids import SessionId
from kiosk.domain.place import NOWHERE
from kiosk.domain.services import Level, Why, obstacle
from kiosk.domain.session import start, step
from kiosk.domain.states import Booting, Home, IdleWarning, OutOfService, Visit
from kiosk.domain.transitions import enter
from kiosk.services.registry import registry
from tests.demarches import ATTESTATION, READ_CARD
from tests.domain.kiosk import Kiosk
from tests.domain.people import ALONE_CARD, FAMILY_CARD
from tests.domain.walk import personal_in
from tests.services.visits import at_code, at_confirm, at_home, at_paper, issuing, kiosk, printing


def who() -> Kiosk:
    visit = kiosk()
    visit.inserts(FAMILY_CARD)
    return visit


WAITING = [who, at_home, at_code, at_confirm, at_paper]


@pytest.mark.parametrize("stand", WAITING)
def test_silence_warns_and_then_ends(stand: Callable[[], Kiosk]) -> None:
    visit = stand()
    assert visit.silence() == timeouts.IDLE_S
    assert visit.state == "IdleWarning"
    assert visit.silence() == timeouts.IDLE_WARNING_S >= 20
    assert visit.state == "TakeCard"
    assert isinstance(visit.last[0], EndSession)
    assert personal_in(visit.now) == []


@pytest.mark.parametrize("stand", WAITING)
def test_a_touch_at_the_warning_goes_on_where_one_was(stand: Callable[[], Kiosk]) -> None:
    visit = stand()
    before = visit.now.state
    visit.silence()
    visit.touches_screen()
    assert visit.now.state == before
    assert visit.armed == Arm(visit.now.alarm, timeouts.IDLE_S)


@pytest.mark.parametrize("stand", WAITING)
def test_a_touch_sets_the_alarm_anew(stand: Callable[[], Kiosk]) -> None:
    visit = stand()
    old = visit.now.alarm
    stamp = visit.stamp
    assert visit.touches_screen() == (Arm(old + 1, timeouts.IDLE_S),)
    assert visit.stamp == stamp, "a touch must not make the answer that goes with it stale"
    assert visit.feed(AlarmRang(old)) == ()


@pytest.mark.parametrize("stand", [issuing, printing])
def test_a_touch_does_not_put_off_the_deadline_of_what_is_performed(
    stand: Callable[[], Kiosk],
) -> None:
    assert stand().touches_screen() == ()


def test_an_answer_of_before_the_warning_is_stale() -> None:
    visit = at_home()
    stamp = visit.stamp
    visit.silence()
    visit.touches_screen()
    assert visit.stamp != stamp


def test_a_forgotten_card_is_reminded_of_until_it_is_taken() -> None:
    visit = at_home()
    visit.ends()
    for _ in range(5):
        assert visit.silence() == timeouts.TAKE_CARD_REMINDER_S
        assert visit.last[0] == RemindOfCard()
        assert visit.state == "TakeCard"
    visit.pulls_out()
    assert visit.state == "Attract"
    assert visit.armed is None


def test_booting_without_a_reader_ends_out_of_service() -> None:
    kiosk, effects = start()
    assert isinstance(kiosk.state, Booting)
    (armed,) = effects
    assert isinstance(armed, Arm)
    kiosk, _ = step(registry({}), kiosk, AlarmRang(armed.alarm))
    assert isinstance(kiosk.state, OutOfService)
    kiosk, _ = step(registry({}), kiosk, FaultCleared(Fault.READER_ABSENT))
    assert type(kiosk.state).__name__ == "Attract"


def test_booting_goes_on_with_the_reader_and_with_nothing_less() -> None:
    kiosk, _ = start()
    kiosk, _ = step(registry({}), kiosk, FaultCleared(Fault.PRINTER))
    assert isinstance(kiosk.state, Booting)
    kiosk, _ = step(registry({}), kiosk, FaultRaised(Fault.READER_ABSENT))
    assert isinstance(kiosk.state, OutOfService)


@pytest.mark.parametrize("fault", sorted(BLOCKING))
def test_without_a_reader_nobody_can_begin(fault: Fault) -> None:
    visit = kiosk()
    visit.feed(FaultRaised(fault))
    assert visit.state == "OutOfService"
    visit.inserts(ALONE_CARD)
    assert visit.state == "OutOfService"
    visit.pulls_out()
    visit.feed(FaultCleared(fault))
    assert visit.state == "Attract"


def test_out_of_service_lasts_until_all_that_blocks_is_over() -> None:
    visit = kiosk()
    for fault in Fault:
        visit.feed(FaultRaised(fault))
    for fault in set(Fault) - BLOCKING:
        visit.feed(FaultCleared(fault))
        assert visit.state == "OutOfService"
    visit.feed(FaultRaised(Fault.PRINTER))
    for fault in BLOCKING:
        assert visit.state == "OutOfService"
        visit.feed(FaultCleared(fault))
    assert visit.state == "Attract"


@pytest.mark.parametrize("fault", sorted(BLOCKING - {Fault.READER_ABSENT}))
def test_who_has_begun_is_served_to_the_end_though_the_fleet_lets_nobody_begin(
    fault: Fault,
) -> None:
    visit = at_home()
    assert visit.feed(FaultRaised(fault)) == ()
    assert visit.state == "Home"
    visit.ends()
    assert visit.state == "TakeCard", "the card is given back first"
    visit.pulls_out()
    assert visit.state == "OutOfService"
    visit.feed(FaultCleared(fault))
    assert visit.state == "Attract"


def test_out_of_service_by_command_while_a_card_is_to_be_taken_waits_for_it() -> None:
    visit = at_home()
    visit.ends()
    visit.feed(FaultRaised(Fault.MAINTENANCE))
    assert visit.state == "TakeCard"
    visit.pulls_out()
    assert visit.state == "OutOfService"


def test_a_card_put_in_out_of_service_is_given_back_when_that_is_over() -> None:
    visit = kiosk()
    visit.feed(FaultRaised(Fault.CLOSED))
    visit.inserts(ALONE_CARD)
    visit.feed(FaultCleared(Fault.CLOSED))
    assert visit.state == "TakeCard"


def test_a_reader_lost_while_the_card_is_to_be_taken_is_out_of_service() -> None:
    visit = at_home()
    visit.ends()
    visit.feed(FaultRaised(Fault.READER_ABSENT))
    assert visit.state == "OutOfService"


def test_a_reader_lost_in_a_visit_stops_the_next_one() -> None:
    visit = at_home()
    visit.feed(FaultRaised(Fault.READER_ABSENT))
    assert visit.state == "Home"
    visit.ends()
    assert visit.state == "OutOfService"


@pytest.mark.parametrize("stand", [*WAITING, issuing, printing])
def test_other_faults_and_the_link_end_no_visit(stand: Callable[[], Kiosk]) -> None:
    visit = stand()
    state, stamp = visit.now.state, visit.stamp
    events: list[Event] = [
        FaultRaised(Fault.PRINTER),
        FaultRaised(Fault.GATEWAY),
        *(LinkChanged(link) for link in Link),
        FaultCleared(Fault.PRINTER),
    ]
    for event in events:
        assert visit.feed(event) == ()
    assert (visit.now.state, visit.stamp) == (state, stamp)


@pytest.mark.parametrize(
    ("faults", "link", "why"),
    [
        (set(), Link.ONLINE, None),
        (set(), Link.UNKNOWN, None),
        (set(), Link.DEGRADED, None),
        (set(), Link.OFFLINE, Why.NETWORK),
        (set(), Link.CLOCK_WRONG, Why.CLOCK),
        ({Fault.GATEWAY}, Link.ONLINE, Why.NETWORK),
        ({Fault.GATEWAY}, Link.CLOCK_WRONG, Why.CLOCK),
        ({Fault.PRINTER}, Link.ONLINE, Why.PRINTER),
        ({Fault.PRINTER}, Link.OFFLINE, Why.PRINTER),
    ],
)
def test_the_attestation_cannot_be_had(faults: set[Fault], link: Link, why: Why | None) -> None:
    service = registry({}).services[ATTESTATION]
    assert obstacle(service, frozenset(faults), link) is why
    visit = at_home()
    for fault in faults:
        visit.feed(FaultRaised(fault))
    visit.feed(LinkChanged(link))
    visit.opens_service(ATTESTATION)
    assert visit.state == ("InService" if why is None else "Home")


def test_reading_the_card_can_always_be_had_unless_it_asks_for_a_code() -> None:
    worst = frozenset({Fault.PRINTER, Fault.GATEWAY})
    assert obstacle(registry({}).services[READ_CARD], worst, Link.OFFLINE) is None
    with_code = registry({READ_CARD: Level.CODE}).services[READ_CARD]
    assert obstacle(with_code, worst, Link.OFFLINE) is Why.NETWORK


def test_a_reader_that_comes_back_knows_of_no_card() -> None:
    visit = at_home()
    visit.ends()
    visit.feed(FaultRaised(Fault.READER_ABSENT))
    visit.feed(FaultCleared(Fault.READER_ABSENT))
    assert visit.state == "Attract"


def test_a_caisse_may_give_people_more_time():
    slow, _ = start(replace(NOWHERE, idle_s=120, idle_warning_s=60))
    home, effects = enter(slow, Home(Visit(SessionId(UUID(int=1)), None)))
    assert effects == (Arm(home.alarm, 120),)
    _, effects = enter(home, IdleWarning(Home(Visit(SessionId(UUID(int=1)), None))))
    assert effects == (Arm(home.alarm + 1, 60),)
