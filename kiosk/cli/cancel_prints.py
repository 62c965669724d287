"""``kiosk cancel-prints``: takes back what a screen that has died gave to the print service.

systemd runs it each time kiosk-ui has ended (``ExecStopPost=``): a killed process cancels nothing
itself, and its paper would come out for the next person. Logs nothing, names nobody.
"""

import os
from collections.abc import Callable, Sequence
from threading import Event

from kiosk.config.loading import load
from kiosk.config.section import EXIT_CONFIGURATION, Mistakes
from kiosk.hardware.cups.connection import Failing, SpoolerError
from kiosk.hardware.cups.settings import CupsSettings, Deadlines
from kiosk.hardware.cups.spooler import CupsSpooler, Spooler
from kiosk.runtime.options import config_option
from shared_runtime.clock import Clock, SystemClock

WITHIN_S = 3.0
"""The screen stays dark for so long. Everything is cancelled by then; what the printer is slow to
drop, the next screen wipes at its start."""
_CALL_S = 3.0
_AGAIN_S = 0.2


def main(arguments: Sequence[str]) -> int:
    """``kiosk cancel-prints [--config FILE]``; the exit code: 0 nothing of ours is left, 69 the
    print service does not answer, 75 some of it is still being cancelled, 78 mistaken
    configuration."""
    settings = load(config_option("cancel-prints", arguments), os.environ)
    if isinstance(settings, Mistakes):
        return EXIT_CONFIGURATION
    if settings.devices == "simulated":
        return os.EX_OK
    queue = CupsSettings(
        settings.printer, settings.cups_server, deadlines=Deadlines(call_s=_CALL_S)
    )
    spooler = CupsSpooler("cancel-prints", queue)
    try:
        return take_back(spooler, SystemClock(), Event().wait)
    finally:
        spooler.close()


def take_back(spooler: Spooler, clock: Clock, pause: Callable[[float], object]) -> int:
    """Cancels all that is ours, then wipes it as far as the service is through with it."""
    until = clock.monotonic() + WITHIN_S
    while True:
        try:
            if spooler.purge():
                return os.EX_OK
        except SpoolerError as error:
            # A queue that is not there has nothing of ours.
            return os.EX_OK if error.failing is Failing.NOT_FOUND else os.EX_UNAVAILABLE
        if clock.monotonic() >= until:
            return os.EX_TEMPFAIL
        pause(_AGAIN_S)
