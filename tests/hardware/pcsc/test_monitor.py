"""The watching loop, turn by turn: what it sees, and how it comes back when things break."""

import pytest

from kiosk.hardware.pcsc.insertion_tracker import InsertionTracker
from kiosk.hardware.pcsc.monitor import Monitor, pick_reader
from kiosk.hardware.pcsc.scard import PcscError, ReturnCode
from kiosk.hardware.sim.card.chip import VirtualChip
from kiosk.hardware.sim.card.profile import vitale
from kiosk.hardware.sim.card.slot import SimScard
from kiosk.hardware.status import CardInserted, CardTakenOut, DeviceEvent, DeviceHealth, Health
from tests.hardware.clocks import HandClock
from tests.hardware.pcsc.shelf import StepPulse
from tests.hardware.people import CAMILLE


class ScriptedScard(SimScard):
    """Each wait for a change first plays the next move of the script, then never blocks."""

    def __init__(self, pulse: StepPulse, clock: HandClock, *moves) -> None:
        super().__init__()
        self._pulse, self._clock, self._moves_to_play = pulse, clock, list(moves)

    def wait_change(self, context, timeout_ms, states):
        if not self._moves_to_play:
            self._pulse.end()
        else:
            self._moves_to_play.pop(0)(self)
        found = super().wait_change(context, 0, states)
        if found is None:
            self._clock.advance(timeout_ms / 1000)
        return found


def put_in(scard: SimScard) -> None:
    scard.put_in(VirtualChip(vitale([CAMILLE])))


def run(*moves, most_waits: int = 99) -> tuple[list[DeviceEvent], list[float], SimScard]:
    clock = HandClock()
    pulse = StepPulse(clock)
    pulse.most_waits = most_waits
    scard = ScriptedScard(pulse, clock, *moves)
    events: list[DeviceEvent] = []
    tracker = InsertionTracker(clock, events.append, lambda *_: None, lambda _: None, 15.0)
    Monitor(lambda: scard, "", tracker).run(pulse)
    return events, pulse.waits, scard


def nothing(_: SimScard) -> None:
    return


def fail(code: int):
    return lambda scard: scard.fail_next("wait_change", code)


def healths(events: list[DeviceEvent]) -> list[tuple[Health, str | None]]:
    return [(e.health, e.reason) for e in events if isinstance(e, DeviceHealth)]


OK = (Health.OK, None)
NO_READER = (Health.FAILED, "reader_absent")
NO_SERVICE = (Health.FAILED, "service_absent")


def test_a_card_already_in_at_start_is_an_insertion():
    events, _, scard = run(put_in, *[nothing] * 4)
    assert [type(e) for e in events][:2] == [DeviceHealth, CardInserted]
    assert scard.idle


def test_a_card_swapped_between_two_looks_is_two_insertions():
    events, _, _ = run(put_in, *[nothing] * 4, put_in, *[nothing] * 4)
    kinds = [type(e) for e in events if not isinstance(e, DeviceHealth)]
    assert kinds[0] is CardInserted
    assert kinds.count(CardTakenOut) == 1
    assert kinds.count(CardInserted) == 2


def test_a_reader_that_is_unplugged_and_plugged_again():
    events, waits, _ = run(
        nothing, lambda s: s.plug(False), nothing, lambda s: s.plug(True), nothing, nothing
    )
    assert healths(events) == [OK, NO_READER, OK]
    assert waits == []


@pytest.mark.parametrize(
    ("code", "health"),
    [
        (ReturnCode.NO_SERVICE, NO_SERVICE),
        (ReturnCode.SERVICE_STOPPED, NO_SERVICE),
        (ReturnCode.COMM_ERROR, NO_SERVICE),
        (ReturnCode.INVALID_HANDLE, NO_SERVICE),
        (ReturnCode.UNKNOWN_READER, NO_READER),
        (ReturnCode.NO_READERS, NO_READER),
        (0x80100027, NO_SERVICE),
    ],
)
def test_each_loss_drops_every_handle_and_starts_again(code, health):
    events, waits, scard = run(nothing, fail(code), nothing, nothing)
    assert healths(events) == [OK, health, OK]
    assert waits == [0.5]
    assert scard.idle


def test_back_off_grows_to_ten_seconds_while_the_service_is_away():
    _, waits, _ = run(nothing, lambda s: s.serve(False), most_waits=8)
    assert waits == [0.5, 1, 2, 4, 8, 10, 10, 10]


def test_back_off_starts_afresh_after_a_recovery():
    _, waits, _ = run(
        fail(ReturnCode.NO_SERVICE),
        fail(ReturnCode.NO_SERVICE),
        nothing,
        fail(ReturnCode.NO_SERVICE),
        nothing,
    )
    assert waits == [0.5, 1, 0.5]


def test_a_library_that_is_not_installed_is_a_service_that_is_absent():
    clock = HandClock()
    pulse = StepPulse(clock)
    pulse.most_waits = 1
    events: list[DeviceEvent] = []
    tracker = InsertionTracker(clock, events.append, lambda *_: None, lambda _: None, 15.0)

    def missing():
        raise PcscError(ReturnCode.NO_SERVICE)

    Monitor(missing, "", tracker).run(pulse)
    assert healths(events) == [NO_SERVICE]


@pytest.mark.parametrize(
    ("pattern", "found"),
    [
        ("", "ACME Twin 00 00"),
        ("acme", "ACME Twin 00 00"),
        ("twin 00 01", "ACME Twin 00 01"),
        ("*00 01", "ACME Twin 00 01"),
        ("other", None),
        ("[", None),
        ("acme twin 00 0?", "ACME Twin 00 00"),
        ("[at]*", None),
    ],
)
def test_the_reader_is_picked_by_name(pattern, found):
    assert pick_reader(["ACME Twin 00 00", "ACME Twin 00 01"], pattern) == found


@pytest.mark.parametrize(
    ("pattern", "found"),
    [
        ("Gemalto PC Twin [CCID Interface]", "Gemalto PC Twin [CCID Interface] 00 00"),
        ("*[CCID Interface]*", "Gemalto PC Twin [CCID Interface] 00 00"),
        ("[HID Interface] 0?", None),
        ("*[HID Interface] 00 0?", "Gemalto C [HID Interface] 00 00"),
        ("*[!A]*", None),
        ("PC*", None),
    ],
)
def test_brackets_in_a_readers_name_are_brackets(pattern, found):
    names = ["Gemalto C [HID Interface] 00 00", "Gemalto PC Twin [CCID Interface] 00 00"]
    assert pick_reader(names, pattern) == found


def test_a_name_that_holds_the_pattern_comes_before_one_that_a_wildcard_would_fit():
    assert pick_reader(["Twin 7 00 00", "Twin ? 00 00"], "twin ? 00 00") == "Twin ? 00 00"
