"""The wall clock jumps: what is shown follows it, what lasts a while lasts that while."""

import pytest

from kiosk.domain import timeouts
from kiosk.domain.effects import Arm
from kiosk.domain.events import FaultRaised
from kiosk.domain.faults import Fault
from kiosk.ui.screen_state import LOOK_AT_CLOCK_S
from tests.ui.visitor import CAMILLE

HOUR_S = 3600.0
TEN_YEARS_S = 3653 * 24 * HOUR_S
JUMPS = [HOUR_S, -HOUR_S, TEN_YEARS_S, -TEN_YEARS_S]


@pytest.fixture(params=JUMPS, ids=["+1h", "-1h", "+10y", "-10y"])
def jump(request):
    return request.param


@pytest.mark.parametrize(
    ("seconds", "time", "day"),
    [
        (HOUR_S, "11:24", "Dim. 22 nov."),
        (-HOUR_S, "09:24", "Dim. 22 nov."),
        (TEN_YEARS_S, "10:24", "Sam. 22 nov."),
        (-TEN_YEARS_S, "10:24", "Lun. 21 nov."),
    ],
)
def test_the_screen_shows_the_new_time_within_a_second(visitor, seconds, time, day):
    visitor.clock.wall_s = seconds
    assert visitor.app._screen_state.changes_in_s() <= LOOK_AT_CLOCK_S
    visitor.app.passTime()
    assert visitor.header("clockText") == time
    assert visitor.header("dateText").replace("\u00a0", " ") == day


def test_summer_ends_at_three_in_the_morning_without_anybody_setting_a_clock(visitor):
    """25 October 2026: 02:59 is followed by 02:00."""
    visitor.clock.wall_s = -(28 * 24 + 8) * HOUR_S - 25 * 60
    visitor.app.passTime()
    assert visitor.header("clockText") == "02:59"
    visitor.clock.seconds += 60
    visitor.app.passTime()
    assert visitor.header("clockText") == "02:00"


def test_out_of_service_since_when_is_said_by_the_clock_that_is_right(visitor):
    visitor.handle(FaultRaised(Fault.READER_ABSENT))
    visitor.clock.seconds += 600
    visitor.clock.wall_s = HOUR_S
    visitor.app.passTime()
    assert visitor.header("clockText") == "11:34"
    assert visitor.shown("since") == "En panne depuis 11 h 24"


def test_a_hidden_number_shows_neither_longer_nor_shorter(visitor, jump):
    visitor.to_card_facts()
    visitor.touch("reveal")
    visitor.clock.wall_s = jump
    visitor.clock.seconds += timeouts.REVEAL_S - 1
    visitor.app.passTime()
    assert visitor.rows("facts")[2].value == CAMILLE.nir.spaced
    visitor.clock.seconds += 1
    visitor.app.passTime()
    assert visitor.rows("facts")[2].value == CAMILLE.nir.masked


def test_the_countdown_before_the_end_goes_on_evenly(visitor, jump):
    visitor.insert()
    visitor.alarm()
    assert visitor.shown("seconds") == timeouts.IDLE_WARNING_S
    visitor.clock.wall_s = jump
    visitor.clock.seconds += 5
    visitor.app.passTime()
    assert visitor.shown("seconds") == timeouts.IDLE_WARNING_S - 5


def test_every_wait_of_a_visit_is_as_long_as_ever(visitor, jump):
    visitor.to_code()
    visitor.clock.wall_s = jump
    visitor.app.passTime()
    visitor.type_code("1234")
    visitor.accept_code()
    assert visitor.kind == "working"
    armed = [effect.seconds for effect in visitor.recorder.effects if isinstance(effect, Arm)]
    assert armed[-3:] == [timeouts.IDLE_S, timeouts.EXCHANGE_S, timeouts.EXCHANGE_S]


def test_settings_left_behind_are_set_back_after_a_minute_whatever_the_clock_says(visitor, jump):
    visitor.touch("setLanguage", "en")
    visitor.clock.wall_s = jump
    visitor.clock.seconds += timeouts.IDLE_S - 1
    visitor.app.passTime()
    assert visitor.app.property("language") == "en"
    visitor.clock.seconds += 1
    visitor.app.passTime()
    assert visitor.app.property("language") == "fr"
