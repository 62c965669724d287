"""Power that goes during an upgrade to another version: one of the two is there, whole, and runs;
the upgrade is ended by dpkg's own commands; what waited for central arrives, once.

Each moment has a machine of its own over the same one that was set up.
"""

import re
import subprocess
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.machine import image
from tests.machine.kiosk_machine import KioskMachine
from tests.machine.next_version import NEXT, version_of
from tests.machine.queued import Queued, expect_arrival, waiting

PACKAGE = "borne-kiosk"
POLL_S = 0.002
UNPACKED_S = 300.0


@dataclass(frozen=True, slots=True)
class Version:
    """A package, and what of it lies in the folder of its version."""

    package: Path
    name: str

    @property
    def folder(self) -> str:
        return f"opt/borne-{self.name}"

    def sums(self) -> str:
        """As ``md5sum --check`` reads them."""
        said = _said("dpkg-deb", "--info", self.package, "md5sums")
        return "".join(line for line in said.splitlines(True) if f"  {self.folder}/" in line)

    def middle_file(self) -> str:
        """The one of its files that dpkg unpacks when half of them are there."""
        names = [line.split(maxsplit=1)[1] for line in self.sums().splitlines()]
        return names[len(names) // 2]


@dataclass(frozen=True, slots=True)
class Upgrade:
    """From ``old`` to ``new``, as far as it has come in the file system ``root``."""

    root: Path
    old: Version
    new: Version

    def link(self) -> str:
        return str((self.root / "opt/borne").readlink())

    def folder_is_there(self) -> bool:
        return (self.root / self.new.folder).exists()

    def is_unpacking(self, file: str) -> bool:
        return (self.root / f"{file}.dpkg-new").exists()

    def command_is_renamed(self) -> bool:
        return (self.root / self.new.folder / "bin/kiosk").exists()

    def link_is_switched(self) -> bool:
        return self.link() == f"borne-{self.new.name}"

    def old_command_is_gone(self) -> bool:
        return not (self.root / self.old.folder / "bin/kiosk").exists()

    def is_half_configured(self) -> bool:
        """dpkg notes each step in a file of its own; the old version is half configured, too,
        while its prerm runs."""
        notes = (self.root / "var/lib/dpkg/updates").iterdir()
        return any(self._says_half_configured(note) for note in notes if note.name.isdigit())

    def _says_half_configured(self, note: Path) -> bool:
        with suppress(FileNotFoundError):
            lines = note.read_text().splitlines()
            wanted = {f"Package: {PACKAGE}", f"Version: {self.new.name}"}
            return {*wanted, "Status: install ok half-configured"} <= {*lines}
        return False


@dataclass(frozen=True, slots=True)
class Moment:
    """``come``: gives what to ask for it; ``new``: whether the new version starts after it."""

    name: str
    come: Callable[[Upgrade], Callable[[], bool]]
    new: bool


def _unpacking_the_middle(upgrade: Upgrade) -> Callable[[], bool]:
    file = upgrade.new.middle_file()
    return lambda: upgrade.is_unpacking(file)


MOMENTS = (
    Moment("the new folder is there", lambda upgrade: upgrade.folder_is_there, new=False),
    Moment("its middle file is being unpacked", _unpacking_the_middle, new=False),
    Moment("its command is renamed", lambda upgrade: upgrade.command_is_renamed, new=False),
    Moment("the link is switched", lambda upgrade: upgrade.link_is_switched, new=True),
    Moment("the old command is gone", lambda upgrade: upgrade.old_command_is_gone, new=True),
    Moment("half configured", lambda upgrade: upgrade.is_half_configured, new=True),
)


@pytest.fixture(scope="module")
def versions() -> tuple[Version, Version]:
    packages = image.package(PACKAGE), image.next_kiosk()
    old, new = (Version(package, version_of(package)) for package in packages)
    return old, new


@pytest.mark.parametrize("moment", MOMENTS, ids=lambda moment: moment.name.replace(" ", "-"))
def test_a_power_cut_leaves_one_version_whole(
    queued: Queued, versions: tuple[Version, Version], tmp_path: Path, moment: Moment
) -> None:
    with queued.on(tmp_path) as kiosk:
        upgrade = Upgrade(kiosk.machine.root, *versions)
        cut_at(moment, kiosk, upgrade)
        kiosk.machine.boot()
        kiosk.printer.start()
        kiosk.expect_ready()
        expect_whole(kiosk, upgrade, upgrade.new if moment.new else upgrade.old)
        end(kiosk)
        expect_whole(kiosk, upgrade, upgrade.new)
        assert not (upgrade.root / upgrade.old.folder).exists()
        assert waiting(kiosk) == [queued.reference]
        expect_arrival(kiosk, queued.reference)


def cut_at(moment: Moment, kiosk: KioskMachine, upgrade: Upgrade) -> None:
    kiosk.put_package(upgrade.new.package)
    come = moment.come(upgrade)
    assert not come()
    unpacking = kiosk.begin("dpkg", "--install", "/var/tmp/borne-kiosk.deb")
    took_s = kiosk.machine.wait_until(come, moment.name, UNPACKED_S, POLL_S)
    kiosk.machine.power_cut()
    unpacking.wait(30)
    print(f"\n{moment.name}: after {took_s:.2f} s")


def end(kiosk: KioskMachine) -> None:
    """What docs/install.md says of an upgrade that was cut."""
    machine = kiosk.machine
    machine.run("dpkg", "--configure", "--pending", within_s=300)
    wanted = f"install ok installed {NEXT}"
    if installed_as(kiosk) != wanted:
        machine.shell("dpkg --install /var/tmp/borne-kiosk.deb", within_s=300)
    assert installed_as(kiosk) == wanted
    assert machine.run("dpkg", "--audit").out == ""
    kiosk.expect_ready()
    assert machine.run("systemctl", "--failed", "--plain", "--no-legend").out == ""


def expect_whole(kiosk: KioskMachine, upgrade: Upgrade, wanted: Version) -> None:
    """The link names it, none of its files is amiss, and all that runs of the kiosk is of it."""
    assert upgrade.link() == f"borne-{wanted.name}"
    words = ["md5sum", "--check", "--quiet", "--strict"]
    checked = subprocess.run(
        words, cwd=upgrade.root, input=wanted.sums(), capture_output=True, text=True
    )
    assert checked.returncode == 0, checked.stdout + checked.stderr
    loaded = kiosk.machine.run("sh", "-c", "cat /proc/[0-9]*/maps /proc/[0-9]*/cmdline").out
    assert {*re.findall(r"/opt/(borne-\d[\d.]*\d)", loaded)} == {f"borne-{wanted.name}"}


def installed_as(kiosk: KioskMachine) -> str:
    words = ("dpkg-query", "--show", "--showformat=${Status} ${Version}", PACKAGE)
    return kiosk.machine.run(*words).out


def _said(*words: str | Path) -> str:
    return subprocess.run(words, check=True, capture_output=True, text=True).stdout
