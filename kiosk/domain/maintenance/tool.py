"""A tool of staff: one module declares what it looks at, what its page says, what it offers.

Pages are pure: from what was seen to rows and offers. Only the engine looks and does.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import Enum, StrEnum
from typing import Any, NewType, TypeVar, cast

from kiosk.domain.entry import Entry
from shared_runtime.messages.message import Message
from shared_runtime.private import Private
from wire.configuration import StaffRole
from wire.health import CheckState, HealthCheck
from wire.staff_calls.staff_call import StaffCall

T = TypeVar("T")
ToolId = NewType("ToolId", str)
Say = Message | str
"""Words of the catalogue; a plain text is a number, a slug or a version, and shown as it is."""


class NotSeen(Enum):
    """Why there is no answer. ``AWAY``: kiosk-sync gave none; the last look may be shown still."""

    YET = "yet"
    AWAY = "away"


@dataclass(frozen=True, slots=True, repr=False)
class Seen(Private):
    """What was last told to each look, by the name of its call."""

    answers: Mapping[str, object] = field(default_factory=dict)

    def of(self, look: StaffCall[Any, T]) -> T | NotSeen:
        answer = self.answers.get(look.name, NotSeen.YET)
        return answer if isinstance(answer, NotSeen) else cast(T, answer)


class DeedHereKind(StrEnum):
    """What the screen's own process does; the words are those of the audit."""

    TEST_PAGE = "test_page"
    TEST_RECEIPT = "test_receipt"
    PURGE_PRINTS = "prints_purged"
    TEST_SOUND = "sound_tested"
    TEST_SCREEN = "screen_tested"
    CLEAN = "cleaned"
    TEST_CARD = "card_tested"


@dataclass(frozen=True, slots=True)
class DoHere:
    """A deed of kiosk-ui, told to kiosk-sync before it is done."""

    kind: DeedHereKind


@dataclass(frozen=True, slots=True, repr=False)
class DoBySync(Private):
    """A deed of kiosk-sync, with what it is to know."""

    call: StaffCall[Any, Any]
    request: object = None


@dataclass(frozen=True, slots=True, repr=False)
class LookAgain(Private):
    """One look, now: asked otherwise (a filter), or one that is not asked by itself."""

    call: StaffCall[Any, Any]
    request: object = None


ToolDeed = DoHere | DoBySync | LookAgain


@dataclass(frozen=True, slots=True, repr=False)
class AskFirst(Private):
    """A question before something is done: to be sure of it, or which of several. ``scanned``: a
    text that is shown as a QR code, for another device to take."""

    question: Message
    options: "tuple[ToolOffer, ...]"
    lines: tuple[Message, ...] = ()
    scanned: str = ""


@dataclass(frozen=True, slots=True, repr=False)
class TypeFirst(Private):
    """Something to type first; ``deed`` makes of its clean form what is done."""

    question: Message
    hint: Message
    entry: Entry
    deed: Callable[[str], ToolDeed]


@dataclass(frozen=True, slots=True, repr=False)
class ToolOffer(Private):
    """One button. Whoever has not the ``role`` does not see it."""

    label: Message
    leads_to: ToolDeed | AskFirst | TypeFirst
    detail: Message | None = None
    icon: str = ""
    role: StaffRole = "agent"


@dataclass(frozen=True, slots=True, repr=False)
class CheckRow(Private):
    """One check of the one model of health, in its own words."""

    check: HealthCheck


@dataclass(frozen=True, slots=True, repr=False)
class FactRow(Private):
    """One fact; ``at`` is shown by the kiosk's wall clock after its value. ``offers``: what can be
    done about this very line, which can be touched then, and asks which where they are many."""

    label: Say
    value: Say = ""
    detail: Say = ""
    state: CheckState | None = None
    at: datetime | None = None
    offers: tuple[ToolOffer, ...] = ()


Row = CheckRow | FactRow


@dataclass(frozen=True, slots=True, repr=False)
class Page(Private):
    """``lines`` stand over the rows; what is offered stands under them, the main one first."""

    rows: tuple[Row, ...] = ()
    offers: tuple[ToolOffer, ...] = ()
    lines: tuple[Message, ...] = ()


@dataclass(frozen=True, slots=True)
class ToolContext:
    """What a page may know beside what was seen. ``fitted``: devices that this kiosk is to have
    (``receipts``, ``scanner``, ``speaker``); ``card``: what came of the card that was put in to
    test the reader, as a slug of the catalogue, empty where none was; ``closed``: why staff or the
    fleet keep people away."""

    role: StaffRole
    now: datetime
    fitted: frozenset[str] = frozenset()
    card: str = ""
    closed: str = ""


@dataclass(frozen=True, slots=True)
class Tool:
    """``looks``: asked while its page is shown, each ``every_s`` seconds, or once where that is
    None. Its title is ``tool.<id>.title``, what the menu says of it ``tool.<id>.detail``.
    ``parts``: of the health that the menu shows at its tile. ``needs``: shown only where this is
    fitted; empty: always. ``rank``: its place in the menu, the lowest first."""

    id: ToolId
    page: Callable[[Seen, ToolContext], Page]
    picture: str
    looks: tuple[StaffCall[Any, Any], ...] = ()
    every_s: float | None = None
    parts: frozenset[str] = frozenset()
    role: StaffRole = "agent"
    needs: str = ""
    rank: int = 0
