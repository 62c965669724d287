"""Central and a kiosk, over the real exchange: what two people agreed on stands on the screen."""

from dataclasses import replace
from pathlib import Path

import pytest
from structlog.testing import capture_logs

from central.fleet.configuration.rollout import give
from central.fleet.configuration.targets import ConfigurationState, states_of
from central.store.database import transaction
from kiosk.config.fleet_layer import read_fleet_layer
from kiosk.sync.fleet.configuration import FleetConfiguration
from kiosk.sync.fleet.pinned import pin
from kiosk.sync.fleet.state_files import StateFiles
from kiosk.sync.fleet.trial import PROOF_S, SCREEN_WITHIN_S
from tests.central.fleet.configurations import KEY, Count, agreed, signer_at
from tests.central.kiosks import Queue, sync
from tests.central.world import World
from tests.sync.fakes import TurnedClock

KIOSK = "demo"


class Both:
    """A kiosk of the store, with a screen that starts anew when it is to."""

    def __init__(self, world: World, folder: Path) -> None:
        self.world, self.public, self.queue, self.count = world, folder, Queue(), Count()
        self.clock, self.told = TurnedClock(), list[int]()
        pinned = pin("cpam-000", KIOSK, KEY.public_key())
        files = StateFiles(folder / "state", lambda: pinned)
        self.fleet = FleetConfiguration(files, lambda: pinned, folder, self.told.append, self.clock)
        self.fleet.start()

    def agreed(self, phone: str) -> None:
        agreed(self.world, "caisse", {"phone": phone})
        versions = signer_at(self.world, self.count).sign_for([KIOSK])
        with transaction(self.world.container.engine) as db:
            give(db, self.world.clock.now(), versions)  # type: ignore[arg-type]  # it is signed

    def exchange(self) -> None:
        request = self.queue.batch()
        request = replace(request, applied_configuration=self.fleet.report())
        with capture_logs():
            self.fleet.answered(sync(self.world.kiosk, request))

    def screen_starts(self, *, usable: bool = True) -> None:
        wanted = read_fleet_layer(self.public).version
        self.fleet.screen_left()
        self.fleet.screen_came(wanted if usable else 0, None if usable else wanted)

    def state(self) -> ConfigurationState:
        with transaction(self.world.container.engine) as db:
            (state,) = states_of(db, [KIOSK])
            return state


@pytest.fixture
def both(world: World, tmp_path: Path) -> Both:
    return Both(world, tmp_path)


def proves_it(both: Both) -> None:
    both.exchange()
    both.screen_starts()
    both.exchange()
    both.clock.turn(PROOF_S)
    for _ in range(2):
        both.exchange()


def test_from_an_approval_to_the_screen_and_back_to_central(both: Both) -> None:
    both.agreed("36 46")
    proves_it(both)
    assert read_fleet_layer(both.public).over == {"phone": "36 46"}
    assert (both.state().state, both.state().running, both.state().drifted) == ("applied", 1, False)


def test_one_that_the_kiosk_cannot_use_shows_as_drift_and_the_next_one_settles_it(
    both: Both,
) -> None:
    both.agreed("1")
    proves_it(both)
    both.agreed("2")
    both.exchange()
    with capture_logs():
        both.screen_starts(usable=False)
    both.exchange()
    state = both.state()
    assert (state.state, state.reason, state.drifted) == ("rolled_back", "unusable", True)
    assert read_fleet_layer(both.public).over == {"phone": "1"}
    both.agreed("3")
    proves_it(both)
    assert (both.state().state, both.state().running, both.state().drifted) == ("applied", 3, False)


def test_a_screen_that_never_comes_back_is_told_to_central(both: Both) -> None:
    both.agreed("1")
    both.exchange()
    both.fleet.screen_left()
    both.clock.turn(SCREEN_WITHIN_S)
    for _ in range(2):
        both.exchange()
    assert (both.state().state, both.state().reason) == ("rolled_back", "no-screen")
    assert both.told == [0, 1, 0]
