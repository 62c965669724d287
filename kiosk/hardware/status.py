"""What devices report: closed unions that keep *unknown* and *unsupported* apart from *ok*."""

from dataclasses import dataclass
from enum import StrEnum
from typing import NewType

from kiosk.domain.card import CardOutcome
from kiosk.domain.ids import JobId
from kiosk.domain.paper import PaperTrouble, PrintOutcome

Insertion = NewType("Insertion", int)
"""Number of a card insertion since the process started: tells a late answer from the next card."""


class Device(StrEnum):
    CARD_READER = "card_reader"
    PRINTER = "printer"
    RECEIPT_PRINTER = "receipt_printer"


class Health(StrEnum):
    """Three-valued on purpose: not knowing is not the same as being well."""

    OK = "ok"
    FAILED = "failed"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class DeviceHealth:
    """``reason`` is a stable word for logs and staff, such as ``paper_out``: no prose."""

    device: Device
    health: Health
    reason: str | None = None


class SpeakerState(StrEnum):
    """A kiosk without a speaker is whole; one that has lost its own is to be looked at."""

    READY = "ready"
    NOT_FITTED = "not_fitted"
    LOST = "lost"


@dataclass(frozen=True, slots=True)
class CardInserted:
    """A card is in the reader: it has sat there for the debounce time, or was read before that."""

    insertion: Insertion


@dataclass(frozen=True, slots=True)
class CardReadFinished:
    """The one result of reading that insertion."""

    insertion: Insertion
    outcome: CardOutcome


@dataclass(frozen=True, slots=True)
class CardTakenOut:
    insertion: Insertion


@dataclass(frozen=True, slots=True)
class PrintBlocked:
    """That job is under way and ``trouble`` stops it, or nothing does any more (None).

    Told at each change, before the job's one ``PrintFinished``, which ends a block untold.
    """

    job: JobId
    trouble: PaperTrouble | None


@dataclass(frozen=True, slots=True)
class PrintFinished:
    """The one result of that job."""

    job: JobId
    outcome: PrintOutcome


DeviceEvent = (
    DeviceHealth | CardInserted | CardReadFinished | CardTakenOut | PrintBlocked | PrintFinished
)
