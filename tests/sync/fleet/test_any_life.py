"""Whatever central sends, in whatever order, with crashes between any two writes to the disk: the
kiosk runs what was signed for it, and goes below what it has applied at no time."""

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from unittest import mock

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from kiosk.config.fleet_layer import read_fleet_layer
from kiosk.sync.fleet.configuration import FleetConfiguration
from kiosk.sync.fleet.state_files import STATE, StateFiles
from kiosk.sync.fleet.trial import TimePassed
from kiosk.sync.fleet.verify import Bounds
from tests.sync.fakes import TurnedClock
from tests.sync.fleet.documents import FOREIGN, ISSUED, document, pinned
from wire.signed import SignedDocument
from wire.signing import document_digest
from wire.sync import SyncAnswer

GENUINE = {version: document(version) for version in range(1, 7)}
DIGESTS = {document_digest(each): version for version, each in GENUINE.items()}
FALSE = [
    *(document(version, key=FOREIGN) for version in (1, 6)),
    document(9, kiosk="borne-08"),
    document(9, purpose="command"),
    document(9, not_after=ISSUED),
]
WRITES = ("shared_runtime.whole_files.os.fsync", "kiosk.sync.fleet.state_files.Path.replace")


class Crashed(BaseException):
    """The power goes."""


@contextmanager
def power_cut_at(step: int) -> Iterator[None]:
    """At the step-th sync or rename from here on."""
    left = step

    def counting(real):
        def counted(*arguments):
            nonlocal left
            left -= 1
            if left < 0:
                raise Crashed
            return real(*arguments)

        return counted

    with (
        mock.patch(WRITES[0], counting(os.fsync)),
        mock.patch.object(Path, "replace", counting(Path.replace)),
        suppress(Crashed),
    ):
        yield


class AnyLife(RuleBasedStateMachine):
    folder: Path

    @initialize()
    def begin(self) -> None:
        self.home = self.folder / os.urandom(4).hex()
        (self.home / "public").mkdir(parents=True)
        self.clock, self.told = TurnedClock(), list[int]()
        self.highest_applied = 0
        self.spoiled = False
        self.start()

    def start(self) -> None:
        files = StateFiles(self.home / "state", pinned)
        self.fleet = FleetConfiguration(
            files, pinned, self.home / "public", self.told.append, self.clock
        )
        self.fleet.start()

    @rule(version=st.sampled_from(sorted(GENUINE)))
    def offered(self, version: int) -> None:
        self.hears(GENUINE[version])

    @rule(which=st.sampled_from(FALSE))
    def offered_something_false(self, which: SignedDocument) -> None:
        before = self.told[-1]
        self.hears(which)
        assert self.told[-1] == before

    @rule()
    def answered(self) -> None:
        self.hears(None)

    @rule(usable=st.booleans())
    def screen_starts(self, usable: bool) -> None:
        wanted = read_fleet_layer(self.home / "public").version
        self.fleet.screen_left()
        if usable:
            self.fleet.screen_came(wanted, None)
        else:
            self.fleet.screen_came(0, wanted or None)

    @rule()
    def screen_dies(self) -> None:
        self.fleet.screen_left()

    @rule(seconds=st.sampled_from([1.0, 31.0, 200.0, 1_000.0]))
    def time_passes(self, seconds: float) -> None:
        self.clock.turn(seconds)
        self.fleet._take(TimePassed())

    @rule()
    def proves_itself(self) -> None:
        self.screen_starts(usable=True)
        self.answered()
        self.time_passes(31.0)

    @rule()
    def restarted(self) -> None:
        self.start()

    @rule(version=st.sampled_from(sorted(GENUINE)), step=st.integers(0, 8))
    def power_cut_while_it_is_taken_up(self, version: int, step: int) -> None:
        with power_cut_at(step):
            self.hears(GENUINE[version])
        self.start()

    @rule(step=st.integers(0, 4))
    def power_cut_while_it_is_settled(self, step: int) -> None:
        with power_cut_at(step):
            self.time_passes(31.0)
        self.start()

    @precondition(lambda self: not self.spoiled)
    @rule(content=st.sampled_from([b"", b"{", b'{"good": 1}', b"\0" * 40]))
    def the_state_is_half_written(self, content: bytes) -> None:
        self.spoiled = True
        (self.home / "state" / STATE).write_bytes(content)
        self.start()

    @precondition(lambda self: not self.spoiled)
    @rule(which=st.integers(0, 1), at=st.integers(0, 400))
    def a_document_is_damaged(self, which: int, at: int) -> None:
        files = sorted((self.home / "state").glob("*.json"))
        documents = [each for each in files if each.name != STATE]
        if which < len(documents):
            self.spoiled = True
            content = documents[which].read_bytes()
            documents[which].write_bytes(content[:at])
            self.start()

    def hears(self, offered: SignedDocument | None) -> None:
        self.fleet.answered(SyncAnswer(ISSUED, 60.0, (), offered))

    @invariant()
    def runs_what_was_signed_for_it(self) -> None:
        kept = self.fleet._state.kept
        for each in (kept.good, kept.trial):
            assert each is None or DIGESTS[each.digest] == each.version
        shown = read_fleet_layer(self.home / "public")
        assert shown.version == self.told[-1] == (0 if kept.wanted is None else kept.wanted.version)
        if shown.version:
            assert shown.over == {"phone": f"36 {shown.version}"}

    @invariant()
    def never_goes_below_what_it_has_applied(self) -> None:
        kept = self.fleet._state.kept
        good = 0 if kept.good is None else kept.good.version
        if self.spoiled:
            # Which one had proved itself is not known any more: it has to again.
            self.highest_applied = good
        assert good >= self.highest_applied
        self.highest_applied = good
        assert kept.trial is None or kept.trial.version > good
        bounds: Bounds = kept.bounds
        assert bounds.highest >= (0 if kept.wanted is None else kept.wanted.version)


@pytest.fixture
def machine(tmp_path: Path) -> type[AnyLife]:
    return type("Life", (AnyLife,), {"folder": tmp_path})


def test_any_life(machine: type[AnyLife]) -> None:
    run_state_machine_as_test(
        machine, settings=settings(max_examples=60, stateful_step_count=25, deadline=None)
    )
