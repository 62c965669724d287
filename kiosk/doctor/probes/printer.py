"""Looks at the print queue through CUPS. Nothing is printed, no job is looked at."""

from collections.abc import Callable
from pathlib import Path
from typing import assert_never

from kiosk.doctor.probes.sockets import kept_out
from kiosk.doctor.seen import (
    LibraryMissing,
    NoSuchQueue,
    NotAllowed,
    PrinterSeen,
    ServiceAway,
    ServiceHung,
)
from kiosk.hardware.cups.connection import Failing, SpoolerError
from kiosk.hardware.cups.settings import CupsSettings, Deadlines
from kiosk.hardware.cups.states import PrinterView

WITHIN_S = 3.0

Ask = Callable[[CupsSettings], PrinterView]
"""May raise SpoolerError, or ImportError without pycups."""


def ask_cups(settings: CupsSettings) -> PrinterView:
    from kiosk.hardware.cups.spooler import CupsSpooler

    spooler = CupsSpooler("doctor-cups", settings)
    try:
        return spooler.printer()
    finally:
        spooler.close()


def look(queue: str, server: str, ask: Ask = ask_cups) -> PrinterSeen:
    """Takes ``WITHIN_S`` at most. Raises nothing that is expected."""
    settings = CupsSettings(queue=queue, server=server, deadlines=Deadlines(call_s=WITHIN_S))
    try:
        return ask(settings)
    except ImportError:
        return LibraryMissing()
    except SpoolerError as error:
        return _meaning(error.failing, server)


def _meaning(failing: Failing, server: str) -> PrinterSeen:
    match failing:
        case Failing.ABSENT:
            return NotAllowed() if kept_out(Path(server)) else ServiceAway()
        case Failing.HUNG:
            return ServiceHung()
        case Failing.NOT_FOUND:
            return NoSuchQueue()
        case Failing.REFUSED:
            return NotAllowed()
        case _:
            assert_never(failing)
