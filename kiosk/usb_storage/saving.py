"""Writes one file on what was let in, and has it there for good before anybody is told so."""

import os
import subprocess
from collections.abc import Callable, Sequence
from contextlib import suppress
from errno import ENOSPC, EROFS
from pathlib import Path

from kiosk.usb_storage.file_systems import FileSystem
from kiosk.usb_storage.outcome import StickOutcome
from shared_runtime.whole_files import sync_folder

MOUNTED_AT = Path("/run/borne-stick/mounted")
_OPTIONS = "nosuid,nodev,noexec,noatime,umask=077"
_WITHIN_S = 20.0

RunMount = Callable[[Sequence[str | Path]], bool]
"""Runs a program; whether it went well."""


def run_program(words: Sequence[str | Path]) -> bool:
    quiet = subprocess.DEVNULL
    try:
        done = subprocess.run(  # noqa: S603 - fixed commands, and a device that was found here
            words, stdin=quiet, stdout=quiet, stderr=quiet, timeout=_WITHIN_S
        )
    except (OSError, subprocess.TimeoutExpired):
        return False
    return done.returncode == 0


def save_on(
    device: Path,
    kind: FileSystem,
    name: str,
    content: bytes,
    at: Path = MOUNTED_AT,
    run: RunMount = run_program,
) -> StickOutcome:
    """Mounted for as long as it takes. ``SAVED`` only once it is unmounted: then nothing of it is
    in memory alone."""
    if not run(("mount", "-t", kind, "-o", _OPTIONS, device, at)):
        return StickOutcome.UNREADABLE
    try:
        outcome = _written(at, name, content)
    finally:
        unmounted = run(("umount", at))
    return outcome if unmounted else StickOutcome.FAILED


def _written(folder: Path, name: str, content: bytes) -> StickOutcome:
    """Half a file is none, and goes."""
    beside = folder / f"{name}.new"
    try:
        _write(beside, content)
        beside.replace(folder / name)
        sync_folder(folder)
    except OSError as error:
        with suppress(OSError):
            beside.unlink(missing_ok=True)
        return {ENOSPC: StickOutcome.FULL, EROFS: StickOutcome.LOCKED}.get(
            error.errno or 0, StickOutcome.FAILED
        )
    return StickOutcome.SAVED


def _write(path: Path, content: bytes) -> None:
    # Without a mode of its own: FAT has none, and refuses to be given one.
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_NOFOLLOW)
    with os.fdopen(descriptor, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(descriptor)
