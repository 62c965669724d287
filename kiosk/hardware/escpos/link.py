"""The line to the receipt printer: opened when needed, asked, written to, cleared after trouble."""

from dataclasses import dataclass
from enum import Enum
from pathlib import Path

from kiosk.hardware.escpos.device import DeviceFile, StillWanted, always
from kiosk.hardware.escpos.replies import ByteStream, Replies, Reply
from kiosk.hardware.escpos.status import (
    AT_THE_END,
    CLEAR,
    QUESTIONS,
    ReceiptPrinterStatus,
    StopCause,
    Stopped,
    UnknownStatus,
    Well,
    parse,
)
from kiosk.hardware.ports import HardwareError
from shared_runtime.clock import Clock

_ROUNDS = 5
"""How often the four questions are asked before the line counts as garbled."""


@dataclass(frozen=True, slots=True)
class LinkTimeouts:
    """All in seconds."""

    watch_s: float = 2.0
    """Between two looks at an idle printer: how long staff who closed the cover wait."""
    answer_s: float = 1.0
    """A printer answers within milliseconds, whatever it does; this is for a busy machine."""
    settle_s: float = 0.02
    """After how long a silence nothing more belongs to what was said: a block of bytes takes five
    milliseconds on a serial line of 9,600 baud, less than one on USB."""
    sure_s: float = 0.25
    """How long one that says it cannot print is listened to before that is believed: where a byte
    came too many, the last answer is still to come."""
    stalled_s: float = 3.0
    """How long it may take nothing of what it is sent."""
    finish_s: float = 10.0
    """How long it may print on what it has taken; a strip takes one or two."""


class SendOutcome(Enum):
    """What became of a strip."""

    PRINTED = "printed"
    """The printer says that all of it is printed, and that it is well."""
    NOTHING = "nothing"
    """It took nothing of it."""
    UNSURE = "unsure"


class PrinterLink:
    """Used by one thread; never raises. The device is opened for each exchange, so that it may come
    and go, and ``kiosk doctor`` may ask it too.

    What it has of a strip that was not printed whole, or of an earlier life, must not come out for
    the next person: it is told to drop that at once, and again until it answers questions.
    """

    def __init__(self, path: Path, clock: Clock, timeouts: LinkTimeouts) -> None:
        self._path, self._clock, self._timeouts = path, clock, timeouts
        self._owes_clearing = True

    def status(self) -> ReceiptPrinterStatus:
        try:
            with self._opened() as device:
                return self._ask(device, self._replies(device))
        except HardwareError:
            return Stopped(StopCause.ABSENT)

    def send(self, strip: bytes, wanted: StillWanted) -> SendOutcome:
        """Stops as soon as nobody wants it any more."""
        taken = 0
        try:
            with self._opened() as device:
                replies = self._replies(device)
                replies.settle()
                taken = device.write(strip + AT_THE_END, self._timeouts.stalled_s, wanted)
                whole = taken == len(strip) + len(AT_THE_END)
                if whole and self._ends_well(device, replies, wanted):
                    return SendOutcome.PRINTED
                self._owes_clearing = self._owes_clearing or taken > 0
                self._clear(device, replies)
        except HardwareError:
            self._owes_clearing = self._owes_clearing or taken > 0
        return SendOutcome.UNSURE if taken else SendOutcome.NOTHING

    def _opened(self) -> DeviceFile:
        """Raises HardwareError."""
        return DeviceFile(self._path, self._clock, self._timeouts.stalled_s)

    def _replies(self, device: DeviceFile) -> Replies:
        return Replies(device, self._clock, self._timeouts.settle_s)

    def _ask(self, device: DeviceFile, replies: Replies) -> ReceiptPrinterStatus:
        """Raises HardwareError."""
        self._clear(device, replies)
        status = _ask(device, replies, self._timeouts)
        # One that answers this has heard that, which was said before.
        self._owes_clearing = self._owes_clearing and isinstance(status, UnknownStatus)
        return status

    def _ends_well(self, device: DeviceFile, replies: Replies, wanted: StillWanted) -> bool:
        """Whether the printer says, in its turn, that it has done with the strip, and that it is
        well. Raises HardwareError."""
        ended = self._hears(Reply.END, replies, self._timeouts.finish_s, wanted)
        return ended and isinstance(self._ask(device, replies), Well)

    def _clear(self, device: DeviceFile, replies: Replies) -> None:
        """Tells the printer to drop what it has, where that is owed. Some do so without a word, so
        that none is insisted on. Raises HardwareError."""
        if not self._owes_clearing:
            return
        device.drop_unsent()
        device.write(CLEAR, self._timeouts.answer_s)
        self._hears(Reply.CLEARED, replies, self._timeouts.answer_s)

    def _hears(
        self, what: Reply, replies: Replies, within_s: float, wanted: StillWanted = always
    ) -> bool:
        """Waits for that reply, whatever else comes. Raises HardwareError."""
        end = self._clock.monotonic() + within_s
        while (left := end - self._clock.monotonic()) > 0:
            reply = replies.next(left, wanted)
            if reply is None or reply is what:
                return reply is what
        return False


def ask(line: ByteStream, clock: Clock, timeouts: LinkTimeouts) -> ReceiptPrinterStatus:
    """How the printer says it is; prints nothing and changes nothing. Raises HardwareError."""
    return _ask(line, Replies(line, clock, timeouts.settle_s), timeouts)


def _ask(line: ByteStream, replies: Replies, timeouts: LinkTimeouts) -> ReceiptPrinterStatus:
    for _ in range(_ROUNDS):
        status = _round(line, replies, timeouts)
        if status is not UnknownStatus.GARBLED:
            return status
    return UnknownStatus.GARBLED


def _round(line: ByteStream, replies: Replies, timeouts: LinkTimeouts) -> ReceiptPrinterStatus:
    """The four questions on a line where nothing else is on its way. An answer does not say to
    which of them it is: with a byte too many, the pin of a cash drawer is an open cover."""
    replies.settle()
    answers: list[int] = []
    for question in QUESTIONS:
        line.write(question, timeouts.answer_s)
        match replies.next(timeouts.answer_s):
            case None:
                return UnknownStatus.SILENT
            case Reply():
                return UnknownStatus.GARBLED
            case answer:
                answers.append(answer)
    status = parse(answers)
    quiet_s = timeouts.settle_s if isinstance(status, Well) else timeouts.sure_s
    return status if replies.next(quiet_s) is None else UnknownStatus.GARBLED
