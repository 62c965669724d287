"""The speaker: at once for whoever asks, quiet about what it has not, and back when it is."""

import queue
import threading
from collections.abc import Iterator

import pytest

from kiosk.domain.cues import Cue
from kiosk.hardware.ports import HardwareError
from kiosk.hardware.sound.clips import Clip, load
from kiosk.hardware.sound.speaker import AlsaSpeaker
from kiosk.hardware.status import SpeakerState
from shared_runtime.clock import Clock, SystemClock
from tests.hardware.clocks import HandClock

WITHIN_S = 60.0
VOLUME = 40


class Device:
    """What the speaker plays on: it can be absent, break, or hold a sound back."""

    def __init__(self, clock: Clock | None = None) -> None:
        self.fitted = True
        self.broken = False
        self.free = threading.Event()
        self.free.set()
        self.begun: queue.SimpleQueue[bytes] = queue.SimpleQueue()
        self.told: queue.SimpleQueue[SpeakerState] = queue.SimpleQueue()
        self.speaker = AlsaSpeaker(
            clock or SystemClock(),
            device="any",
            volume=VOLUME,
            fitted=lambda _: self.fitted,
            output=self._output,
        )

    def _output(self, name: str, clip: Clip) -> None:
        if self.broken:
            raise HardwareError("unplugged")
        self.begun.put(clip.samples)
        self.free.wait(WITHIN_S)

    def next_state(self) -> SpeakerState:
        return self.told.get(timeout=WITHIN_S)

    def next_sound(self) -> bytes:
        return self.begun.get(timeout=WITHIN_S)


@pytest.fixture
def device() -> Iterator[Device]:
    made = Device()
    yield made
    made.free.set()
    made.speaker.stop()


def sound(cue: Cue) -> bytes:
    return load(cue, VOLUME).samples


def test_a_sound_is_played_at_the_volume_that_is_set(device: Device) -> None:
    device.speaker.start(device.told.put)
    device.speaker.play(Cue.PAPER_READY)
    assert device.next_sound() == sound(Cue.PAPER_READY)
    assert device.next_state() is SpeakerState.READY


def test_while_one_sounds_only_the_last_that_came_is_kept(device: Device) -> None:
    device.speaker.start(device.told.put)
    device.free.clear()
    device.speaker.play(Cue.CARD_ACCEPTED)
    assert device.next_sound() == sound(Cue.CARD_ACCEPTED)
    for cue in (Cue.PROBLEM, Cue.STILL_THERE, Cue.TAKE_CARD):
        device.speaker.play(cue)
    device.free.set()
    assert device.next_sound() == sound(Cue.TAKE_CARD)
    assert device.begun.empty()


def test_without_a_speaker_it_is_said_once_and_nothing_is_tried(device: Device) -> None:
    device.fitted = False
    device.speaker.start(device.told.put)
    for _ in range(3):
        device.speaker.play(Cue.PROBLEM)
    assert device.next_state() is SpeakerState.NOT_FITTED
    device.speaker.stop()
    assert device.told.empty()
    assert device.begun.empty()


def test_a_speaker_that_is_lost_and_comes_back_is_said_each_time(device: Device) -> None:
    device.speaker.start(device.told.put)
    assert device.next_state() is SpeakerState.READY
    for broken, fitted in ((True, True), (True, False)):
        device.broken, device.fitted = broken, fitted
        device.speaker.play(Cue.PROBLEM)
        assert device.next_state() is SpeakerState.LOST
        device.broken = False
        device.fitted = True
        device.speaker.play(Cue.PROBLEM)
        assert device.next_sound() == sound(Cue.PROBLEM)
        assert device.next_state() is SpeakerState.READY


def test_one_that_is_plugged_in_later_is_found(device: Device) -> None:
    device.fitted = False
    device.speaker.start(device.told.put)
    assert device.next_state() is SpeakerState.NOT_FITTED
    device.fitted = True
    device.speaker.play(Cue.PROBLEM)
    assert device.next_state() is SpeakerState.READY


def test_asked_before_it_has_started_and_after_it_has_stopped_it_says_nothing() -> None:
    device = Device()
    device.speaker.play(Cue.PROBLEM)
    device.speaker.start(device.told.put)
    assert device.next_sound() == sound(Cue.PROBLEM)
    device.speaker.stop()
    device.speaker.play(Cue.PROBLEM)
    assert device.begun.empty()


def test_a_device_that_holds_a_sound_back_is_lost_and_another_thread_goes_on() -> None:
    clock = HandClock()
    device = Device(clock)
    device.speaker.start(device.told.put)
    assert device.next_state() is SpeakerState.READY
    device.free.clear()
    device.speaker.play(Cue.PROBLEM)
    device.next_sound()
    clock.advance(60)
    assert device.next_state() is SpeakerState.LOST
    device.free.set()
    device.speaker.play(Cue.TAKE_CARD)
    assert device.next_sound() == sound(Cue.TAKE_CARD)
    device.speaker.stop()
