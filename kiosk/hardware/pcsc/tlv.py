"""BER-TLV data objects (ISO/IEC 7816-4, clause 5.2.2), read one level at a time and within limits.

Only the level that is asked for is read, so a hostile nesting costs nothing and an unknown
constructed object may hold what it likes.
"""

from dataclasses import dataclass
from enum import Enum

from shared_runtime.private import Private

SIZE_LIMIT = 8192
"""Most bytes of one file: some seventy holders, far above the nineteen ever seen on a card."""
_TAG_LIMIT = 3
_PADDING = (0x00, 0xFF)
"""No meaning at the place of a tag; behind it lies erased memory."""


class TlvFault(Enum):
    TRUNCATED = "truncated"
    MALFORMED = "malformed"
    TOO_LARGE = "too_large"


class TlvError(Exception):
    """The bytes are no data objects. Never quotes them."""

    def __init__(self, fault: TlvFault) -> None:
        super().__init__(fault.value)
        self.fault = fault


@dataclass(frozen=True, slots=True, repr=False)
class DataObject(Private):
    """``tag`` is the number its bytes spell, big-endian, such as 0x65 or 0x5F20."""

    tag: int
    value: bytes


class Extent(Enum):
    """How far the bytes read so far reach into a file."""

    CLOSED = "closed"
    """Padding was met: nothing of interest follows."""
    BETWEEN = "between"
    """They end where an object ends: another may follow."""
    OPEN = "open"
    """They end inside an object."""
    BROKEN = "broken"
    """More bytes will not mend it."""


def parse(data: bytes) -> tuple[DataObject, ...]:
    """The objects of one level, in order; stops at padding. Raises TlvError and nothing else."""
    objects, _ = _scan(data)
    return objects


def extent(data: bytes) -> Extent:
    """Says whether a file whose beginning is ``data`` should be read on. Never raises."""
    try:
        _, end = _scan(data)
    except TlvError as error:
        return Extent.OPEN if error.fault is TlvFault.TRUNCATED else Extent.BROKEN
    return Extent.CLOSED if end < len(data) else Extent.BETWEEN


def _scan(data: bytes) -> tuple[tuple[DataObject, ...], int]:
    if len(data) > SIZE_LIMIT:
        raise TlvError(TlvFault.TOO_LARGE)
    objects: list[DataObject] = []
    at = 0
    while at < len(data) and data[at] not in _PADDING:
        tag, at = _tag(data, at)
        length, at = _length(data, at)
        if at + length > SIZE_LIMIT:
            raise TlvError(TlvFault.TOO_LARGE)
        if at + length > len(data):
            raise TlvError(TlvFault.TRUNCATED)
        objects.append(DataObject(tag, data[at : at + length]))
        at += length
    return tuple(objects), at


def _byte(data: bytes, at: int) -> int:
    if at >= len(data):
        raise TlvError(TlvFault.TRUNCATED)
    return data[at]


def _tag(data: bytes, at: int) -> tuple[int, int]:
    tag = _byte(data, at)
    at += 1
    if tag & 0x1F != 0x1F:
        return tag, at
    for _ in range(_TAG_LIMIT - 1):
        byte = _byte(data, at)
        at += 1
        tag = tag << 8 | byte
        if not byte & 0x80:
            return tag, at
    raise TlvError(TlvFault.MALFORMED)


def _length(data: bytes, at: int) -> tuple[int, int]:
    first = _byte(data, at)
    at += 1
    if first < 0x80:
        return first, at
    size = first & 0x7F
    # 80 is the indefinite form, which a file of fixed size has no use for; ISO 7816-4 ends at 84.
    if not 1 <= size <= 4:
        raise TlvError(TlvFault.MALFORMED)
    _byte(data, at + size - 1)
    return int.from_bytes(data[at : at + size]), at + size
