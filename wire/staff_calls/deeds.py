"""What staff have done by kiosk-sync, and what it writes down of what kiosk-ui does for them."""

from dataclasses import dataclass, field
from typing import Annotated, Literal
from uuid import UUID

from wire.base import Answer, Request
from wire.commands import OutOfServiceReason
from wire.constraints import Number, OneOf, Text
from wire.staff_calls.staff_call import DeedAnswer, DeedFailed, StaffCall

PaperPlace = Literal["sheets", "strips"]
DeedHere = Literal[
    "test_page",
    "test_receipt",
    "prints_purged",
    "sound_tested",
    "screen_tested",
    "cleaned",
    "card_tested",
]
"""What kiosk-ui does by itself: it says so before it does."""


@dataclass(frozen=True, slots=True, repr=False)
class NoteDeed(Request):
    did: DeedHere


@dataclass(frozen=True, slots=True, repr=False)
class SettlePrint(Request):
    """Somebody has looked: the paper of which nobody knew came out, or did not."""

    job: UUID
    came_out: bool


@dataclass(frozen=True, slots=True, repr=False)
class RetryAction(Request):
    """A quarantined item is offered to central once more."""

    action: UUID


@dataclass(frozen=True, slots=True, repr=False)
class PaperLoaded(Request):
    place: PaperPlace


@dataclass(frozen=True, slots=True, repr=False)
class CloseKiosk(Request):
    """Nobody may begin until staff or the fleet says otherwise, restarts included."""

    reason: OutOfServiceReason


@dataclass(frozen=True, slots=True, repr=False)
class EnrolKiosk(Request):
    """The code that the console has shown."""

    code: Annotated[str, Text(1, 64)]


@dataclass(frozen=True, slots=True, repr=False)
class BundleGone(Answer):
    """``bytes``: how large it was, sealed. ``where``: central has it, or it is on the stick."""

    where: Literal["central", "stick"]
    bytes: Annotated[int, Number(0)]
    outcome: Literal["gone"] = field(default="gone", kw_only=True)


BundleAnswer = Annotated[BundleGone | DeedFailed, OneOf("outcome")]

NOTE: StaffCall[NoteDeed, DeedAnswer] = StaffCall("note", NoteDeed, DeedAnswer, deed="noted")
"""In the audit stands what was done, not that it was noted."""
SEND_QUEUE: StaffCall[None, DeedAnswer] = StaffCall(
    "send-queue", None, DeedAnswer, deed="queue_sent"
)
RETRY: StaffCall[RetryAction, DeedAnswer] = StaffCall(
    "retry", RetryAction, DeedAnswer, deed="retried"
)
SETTLE_PRINT: StaffCall[SettlePrint, DeedAnswer] = StaffCall(
    "settle-print", SettlePrint, DeedAnswer, deed="print_settled"
)
PAPER_LOADED: StaffCall[PaperLoaded, DeedAnswer] = StaffCall(
    "paper-loaded", PaperLoaded, DeedAnswer, deed="paper_loaded"
)
CLOSE: StaffCall[CloseKiosk, DeedAnswer] = StaffCall("close", CloseKiosk, DeedAnswer, deed="closed")
OPEN: StaffCall[None, DeedAnswer] = StaffCall("open", None, DeedAnswer, deed="opened")
ENROL: StaffCall[EnrolKiosk, DeedAnswer] = StaffCall(
    "enrol", EnrolKiosk, DeedAnswer, role="technician", deed="enrolled"
)
BUNDLE_TO_CENTRAL: StaffCall[None, BundleAnswer] = StaffCall(
    "bundle-to-central", None, BundleAnswer, deed="bundle_sent"
)
BUNDLE_TO_STICK: StaffCall[None, BundleAnswer] = StaffCall(
    "bundle-to-stick", None, BundleAnswer, deed="bundle_saved"
)
RESTART_APP: StaffCall[None, DeedAnswer] = StaffCall(
    "restart-app", None, DeedAnswer, deed="app_restarted"
)
RESTART_MACHINE: StaffCall[None, DeedAnswer] = StaffCall(
    "restart-machine", None, DeedAnswer, role="technician", deed="machine_restarted"
)
POWER_OFF: StaffCall[None, DeedAnswer] = StaffCall(
    "power-off", None, DeedAnswer, role="technician", deed="powered_off"
)
LEAVE: StaffCall[None, DeedAnswer] = StaffCall("leave", None, DeedAnswer, deed="left")
"""The stay is over. kiosk-sync ends it too where the screen goes, or is silent for five minutes."""
