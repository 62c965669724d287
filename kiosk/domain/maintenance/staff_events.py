"""What staff do at the kiosk, and what comes back of what was asked for them."""

from dataclasses import dataclass

from kiosk.domain.ids import ActionId, Confirmation, SessionId, Stamp
from kiosk.domain.maintenance.stay import DeedOutcome
from kiosk.domain.maintenance.tool import Tool, ToolOffer
from shared_runtime.private import Private
from wire.staff import StaffLocked, StaffNotSet, StaffReady, StaffRefused, StaffSignedIn

SignInTold = StaffReady | StaffSignedIn | StaffRefused | StaffLocked | StaffNotSet


@dataclass(frozen=True, slots=True)
class StaffCalled:
    """The corners were touched in their order. ``session`` is minted at the last touch."""

    session: SessionId


@dataclass(frozen=True, slots=True, repr=False)
class StaffTyped(Private):
    """A name, a code, a PIN, or what a deed is to know. ``go`` is minted at the touch."""

    stamp: Stamp
    text: str
    go: Confirmation


@dataclass(frozen=True, slots=True, repr=False)
class StaffTold(Private):
    """What kiosk-sync says to whoever signs in; None: nothing. ``attempt``: the one that it is an
    answer to, where a PIN was handed in."""

    stamp: Stamp
    answer: SignInTold | None
    attempt: ActionId | None = None


@dataclass(frozen=True, slots=True)
class ToolChosen:
    stamp: Stamp
    tool: Tool


@dataclass(frozen=True, slots=True, repr=False)
class OfferChosen(Private):
    stamp: Stamp
    offer: ToolOffer
    go: Confirmation


@dataclass(frozen=True, slots=True, repr=False)
class Looked(Private):
    """``answer`` to the ``look`` of that name, NoAnswer or StayOver."""

    stamp: Stamp
    look: str
    answer: object


@dataclass(frozen=True, slots=True)
class LookDue:
    """What the page shows is looked at anew."""

    stamp: Stamp


@dataclass(frozen=True, slots=True, repr=False)
class DeedEnded(Private):
    stamp: Stamp
    outcome: DeedOutcome


StaffEvent = (
    StaffCalled | StaffTyped | StaffTold | ToolChosen | OfferChosen | Looked | LookDue | DeedEnded
)
