"""What can come of putting a card into the reader: a closed union."""

from dataclasses import dataclass
from enum import StrEnum
from typing import assert_never

from kiosk.domain.identity import Holder
from shared_runtime.private import Private
from wire.staff import StaffBadge


class WrongCardKind(StrEnum):
    """A card that answers but is not one we can serve."""

    VITALE1 = "vitale1"
    CPS = "cps"
    STAFF = "staff"
    OTHER = "other"


class UnreadableReason(StrEnum):
    """Why a card of the right family could not be trusted. Stable: shown in JSON and in logs."""

    HOLDER_COUNTS_DIFFER = "holder_counts_differ"
    NIR_KEY = "nir_key"
    NO_HOLDER = "no_holder"
    MALFORMED = "malformed"
    TOO_LARGE = "too_large"
    NAME_TOO_LONG = "name_too_long"
    WITHDRAWN = "withdrawn"
    REFUSED = "refused"
    CHIP_FAILURE = "chip_failure"


@dataclass(frozen=True, slots=True, repr=False)
class CardRead(Private):
    """At least one holder, in the order of the card."""

    holders: tuple[Holder, ...]


@dataclass(frozen=True, slots=True, repr=False)
class StaffCard(Private):
    """A badge of a family that the configuration names."""

    badge: StaffBadge


@dataclass(frozen=True, slots=True)
class WrongCard:
    kind: WrongCardKind


@dataclass(frozen=True, slots=True)
class Mute:
    """The chip gave no answer to reset: card upside down, or its contacts are dirty."""


@dataclass(frozen=True, slots=True)
class Unreadable:
    reason: UnreadableReason


@dataclass(frozen=True, slots=True)
class RemovedTooEarly:
    pass


@dataclass(frozen=True, slots=True)
class ReaderAbsent:
    """No such reader is plugged in."""


@dataclass(frozen=True, slots=True)
class ReaderUnavailable:
    """The reader is plugged in and does not answer the smart-card service."""


@dataclass(frozen=True, slots=True)
class ServiceAbsent:
    """The smart-card service (pcscd) is not there."""


@dataclass(frozen=True, slots=True)
class AccessDenied:
    """The smart-card service does not let the kiosk use it, or its cards (polkit)."""


ReaderLoss = ReaderAbsent | ReaderUnavailable | ServiceAbsent | AccessDenied
"""Why nobody can say whether a card is in, nor read it. None is about the card."""


@dataclass(frozen=True, slots=True)
class ReadTimedOut:
    pass


CardOutcome = (
    CardRead
    | StaffCard
    | WrongCard
    | Mute
    | Unreadable
    | RemovedTooEarly
    | ReaderLoss
    | ReadTimedOut
)


def word_of(outcome: CardOutcome) -> str:
    """What came of it as one stable word, which says nothing of a person."""
    match outcome:
        case CardRead():
            return "read"
        case StaffCard():
            return "staff"
        case WrongCard(kind):
            return kind.value
        case Unreadable(reason):
            return reason.value
        case Mute():
            return "mute"
        case RemovedTooEarly():
            return "removed"
        case ReadTimedOut():
            return "timed_out"
        case ReaderAbsent() | ReaderUnavailable() | ServiceAbsent() | AccessDenied():
            return "reader"
        case _:
            assert_never(outcome)
