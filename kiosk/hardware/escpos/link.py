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
    answer_s: float = 0.5
    """A printer answers within milliseconds, whatever it does."""
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
    """Used by one thread; never raises. A printer that is gone is looked for at each use.

    What it has of a strip that was not printed whole must not come out for the next person: it is
    told to drop that at once, and again until it answers questions.
    """

    def __init__(self, path: Path, clock: Clock, pace: Pace) -> None:
        self._path, self._clock, self._pace = path, clock, pace
        self._device: DeviceFile | None = None
        self._owes_clearing = False

    def status(self) -> Status:
        try:
            return self._ask(self._opened())
        except HardwareError:
            self.close()
            return Stopped(Cause.ABSENT)

    def send(self, strip: bytes, wanted: Wanted) -> Sent:
        """Stops as soon as nobody wants it any more."""
        taken = 0
        try:
            device = self._opened()
            device.drain()
            taken = device.write(strip + AT_THE_END, self._pace.stalled_s, wanted)
            whole = taken == len(strip) + len(AT_THE_END)
            if whole and self._ends(device, wanted) and isinstance(self._ask(device), Well):
                return Sent.PRINTED
            if taken:
                self._owes_clearing = True
                self._clear(device)
        except HardwareError:
            self.close()
        return Sent.UNSURE if taken else Sent.NOTHING

    def close(self) -> None:
        if self._device is not None:
            self._device.close()
            self._device = None

    def _opened(self) -> DeviceFile:
        """Raises HardwareError."""
        if self._device is None:
            self._device = DeviceFile(self._path, self._clock)
            # It may have something of an earlier life.
            self._owes_clearing = True
        return self._device

    def _ask(self, device: DeviceFile) -> Status:
        """Raises HardwareError."""
        if self._owes_clearing:
            self._clear(device)
        device.drain()
        answers: list[int] = []
        for question in QUESTIONS:
            device.write(question, self._pace.answer_s)
            answer = device.read(self._pace.answer_s)
            if answer is None:
                return Unknown.SILENT
            answers.append(answer)
        # One that answers this has heard that, which was said before.
        self._owes_clearing = False
        return parse(answers)

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
        """Tells the printer to drop what it has. Some do so without a word, so that none is
        insisted on. Raises HardwareError."""
        device.drop_unsent()
        device.write(CLEAR, self._pace.answer_s)
        for _ in CLEARED:
            if device.read(self._pace.answer_s) is None:
                return
