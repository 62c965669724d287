"""Staff at the kiosk as states: signing in, and the stay. Nothing of a person, and never a PIN."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from kiosk.domain.ids import ActionId, SessionId
from kiosk.domain.maintenance.tool import AskFirst, Seen, Tool, TypeFirst
from kiosk.domain.paper import PaperTrouble
from shared_runtime.messages.message import Message
from shared_runtime.private import Private
from wire.configuration import StaffRole
from wire.staff import StaffBadge, StaffLack
from wire.staff_calls.deeds import BundleGone
from wire.staff_calls.staff_call import DeedDone, DeedFailed


class SignInStep(StrEnum):
    """What is going on of it. The code comes before the PIN, which goes at once where it is
    checked: so it never stands anywhere."""

    ASKING = "asking"
    LACKING = "lacking"
    NAME = "name"
    CODE = "code"
    PIN = "pin"
    CHECKING = "checking"
    LOCKED = "locked"


class WhyAgain(StrEnum):
    """Why somebody is asked once more. Which of name, badge, PIN and code was wrong nobody is
    told."""

    REFUSED = "refused"
    AWAY = "away"
    OVER = "over"


@dataclass(frozen=True, slots=True, repr=False)
class StaffSignIn(Private):
    """``session`` is minted for it. ``badge``: the one in the reader, None where a name is typed.
    ``lack``: why nobody can sign in, None where kiosk-sync itself does not answer; ``wait_s``: how
    long whoever is locked out is to wait. ``attempt``: the one that is being checked."""

    session: SessionId
    step: SignInStep = SignInStep.ASKING
    badge: StaffBadge | None = None
    with_code: bool = False
    name: str = ""
    code: str = ""
    again: WhyAgain | None = None
    lack: StaffLack | None = None
    wait_s: int = 0
    attempt: ActionId | None = None


@dataclass(frozen=True, slots=True)
class StayOver:
    """kiosk-sync knows no such stay, or no longer: it was started anew, or nobody called for
    long."""


@dataclass(frozen=True, slots=True)
class NoAnswer:
    """Of a look: there is none. Of a deed: nobody knows whether it was done, and it is never done
    again by itself."""


DeedOutcome = DeedDone | BundleGone | DeedFailed | NoAnswer | StayOver


@dataclass(frozen=True, slots=True, repr=False)
class Browsing(Private):
    """The menu, or a page of the tool; over it what is asked or to be typed first, the last on
    top."""

    over: tuple[AskFirst | TypeFirst, ...] = ()


@dataclass(frozen=True, slots=True, repr=False)
class Doing(Private):
    """A deed is under way. ``blocked``: what its paper waits for."""

    title: Message
    blocked: PaperTrouble | None = None


@dataclass(frozen=True, slots=True, repr=False)
class CameTo(Private):
    """What came of a deed."""

    title: Message
    outcome: DeedOutcome


@dataclass(frozen=True, slots=True)
class Cleaning:
    """Nothing that is touched counts."""


@dataclass(frozen=True, slots=True)
class ScreenTest:
    """Each place that is touched shows it."""


@dataclass(frozen=True, slots=True)
class CardTest:
    """A card put in is read and told by a word; ``card``: the one that is in."""

    card: SessionId | None = None


StayFace = Browsing | Doing | CameTo | Cleaning | ScreenTest | CardTest


@dataclass(frozen=True, slots=True, repr=False)
class Maintenance(Private):
    """Staff are in. ``stay``: how kiosk-sync knows it; ``tool``: whose page is shown, None in the
    menu. ``seen``: what was last told to each look; ``asked``: what each was last asked, where that
    is not what it is asked by itself; ``waiting``: looks that have no answer yet. ``card``: what
    came of the last card that was put in to test the reader."""

    session: SessionId
    stay: ActionId
    staff: str
    role: StaffRole
    tool: Tool | None = None
    face: StayFace = Browsing()
    seen: Seen = field(default_factory=Seen)
    asked: Mapping[str, object] = field(default_factory=dict)
    waiting: frozenset[str] = frozenset()
    card: str = ""
