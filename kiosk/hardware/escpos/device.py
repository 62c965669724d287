"""A device file to write to and to read from, neither of which ever waits long."""

import os
import select
import termios
import tty
from collections.abc import Callable
from pathlib import Path

from kiosk.clock import Clock
from kiosk.hardware.ports import HardwareError

_SLICE_S = 0.05
"""How often a wait looks whether it is still wanted."""

Wanted = Callable[[], bool]
"""Whether somebody still waits; asked again and again."""


def always() -> bool:
    return True


class DeviceFile:
    """Opened at once. Every method may raise HardwareError: the device has gone, and this is to be
    closed. Used by one thread."""

    def __init__(self, path: Path, clock: Clock) -> None:
        self._clock = clock
        try:
            self._fd = os.open(path, os.O_RDWR | os.O_NONBLOCK | os.O_NOCTTY | os.O_CLOEXEC)
        except OSError as error:
            raise HardwareError(f"cannot be opened: {os.strerror(error.errno or 0)}") from None
        try:
            self._tty = os.isatty(self._fd)
            if self._tty:
                # As it comes, a terminal would change line ends and send back what it gets.
                tty.setraw(self._fd, termios.TCSANOW)
        except (OSError, termios.error):
            os.close(self._fd)
            raise HardwareError("cannot be set up") from None

    def write(self, data: bytes, stalled_after_s: float, wanted: Wanted = always) -> int:
        """Writes until all is taken, nothing was for ``stalled_after_s``, or nobody wants it any
        more; returns how many bytes were taken."""
        taken = 0
        while taken < len(data) and self._ready(select.POLLOUT, stalled_after_s, wanted):
            taken += self._write_some(data[taken:])
        return taken

    def read(self, within_s: float, wanted: Wanted = always) -> int | None:
        """The next byte, or None when none comes."""
        if not self._ready(select.POLLIN, within_s, wanted):
            return None
        try:
            read = os.read(self._fd, 1)
        except BlockingIOError:
            return None
        except OSError as error:
            raise _gone(error) from None
        if not read:
            raise HardwareError("has gone")
        return read[0]

    def drain(self) -> None:
        """Drops what has arrived unasked."""
        while self.read(0) is not None:
            pass

    def drop_unsent(self) -> None:
        """Drops what was taken and has not left yet, as far as this kind of device can."""
        if self._tty:
            try:
                termios.tcflush(self._fd, termios.TCOFLUSH)
            except termios.error as error:
                raise HardwareError(f"has gone: {error.args[-1]}") from None

    def close(self) -> None:
        os.close(self._fd)

    def _write_some(self, data: bytes) -> int:
        try:
            return os.write(self._fd, data)
        except BlockingIOError:
            return 0
        except OSError as error:
            raise _gone(error) from None

    def _ready(self, event: int, within_s: float, wanted: Wanted) -> bool:
        """Whether the device can do that now; False when it is late or not wanted."""
        poll = select.poll()
        poll.register(self._fd, event)
        end = self._clock.monotonic() + within_s
        while wanted():
            left = end - self._clock.monotonic()
            if found := poll.poll(1000 * max(0.0, min(left, _SLICE_S))):
                if not found[0][1] & event:
                    raise HardwareError("has gone")
                return True
            if left <= 0:
                return False
        return False


def _gone(error: OSError) -> HardwareError:
    return HardwareError(f"has gone: {os.strerror(error.errno or 0)}")
