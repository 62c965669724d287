"""Where each file of ``systemd/`` goes on a Debian, by the name of its folder."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from scripts.deb.package import CENTRAL, ROOT, DebianPackage

SYSTEMD = ROOT / "systemd"
UNITS = PurePosixPath("usr/lib/systemd/system")
OWN = PurePosixPath("usr/share/borne")
"""For what only our own units and drop-ins name."""

_UNIT_SUFFIXES = frozenset({".service", ".socket", ".target", ".timer", ".path", ".mount"})
_FOLDERS = {
    "sysusers.d": "usr/lib",
    "tmpfiles.d": "usr/lib",
    "sysctl.d": "usr/lib",
    "modprobe.d": "usr/lib",
    "udev": "usr/lib",
    "polkit-1": "usr/share",
    "journald.conf.d": "usr/lib/systemd",
    "system.conf.d": "usr/lib/systemd",
    "coredump.conf.d": "usr/lib/systemd",
    "logind.conf.d": "usr/lib/systemd",
    "timesyncd.conf.d": "usr/lib/systemd",
    "resolved.conf.d": "usr/lib/systemd",
}
_OF_CENTRAL = ("central", "borne-central")


@dataclass(frozen=True, slots=True)
class SystemFile:
    """``target`` from the root of the machine on; ``mode`` 0755 for what is run."""

    source: Path
    target: PurePosixPath
    mode: int


def system_files(package: DebianPackage, folder: Path = SYSTEMD) -> tuple[SystemFile, ...]:
    """What of the folder belongs to the package: what is named after central is central's."""
    wanted = package is CENTRAL
    return tuple(
        each for each in _all(folder) if each.source.name.startswith(_OF_CENTRAL) is wanted
    )


def units(package: DebianPackage) -> tuple[str, ...]:
    """The names of its units that somebody may start, in the order of their names."""
    return tuple(
        sorted(
            each.target.name
            for each in system_files(package)
            if each.target.parent == UNITS and each.target.suffix in _UNIT_SUFFIXES
        )
    )


def enabled_units(package: DebianPackage) -> tuple[str, ...]:
    """Those of them that say when they are wanted."""
    return tuple(
        name for name in units(package) if "\n[Install]" in (SYSTEMD / name).read_text("utf-8")
    )


def _all(folder: Path) -> Iterator[SystemFile]:
    for source in sorted(each for each in folder.rglob("*") if each.is_file()):
        if "__pycache__" in source.parts:
            continue
        within = PurePosixPath(source.relative_to(folder))
        mode = 0o755 if source.stat().st_mode & 0o100 else 0o644
        yield SystemFile(source, _target(within), mode)


def _target(within: PurePosixPath) -> PurePosixPath:
    first = within.parts[0]
    if len(within.parts) == 1 or first.endswith((".service.d", ".socket.d", ".target.d", ".wants")):
        return UNITS / within
    if first in _FOLDERS:
        return PurePosixPath(_FOLDERS[first]) / within
    if within.parts[:2] == ("cups", "filter"):
        return PurePosixPath("usr/lib") / within
    if first == "cups" and within.suffix in {".types", ".convs"}:
        return PurePosixPath("usr/share/cups/mime") / within.name
    return OWN / within
