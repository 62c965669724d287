"""What of a keyboard reaches the kiosk, asked of the tool that reads the hardware database."""

import shutil
import subprocess
from pathlib import Path

import pytest

from tests.house.units import FOLDER

HWDB = FOLDER / "udev" / "hwdb.d" / "70-borne-keyboards.hwdb"
USB = "evdev:input:b0003v046DpC31Ce0110-e0,1,4,11,14,k71,72,73,ram4,l0,1,2,sfw"
BLUETOOTH = "evdev:input:b0005v046DpB342e0035-e0,1,2,3,4,11,14,k71,ram4,l0,1,2,3,4,sfw"
DROPPED = {
    *("700e0", "700e4", "700e2", "700e3", "700e7"),
    *(f"{usage:05x}" for usage in range(0x7003A, 0x70047)),
    *("70048", "70065", "70066", "10081", "10082", "10083"),
    *("c0030", "c0031", "c0032", "c0034"),
}
"""Ctrl, the left Alt, Super; F1 to F12 and Print; Pause, Menu, Power, Sleep, Wake; the
consumer page's Power, Reset and Sleep."""
ALTGR, LETTERS_AND_DIGITS = 0x700E6, range(0x70004, 0x70028)

pytestmark = pytest.mark.skipif(
    shutil.which("systemd-hwdb") is None, reason="needs systemd-hwdb (package udev)"
)


@pytest.mark.parametrize("keyboard", [USB, BLUETOOTH], ids=["usb", "bluetooth"])
def test_a_keyboard_types_and_makes_no_chords(tmp_path: Path, keyboard: str) -> None:
    dropped = _told(tmp_path, keyboard)
    assert dropped == {f"KEYBOARD_KEY_{each}=reserved" for each in DROPPED}
    kept = {f"KEYBOARD_KEY_{usage:x}=reserved" for usage in (ALTGR, *LETTERS_AND_DIGITS)}
    assert not dropped & kept


def test_what_is_no_keyboard_of_that_kind_is_left_alone(tmp_path: Path) -> None:
    assert _told(tmp_path, "evdev:input:b0019v0000p0001e0000-e0,1,k74,ramlsfw") == set()


def _told(root: Path, device: str) -> set[str]:
    """What udev would be told of that device, where no other file says anything."""
    folder = root / "etc" / "udev" / "hwdb.d"
    folder.mkdir(parents=True)
    shutil.copy(HWDB, folder)
    _run("update", "--strict", root=root)
    return set(_run("query", device, root=root).split())


def _run(*words: str, root: Path) -> str:
    command = ["systemd-hwdb", f"--root={root}", *words]
    done = subprocess.run(command, capture_output=True, text=True, timeout=30)
    assert done.returncode == 0, done.stderr
    return done.stdout
