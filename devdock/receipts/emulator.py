"""The emulator: a pseudo-terminal behind which a receipt printer seems to stand."""

import os
import re
import select
import threading
import tty
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path

from devdock.receipts.answers import FIRST_QUESTION, LATE, UNASKED, answer, at_the_end
from devdock.receipts.commands import ASK_AT_END, commands
from devdock.receipts.empty_reads import say_with_empty_reads
from devdock.receipts.strip import Mechanism, PrintedStrip
from kiosk.hardware.escpos.status import Stopped
from kiosk.hardware.sim.receipts.faults import ReceiptFault
from shared_runtime.clock import Clock

CLEAR = b"\x10\x14\x08\x01\x03\x14\x01\x06\x02\x08"
CLEARED = b"\x37\x25\x00"
_AT_ONCE = re.compile(rb"\x10\x04([\x01-\x04])|" + re.escape(CLEAR))
"""Commands that are obeyed as they arrive, whatever waits: DLE EOT n and DLE DC4 8."""
_BEGUN = re.compile(rb"\x10(\x04?|\x14[\x00-\x14]{0,7})\Z")
_TURN_S, _REST_S = 0.02, 0.05
_JOIN_S = 2.0


class ReceiptEmulator:
    """Stands behind ``link``, a symbolic link to its terminal, as a rule of udev makes one. Each
    strip that came out is handed to ``out``, by a thread of its own, for it must go on answering;
    ``strips`` counts them, ``rounds`` how often it was asked how it is. ``strip_s``: how long one
    takes to print.

    Cut off the line, as by a cable pulled out, it keeps what it had: only the kiosk can tell it to
    drop that.
    """

    def __init__(
        self, link: Path, out: Callable[[PrintedStrip], None], clock: Clock, strip_s: float = 0.0
    ) -> None:
        self._link, self._clock, self._strip_s = link, clock, strip_s
        self._out, self._tray = out, ThreadPoolExecutor(1, thread_name_prefix="receipt-tray")
        self.strips = self.rounds = 0
        self._lock = threading.Lock()
        self._fault: ReceiptFault | None = None
        self._held = False
        self._waiting = bytearray()
        self._since = 0.0
        self._unread = b""
        self._mechanism = Mechanism()
        self._line: tuple[int, int] | None = None
        self._stopping = False
        self._plug_in()
        self._thread = threading.Thread(target=self._work, name="receipt-emulator", daemon=True)
        self._thread.start()

    @property
    def fault(self) -> ReceiptFault | None:
        return self._fault

    @property
    def under_way(self) -> bool:
        """Something was sent to it that has not come out whole."""
        with self._lock:
            return bool(self._waiting) or self._mechanism.begun

    @property
    def strange(self) -> list[bytes]:
        """What it was sent and no printer knows."""
        return list(self._mechanism.strange)

    def set_fault(self, name: str | None) -> None:
        """Chooses from the menu, or mends everything with None. Raises ValueError for others."""
        fault = None if name is None else ReceiptFault(name)
        with self._lock:
            self._fault = fault
            if fault is ReceiptFault.UNPLUGGED or (
                fault is ReceiptFault.VANISHES and self._waiting
            ):
                self._pull_out()
            elif self._line is None and fault is not ReceiptFault.VANISHES:
                self._plug_in()

    def hold(self, held: bool) -> None:
        """Whether paper stands still without any fault: strips stay in mid-print."""
        with self._lock:
            self._held = held

    def close(self) -> None:
        with self._lock:
            self._stopping = True
        self._thread.join(_JOIN_S)
        self._tray.shutdown()
        with self._lock:
            self._pull_out()

    def _work(self) -> None:
        while not self._stopping:
            with self._lock:
                master = None if self._line is None else self._line[0]
                turn_s = _TURN_S if self._waiting else _REST_S
            arrived = _ready(master, turn_s)
            with self._lock:
                if arrived and self._line is not None and self._line[0] == master:
                    self._receive(master)
                self._print()

    def _receive(self, master: int) -> None:
        """Obeys what is to be obeyed at once, and has the rest wait its turn."""
        with suppress(OSError):
            data = self._unread + os.read(master, 65536)
            begun = _BEGUN.search(data)
            end = len(data) if begun is None else begun.start()
            self._unread = data[end:]
            at = 0
            for found in _AT_ONCE.finditer(data[:end]):
                self._keep(data[at : found.start()])
                at = found.end()
                self._obey(found[1])
            self._keep(data[at:end])

    def _obey(self, question: bytes | None) -> None:
        if question is not None:
            self.rounds += question[0] == FIRST_QUESTION
            self._say(self._late(question[0]) + answer(question[0], self._fault))
            return
        self._waiting.clear()
        self._mechanism.drop()
        if self._fault is not ReceiptFault.SILENT:
            self._say(CLEARED)

    def _keep(self, data: bytes) -> None:
        if not data:
            return
        if not self._waiting:
            self._since = self._clock.monotonic()
        self._waiting += data
        if self._fault is ReceiptFault.VANISHES:
            self._pull_out()
        elif self._fault is ReceiptFault.UNASKED:
            self._say(b"")

    def _print(self) -> None:
        if self._is_halted():
            return
        if self._fault is ReceiptFault.HALF:
            self._print_half()
            return
        for command in commands(self._waiting):
            self._mechanism.perform(command)
        while self._mechanism.strips:
            self._tray.submit(self._out, self._mechanism.strips.pop(0))
            self.strips += 1
        while self._mechanism.asked:
            self._mechanism.asked -= 1
            self._say(at_the_end(self._fault))

    def _print_half(self) -> None:
        """Of a strip that has arrived whole; the rest goes on waiting."""
        if self._mechanism.begun or not self._waiting.endswith(ASK_AT_END):
            return
        half = self._waiting[: len(self._waiting) // 2]
        del self._waiting[: len(half)]
        for command in commands(half):
            self._mechanism.perform(command)
        self._waiting[:0] = half

    def _is_halted(self) -> bool:
        slower = 10.0 if self._fault is ReceiptFault.SLOW else 1.0
        printing = self._clock.monotonic() - self._since < self._strip_s * slower
        halted = self._fault is not None and isinstance(self._fault.status, Stopped)
        return self._held or halted or printing

    def _late(self, question: int) -> bytes:
        """What comes before the answer, of an earlier one."""
        if self._fault is not ReceiptFault.LATE_BYTE or question != FIRST_QUESTION:
            return b""
        return LATE if self.rounds % 2 else b""

    def _say(self, data: bytes) -> None:
        if self._line is None:
            return
        with suppress(OSError):
            match self._fault:
                case ReceiptFault.UNASKED:
                    os.write(self._line[0], UNASKED + data + UNASKED)
                case ReceiptFault.EMPTY_READS:
                    say_with_empty_reads(self._line, data)
                case _:
                    os.write(self._line[0], data)

    def _plug_in(self) -> None:
        master, slave = os.openpty()
        tty.setraw(slave)
        os.set_blocking(master, False)
        self._line = master, slave
        # Renamed into its place: whoever looks finds the old one or the new one.
        arriving = self._link.with_name(f".{self._link.name}")
        arriving.unlink(missing_ok=True)
        arriving.symlink_to(os.ttyname(slave))
        arriving.rename(self._link)

    def _pull_out(self) -> None:
        if self._line is not None:
            self._link.unlink(missing_ok=True)
            for end in self._line:
                os.close(end)
            self._line = None
            self._unread = b""


def _ready(master: int | None, within_s: float) -> bool:
    """Whether something has arrived."""
    poll = select.poll()
    if master is not None:
        poll.register(master, select.POLLIN)
    return bool(poll.poll(1000 * within_s))
