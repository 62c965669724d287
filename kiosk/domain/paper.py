"""What can come of handing a document to the printer: a closed union."""

from dataclasses import dataclass
from enum import StrEnum


class PaperTrouble(StrEnum):
    """Why no paper can come, in the words of a help text."""

    PAPER_OUT = "paper_out"
    PAPER_JAM = "paper_jam"
    COVER_OPEN = "cover_open"
    TRAY_MISSING = "tray_missing"
    OUTPUT_FULL = "output_full"
    TONER_EMPTY = "toner_empty"
    OFFLINE = "offline"
    SERVICE_ABSENT = "service_absent"
    OTHER = "other"


class Medium(StrEnum):
    """What a document is put on: a sheet of A4, or a strip from the receipt printer."""

    SHEET = "sheet"
    STRIP = "strip"


@dataclass(frozen=True, slots=True)
class HandedOver:
    """The printer took every page and reported the job complete: not proof that paper is out."""

    pages: int
    medium: Medium = Medium.SHEET


@dataclass(frozen=True, slots=True)
class NotPrinted:
    """Nothing came out and nothing will: the job is cancelled and purged."""

    trouble: PaperTrouble


@dataclass(frozen=True, slots=True)
class MaybePrinted:
    """Nobody can say whether the paper came out; the job is purged, only the person knows."""


class JobFate(StrEnum):
    """What the print journal holds of a job behind its intent."""

    HANDED_OVER = "handed_over"
    DONE = "done"
    FAILED = "failed"
    UNKNOWN = "unknown"


PrintOutcome = HandedOver | NotPrinted | MaybePrinted


@dataclass(frozen=True, slots=True)
class PrinterTest:
    """A page on which nobody's data stand: that the printer prints is all that it says."""
