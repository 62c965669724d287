"""The line to the receipt printer: opened when needed, asked, written to, cleared after trouble."""

from dataclasses import dataclass
from enum import Enum
from pathlib import Path

from kiosk.clock import Clock
from kiosk.hardware.escpos.device import DeviceFile, Wanted
from kiosk.hardware.escpos.status import (
    AT_THE_END,
    CLEAR,
    CLEARED,
    QUESTIONS,
    Cause,
    Status,
    Stopped,
    Unknown,
    Well,
    is_end,
    parse,
)
from kiosk.hardware.ports import HardwareError


@dataclass(frozen=True, slots=True)
class Pace:
    """All in seconds."""

    watch_s: float = 2.0
    """Between two looks at an idle printer: how long staff who closed the cover wait."""
    answer_s: float = 1.0
    """A printer answers within milliseconds, whatever it does; this is for a busy machine."""
    stalled_s: float = 3.0
    """How long it may take nothing of what it is sent."""
    finish_s: float = 10.0
    """How long it may print on what it has taken; a strip takes one or two."""


class Sent(Enum):
    """What became of a strip."""

    PRINTED = "printed"
    """The printer says that all of it is printed, and that it is well."""
    NOTHING = "nothing"
    """It took nothing of it."""
    UNSURE = "unsure"


class Link:
    """Used by one thread; never raises. The device is opened for each exchange, so that it may come
    and go, and ``kiosk doctor`` may ask it too.

    What it has of a strip that was not printed whole, or of an earlier life, must not come out for
    the next person: it is told to drop that at once, and again until it answers questions.
    """

    def __init__(self, path: Path, clock: Clock, pace: Pace) -> None:
        self._path, self._clock, self._pace = path, clock, pace
        self._owes_clearing = True

    def status(self) -> Status:
        try:
            with self._opened() as device:
                return self._ask(device)
        except HardwareError:
            return Stopped(Cause.ABSENT)

    def send(self, strip: bytes, wanted: Wanted) -> Sent:
        """Stops as soon as nobody wants it any more."""
        taken = 0
        try:
            with self._opened() as device:
                device.drain()
                taken = device.write(strip + AT_THE_END, self._pace.stalled_s, wanted)
                whole = taken == len(strip) + len(AT_THE_END)
                if whole and self._ends(device, wanted) and isinstance(self._ask(device), Well):
                    return Sent.PRINTED
                self._owes_clearing = self._owes_clearing or taken > 0
                self._clear(device)
        except HardwareError:
            self._owes_clearing = self._owes_clearing or taken > 0
        return Sent.UNSURE if taken else Sent.NOTHING

    def _opened(self) -> DeviceFile:
        """Raises HardwareError."""
        return DeviceFile(self._path, self._clock, self._pace.stalled_s)

    def _ask(self, device: DeviceFile) -> Status:
        """Raises HardwareError."""
        self._clear(device)
        status = ask(device, self._pace.answer_s)
        # One that answers this has heard that, which was said before.
        self._owes_clearing = self._owes_clearing and isinstance(status, Unknown)
        return status

    def _ends(self, device: DeviceFile, wanted: Wanted) -> bool:
        """Whether the printer says, in its turn, that it has done with the strip."""
        end = self._clock.monotonic() + self._pace.finish_s
        while (left := end - self._clock.monotonic()) > 0:
            answer = device.read(left, wanted)
            if answer is None:
                return False
            if is_end(answer):
                return True
        return False

    def _clear(self, device: DeviceFile) -> None:
        """Tells the printer to drop what it has, where that is owed. Some do so without a word, so
        that none is insisted on. Raises HardwareError."""
        if not self._owes_clearing:
            return
        device.drop_unsent()
        device.write(CLEAR, self._pace.answer_s)
        for _ in CLEARED:
            if device.read(self._pace.answer_s) is None:
                return


def ask(device: DeviceFile, answer_s: float) -> Status:
    """The four questions; prints nothing and changes nothing. Raises HardwareError."""
    device.drain()
    answers: list[int] = []
    for question in QUESTIONS:
        device.write(question, answer_s)
        answer = device.read(answer_s)
        if answer is None:
            return Unknown.SILENT
        answers.append(answer)
    return parse(answers)
