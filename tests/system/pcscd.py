"""The real pcscd with the vpcd driver, started for the tests or found running."""

import shutil
import subprocess
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Self

from devdock.cards.vpcd import PORT, Control, VpcdCard
from kiosk.hardware.pcsc.scard import PcscError, ReaderState
from kiosk.hardware.pcsc.system import SystemScard
from kiosk.hardware.sim.card.chip import VirtualChip
from kiosk.hardware.sim.card.faults import CardFault
from kiosk.hardware.sim.card.profile import CardProfile

READERS = ("Virtual PCD 00 00", "Virtual PCD 00 01")
UP_WITHIN_S = 60
POLL_S = 0.4
REST_WITHIN_S = 0.3
"""The reader takes the power from a card it has read, some milliseconds after the answer."""


def missing_parts() -> str | None:
    """What keeps these tests from running, in words, or None."""
    if shutil.which("pcscd") is None:
        return "pcscd is not installed (apt install pcscd)"
    if not Path("/etc/reader.conf.d/vpcd").exists():
        return "the vpcd driver is not installed (apt install vsmartcard-vpcd)"
    return None


def free_slot() -> int | None:
    """Index of an empty virtual reader; None while there is none or no service."""
    scard = SystemScard()
    try:
        context = scard.establish()
    except PcscError:
        return None
    try:
        for index, name in enumerate(READERS):
            states = scard.wait_change(context, 0, {name: ReaderState.UNAWARE}) or {}
            if name in states and not states[name] & (ReaderState.PRESENT | ReaderState.UNKNOWN):
                return index
    except PcscError:
        return None
    finally:
        scard.release(context)
    return None


class Pcscd:
    """``ours`` when this object started the daemon, and so may stop it."""

    def __init__(self, eventually: Callable[[Callable[[], bool], float], None]) -> None:
        self._eventually = eventually
        self._process: subprocess.Popen[bytes] | None = None
        if free_slot() is None:
            self.start()

    @property
    def ours(self) -> bool:
        return self._process is not None

    def start(self) -> None:
        self._process = subprocess.Popen(
            ["pcscd", "--foreground"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        self._eventually(lambda: free_slot() is not None, UP_WITHIN_S)

    def kill(self) -> None:
        if self._process is not None:
            self._process.kill()
            self._process.wait()

    def stop(self) -> None:
        if self._process is not None:
            self._process.terminate()
            self._process.wait(UP_WITHIN_S)


class VpcdSlot:
    """One slot of the driver, moved by hand."""

    def __init__(self, reader_name: str, port: int) -> None:
        self.reader_name, self.port = reader_name, port
        self._card: VpcdCard | None = None
        self._thread: threading.Thread | None = None
        self._powered = threading.Event()
        self._at_rest = threading.Event()

    @classmethod
    def numbered(cls, index: int) -> Self:
        """Of the reader that the Debian package configures."""
        return cls(READERS[index], PORT + index)

    def insert(self, profile: CardProfile, fault: CardFault | None = None) -> None:
        self.insert_chip(VirtualChip(profile, fault))

    def insert_chip(self, chip: VirtualChip) -> None:
        """Puts a card in and sees to it that pcscd gives it power.

        pcscd looks at a slot every 400 ms. A card put in sooner than that after another, which no
        hand can do, may go unnoticed by it until it is taken out for longer.
        """
        for _ in range(3):
            self._connect(chip)
            if self._powered.wait(3 * POLL_S):
                return
            self.remove()
            self._powered.wait(2 * POLL_S)
        raise AssertionError("pcscd does not see the card")

    def swap_unseen(self, profile: CardProfile) -> None:
        """Puts another card in, for a reader that does not look at its slot just now."""
        self._connect(VirtualChip(profile))

    def _connect(self, chip: VirtualChip) -> None:
        self.remove()
        self._powered.clear()
        self._at_rest.clear()
        card = VpcdCard(chip, port=self.port, told=self._note)
        self._card = card
        self._thread = threading.Thread(target=card.serve, daemon=True)
        self._thread.start()

    def _note(self, control: int) -> None:
        match control:
            case Control.POWER_ON | Control.RESET:
                self._at_rest.clear()
                self._powered.set()
            case Control.POWER_OFF:
                self._at_rest.set()

    def remove(self) -> None:
        """Takes the card out once the reader has let go of it, as a hand does.

        A card that goes in the microseconds between its answer and the loss of its power makes
        pcscd forget that there was one, and then miss a card put in before it looks again.
        """
        if self._card is not None and self._thread is not None:
            if self._thread.is_alive() and self._powered.is_set():
                self._at_rest.wait(REST_WITHIN_S)
            self._card.pull()
            self._thread.join()
            self._card = self._thread = None
