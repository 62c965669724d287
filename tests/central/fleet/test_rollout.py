"""Waves over the store: kiosks that apply, fail, fall silent, and somebody who looks."""

from collections.abc import Callable, Iterable
from datetime import timedelta
from typing import Literal

import pytest
from structlog.testing import capture_logs

from central.fleet.configuration.layers import ConfigurationLayer
from central.fleet.configuration.rollout import (
    Wave,
    abort_wave,
    give,
    pause_wave,
    resume_wave,
    start_wave,
    told_members,
    waves,
)
from central.fleet.configuration.targets import exchanged, states_of, versions_of
from central.fleet.configuration.wave_start import in_open_wave
from central.fleet.kiosks import add_kiosk
from central.fleet.waves import WavePlan
from central.store.database import transaction
from tests.central.fleet.configurations import Count, agreed, signer_at
from tests.central.world import World
from wire.configuration import AppliedConfiguration

PLAN = WavePlan(2, (50, 100), 100, 20, timedelta(hours=1), timedelta(hours=2))
KIOSKS = [f"borne-{number:02}" for number in range(10)]
CAISSE = ConfigurationLayer.parse("caisse")


Outcome = Literal["applied", "refused", "rolled_back"]


class Fleet:
    """Ten kiosks that have the first version, and a second one that was signed for all."""

    def __init__(self, world: World) -> None:
        self.world, self.count = world, Count()
        at = world.container
        for kiosk in KIOSKS:
            add_kiosk(at.engine, at.clock, at.chance, kiosk)
        self.first = self.signed("1")
        with transaction(at.engine) as db:
            give(db, at.clock.now(), self.first)
        self.say(KIOSKS, self.first)
        self.second = self.signed("2")

    def signed(self, phone: str) -> dict[str, int]:
        agreed(self.world, "caisse", {"phone": phone})
        done = signer_at(self.world, self.count).sign_for(KIOSKS)
        return {kiosk: int(version) for kiosk, version in done.items()}

    def start(self, *canaries: str, plan: WavePlan = PLAN) -> Wave:
        at = self.world.container
        with transaction(at.engine) as db:
            return start_wave(db, at.clock.now(), "alice", CAISSE, plan, canaries, self.second)

    def say(
        self, kiosks: Iterable[str], versions: dict[str, int], state: Outcome = "applied"
    ) -> None:
        at = self.world.container
        with transaction(at.engine) as db:
            for kiosk in kiosks:
                version = versions[kiosk]
                signed = versions_of(db, kiosk)
                (digest,) = (row.digest for row in signed if row.version == version)
                said = AppliedConfiguration(version, digest, state, version)
                exchanged(db, at.clock.now(), kiosk, said)

    def told(self) -> list[str]:
        with transaction(self.world.container.engine) as db:
            return [
                each.kiosk
                for each in states_of(db, KIOSKS)
                if each.kiosk in self.second and each.wanted == self.second[each.kiosk]
            ]

    def after(self, **span: float) -> Wave:
        self.world.clock.turn(**span)
        with capture_logs():
            self.world.container.waves.look()
        with transaction(self.world.container.engine) as db:
            return waves(db)[0]

    def do(self, what: Callable[..., object], *arguments: object) -> object:
        with transaction(self.world.container.engine) as db:
            return what(db, *arguments)


@pytest.fixture
def fleet(world: World) -> Fleet:
    return Fleet(world)


def test_canaries_then_half_then_all(fleet: Fleet) -> None:
    wave = fleet.start("borne-07")
    canaries = fleet.told()
    assert len(canaries) == 2
    assert "borne-07" in canaries
    fleet.say(canaries, fleet.second)
    assert fleet.after(minutes=59).stage == 0
    assert fleet.after(minutes=1).stage == 1
    half = fleet.told()
    assert len(half) == 5
    assert set(canaries) < set(half)
    fleet.say(half, fleet.second)
    assert fleet.after(hours=1).stage == 2
    assert fleet.told() == KIOSKS
    fleet.say(KIOSKS, fleet.second)
    assert fleet.after(hours=1).state == "done"
    with transaction(fleet.world.container.engine) as db:
        assert {each.outcome for each in told_members(db, wave.id)} == {"applied"}


def test_who_says_nothing_is_pending_for_as_long_as_it_takes(fleet: Fleet) -> None:
    fleet.start()
    fleet.say(fleet.told(), fleet.second)
    fleet.after(hours=1)
    with transaction(fleet.world.container.engine) as db:
        canaries = [each.kiosk for each in told_members(db, 1)][:2]
    silent = next(each for each in fleet.told() if each not in canaries)
    for _ in range(30):
        fleet.say((each for each in fleet.told() if each != silent), fleet.second)
        fleet.after(hours=1)
    wave = fleet.after()
    assert (wave.state, wave.stage) == ("running", 1)
    fleet.say([silent], fleet.second)
    fleet.say(canaries, fleet.second)
    assert fleet.after(hours=1).stage == 2


def test_a_canary_that_does_not_say_what_became_of_it_pauses_the_wave(fleet: Fleet) -> None:
    fleet.start()
    one, other = fleet.told()
    fleet.say([one], fleet.second)
    for _ in range(3):
        fleet.say([one], fleet.second)
        fleet.say([other], fleet.first)
        fleet.after(minutes=40)
    wave = fleet.after()
    assert (wave.state, wave.why) == ("paused", "canary-silent")
    assert len(fleet.told()) == 2


def test_a_canary_that_has_applied_it_and_stops_calling_pauses_the_wave(fleet: Fleet) -> None:
    fleet.start()
    one, other = fleet.told()
    fleet.say([one, other], fleet.second)
    assert fleet.after(hours=1).stage == 1
    fleet.world.clock.turn(minutes=30)
    fleet.say([one], fleet.second)
    wave = fleet.after(minutes=30)
    assert (wave.state, wave.why) == ("paused", "canary-silent")


@pytest.mark.parametrize("state", ["refused", "rolled_back"])
def test_a_canary_that_could_not_take_it_pauses_the_wave(fleet: Fleet, state: Outcome) -> None:
    fleet.start()
    one, other = fleet.told()
    fleet.say([one], fleet.second)
    fleet.say([other], fleet.second, state)
    wave = fleet.after(minutes=1)
    assert (wave.state, wave.why) == ("paused", "canary-failed")


def test_too_many_that_could_not_take_it_pause_the_wave_and_a_person_goes_on(fleet: Fleet) -> None:
    fleet.start()
    canaries = fleet.told()
    fleet.say(canaries, fleet.second)
    fleet.after(hours=1)
    failing, *well = (each for each in fleet.told() if each not in canaries)
    fleet.say([failing], fleet.second, "rolled_back")
    assert (fleet.after(minutes=1).why) == "too-many-errors"
    assert fleet.do(resume_wave, fleet.world.clock.now(), 1)
    fleet.say([*canaries, *well], fleet.second)
    wave = fleet.after(hours=1)
    assert (wave.state, wave.stage) == ("running", 2)


def test_a_paused_wave_tells_nobody_until_it_is_resumed(fleet: Fleet) -> None:
    fleet.start()
    fleet.say(fleet.told(), fleet.second)
    assert fleet.do(pause_wave, 1)
    assert not fleet.do(pause_wave, 1)
    assert fleet.after(hours=9).why == "asked"
    assert len(fleet.told()) == 2
    assert fleet.do(resume_wave, fleet.world.clock.now(), 1)
    assert not fleet.do(resume_wave, fleet.world.clock.now(), 1)
    fleet.say(fleet.told(), fleet.second)
    assert fleet.after(hours=1).stage == 1


def test_an_aborted_wave_leaves_the_former_version_to_who_has_not_the_new(fleet: Fleet) -> None:
    fleet.start()
    one = fleet.told()[0]
    fleet.say([one], fleet.second)
    assert fleet.do(abort_wave, fleet.world.clock.now(), 1) == 1
    assert fleet.told() == [one]
    assert fleet.after(days=9).state == "aborted"
    assert fleet.told() == [one]
    assert fleet.do(abort_wave, fleet.world.clock.now(), 1) is None
    assert fleet.do(in_open_wave, KIOSKS) == frozenset()


def test_what_is_signed_meanwhile_waits_for_its_turn(fleet: Fleet) -> None:
    fleet.start()
    canaries = fleet.told()
    third = fleet.signed("3")
    fleet.do(give, fleet.world.clock.now(), third)
    with transaction(fleet.world.container.engine) as db:
        wanted = {each.kiosk: each.wanted for each in states_of(db, KIOSKS)}
        assert in_open_wave(db, KIOSKS) == frozenset(KIOSKS)
    assert [kiosk for kiosk in KIOSKS if wanted[kiosk] == third[kiosk]] == canaries
    fleet.second = third
    fleet.say(canaries, third)
    assert fleet.after(hours=1).stage == 1


def test_waves_go_on_with_what_kiosks_call(fleet: Fleet) -> None:
    fleet.start()
    fleet.say(fleet.told(), fleet.second)
    fleet.world.clock.turn(hours=1)
    said = {"sent_at": fleet.world.clock.now().isoformat(), "uptime_s": 1, "backlog": 0}
    with capture_logs() as lines:
        answer = fleet.world.kiosk.call(
            "POST", "/v1/sync", {**said, "boot": "00000000-0000-4000-8000-000000000001"}
        )
    assert answer.status_code == 200
    assert ("wave_moved", 1, 5) in {
        (each["event"], each.get("stage"), each.get("told")) for each in lines
    }
    assert len(fleet.told()) == 5


def test_a_wave_of_fewer_kiosks_than_canaries(fleet: Fleet) -> None:
    fleet.second = {KIOSKS[0]: fleet.second[KIOSKS[0]]}
    fleet.start()
    fleet.say(KIOSKS[:1], fleet.second)
    for stage in (1, 2):
        fleet.say(KIOSKS[:1], fleet.second)
        assert fleet.after(hours=1).stage == stage
    fleet.say(KIOSKS[:1], fleet.second)
    assert fleet.after(hours=1).state == "done"
