"""The reader out of sight at every screen, and back: nobody's data stays, the next visit works."""

from collections.abc import Iterator

import pytest

from tests.soak.memory_gateway import CODE, MemoryGateway, MemoryJournal, StatusServer
from tests.soak.memory_staff import MemoryStaff
from tests.soak.rig import Parts, Rig, Script
from tests.soak.visits import Visits

WHO = "camille-martin"
SCREENS = (
    "attract",
    "reading",
    "wrongCard",
    "home",
    "code",
    "choose",
    "confirm",
    "paper",
    "recorded",
    "idle",
    "takeCard",
)


NEXT = "lea-bernard"


class OutOfSight(Visits):
    """A visit as far as ``screen``, where the reader goes."""

    def at_every_screen(self) -> Iterator[Script]:
        for screen in SCREENS:
            yield self.unplugged_at(screen)
            yield self.attestation()

    def unplugged_at(self, screen: str) -> Script:
        rig = self._rig
        yield from self._reach(screen)
        assert rig.kind == screen or screen == "reading", (rig.kind, screen)
        rig.reader.set_fault("unplugged")
        yield rig.at("outOfService", "paper", "recorded")
        if rig.kind != "outOfService":
            # Paper is out: it may be taken, on a screen that names nobody.
            assert screen in ("paper", "recorded")
            yield lambda: not rig.names(WHO)
            rig.touch("choose", 0)
            yield rig.at("outOfService")
        assert not rig.names(WHO)
        rig.reader.remove()
        rig.reader.set_fault(None)
        yield rig.at("attract")

    def away_for_an_hour(self) -> Script:
        rig = self._rig
        yield rig.at("attract")
        rig.reader.set_fault("unplugged")
        yield rig.at("outOfService")
        for _ in range(60):
            rig.clock.skip(60.0)
            rig.app.touched()
            yield rig.at("outOfService")
        rig.reader.set_fault(None)
        yield rig.at("attract")

    def swapped_at(self, screen: str) -> Script:
        """She leaves with her card while the reader does not answer; somebody else puts his in."""
        rig = self._rig
        yield from self._reach(screen)
        assert rig.names(WHO) or screen != "home"
        rig.reader.set_fault("unavailable")
        yield rig.at("attract")
        self._insert(NEXT)
        rig.reader.set_fault(None)
        yield rig.at("home")
        assert rig.names(NEXT)
        assert not rig.names(WHO)
        yield from self._remove()

    def _reach(self, screen: str) -> Script:
        rig = self._rig
        match screen:
            case "attract":
                yield rig.at("attract")
            case "reading":
                self._insert(WHO)
            case "home":
                yield from self._to_home(WHO)
            case "code":
                yield from self._to_code(WHO)
                rig.touch("typeCharacter", CODE[0])
            case "choose":
                yield from self._to_code(WHO)
                rig.enter(CODE)
                yield rig.at("choose")
            case "confirm":
                yield from self._to_confirm(WHO)
            case "paper":
                yield from self._to_confirm(WHO)
                rig.touch("agree")
                yield rig.at("paper")
                rig.wipe_paper()
            case "recorded":
                yield from self._to_recorded(WHO)
            case "idle":
                yield from self._to_home(WHO)
                rig.fall_silent()
                yield rig.at("idle")
            case "takeCard":
                yield from self._to_home(WHO)
                rig.touch("end")
                yield rig.at("takeCard")
            case "wrongCard":
                self._insert("upside-down")
                yield rig.at("wrongCard")


@pytest.fixture
def kiosk(qapp, tmp_path):
    (tmp_path / "paper").mkdir()
    server = StatusServer(tmp_path / "s")
    gateway = MemoryGateway()
    made = Rig(
        Parts(gateway, MemoryJournal(), MemoryStaff(), tmp_path / "s", tmp_path / "paper"),
        (540, 960),
    )
    try:
        yield made, OutOfSight(made, gateway)
    finally:
        made.close()
        server.close()


def test_the_reader_goes_and_comes_back_at_every_screen(qapp, kiosk):
    rig, visits = kiosk
    rig.begin(visits.at_every_screen())
    qapp.exec()
    assert rig.failures == []


def test_after_an_hour_without_it_the_next_visit_is_as_any(qapp, kiosk):
    rig, visits = kiosk
    rig.begin(iter([visits.away_for_an_hour(), visits.attestation(), visits.forgotten_code()]))
    qapp.exec()
    assert rig.failures == []


@pytest.mark.parametrize("screen", ["home", "code", "confirm"])
def test_the_next_person_sees_his_own_visit_after_a_silence_of_the_reader(qapp, kiosk, screen):
    rig, visits = kiosk
    rig.begin(iter([visits.swapped_at(screen), visits.attestation()]))
    qapp.exec()
    assert rig.failures == []
