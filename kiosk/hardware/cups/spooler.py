"""The few things we ask of CUPS, each bounded, each failing as a SpoolerError."""

import os
import pwd
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Protocol, TypeVar

import cups

from kiosk.hardware.cups.connection import BoundedConnection, Failing, SpoolerError
from kiosk.hardware.cups.settings import CupsSettings
from kiosk.hardware.cups.states import (
    JOB_ATTRIBUTES,
    PRINTER_ATTRIBUTES,
    JobGone,
    JobView,
    PrinterState,
    PrinterView,
    parse_job,
    parse_printer,
)

T = TypeVar("T")

TITLE = "doc"
"""Title of every job and document: it stands in logs, spools and on other people's screens."""
ASKING = "application/vnd.borne-look"
"""A document that prints nothing: systemd/cups/filter/borne-look asks the printer instead."""
OPTIONS = {"media": "iso_a4_210x297mm", "sides": "one-sided", "print-scaling": "none"}
_CHUNK = 64 * 1024
_NOT_FOUND = 0x0406
"""client-error-not-found (RFC 8011, B.1.5.3)."""
_SERVER_ERRORS = 0x0500
"""From here on the service, or libcups for it, says that it failed; a lost connection too."""


class Spooler(Protocol):
    """What printing asks of the service. Every method may raise SpoolerError."""

    def create(self) -> int:
        """The number of a new job, which waits for its document."""
        ...

    def send(self, number: int, pdf: bytes) -> None:
        """Streams the document; nothing is printed before ``finish``."""
        ...

    def finish(self) -> None: ...

    def ask(self) -> int | None:
        """The number of a job that prints nothing and asks the printer how it is; None when this
        service does not know how."""
        ...

    def job(self, number: int) -> JobView: ...

    def printer(self) -> PrinterView: ...

    def resume(self) -> None:
        """Sets a stopped queue going. REFUSED unless the service's policy lets this account."""
        ...

    def cancel(self, number: int) -> None:
        """Does nothing to a job that has ended."""
        ...

    def purge(self) -> bool:
        """Cancels our jobs and wipes what the service keeps of them; True when none is left.
        False: some are still being cancelled, call again."""
        ...

    def close(self) -> None: ...


Connect = Callable[[CupsSettings], cups.Connection]


def connect(settings: CupsSettings) -> cups.Connection:
    """A connection for the calling thread. Raises SpoolerError(ABSENT)."""
    cups.setUser(pwd.getpwuid(os.geteuid()).pw_name)
    # Without this libcups would ask for a password on the terminal, and wait.
    cups.setPasswordCB(_no_password)
    host, port = settings.host_and_port
    try:
        return cups.Connection(host, port)
    except RuntimeError:
        raise SpoolerError(Failing.ABSENT) from None


def _no_password(_prompt: str) -> str:
    return ""


class CupsSpooler:
    """A Spooler on pycups: each method blocks for ``call_s`` at most."""

    def __init__(self, name: str, settings: CupsSettings, connect: Connect = connect) -> None:
        self._queue = settings.queue
        self._within_s = settings.deadlines.call_s
        self._connection = BoundedConnection(name, lambda: connect(settings))

    def create(self) -> int:
        return self._call(lambda cups_: cups_.createJob(self._queue, TITLE, OPTIONS))

    def send(self, number: int, pdf: bytes) -> None:
        self._stream(number, "application/pdf", pdf)

    def finish(self) -> None:
        self._call(lambda cups_: cups_.finishDocument(self._queue))

    def ask(self) -> int | None:
        number = self._call(lambda cups_: cups_.createJob(self._queue, TITLE, {}))
        try:
            self._stream(number, ASKING, b"?")
            self.finish()
        except SpoolerError as error:
            if error.failing is Failing.REFUSED:
                return None
            raise
        return number

    def job(self, number: int) -> JobView:
        try:
            found = self._call(
                lambda cups_: cups_.getJobAttributes(number, requested_attributes=[*JOB_ATTRIBUTES])
            )
        except SpoolerError as error:
            if error.failing is Failing.NOT_FOUND:
                return JobGone()
            raise
        return parse_job(found)

    def printer(self) -> PrinterView:
        return parse_printer(
            self._call(
                lambda cups_: cups_.getPrinterAttributes(
                    self._queue, requested_attributes=[*PRINTER_ATTRIBUTES]
                )
            )
        )

    def resume(self) -> None:
        self._call(lambda cups_: cups_.enablePrinter(self._queue))

    def cancel(self, number: int) -> None:
        self._unless_ended(lambda cups_: cups_.cancelJob(number, purge_job=False))

    def purge(self) -> bool:
        """Purging a job kills its backend on the spot, before it can tell the printer to drop the
        document. So everything is cancelled first and wiped only once nothing runs any more; the
        service itself ends a backend that takes too long (JobKillDelay)."""
        for number in self._ours("not-completed"):
            self.cancel(number)
        if self._ours("all") and self.printer().state is PrinterState.PROCESSING:
            return False
        for number in self._ours("completed"):
            self._unless_ended(_purging(number))
        return not self._ours("all")

    def close(self) -> None:
        self._connection.close()

    def _stream(self, number: int, kind: str, content: bytes) -> None:
        def stream(connection: cups.Connection) -> None:
            connection.startDocument(self._queue, number, TITLE, kind, 1)
            for start in range(0, len(content), _CHUNK):
                chunk = content[start : start + _CHUNK]
                connection.writeRequestData(chunk, len(chunk))

        self._call(stream)

    def _ours(self, which: str) -> list[int]:
        return list(self._call(lambda cups_: cups_.getJobs(which_jobs=which, my_jobs=True)))

    def _unless_ended(self, work: Callable[[cups.Connection], None]) -> None:
        try:
            self._call(work)
        except SpoolerError as error:
            if error.failing not in (Failing.NOT_FOUND, Failing.REFUSED):
                raise

    def _call(self, work: Callable[[cups.Connection], T]) -> T:
        def translated(connection: cups.Connection) -> T:
            with _failures():
                return work(connection)

        return self._connection.call(translated, self._within_s)


def _purging(number: int) -> Callable[[cups.Connection], None]:
    return lambda connection: connection.cancelJob(number, purge_job=True)


@contextmanager
def _failures() -> Iterator[None]:
    """pycups's exceptions as ours; their texts stay behind."""
    try:
        yield
    except cups.IPPError as error:
        raise SpoolerError(_failing(error)) from None
    except (cups.HTTPError, RuntimeError):
        raise SpoolerError(Failing.ABSENT) from None


def _failing(error: cups.IPPError) -> Failing:
    status = error.args[0] if error.args and isinstance(error.args[0], int) else _SERVER_ERRORS
    if status == _NOT_FOUND:
        return Failing.NOT_FOUND
    return Failing.ABSENT if status >= _SERVER_ERRORS else Failing.REFUSED
