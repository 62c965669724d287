"""A memory stick is let in for as long as one file takes, and nothing else of USB ever is."""

from pathlib import Path

import pytest

from kiosk.usb_storage.file_systems import file_system_on, first_with_one
from kiosk.usb_storage.letting_in import let_in, shut_out, wait_for
from kiosk.usb_storage.outcome import storage_interfaces
from tests.usb_storage.sticks import INTERFACE, FakeUsb, first_sector


@pytest.fixture
def usb(tmp_path: Path) -> FakeUsb:
    return FakeUsb(tmp_path)


def test_only_sticks_are_let_in_and_all_are_shut_out_again(usb: FakeUsb) -> None:
    stick, keyboard = usb.plug_in(), usb.plug_in("1-3:1.0", "03")
    with let_in(usb.devices) as interfaces:
        assert interfaces == [stick]
        assert (stick / "authorized").read_text() == "1"
        assert (usb.devices.parent / "drivers_probe").read_text() == INTERFACE
        assert (keyboard / "authorized").read_text() == "0\n"
    assert (stick / "authorized").read_text() == "0"
    assert (keyboard / "authorized").read_text() == "0\n"


def test_it_is_shut_out_whatever_happens_meanwhile(usb: FakeUsb) -> None:
    stick = usb.plug_in()
    with pytest.raises(RuntimeError), let_in(usb.devices):
        raise RuntimeError
    assert (stick / "authorized").read_text() == "0"
    (stick / "authorized").write_text("1")
    shut_out(usb.devices)
    assert (stick / "authorized").read_text() == "0"


def test_one_that_is_pulled_out_meanwhile_is_no_bug(usb: FakeUsb) -> None:
    stick = usb.plug_in()
    with let_in(usb.devices):
        for each in stick.iterdir():
            each.unlink()
        stick.rmdir()
    assert storage_interfaces(usb.devices) == []


def test_without_usb_there_is_none(tmp_path: Path) -> None:
    assert storage_interfaces(tmp_path / "none") == []


def test_a_slow_stick_is_waited_for_and_its_first_fitting_partition_taken(usb: FakeUsb) -> None:
    stick = usb.plug_in()
    pauses: list[float] = []

    def pause(seconds: float) -> None:
        pauses.append(seconds)
        if len(pauses) == 5:
            sectors = {"sda1": first_sector("ntfs"), "sda2": first_sector("exfat")}
            usb.show_disk(INTERFACE, "sda", sectors)

    found, seen = wait_for([stick], first_with_one, usb.files, pause)
    assert (found, seen, len(pauses)) == (usb.files / "sda2", True, 5)


def test_one_without_partitions_is_read_as_it_is(usb: FakeUsb) -> None:
    stick = usb.plug_in()
    usb.show_disk(INTERFACE, "sda", {})
    (usb.files / "sda").write_bytes(first_sector("vfat"))
    assert wait_for([stick], first_with_one, usb.files) == (usb.files / "sda", True)


@pytest.mark.parametrize("shown", [True, False])
def test_waiting_ends_and_tells_a_disk_that_cannot_be_read_from_none(
    usb: FakeUsb, shown: bool
) -> None:
    stick = usb.plug_in()
    if shown:
        usb.show_disk(INTERFACE, "sda", {"sda1": first_sector("ntfs")})
    waited: list[float] = []
    assert wait_for([stick], first_with_one, usb.files, waited.append) == (None, shown)
    assert 10 < sum(waited) < 15


@pytest.mark.parametrize(
    ("sector", "kind"),
    [
        (first_sector("vfat"), "vfat"),
        (first_sector("fat16"), "vfat"),
        (first_sector("exfat"), "exfat"),
        (first_sector("ntfs"), None),
        (first_sector("exfat")[:-1], None),
        (first_sector("exfat")[:510] + b"\0\0", None),
        (b"", None),
    ],
)
def test_what_is_let_in_is_known_by_its_first_sector(
    tmp_path: Path, sector: bytes, kind: str | None
) -> None:
    device = tmp_path / "device"
    device.write_bytes(sector)
    assert file_system_on(device) == kind
    assert file_system_on(tmp_path / "gone") is None
