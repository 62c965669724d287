"""An idle printer is asked how it is: by itself CUPS looks at a printer only while it prints.

A queue that CUPS has stopped, because it did not trust the printer, is set going for that.
"""

from kiosk.hardware.cups.connection import SpoolerError
from kiosk.hardware.cups.job import Pause
from kiosk.hardware.cups.settings import Deadlines
from kiosk.hardware.cups.spooler import Spooler
from kiosk.hardware.cups.states import JobSeen, JobState, PrinterState, PrinterView
from shared_runtime.clock import Clock

_OVER = (JobState.STOPPED, JobState.CANCELLED, JobState.ABORTED, JobState.COMPLETED)


class IdlePrinterPoll:
    """Used by one thread; ``answered`` and ``busy`` may be read by others."""

    def __init__(self, clock: Clock, limits: Deadlines) -> None:
        self._clock, self._limits = clock, limits
        self._next = self._came = clock.monotonic()
        self._is_possible = True
        self.answered = False
        """What the queue shows is what the printer said, and no document came between."""
        self.busy = False
        """Just now the queue shows neither the old nor the new."""

    def is_due(self) -> bool:
        return self._clock.monotonic() >= self._next

    def document_came(self) -> None:
        """From now on the queue tells of that document, and afterwards repeats it."""
        self.answered = False
        self._came = self._clock.monotonic()
        self._next = self._came + self._limits.ask_blocked_s

    def ask(self, spooler: Spooler, pause: Pause) -> bool:
        """Leaves the queue with the printer's own answer, unless ``pause`` says to make way.

        True when that took a job, which the caller purges. Never raises SpoolerError.
        """
        self._next = self._clock.monotonic() + self._limits.ask_blocked_s
        self.busy = True
        try:
            return self._ask(spooler, pause)
        except SpoolerError:
            self.answered = False
            return True
        finally:
            self.busy = False

    def _ask(self, spooler: Spooler, pause: Pause) -> bool:
        before = spooler.printer()
        if before.resumable:
            # Nothing of ours is in it, and a printer that is not trusted still gets nothing.
            spooler.resume()
            before = spooler.printer()
        if not (self._is_possible and before.can_be_asked and before.state is PrinterState.IDLE):
            return False
        number = spooler.ask()
        if number is None:
            self._is_possible = False
            return True
        self.answered = self._is_done(spooler, number, pause)
        if self.answered and self._is_well(spooler.printer()):
            self._next = self._clock.monotonic() + self._limits.ask_s
        return True

    def _is_well(self, printer: PrinterView) -> bool:
        """A warning alone is nothing to ask about again soon, unless a document just met it."""
        lately = self._clock.monotonic() - self._came < self._limits.remembered_s
        troubled = printer.troubles if lately else printer.errors
        return not troubled and printer.certificate is None

    def _is_done(self, spooler: Spooler, number: int, pause: Pause) -> bool:
        until = self._clock.monotonic() + self._limits.call_s
        while self._clock.monotonic() < until:
            match spooler.job(number):
                case JobSeen(JobState.COMPLETED):
                    return True
                case JobSeen(state) if state not in _OVER:
                    if pause(self._limits.poll_s):
                        return False
                case _:
                    return False
        return False
