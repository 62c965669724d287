"""What a stay of staff wants done outside of itself."""

from dataclasses import dataclass
from typing import Any

from kiosk.domain.ids import ActionId, Confirmation, Stamp
from kiosk.domain.maintenance.tool import DeedHereKind
from shared_runtime.private import Private
from wire.staff import SignInStaff
from wire.staff_calls.staff_call import StaffCall


@dataclass(frozen=True, slots=True)
class AskStaffReady:
    """Whether anybody can sign in here: answered by ``StaffTold``."""

    stamp: Stamp


@dataclass(frozen=True, slots=True, repr=False)
class SignStaffIn(Private):
    """Have a PIN checked: answered by ``StaffTold``."""

    stamp: Stamp
    request: SignInStaff


@dataclass(frozen=True, slots=True, repr=False)
class TakeLook(Private):
    """Ask kiosk-sync: answered by ``Looked``."""

    stamp: Stamp
    stay: ActionId
    call: StaffCall[Any, Any]
    request: object


@dataclass(frozen=True, slots=True)
class LookAfter:
    """``LookDue`` in ``seconds``, in place of any set before."""

    stamp: Stamp
    seconds: float


@dataclass(frozen=True, slots=True, repr=False)
class DoDeed(Private):
    """Have kiosk-sync do something, once for that ``deed``: answered by ``DeedEnded``."""

    stamp: Stamp
    stay: ActionId
    deed: ActionId
    call: StaffCall[Any, Any]
    request: object


@dataclass(frozen=True, slots=True)
class DoDeedHere:
    """Tell kiosk-sync of it, then do it: answered by ``DeedEnded``, or by what comes of the
    paper."""

    stamp: Stamp
    stay: ActionId
    go: Confirmation
    kind: DeedHereKind


@dataclass(frozen=True, slots=True)
class NoteDeedHere:
    """Tell kiosk-sync of what the screen alone does: answered by nothing."""

    stay: ActionId
    deed: ActionId
    kind: DeedHereKind


@dataclass(frozen=True, slots=True)
class EndStay:
    """Forget it everywhere; ``stay``: to be told to kiosk-sync, None where nobody was let in or it
    is over there."""

    stay: ActionId | None


@dataclass(frozen=True, slots=True)
class LeaveStay:
    """Tell kiosk-sync that a stay is over which this screen never entered: whoever was let in had
    gone by then. Where there is none it changes nothing."""

    stay: ActionId


StaffEffect = (
    AskStaffReady
    | SignStaffIn
    | TakeLook
    | LookAfter
    | DoDeed
    | DoDeedHere
    | NoteDeedHere
    | EndStay
    | LeaveStay
)
