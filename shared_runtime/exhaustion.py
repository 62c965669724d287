"""A process that may open no more files: who comes waits, nothing spins, and it is said.

It goes on by itself once something was closed. asyncio of Python 3.11 asks a listening socket as
often as its backlog in one turn of the loop, also where no file can be opened, and each of some
thousand times costs a line of log and a timer: ``PatientListener`` says the second time that nobody
is there, and asyncio comes back after its second (``ACCEPT_RETRY_DELAY``).
"""

import errno
import socket
from collections.abc import Callable
from typing import Any

from shared_runtime.clock import Clock

_NO_FILE = frozenset({errno.EMFILE, errno.ENFILE})
_TOLD_EVERY_S = 60.0


def is_exhaustion(error: object) -> bool:
    """Whether it says that no file can be opened any more."""
    return isinstance(error, OSError) and error.errno in _NO_FILE


class PatientListener(socket.socket):
    """A listening socket, for one event loop."""

    _had_no_file = False

    def accept(self) -> tuple[socket.socket, Any]:
        """Raises OSError as any socket does; BlockingIOError right after one for want of files."""
        if self._had_no_file:
            self._had_no_file = False
            raise BlockingIOError
        try:
            return super().accept()
        except OSError as error:
            self._had_no_file = is_exhaustion(error)
            raise


class ExhaustionTold:
    """Says it once a minute for as long as it goes on."""

    def __init__(self, tell: Callable[[], object], clock: Clock) -> None:
        self._tell, self._clock = tell, clock
        self._again_s = float("-inf")

    def heard(self, error: object) -> bool:
        """Whether that was what the error is about."""
        if not is_exhaustion(error):
            return False
        now_s = self._clock.monotonic()
        if now_s >= self._again_s:
            self._again_s = now_s + _TOLD_EVERY_S
            self._tell()
        return True
