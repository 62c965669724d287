"""A device file to write to and to read from, neither of which ever waits long."""

import fcntl
import os
import select
import termios
import tty
from collections.abc import Callable
from errno import EAGAIN, EBUSY
from pathlib import Path
from typing import Self

from kiosk.hardware.ports import HardwareError
from shared_runtime.clock import Clock

_SLICE_S = 0.05
"""How often a wait looks whether it is still wanted."""
_PAUSE_S = 0.005
"""Between two looks at a device that has something to read, and gives nothing."""
_UNASKED, _NEVER_QUIET_S = 1024, 0.5
"""How many bytes, and how long, a device is listened to for quiet: none says so much of itself."""
_TAKEN = (EAGAIN, EBUSY)
"""By somebody else who holds the lock; and some drivers let one process in at a time."""

_GONE = select.POLLHUP | select.POLLERR | select.POLLNVAL

StillWanted = Callable[[], bool]
"""Whether somebody still waits; asked again and again."""


def always() -> bool:
    return True


class DeviceNotOpened(HardwareError):
    """``errno`` says why; EBUSY: somebody else has it just now."""

    def __init__(self, errno: int) -> None:
        super().__init__(os.strerror(errno))
        self.errno = errno


class DeviceFile:
    """Opened for one exchange, which nobody else disturbs meanwhile. Every method may raise
    HardwareError: the device has gone. Used by one thread."""

    def __init__(self, path: Path, clock: Clock, free_within_s: float) -> None:
        """Waits so long for somebody else to be done with it. Raises DeviceNotOpened."""
        self._clock = clock
        end = clock.monotonic() + free_within_s
        while True:
            try:
                self._fd = _opened(path)
                break
            except OSError as error:
                if error.errno not in _TAKEN or clock.monotonic() > end:
                    raise DeviceNotOpened(
                        EBUSY if error.errno in _TAKEN else error.errno or 0
                    ) from None
            select.select((), (), (), _SLICE_S)
        self._tty = os.isatty(self._fd)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        os.close(self._fd)

    def write(self, data: bytes, stalled_after_s: float, wanted: StillWanted = always) -> int:
        """Writes until all is taken, nothing was for ``stalled_after_s``, or nobody wants it any
        more; returns how many bytes were taken. Raises only when none was: what has gone with
        something of it is told by whatever is asked next."""
        taken = 0
        try:
            while taken < len(data) and self._ready(select.POLLOUT, stalled_after_s, wanted):
                taken += self._write_some(data[taken:])
        except HardwareError:
            if not taken:
                raise
        return taken

    def read(self, within_s: float, wanted: StillWanted = always) -> int | None:
        """The next byte, or None when none comes. A read of nothing is no byte yet: so do a
        terminal that asks for none (VMIN is 0) and a printer that sends an empty packet of USB."""
        end = self._clock.monotonic() + within_s
        while found := self._ready(select.POLLIN, end - self._clock.monotonic(), wanted):
            if byte := self._read_some():
                return byte[0]
            if found & _GONE:
                raise HardwareError("has gone")
            if self._clock.monotonic() >= end:
                return None
            select.select((), (), (), _PAUSE_S)
        return None

    def settle(self, quiet_s: float) -> None:
        """Drops what arrives until nothing has for ``quiet_s``, such as the answer that an earlier
        exchange waited for in vain; of a device that never stops, a part."""
        end = self._clock.monotonic() + _NEVER_QUIET_S
        for _ in range(_UNASKED):
            if self.read(quiet_s) is None or self._clock.monotonic() > end:
                return

    def drop_unsent(self) -> None:
        """Drops what was taken and has not left yet, as far as this kind of device can."""
        if self._tty:
            try:
                termios.tcflush(self._fd, termios.TCOFLUSH)
            except termios.error as error:
                raise HardwareError(f"has gone: {error.args[-1]}") from None

    def _write_some(self, data: bytes) -> int:
        try:
            return os.write(self._fd, data)
        except BlockingIOError:
            return 0
        except OSError as error:
            raise _gone(error) from None

    def _read_some(self) -> bytes:
        try:
            return os.read(self._fd, 1)
        except BlockingIOError:
            return b""
        except OSError as error:
            raise _gone(error) from None

    def _ready(self, event: int, within_s: float, wanted: StillWanted) -> int:
        """What the device can do now, ``event`` among it; 0 when it is late or not wanted."""
        poll = select.poll()
        poll.register(self._fd, event)
        end = self._clock.monotonic() + within_s
        while wanted():
            left = end - self._clock.monotonic()
            if found := poll.poll(1000 * max(0.0, min(left, _SLICE_S))):
                if not found[0][1] & event:
                    raise HardwareError("has gone")
                return found[0][1]
            if left <= 0:
                return 0
        return 0


def _gone(error: OSError) -> HardwareError:
    return HardwareError(f"has gone: {os.strerror(error.errno or 0)}")


def _opened(path: Path) -> int:
    """Raises OSError."""
    fd = os.open(path, os.O_RDWR | os.O_NONBLOCK | os.O_NOCTTY | os.O_CLOEXEC)
    try:
        fcntl.flock(fd, fcntl.LOCK_EX | fcntl.LOCK_NB)
        if os.isatty(fd):
            _make_raw(fd)
    except (OSError, termios.error) as error:
        os.close(fd)
        raise OSError(error.args[0], "cannot be set up") from None
    return fd


def _make_raw(fd: int) -> None:
    """As it comes, a terminal would change line ends and send back what it gets; and letting go of
    a serial line would hang up on the printer."""
    tty.setraw(fd, termios.TCSANOW)
    settings = termios.tcgetattr(fd)
    settings[2] &= ~termios.HUPCL
    termios.tcsetattr(fd, termios.TCSANOW, settings)
