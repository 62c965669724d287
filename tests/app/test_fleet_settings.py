"""When a screen starts anew for other settings: never with somebody there, never in a circle."""

from uuid import UUID

import pytest

from kiosk.app.fleet_settings import is_outdated, stream_address
from kiosk.config.loading import LoadedSettings
from kiosk.config.settings import KioskSettings
from kiosk.domain.ids import SessionId
from kiosk.domain.states import Attract, Booting, OutOfService, Reading, TakeCard

SETTINGS = KioskSettings()


@pytest.mark.parametrize(
    ("loaded", "address"),
    [
        (LoadedSettings(SETTINGS), "/v1/events?configuration=0"),
        (LoadedSettings(SETTINGS, 7), "/v1/events?configuration=7"),
        (LoadedSettings(SETTINGS, 0, 7), "/v1/events?configuration=0&unusable=7"),
    ],
)
def test_kiosk_sync_is_told_with_what_the_screen_stands(loaded, address) -> None:
    assert stream_address(loaded) == address


@pytest.mark.parametrize("state", [Attract(), OutOfService()])
def test_it_starts_anew_where_nobody_is(state) -> None:
    assert is_outdated(8, LoadedSettings(SETTINGS, 7), state)
    assert is_outdated(0, LoadedSettings(SETTINGS, 7), state)


@pytest.mark.parametrize("state", [Booting(), Reading(SessionId(UUID(int=1))), TakeCard()])
def test_it_stays_for_who_is_there_or_left_a_card(state) -> None:
    assert not is_outdated(8, LoadedSettings(SETTINGS, 7), state)


@pytest.mark.parametrize("wanted", [None, 7, 8])
def test_it_stays_with_what_it_has_and_does_not_try_again_what_it_could_not_use(wanted) -> None:
    assert not is_outdated(wanted, LoadedSettings(SETTINGS, 7, 8), Attract())


@pytest.mark.parametrize("state", [Attract(), OutOfService()])
def test_one_that_is_worn_starts_anew_with_the_settings_it_has(state) -> None:
    assert is_outdated(7, LoadedSettings(SETTINGS, 7), state, worn=True)


@pytest.mark.parametrize("state", [Booting(), Reading(SessionId(UUID(int=1))), TakeCard()])
def test_nor_does_a_worn_one_leave_who_is_there(state) -> None:
    assert not is_outdated(7, LoadedSettings(SETTINGS, 7), state, worn=True)
