"""Staff at a kiosk, at kiosk-sync's API and in the audit: who signed in, never with what."""

from dataclasses import dataclass, field
from typing import Annotated, Literal
from uuid import UUID

from wire.base import Answer, Request, Slug
from wire.configuration import StaffRole
from wire.constraints import CheckedBeside, Number, OneOf, Text
from wire.moments import Moment

STAFF_ACT_KIND = "staff_act"
"""How an item of the queue is called that tells central of staff; nobody's request."""
STAFF_ACT_VERSION = 1


def staff_account(staff: str, role: StaffRole | None) -> str:
    """Who it was, as central's audit and its console name them. No kiosk names staff without their
    role, though the audit's message lets it."""
    return f"staff:{staff} ({role})"


BadgeIdentifier = Annotated[str, Text(pattern="([0-9a-f]{2}){2,32}")]
TypedName = Annotated[str, Text(most=64)]
WayIn = Literal["badge", "name"]


@dataclass(frozen=True, slots=True, repr=False)
class StaffBadge(Request):
    """A badge as a reader sees it: the ``family`` that its ATR is of, and what tells it from others
    of that family: its serial number, or the content of its identifier file, in hex."""

    family: Slug
    read_from: Literal["serial", "file"]
    identifier: BadgeIdentifier


def _one_way_in(name: str | None, badge: StaffBadge | None) -> str | None:
    if (name is None) == (badge is None):
        raise ValueError("a badge or a name is needed, and not both")
    return name


@dataclass(frozen=True, slots=True, repr=False)
class SignInStaff(Request):
    """``POST /v1/staff/sign-in``: a badge or a typed name, and a PIN. ``attempt``: an id (UUIDv7)
    minted when it was typed; of one that succeeds it names the stay, for what is done in it.
    ``code``: of the second factor, empty of who has none."""

    attempt: UUID
    at: Moment
    pin: Annotated[str, Text(1, 32)]
    badge: StaffBadge | None = None
    name: Annotated[TypedName | None, CheckedBeside("badge", _one_way_in)] = None
    code: Annotated[str, Text(most=8)] = ""


@dataclass(frozen=True, slots=True, repr=False)
class StaffSignedIn(Answer):
    staff: Slug
    role: StaffRole
    outcome: Literal["signed_in"] = field(default="signed_in", kw_only=True)


@dataclass(frozen=True, slots=True, repr=False)
class StaffRefused(Answer):
    """Name, badge, PIN or code: which of them is wrong nobody is told."""

    outcome: Literal["refused"] = field(default="refused", kw_only=True)


@dataclass(frozen=True, slots=True, repr=False)
class StaffLocked(Answer):
    """Nothing was looked at, or this wrong one was one too many: the next try is for after
    ``wait_s``."""

    wait_s: Annotated[int, Number(1)]
    outcome: Literal["locked"] = field(default="locked", kw_only=True)


StaffLack = Literal["no_staff", "no_pepper", "other_pepper"]


@dataclass(frozen=True, slots=True, repr=False)
class StaffNotSet(Answer):
    """Nobody can sign in here. ``no_staff``: what the kiosk is told names none; ``no_pepper``: the
    credential ``staff-pepper`` is missing; ``other_pepper``: it is of another agency."""

    lack: StaffLack
    outcome: Literal["not_set"] = field(default="not_set", kw_only=True)


SignInAnswer = Annotated[StaffSignedIn | StaffRefused | StaffLocked | StaffNotSet, OneOf("outcome")]


@dataclass(frozen=True, slots=True, repr=False)
class StaffReady(Answer):
    """``GET /v1/staff``: whether anybody can sign in, and who asks is to be asked for a code too.
    ``lack``: as in ``StaffNotSet``, None where somebody can."""

    lack: StaffLack | None = None
    by_badge: bool = False
    with_code: bool = False


StaffDeed = Annotated[str, Text(pattern="[a-z][a-z0-9_]{0,27}")]


@dataclass(frozen=True, slots=True, repr=False)
class DoneByStaff(Request):
    """What staff did at a kiosk, for central's audit. ``staff`` and ``role`` are None where nobody
    was known: what was typed instead of a name may be a PIN, and is not told."""

    did: StaffDeed
    by: WayIn
    staff: Slug | None = None
    role: StaffRole | None = None
    kind: Literal["staff_act"] = field(default="staff_act", kw_only=True)
