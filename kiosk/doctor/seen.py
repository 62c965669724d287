"""What the probes bring back: closed unions, nothing judged yet."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from kiosk.config.settings import KioskSettings
from kiosk.gateway.status import GatewayStatus
from kiosk.hardware.cups.states import PrinterView
from kiosk.hardware.escpos.status import ReceiptPrinterStatus


@dataclass(frozen=True, slots=True)
class Late:
    """The probe gave no answer within its time."""


@dataclass(frozen=True, slots=True)
class ProbeCrashed:
    """The probe has a bug; ``kind`` names the exception, whose text stays behind."""

    kind: str


Lost = Late | ProbeCrashed


@dataclass(frozen=True, slots=True)
class LibraryMissing:
    """The Python library that speaks to the device's service is not installed."""


@dataclass(frozen=True, slots=True)
class ServiceAway:
    """Nothing listens where the device's service should."""


@dataclass(frozen=True, slots=True)
class ServiceHung:
    """The service is there and does not answer."""


@dataclass(frozen=True, slots=True)
class NotAllowed:
    """The service is there, and this account may not ask it."""


@dataclass(frozen=True, slots=True)
class NoSuchReader:
    """``present``: names of the readers that are there and are not the one configured."""

    present: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ReaderThere:
    """``card``: one is in it. It is not read. ``virtual``: names of the readers, this one or
    others, in which a program can play a card."""

    name: str
    card: bool
    virtual: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ReaderSilent:
    """It is plugged in and does not answer."""

    name: str


@dataclass(frozen=True, slots=True)
class ReaderRefused:
    """polkit lets this account use neither the service nor, perhaps, its cards."""


@dataclass(frozen=True, slots=True)
class ReaderFailing:
    """``code``: of PC/SC, as eight hexadecimal digits."""

    code: str


ReaderSeen = (
    LibraryMissing
    | ServiceAway
    | NotAllowed
    | NoSuchReader
    | ReaderThere
    | ReaderSilent
    | ReaderRefused
    | ReaderFailing
)


@dataclass(frozen=True, slots=True)
class NoSuchQueue:
    pass


PrinterSeen = LibraryMissing | ServiceAway | ServiceHung | NotAllowed | NoSuchQueue | PrinterView


@dataclass(frozen=True, slots=True)
class NoSuchDevice:
    """No such device file, or nothing behind it."""


@dataclass(frozen=True, slots=True)
class InUse:
    """Somebody else has the device, and did not let go of it in time."""


ReceiptsSeen = NoSuchDevice | NotAllowed | InUse | ReceiptPrinterStatus


@dataclass(frozen=True, slots=True)
class ClockSeen:
    """``kept``: whether the kernel's clock is disciplined by a time service; None when it does not
    say."""

    now: datetime
    kept: bool | None


@dataclass(frozen=True, slots=True)
class SpaceSeen:
    """A file system. ``inodes`` is None where it counts none; ``writable`` is about the folder."""

    free_bytes: int
    inodes: int | None
    read_only: bool
    writable: bool


@dataclass(frozen=True, slots=True)
class SpaceUnseen:
    """``why``: the system's own word, such as *Permission denied*."""

    why: str


DiskSeen = SpaceSeen | SpaceUnseen


@dataclass(frozen=True, slots=True)
class FontsSeen:
    """File names: those that are there and whole, those that are not there, those that are not
    whole."""

    loaded: tuple[str, ...]
    missing: tuple[str, ...] = ()
    damaged: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ConfigurationSeen:
    """``settings`` of kiosk-ui, or None with ``mistakes``; ``file`` None: defaults are used."""

    file: Path | None
    settings: KioskSettings | None
    mistakes: tuple[str, ...] = ()
    without_sync: bool = False


GatewaySeen = GatewayStatus
