"""A Debian of its own with systemd as its first process, booted by ``systemd-nspawn``.

No machined stands behind it (``--register=no``): a command enters the namespaces of its first
process by ``nsenter``, where the machine's own ``systemctl``, ``journalctl`` and the rest answer.
"""

import json
import os
import shutil
import signal
import subprocess
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

PROGRAMS = ("debootstrap", "systemd-nspawn", "nsenter", "mount")
COMMAND_S = 120.0
BOOT_S = 120.0
CEILING_S = 60.0
_POLL_S = 0.1
_PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"


def missing() -> list[str]:
    """What this machine lacks to hold another, for the reason of a skip."""
    lacking = [] if os.geteuid() == 0 else ["root"]
    return lacking + [program for program in PROGRAMS if shutil.which(program) is None]


@dataclass(frozen=True, slots=True)
class Result:
    """How a command ended."""

    code: int
    out: str
    err: str

    @property
    def ok(self) -> bool:
        return self.code == 0


class NotInTime(AssertionError):
    """What was waited for did not come; the text says what."""


class Machine:
    """``root``: the folder with its file system, which is its own."""

    def __init__(self, root: Path, log: Path) -> None:
        self.root, self._log = root, log
        self._nspawn: subprocess.Popen[bytes] | None = None
        self._first: int | None = None
        self.boot_s = 0.0
        """From power on until systemd had done with its target, in seconds."""

    def boot(self) -> None:
        """Switches it on, and waits until systemd has nothing left to start."""
        began = time.monotonic()
        with self._log.open("ab") as log:
            self._nspawn = subprocess.Popen(
                [
                    "systemd-nspawn",
                    *("--quiet", "--register=no", "--keep-unit", "--boot", "--private-network"),
                    *("--machine=borne", "--link-journal=no", "--resolv-conf=off"),
                    *("--timezone=off", f"--directory={self.root}"),
                ],
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
        self.wait_until(self._has_first_process, "its first process", BOOT_S)
        self.wait_until(self._settled, "the end of its start", BOOT_S)
        self.boot_s = time.monotonic() - began

    @property
    def live_root(self) -> Path:
        """Its files as its own processes see them, with those that are in memory alone."""
        assert self._first is not None, "it is not switched on"
        return Path(f"/proc/{self._first}/root")

    @property
    def is_on(self) -> bool:
        return self._nspawn is not None and self._nspawn.poll() is None

    def run(self, *words: str, within_s: float = COMMAND_S, given: bytes | None = None) -> Result:
        """A command as root in it, without a shell; ``given``: its standard input."""
        return _run(self.within(*words), within_s, given)

    def within(self, *words: str) -> list[str]:
        """The words that run a command as root in it, in an environment of its own."""
        told = [*self._entered("--all"), "env", "-i", f"PATH={_PATH}"]
        return [*told, "LC_ALL=C.UTF-8", "HOME=/root", *words]

    def shell(self, line: str, within_s: float = COMMAND_S) -> str:
        """What a line of shell wrote. Raises AssertionError where it fails."""
        done = self.run("sh", "-ec", line, within_s=within_s)
        assert done.ok, f"{line}: {done.code}: {done.out}{done.err}"
        return done.out

    def on_its_network(self, *words: str) -> list[str]:
        """The words that run a program of *this* machine where the other's loopback is."""
        return [*self._entered("--net"), *words]

    def active(self, unit: str) -> bool:
        return self.state(unit) == "active"

    def state(self, unit: str) -> str:
        return self.show(unit, "ActiveState")

    def show(self, unit: str, name: str) -> str:
        """A property of a unit, as systemd has it."""
        return self.run("systemctl", "show", "--value", f"--property={name}", unit).out.strip()

    def pid(self, unit: str) -> int:
        """Of a unit's main process, as the machine itself counts; 0 where none runs."""
        return int(self.show(unit, "MainPID") or 0)

    def kill(self, unit: str, name: str = "KILL") -> None:
        self.shell(f"systemctl kill --kill-whom=main --signal={name} {unit}")

    def journal(self, *words: str) -> str:
        return self.run("journalctl", "--no-pager", "--quiet", "--output=short-iso", *words).out

    def events(self, unit: str) -> list[dict[str, Any]]:
        """What a process of ours has written of itself since the machine was made, oldest first."""
        said = self.run("journalctl", "--no-pager", "--quiet", "--output=cat", f"--unit={unit}").out
        found: list[dict[str, Any]] = []
        for line in said.splitlines():
            with suppress(ValueError):
                read = json.loads(line)
                if isinstance(read, dict) and "event" in read:
                    found.append(read)
        return found

    def wait_until(
        self,
        so: Callable[[], bool],
        what: str,
        within_s: float = CEILING_S,
        poll_s: float = _POLL_S,
    ) -> float:
        """The seconds it took. Raises NotInTime, with the end of what units said."""
        began = time.monotonic()
        while not so():
            if self._nspawn is not None and self._nspawn.poll() is not None:
                raise NotInTime(f"the machine ended before {what}: {self._log.read_text()[-2000:]}")
            if time.monotonic() - began > within_s:
                said = self.journal("--lines=60") if self._first else self._log.read_text()[-3000:]
                raise NotInTime(f"{what}: not within {within_s:g} s\n{said}")
            time.sleep(poll_s)
        return time.monotonic() - began

    def power_cut(self) -> None:
        """All its processes are gone at once. What they had written stays: the disk is this
        machine's, whose memory keeps what was not written through."""
        assert self._nspawn is not None
        for pid in (self._first, self._nspawn.pid):
            if pid is not None:
                with suppress(ProcessLookupError):
                    os.kill(pid, signal.SIGKILL)
        self._nspawn.wait(30)
        self._nspawn = self._first = None

    def _entered(self, *namespaces: str) -> list[str]:
        assert self._first is not None, "it is not switched on"
        return ["nsenter", f"--target={self._first}", *namespaces, "--"]

    def _has_first_process(self) -> bool:
        assert self._nspawn is not None
        for pid in _descendants(self._nspawn.pid):
            with suppress(OSError):
                status = Path(f"/proc/{pid}/status").read_text()
                (inside,) = [line for line in status.splitlines() if line.startswith("NSpid:")]
                name = Path(f"/proc/{pid}/comm").read_text()
                if inside.split()[-1] == "1" and name == "systemd\n":
                    self._first = pid
                    return True
        return False

    def _settled(self) -> bool:
        said = self.run("systemctl", "is-system-running").out.strip()
        return said in ("running", "degraded")


@contextmanager
def layered(lower: Sequence[Path], folder: Path) -> Iterator[Path]:
    """A file system of its own over others that stay as they are (overlayfs), the topmost first;
    what is written to it lies in ``folder/upper`` and stays there."""
    upper, work, merged = (folder / name for name in ("upper", "work", "merged"))
    for each in (upper, work, merged):
        each.mkdir(parents=True, exist_ok=True)
    upper.chmod(0o755)
    layers = ":".join(str(each) for each in lower)
    options = f"lowerdir={layers},upperdir={upper},workdir={work}"
    subprocess.run(["mount", "-t", "overlay", "overlay", "-o", options, merged], check=True)
    try:
        yield merged
    finally:
        subprocess.run(["umount", "--lazy", merged], check=True)


@contextmanager
def switched_on(layers: Sequence[Path], folder: Path) -> Iterator[Machine]:
    """Booted from the layers; at the end its power is cut. What it wrote: ``folder/upper``."""
    with layered(layers, folder) as root:
        machine = Machine(root, folder / "console.log")
        try:
            machine.boot()
            yield machine
        finally:
            if machine.is_on:
                machine.power_cut()


def _run(words: Sequence[str], within_s: float, given: bytes | None) -> Result:
    done = subprocess.run(words, capture_output=True, timeout=within_s, input=given or b"")
    out, err = (said.decode(errors="replace") for said in (done.stdout, done.stderr))
    return Result(done.returncode, out, err)


def _descendants(pid: int) -> Iterator[int]:
    with suppress(OSError):
        for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split():
            yield int(child)
            yield from _descendants(int(child))
