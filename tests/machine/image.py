"""A bare Debian 12 with the kiosk's packages installed, kept for as long as they stay the same.

Two layers, each made once: ``base``, what debootstrap makes, with what only tests need (a reader
without hardware, and what an IPP printer without hardware announces itself by); over it
``installed``, with the packages and all that they depend on. A machine of a test is a third, thrown
away after it.
"""

import hashlib
import shutil
import subprocess
from collections.abc import Callable, Sequence
from pathlib import Path

from tests.house.files import ROOT
from tests.machine import next_version
from tests.machine.machine import layered

PACKAGES = ROOT / "build" / "deb"
CACHE = ROOT / "build" / "machine"
MIRROR = "http://deb.debian.org/debian"
_SUITE = "bookworm"
_BARE = "systemd,systemd-sysv,dbus,ca-certificates"
_FOR_TESTS = ("vsmartcard-vpcd", "avahi-daemon", "cups-ipp-utils", "libnss-systemd")
_WITHIN_S = 900
_SOURCES = f"""deb {MIRROR} {_SUITE} main
deb {MIRROR} {_SUITE}-updates main
deb {MIRROR}-security {_SUITE}-security main
"""


def packages() -> list[Path]:
    """The newest of each package that ``make deb`` has left, by its name."""
    found = sorted(PACKAGES.glob("*.deb"), key=lambda file: file.stat().st_mtime)
    return sorted({file.name.partition("_")[0]: file for file in found}.values())


def package(name: str) -> Path:
    """The newest of that name that ``make deb`` has left."""
    return next(file for file in packages() if file.name.startswith(f"{name}_"))


def next_kiosk() -> Path:
    """The kiosk's package once more, as the version after all others."""
    now = package("borne-kiosk")
    of = _digest([now]) + Path(next_version.__file__).read_text()
    made = _made(CACHE / "next", of, lambda folder: next_version.repack(now, "opt/borne", folder))
    (built,) = made.glob("*.deb")
    return built


def installed() -> list[Path]:
    """The layers of a Debian with the packages, the topmost first. Takes minutes the first time."""
    return _with("installed", packages())


def with_central() -> list[Path]:
    """The same with central's package alone, as the machine of a caisse has it."""
    return _with("central", [package("borne-central")])


def _with(name: str, named: Sequence[Path]) -> list[Path]:
    base = _made(CACHE / "base", _SOURCES + _BARE + " ".join(_FOR_TESTS), _bootstrap)
    top = _made(CACHE / name, _digest(named), lambda folder: _install(base, folder, named))
    return [top / "upper", base]


def _digest(files: Sequence[Path]) -> str:
    return hashlib.sha256(b"".join(file.read_bytes() for file in files)).hexdigest()


def apt(root: Path, *words: str) -> None:
    """apt-get in a file system whose services do not run."""
    told = ["apt-get", "-y", "-qq", "--no-install-recommends", *words]
    _in(root, "env", "DEBIAN_FRONTEND=noninteractive", *told)


def _made(folder: Path, of: str, make: Callable[[Path], None]) -> Path:
    """``folder``, as ``make`` leaves it, unless it was already made of the same."""
    stamp = folder.with_suffix(".stamp")
    told = hashlib.sha256(of.encode()).hexdigest()
    if not stamp.exists() or stamp.read_text() != told:
        stamp.unlink(missing_ok=True)
        if folder.exists():
            shutil.rmtree(folder)
        folder.mkdir(parents=True)
        make(folder)
        stamp.write_text(told)
    return folder


def _bootstrap(folder: Path) -> None:
    _run("debootstrap", "--variant=minbase", f"--include={_BARE}", _SUITE, folder, MIRROR)
    (folder / "etc/apt/sources.list").write_text(_SOURCES)
    # Debian's installer writes it; a bare root has none, and localhost would be nowhere.
    (folder / "etc/hosts").write_text("127.0.0.1 localhost\n::1 localhost\n")
    (folder / "etc/hostname").write_text("borne\n")
    apt(folder, "update")
    apt(folder, "install", *_FOR_TESTS)


def _install(base: Path, folder: Path, named: Sequence[Path]) -> None:
    with layered([base], folder) as root:
        inbox = root / "var/tmp"
        for file in named:
            shutil.copy(file, inbox)
        apt(root, "install", *(f"/var/tmp/{file.name}" for file in named))
        for file in named:
            (inbox / file.name).unlink()


def _in(root: Path, *words: str) -> None:
    # With this machine's network, for apt, and with nothing started: policy-rc.d of nspawn is ours.
    policy = root / "usr/sbin/policy-rc.d"
    policy.write_text("#!/bin/sh\nexit 101\n")
    policy.chmod(0o755)
    try:
        told = ("--quiet", "--register=no", "--keep-unit", "--pipe", f"--directory={root}")
        _run("systemd-nspawn", *told, *words)
    finally:
        policy.unlink()


def _run(*words: str | Path) -> None:
    done = subprocess.run(
        words, stdin=subprocess.DEVNULL, capture_output=True, timeout=_WITHIN_S, text=True
    )
    assert done.returncode == 0, f"{words}: {done.stdout[-3000:]}{done.stderr[-3000:]}"
