"""The device file: bytes as they are, nothing that waits for ever, one at a time."""

import os
import threading
from collections.abc import Iterator
from errno import EBUSY, EIO, ENOENT
from pathlib import Path

import pytest

from devdock.receipts.empty_reads import say_with_empty_reads
from kiosk.hardware.escpos.device import DeviceFile, DeviceNotOpened
from kiosk.hardware.ports import HardwareError
from shared_runtime.clock import SystemClock

EVERY_BYTE = bytes(range(256))
CLOCK = SystemClock()


class Pty:
    def __init__(self) -> None:
        self.far, near = os.openpty()
        self.path = Path(os.ttyname(near))
        self.ends = self.far, near
        self._open = [*self.ends]

    def hang_up(self) -> None:
        while self._open:
            os.close(self._open.pop())


@pytest.fixture
def pty() -> Iterator[Pty]:
    made = Pty()
    yield made
    made.hang_up()


def opened(pty: Pty, free_within_s: float = 0.0) -> DeviceFile:
    return DeviceFile(pty.path, CLOCK, free_within_s)


def test_every_byte_passes_as_it_is_in_both_directions(pty):
    with opened(pty) as device:
        assert device.write(EVERY_BYTE, 1) == 256
        assert os.read(pty.far, 1000) == EVERY_BYTE
        os.write(pty.far, EVERY_BYTE)
        assert bytes(device.read(1) or 0 for _ in range(256)) == EVERY_BYTE


def test_what_nobody_takes_is_given_up_and_counted(pty):
    with opened(pty) as device:
        taken = device.write(bytes(1_000_000), 0.01)
    assert 0 < taken < 1_000_000


def test_nothing_is_written_that_nobody_wants(pty):
    with opened(pty) as device:
        assert device.write(b"strip", 5, wanted=lambda: False) == 0
        assert device.read(5, wanted=lambda: False) is None


def test_silence_is_no_byte(pty):
    with opened(pty) as device:
        assert device.read(0.01) is None


def test_what_arrived_unasked_is_dropped(pty):
    os.write(pty.far, b"old news")
    with opened(pty) as device:
        device.settle(0.01)
        os.write(pty.far, b"!")
        assert device.read(1) == ord("!")


def test_a_device_that_never_stops_talking_holds_nobody_up(pty):
    os.write(pty.far, bytes(3000))
    with opened(pty) as device:
        device.settle(0.01)
        assert device.read(0) is not None


def test_a_read_of_nothing_is_no_byte_yet_and_the_next_one_counts(pty):
    """As after a packet of USB without a byte: the printer has not gone."""
    with opened(pty) as device:
        say_with_empty_reads(pty.ends, b"!?")
        assert device.read(5) == ord("!")
        assert device.read(5) == ord("?")
        assert device.read(0.01) is None
        assert device.write(b"strip", 1) == 5


def test_a_driver_that_always_has_nothing_to_read_is_silent_and_costs_no_core(pty, monkeypatch):
    """The driver of USB printers says that there is something while it has an empty packet."""
    reads = []

    def nothing(_fd: int, _size: int) -> bytes:
        reads.append(1)
        return b""

    os.write(pty.far, b"!")
    with opened(pty) as device:
        monkeypatch.setattr(os, "read", nothing)
        assert device.read(0.1) is None
        assert device.read(0) is None
    assert len(reads) < 50


def test_a_device_that_goes_is_told_to_whoever_reads_or_writes(pty):
    with opened(pty) as device:
        pty.hang_up()
        with pytest.raises(HardwareError):
            device.read(0.1)
        with pytest.raises(HardwareError):
            device.write(b"strip", 0.1)


def test_a_device_that_goes_with_some_of_it_has_taken_that(pty, monkeypatch):
    """Else the strip would count as never sent."""
    write, calls = os.write, []

    def some(fd: int, data: bytes) -> int:
        calls.append(data)
        if len(calls) > 1:
            raise OSError(EIO, "gone")
        return write(fd, data[:3])

    with opened(pty) as device:
        monkeypatch.setattr(os, "write", some)
        assert device.write(b"strip", 0.1) == 3


def test_no_device_file_is_not_opened(tmp_path):
    with pytest.raises(DeviceNotOpened) as caught:
        DeviceFile(tmp_path / "receipt-printer", CLOCK, 5)
    assert caught.value.errno == ENOENT


def test_one_at_a_time_and_the_next_waits_its_turn(pty):
    first = opened(pty)
    with pytest.raises(DeviceNotOpened) as caught:
        opened(pty, free_within_s=0.01)
    assert caught.value.errno == EBUSY
    threading.Timer(0.05, first.__exit__).start()
    with opened(pty, free_within_s=10) as second:
        assert second.write(b"mine", 1) == 4
