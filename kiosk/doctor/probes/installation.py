"""Looks at how the machine is set up: units, accounts, sockets, what services were started with."""

import grp
import pwd
import subprocess
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from kiosk.doctor.probes.swap import plain_swap

UNITS = ("kiosk.target", "kiosk-display.service", "kiosk-sync.service", "kiosk-ui.service")
USERS = ("kiosk-ui", "kiosk-sync")
GROUPS = ("kiosk", "kiosk-card", "kiosk-display", "kiosk-receipt")
CARD_SOCKET = Path("run/pcscd/pcscd.comm")
DISPLAY_SOCKET = Path("run/kiosk-display/wayland-0")
VIRTUAL_READERS = (
    Path("etc/reader.conf.d/vpcd"),
    Path("usr/lib/pcsc/drivers/serial/libifdvpcd.so"),
)
STAFF_PEPPERS = (Path("etc/credstore.encrypted/staff-pepper"), Path("etc/credstore/staff-pepper"))

_SYSTEMCTL_S = 5.0


@dataclass(frozen=True, slots=True)
class InstallationSeen:
    """``unit_states``: what systemd says of each unit's file, empty where there is none;
    ``missing_accounts``: users and groups; ``card_socket_mode``: its permissions; ``cups_command``:
    what starts CUPS; ``plain_swap``: where memory may be
    written to a disk that nobody has encrypted. None: it could not be seen."""

    unit_states: Mapping[str, str]
    missing_accounts: tuple[str, ...]
    card_socket_mode: int | None
    has_virtual_reader: bool
    cups_command: str | None
    has_display: bool
    has_staff_pepper: bool | None
    plain_swap: tuple[str, ...] | None


Systemctl = Callable[[Sequence[str]], str]
"""Gives what ``systemctl`` with these arguments prints, nothing where it fails."""


def systemctl(arguments: Sequence[str]) -> str:
    with suppress(OSError, subprocess.TimeoutExpired):
        return subprocess.run(  # noqa: S603 - a fixed command, and words of our own
            ("/usr/bin/systemctl", *arguments),
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=_SYSTEMCTL_S,
            check=False,
        ).stdout.strip()
    return ""


def look(root: Path = Path("/"), ask: Systemctl = systemctl) -> InstallationSeen:
    return InstallationSeen(
        unit_states={unit: ask(("is-enabled", unit)) for unit in UNITS},
        missing_accounts=(
            *(name for name in USERS if not _is_known(pwd.getpwnam, name)),
            *(name for name in GROUPS if not _is_known(grp.getgrnam, name)),
        ),
        card_socket_mode=_mode(root / CARD_SOCKET),
        has_virtual_reader=any((root / path).exists() for path in VIRTUAL_READERS),
        cups_command=ask(("show", "--property=ExecStart", "--value", "cups.service")) or None,
        has_display=_mode(root / DISPLAY_SOCKET) is not None,
        has_staff_pepper=_any_there([root / path for path in STAFF_PEPPERS]),
        plain_swap=plain_swap(root),
    )


def _is_known(find: Callable[[str], object], name: str) -> bool:
    try:
        find(name)
    except KeyError:
        return False
    return True


def _mode(path: Path) -> int | None:
    try:
        return path.stat().st_mode & 0o777
    except OSError:
        return None


def _any_there(paths: Sequence[Path]) -> bool | None:
    """None where this account may not look."""
    seen = True
    for path in paths:
        try:
            path.stat()
        except FileNotFoundError:
            continue
        except OSError:
            seen = False
        else:
            return True
    return False if seen else None
