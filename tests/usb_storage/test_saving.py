"""One sealed bundle and nothing else is written, wholly, and said to be there once it is."""

import errno
import os
from collections.abc import Sequence
from pathlib import Path

import pytest

from kiosk.usb_storage.main import handed_over
from kiosk.usb_storage.outcome import StickOutcome
from kiosk.usb_storage.saving import save_on
from wire.support_bundle import MAX_BUNDLE_BYTES, SupportBundle

NAME = "borne-07-20261122-093000.bundle"
BUNDLE = SupportBundle("0123456789abcdef", b"sealed").written()


class Mounting:
    """In place of mount and umount: the folder is the stick."""

    def __init__(self, *fails: str) -> None:
        self.ran: list[list[str]] = []
        self._fails = fails

    def __call__(self, words: Sequence[str | Path]) -> bool:
        self.ran.append([str(each) for each in words])
        return words[0] not in self._fails

    @property
    def programs(self) -> list[str]:
        return [words[0] for words in self.ran]


def saved(folder: Path, run: Mounting) -> StickOutcome:
    return save_on(Path("/dev/sda1"), "vfat", NAME, BUNDLE, folder, run)


def test_it_lies_there_whole_and_is_unmounted_before_that_is_said(tmp_path: Path) -> None:
    run = Mounting()
    assert saved(tmp_path, run) is StickOutcome.SAVED
    assert [(each.name, each.read_bytes()) for each in tmp_path.iterdir()] == [(NAME, BUNDLE)]
    assert run.programs == ["mount", "umount"]
    assert {"nosuid", "nodev", "noexec"} <= set(run.ran[0][4].split(","))
    assert run.ran[0][1:3] == ["-t", "vfat"]


def test_what_cannot_be_mounted_is_unreadable(tmp_path: Path) -> None:
    run = Mounting("mount")
    assert saved(tmp_path, run) is StickOutcome.UNREADABLE
    assert (run.programs, list(tmp_path.iterdir())) == (["mount"], [])


def test_what_cannot_be_unmounted_is_not_said_to_be_there(tmp_path: Path) -> None:
    assert saved(tmp_path, Mounting("umount")) is StickOutcome.FAILED


@pytest.mark.parametrize(
    ("fault", "outcome"),
    [
        (errno.ENOSPC, StickOutcome.FULL),
        (errno.EROFS, StickOutcome.LOCKED),
        (errno.EIO, StickOutcome.FAILED),
        (errno.ENODEV, StickOutcome.FAILED),
    ],
)
def test_half_a_file_is_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fault: int, outcome: StickOutcome
) -> None:
    def fails(_: int) -> None:
        raise OSError(fault, "")

    run = Mounting()
    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", fails)
        assert saved(tmp_path, run) is outcome
    assert list(tmp_path.iterdir()) == []
    assert run.programs[-1] == "umount"


def test_the_one_bundle_is_taken(tmp_path: Path) -> None:
    (tmp_path / NAME).write_bytes(BUNDLE)
    assert handed_over(tmp_path) == (NAME, BUNDLE)


def test_anything_else_is_left_alone(tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_bytes(BUNDLE)
    folders = [tmp_path / str(number) for number in range(8)]
    for each in folders[1:]:
        each.mkdir()
    (folders[2] / "../escapes.bundle").write_bytes(BUNDLE)
    (folders[3] / "autorun.inf").write_bytes(BUNDLE)
    (folders[4] / NAME).symlink_to(secret)
    os.mkfifo(folders[5] / NAME)
    (folders[6] / NAME).write_bytes(b"root:x:0:0:")
    (folders[7] / NAME).write_bytes(BUNDLE + bytes(MAX_BUNDLE_BYTES))
    assert [handed_over(each) for each in folders] == [None] * len(folders)
    (folders[1] / NAME).write_bytes(BUNDLE)
    (folders[1] / NAME.replace("07", "08")).write_bytes(BUNDLE)
    assert handed_over(folders[1]) is None, "one, and not whichever comes first"
