"""Judges the disk, the fonts and the configuration."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from kiosk.doctor.seen import ConfigurationSeen, DiskSeen, FontsSeen, SpaceUnseen
from wire.health import HealthCheck, HealthCode, Part, check_of

_MB = 1_000_000


@dataclass(frozen=True, slots=True)
class Need:
    """Bytes: below ``full`` the kiosk stumbles, below ``low`` staff should look before it does."""

    full: int
    low: int


NEEDS: Mapping[Part, Need] = {
    # One page as the printer's raster: A4 at 600 dpi and 8 bits has 35 MB.
    Part.SPOOL: Need(40 * _MB, 120 * _MB),
    # The journal keeps 15 % of its file system free and then forgets what is oldest.
    Part.LOGS: Need(50 * _MB, 500 * _MB),
    # Sockets and a lock; beside them in memory are other services' files.
    Part.RUNTIME: Need(1 * _MB, 10 * _MB),
    # An attestation has some 60 KB.
    Part.PAPER: Need(1 * _MB, 20 * _MB),
}
_WRITTEN_BY_US = frozenset({Part.PAPER})
"""The others are written by services of other accounts: whether we may is no question."""


def disk(part: Part, path: Path, seen: DiskSeen) -> HealthCheck:
    args: dict[str, str | int] = {"path": str(path)}
    if isinstance(seen, SpaceUnseen):
        return check_of(part, HealthCode.DISK_UNSEEN, args | {"why": seen.why})
    need = NEEDS[part]
    args |= {"free_mb": seen.free_bytes // _MB, "low_mb": need.low // _MB}
    if seen.read_only:
        code = HealthCode.DISK_READ_ONLY
    elif part in _WRITTEN_BY_US and not seen.writable:
        code = HealthCode.DISK_NOT_WRITABLE
    elif seen.free_bytes < need.full or seen.inodes == 0:
        code = HealthCode.DISK_FULL
    elif seen.free_bytes < need.low:
        code = HealthCode.DISK_LOW
    else:
        code = HealthCode.DISK_ROOMY
    return check_of(part, code, args)


def fonts(seen: FontsSeen) -> HealthCheck:
    if seen.missing:
        return check_of(Part.FONTS, HealthCode.FONTS_MISSING, {"files": ", ".join(seen.missing)})
    if seen.damaged:
        return check_of(Part.FONTS, HealthCode.FONTS_DAMAGED, {"files": ", ".join(seen.damaged)})
    return check_of(Part.FONTS, HealthCode.FONTS_LOADED, {"files": ", ".join(seen.loaded)})


def configuration(seen: ConfigurationSeen) -> HealthCheck:
    file = {"file": "–" if seen.file is None else str(seen.file)}
    if seen.mistakes:
        return check_of(Part.CONFIGURATION, HealthCode.CONFIGURATION_MISTAKEN, file)
    if seen.file is None:
        return check_of(Part.CONFIGURATION, HealthCode.CONFIGURATION_DEFAULTS)
    if seen.without_sync:
        return check_of(Part.CONFIGURATION, HealthCode.CONFIGURATION_WITHOUT_SYNC, file)
    return check_of(Part.CONFIGURATION, HealthCode.CONFIGURATION_RIGHT, file)
