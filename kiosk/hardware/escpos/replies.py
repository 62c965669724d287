"""What a receipt printer says, sorted into replies; what nobody asked for is no reply.

Told apart by their fixed bits: answers to DLE EOT, that to GS r, the word that all is cleared.
Left out: flow control, and the blocks of four bytes with which a printer tells unasked how it is.
"""

from enum import Enum
from typing import Protocol

from kiosk.hardware.escpos.device import StillWanted, always
from kiosk.hardware.escpos.status import (
    CLEARED,
    FLOW_CONTROL,
    UNASKED_REST,
    begins_unasked,
    is_end,
    is_status,
)
from shared_runtime.clock import Clock


class ByteStream(Protocol):
    """What a ``DeviceFile`` does; every method may raise HardwareError."""

    def write(self, data: bytes, stalled_after_s: float, wanted: StillWanted = always) -> int: ...
    def read(self, within_s: float, wanted: StillWanted = always) -> int | None: ...
    def settle(self, quiet_s: float) -> None: ...


class Reply(Enum):
    """A reply that is no answer to DLE EOT."""

    END = "end"
    """All that was sent before the question at the end is printed."""
    CLEARED = "cleared"
    NOISE = "noise"
    """Nothing that any printer says: the line is out of step."""


class Replies:
    """Used by one thread, for one exchange. Every method may raise HardwareError."""

    def __init__(self, line: ByteStream, clock: Clock, quiet_s: float) -> None:
        """``quiet_s``: bytes that belong together follow each other sooner than that."""
        self._line, self._clock, self._quiet_s = line, clock, quiet_s
        self._ahead: int | None = None

    def settle(self) -> None:
        """Drops what comes until nothing does."""
        self._ahead = None
        self._line.settle(self._quiet_s)

    def next(self, within_s: float, wanted: StillWanted = always) -> int | Reply | None:
        """The next reply, an answer to DLE EOT as its byte; None when none comes, however much is
        said meanwhile that is none."""
        end = self._clock.monotonic() + within_s
        left_s = within_s
        while left_s >= 0 and (byte := self._byte(left_s, wanted)) is not None:
            left_s = end - self._clock.monotonic()
            if byte in FLOW_CONTROL:
                continue
            if is_status(byte):
                return byte
            if begins_unasked(byte):
                self._skip_low(UNASKED_REST)
            elif is_end(byte):
                return self._end_or_noise()
            elif byte == CLEARED[0]:
                return self._cleared_or_noise()
            else:
                return Reply.NOISE
        return None

    def _byte(self, within_s: float, wanted: StillWanted = always) -> int | None:
        if self._ahead is None:
            return self._line.read(within_s, wanted)
        ahead, self._ahead = self._ahead, None
        return ahead

    def _skip_low(self, at_most: int) -> int:
        """Drops bytes such as stand in the middle of a block and says how many there were. What
        comes between them and is none, such as an answer, stays to be read."""
        skipped = 0
        while skipped < at_most:
            byte = self._line.read(self._quiet_s)
            if byte is None:
                break
            if byte in FLOW_CONTROL:
                continue
            if not is_end(byte):
                self._ahead = byte
                break
            skipped += 1
        return skipped

    def _end_or_noise(self) -> Reply:
        """The answer at the end stands alone; several such bytes are the rest of a block whose
        beginning was dropped."""
        return Reply.END if self._skip_low(UNASKED_REST) == 0 else Reply.NOISE

    def _cleared_or_noise(self) -> Reply:
        rest = [self._line.read(self._quiet_s) for _ in CLEARED[1:]]
        return Reply.CLEARED if rest == list(CLEARED[1:]) else Reply.NOISE
