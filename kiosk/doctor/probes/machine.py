"""Looks at the clock, at file systems, at the fonts and at the configuration."""

import ctypes
import os
from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path

from kiosk.config.both_sections import Note, judge
from kiosk.config.loading import load
from kiosk.config.settings import KioskSettings
from kiosk.doctor.seen import (
    ClockSeen,
    ConfigurationSeen,
    DiskSeen,
    FontsSeen,
    SpaceSeen,
    SpaceUnseen,
)
from kiosk.ui.paths import font_files

_TIMEX_BYTES = 512
"""Room for the kernel's struct timex, which has 208 bytes on 64-bit machines."""
_UNSYNCHRONISED = 5
"""TIME_ERROR of adjtimex(2): no time service disciplines the clock."""
_OF_KIOSK_SYNC_ALONE = "[sync] device_token_file"


def clock(now: datetime) -> ClockSeen:
    return ClockSeen(now, _kept())


def _kept() -> bool | None:
    """Asks the kernel and changes nothing; None where it does not say."""
    try:
        answer = ctypes.CDLL(None).adjtimex(ctypes.create_string_buffer(_TIMEX_BYTES))
    except (OSError, AttributeError):
        return None
    return None if answer < 0 else answer != _UNSYNCHRONISED


def disk(path: Path) -> DiskSeen:
    """Of the folder, or of the nearest above it that is there: services make theirs at start."""
    path = path.absolute()
    for there in (path, *path.parents):
        try:
            found = os.statvfs(there)
        except (FileNotFoundError, NotADirectoryError):
            continue
        except OSError as error:
            return SpaceUnseen(error.strerror or type(error).__name__)
        return _space(there, found)
    return SpaceUnseen("no such path")


def _space(folder: Path, found: os.statvfs_result) -> SpaceSeen:
    return SpaceSeen(
        free_bytes=found.f_bavail * found.f_frsize,
        inodes=found.f_favail if found.f_files else None,
        read_only=bool(found.f_flag & os.ST_RDONLY),
        writable=os.access(folder, os.W_OK | os.X_OK),
    )


def fonts() -> FontsSeen:
    """Loads each face with the paper's library, its checksums compared; the screens take the same
    files."""
    try:
        return fonts_in(font_files())
    except FileNotFoundError:
        return FontsSeen((), missing=("font_source_sans_pro",))


def fonts_in(files: Sequence[Path]) -> FontsSeen:
    from reportlab.pdfbase.ttfonts import TTFError, TTFontFile

    missing = tuple(file.name for file in files if not file.is_file())
    damaged: list[str] = []
    for file in files:
        if file.name not in missing:
            try:
                TTFontFile(str(file), charInfo=0, validate=1)
            except (TTFError, OSError):
                damaged.append(file.name)
    lost = {*missing, *damaged}
    loaded = tuple(file.name for file in files if file.name not in lost)
    return FontsSeen(loaded, missing, tuple(damaged))


def configuration(file: Path | None, environment: Mapping[str, str]) -> ConfigurationSeen:
    """Every mistake but those of the device token, which kiosk-sync's account alone may read."""
    judgement = judge(file, environment)
    mistakes = tuple(
        each for each in judgement.mistakes if not each.startswith(_OF_KIOSK_SYNC_ALONE)
    )
    settings = load(file, environment)
    return ConfigurationSeen(
        file,
        settings if isinstance(settings, KioskSettings) else None,
        mistakes,
        without_sync=Note.WITHOUT_SYNC in judgement.notes,
    )
