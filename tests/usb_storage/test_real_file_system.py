"""A real exFAT, by FUSE where the kernel has none: mounted, written, unmounted."""

import shutil
import subprocess
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest

from kiosk.usb_storage.file_systems import file_system_on
from kiosk.usb_storage.outcome import StickOutcome
from kiosk.usb_storage.saving import run_program, save_on
from tests.usb_storage.test_saving import BUNDLE, NAME

PROGRAMS = ("mkfs.exfat", "mount.exfat-fuse", "losetup")


def lacking() -> str:
    gone = [each for each in PROGRAMS if shutil.which(each, path="/usr/sbin:/sbin:/bin") is None]
    gone += [each for each in ("/dev/fuse", "/dev/loop-control") if not Path(each).exists()]
    return " ".join(gone)


pytestmark = pytest.mark.skipif(bool(lacking()), reason=f"needs root and {lacking()}")
SIZE = 4 * 1024 * 1024

Plug = Callable[..., Path]


def by_fuse(words: Sequence[str | Path]) -> bool:
    """As on a kiosk, but for who knows the file system."""
    return run_program(["exfat-fuse" if each == "exfat" else each for each in words])


def saved(device: Path, content: bytes, at: Path) -> StickOutcome:
    return save_on(device, "exfat", NAME, content, at, by_fuse)


def run(*words: str | Path) -> str:
    done = subprocess.run(words, capture_output=True, text=True, timeout=30, check=True)
    return done.stdout.strip()


@pytest.fixture
def plug(tmp_path: Path) -> Iterator[Plug]:
    """A stick of four megabytes, as a loop device."""
    devices: list[str] = []

    def made(*options: str) -> Path:
        image = tmp_path / "image"
        if not image.exists():
            image.write_bytes(bytes(SIZE))
            run("/sbin/mkfs.exfat", image)
        devices.append(run("losetup", "--find", "--show", *options, image))
        return Path(devices[-1])

    yield made
    for each in devices:
        run("losetup", "--detach", each)


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    folder = tmp_path / "mounted"
    folder.mkdir()
    return folder


def test_a_bundle_is_on_it_when_it_is_said_to_be(plug: Plug, stick: Path) -> None:
    device = plug()
    assert file_system_on(device) == "exfat"
    assert saved(device, BUNDLE, stick) is StickOutcome.SAVED
    assert not stick.is_mount()
    run("mount", "-t", "exfat-fuse", "-o", "ro", device, stick)
    found = {each.name: each.read_bytes() for each in stick.iterdir()}
    run("umount", stick)
    assert found == {NAME: BUNDLE}


def test_a_full_one_keeps_no_half_of_it(plug: Plug, stick: Path) -> None:
    device = plug()
    assert saved(device, BUNDLE + bytes(SIZE), stick) is StickOutcome.FULL
    run("mount", "-t", "exfat-fuse", "-o", "ro", device, stick)
    found = list(stick.iterdir())
    run("umount", stick)
    assert found == []


def test_one_that_is_locked_is_told_apart(plug: Plug, stick: Path) -> None:
    locked = plug("--read-only")
    assert saved(locked, BUNDLE, stick) is StickOutcome.LOCKED
    assert not stick.is_mount()


def test_what_is_no_file_system_is_not_mounted(plug: Plug, stick: Path, tmp_path: Path) -> None:
    (tmp_path / "image").write_bytes(bytes(SIZE))
    device = plug()
    assert file_system_on(device) is None
    assert saved(device, BUNDLE, stick) is StickOutcome.UNREADABLE
