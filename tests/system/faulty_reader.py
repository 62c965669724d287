"""Two readers behind the real pcscd whose driver fails on demand; what it cannot is emulated."""

import shutil
import socket
import subprocess
from collections.abc import Callable, Mapping
from pathlib import Path

from kiosk.hardware.pcsc.scard import Card, Context, PcscError, ReaderState, ReturnCode
from kiosk.hardware.pcsc.system import SystemScard
from tests.system.pcscd import UP_WITHIN_S, VpcdSlot

VPCD = Path("/usr/lib/pcsc/drivers/serial/libifdvpcd.so")
HEADERS = Path("/usr/include/PCSC")
SOURCE = Path(__file__).with_name("faulty_ifd.c")
NAMES = ("Alpha [CCID Interface]", "Beta [CCID Interface]")
"""As in reader.conf; pcscd adds two numbers."""


def missing_parts() -> str | None:
    """What keeps these tests from running, in words, or None."""
    for tool, package in (("pcscd", "pcscd"), ("gcc", "gcc")):
        if shutil.which(tool) is None:
            return f"{tool} is not installed (apt install {package})"
    if not VPCD.exists():
        return "the vpcd driver is not installed (apt install vsmartcard-vpcd)"
    if not (HEADERS / "ifdhandler.h").exists():
        return "the headers of PC/SC are not installed (apt install libpcsclite-dev)"
    return None


class FaultyReader:
    """One reader: its slot, moved by hand, and the file that tells its driver what to do."""

    def __init__(self, folder: Path, number: int) -> None:
        self.name = f"{NAMES[number]} 00 00"
        self._stem = folder / f"reader{number}"
        self._fault = self._stem.with_suffix(".fault")
        self._driver = self._stem.with_suffix(".so")
        self._port = _free_port()
        self.slot = VpcdSlot(self.name, self._port)
        self.works()
        self._build()

    def works(self) -> None:
        self._tell("")

    def falls_silent(self) -> None:
        """Its driver answers every question with a communication error."""
        self._tell("deaf")

    def loses_every(self, number: int) -> None:
        """Every so manieth answer of a card is lost."""
        self._tell(f"lossy {number}")

    @property
    def at_rest(self) -> bool:
        """It works and is empty, as far as pcscd has noticed."""
        return not state_of(self.name) & (
            ReaderState.PRESENT | ReaderState.UNAVAILABLE | ReaderState.UNKNOWN
        )

    def configuration(self) -> str:
        name = self.name.removesuffix(self.name[-6:])
        return (
            f'FRIENDLYNAME "{name}"\nDEVICENAME /dev/null:0x{self._port:X}\n'
            f"LIBPATH {self._driver}\nCHANNELID 0x{self._port:X}\n"
        )

    def _tell(self, fault: str) -> None:
        """At once and whole: the driver may look at any moment."""
        written = self._fault.with_suffix(".new")
        written.write_text(fault)
        written.replace(self._fault)

    def _build(self) -> None:
        vpcd = self._stem.with_suffix(".vpcd.so")
        shutil.copyfile(VPCD, vpcd)
        subprocess.run(
            [
                *("gcc", "-shared", "-fPIC", "-Wall", "-Wextra", "-Werror", f"-I{HEADERS}"),
                *(f'-DVPCD="{vpcd}"', f'-DFAULT="{self._fault}"'),
                *("-o", str(self._driver), str(SOURCE), "-ldl"),
            ],
            check=True,
        )


class FaultyReaders:
    """A pcscd of our own with two such readers."""

    def __init__(
        self, folder: Path, eventually: Callable[[Callable[[], bool], float], None]
    ) -> None:
        self.alpha, self.beta = (FaultyReader(folder, number) for number in range(len(NAMES)))
        configuration = folder / "reader.conf.d"
        configuration.mkdir()
        text = self.alpha.configuration() + "\n" + self.beta.configuration()
        (configuration / "faulty").write_text(text)
        self._process = subprocess.Popen(
            ["pcscd", "--foreground", "--config", str(configuration)],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        wanted = {self.alpha.name, self.beta.name}
        eventually(lambda: wanted <= set(listed()), UP_WITHIN_S)

    def stop(self) -> None:
        self.alpha.slot.remove()
        self.beta.slot.remove()
        self._process.terminate()
        self._process.wait(UP_WITHIN_S)


def state_of(name: str) -> int:
    scard = SystemScard()
    context = scard.establish()
    try:
        return (scard.wait_change(context, 0, {name: ReaderState.UNAWARE}) or {})[name]
    finally:
        scard.release(context)


def listed() -> list[str]:
    """The readers that pcscd has, none while it does not answer."""
    scard = SystemScard()
    try:
        context = scard.establish()
    except PcscError:
        return []
    try:
        return scard.readers(context)
    finally:
        scard.release(context)


class Emulating(SystemScard):
    """The real pcscd, but for what a driver of serial readers cannot make it do: a reader that is
    unplugged (``unplugged`` names it; as pcsc-lite 1.9.9 tells nobody who is not waiting at that
    moment, nothing is told), an account that polkit refuses (``denies``), and how often it was
    asked. All of it is emulated here; cards, readers and counts are pcscd's own."""

    def __init__(self) -> None:
        self.unplugged: set[str] = set()
        self.denies = False
        self.calls = 0

    def readers(self, context: Context) -> list[str]:
        self.calls += 1
        return [name for name in super().readers(context) if name not in self.unplugged]

    def wait_change(
        self, context: Context, timeout_ms: int, states: Mapping[str, int]
    ) -> dict[str, int] | None:
        self.calls += 1
        there = {name: state for name, state in states.items() if name not in self.unplugged}
        gone = dict.fromkeys(
            states.keys() - there.keys(), ReaderState.UNKNOWN | ReaderState.CHANGED
        )
        known = all(states[name] & ReaderState.UNKNOWN for name in gone)
        found = super().wait_change(context, timeout_ms if known else 0, there)
        if found is None and known:
            return None
        return {**(there if found is None else found), **gone}

    def ask_access(self, context: Context, reader: str) -> None:
        self._check()
        super().ask_access(context, reader)

    def connect(self, context: Context, reader: str) -> tuple[Card, int]:
        self._check()
        return super().connect(context, reader)

    def _check(self) -> None:
        if self.denies:
            raise PcscError(ReturnCode.ACCESS_DENIED)


def _free_port() -> int:
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        return int(held.getsockname()[1])
