"""The few calls of the PC/SC API that reading needs, as a port: the real library or a simulator."""

from collections.abc import Mapping
from enum import IntEnum
from typing import NewType, Protocol

from kiosk.domain.card import (
    AccessDenied,
    ReaderAbsent,
    ReaderLoss,
    ReaderUnavailable,
    ServiceAbsent,
)
from kiosk.hardware.ports import HardwareError

Context = NewType("Context", int)
Card = NewType("Card", int)

PNP_NOTIFICATION = "\\\\?PnP?\\Notification"
"""Pseudo reader whose state changes when readers come or go."""


class ReturnCode(IntEnum):
    """Return codes of PC/SC (part 5) that have a meaning here."""

    INVALID_HANDLE = 0x80100003
    UNKNOWN_READER = 0x80100009
    TIMEOUT = 0x8010000A
    SHARING_VIOLATION = 0x8010000B
    NO_SMARTCARD = 0x8010000C
    PROTO_MISMATCH = 0x8010000F
    NOT_TRANSACTED = 0x80100016
    READER_UNAVAILABLE = 0x80100017
    COMM_ERROR = 0x80100013
    CANCELLED = 0x80100002
    CARD_UNSUPPORTED = 0x8010001C
    NO_SERVICE = 0x8010001D
    SERVICE_STOPPED = 0x8010001E
    NO_READERS = 0x8010002E
    UNSUPPORTED_CARD = 0x80100065
    UNRESPONSIVE_CARD = 0x80100066
    UNPOWERED_CARD = 0x80100067
    RESET_CARD = 0x80100068
    REMOVED_CARD = 0x80100069
    ACCESS_DENIED = 0x8010006A
    """SCARD_W_SECURITY_VIOLATION: on Linux, polkit refuses this account."""


CARD_GONE = frozenset({ReturnCode.REMOVED_CARD, ReturnCode.NO_SMARTCARD})
CARD_MUTE = frozenset({ReturnCode.UNRESPONSIVE_CARD, ReturnCode.UNPOWERED_CARD})
CARD_UNSUITABLE = frozenset(
    {ReturnCode.PROTO_MISMATCH, ReturnCode.CARD_UNSUPPORTED, ReturnCode.UNSUPPORTED_CARD}
)


def loss_of(code: int) -> ReaderLoss | None:
    """What a code says of the reader or the service; None if it is about the card or its line."""
    match code:
        case ReturnCode.UNKNOWN_READER | ReturnCode.NO_READERS:
            return ReaderAbsent()
        case ReturnCode.READER_UNAVAILABLE:
            return ReaderUnavailable()
        case ReturnCode.INVALID_HANDLE | ReturnCode.NO_SERVICE | ReturnCode.SERVICE_STOPPED:
            return ServiceAbsent()
        case ReturnCode.ACCESS_DENIED:
            return AccessDenied()
        case _:
            return None


class ReaderState(IntEnum):
    """Bits of a reader's state; above bit 16 stands the count of insertions and removals."""

    UNAWARE = 0x0000
    CHANGED = 0x0002
    UNKNOWN = 0x0004
    """No such reader."""
    UNAVAILABLE = 0x0008
    """The reader is there and does not answer; the count is then 0."""
    PRESENT = 0x0020


class PcscError(HardwareError):
    """A PC/SC call failed; ``code`` may be one that ``ReturnCode`` does not list."""

    def __init__(self, code: int) -> None:
        self.code = code & 0xFFFFFFFF
        super().__init__(f"PC/SC error {self.code:08X}")


class Scard(Protocol):
    """All calls raise PcscError. A context or card belongs to one thread, except for ``cancel``."""

    def establish(self) -> Context: ...

    def release(self, context: Context) -> None: ...

    def cancel(self, context: Context) -> None:
        """Makes ``wait_change`` of another thread raise CANCELLED."""
        ...

    def readers(self, context: Context) -> list[str]:
        """Names of the readers, perhaps none."""
        ...

    def wait_change(
        self, context: Context, timeout_ms: int, states: Mapping[str, int]
    ) -> dict[str, int] | None:
        """Waits until a reader's state differs from the one given; None when time is up."""
        ...

    def ask_access(self, context: Context, reader: str) -> None:
        """Raises ACCESS_DENIED where this account may not use the cards of that reader. Needs no
        card, and leaves one that is in alone."""
        ...

    def connect(self, context: Context, reader: str) -> tuple[Card, int]:
        """Powers the card, shared; gives its handle and protocol. May block without limit."""
        ...

    def slot_atr(self, context: Context, reader: str) -> bytes:
        """What the chip answered to reset as far as the service knows, connected or not."""
        ...

    def atr(self, card: Card) -> bytes: ...

    def begin(self, card: Card) -> None: ...

    def transmit(self, card: Card, protocol: int, command: bytes) -> bytes: ...

    def end(self, card: Card) -> None: ...

    def disconnect(self, card: Card, *, unpower: bool) -> None:
        """Lets go of the card, and takes its power away if told to."""
        ...


def refuses(scard: Scard, context: Context, reader: str) -> bool:
    """Whether this account may not use the cards of that reader. Any other trouble is not told."""
    try:
        scard.ask_access(context, reader)
    except PcscError as error:
        return error.code == ReturnCode.ACCESS_DENIED
    return False
