"""What central may have a kiosk do: a closed list of verbs, and what a kiosk says became of one.

A command travels as a ``SignedDocument`` of the purpose COMMAND_PURPOSE. For which kiosk it is, and
until when it may be begun, stands in the signed body beside it; ``KioskCommand`` is its content.
"""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import timedelta
from typing import Annotated, Literal, get_args
from uuid import UUID

from wire.base import Answer, LanguageTag, Request, ShortLine, Slug
from wire.configuration import in_french_too
from wire.constraints import Base64, Checked, Items, Number, OneOf
from wire.moments import Moment
from wire.signed import SignedDocument

COMMAND_PURPOSE = "command"
MAX_COMMANDS = 8
"""In one answer: the next exchange brings more."""
MAX_REPORTS = 50
MAX_RESULT_BYTES = 131_072
"""Of a picture or a piece of log: as base 64 it stays under MAX_BODY_BYTES."""
LONGEST_VALIDITY = timedelta(hours=24)
"""What a kiosk has not begun by then, it never does: nobody remembers why it was wanted."""

OutOfServiceReason = Literal["maintenance", "technical", "closed"]
"""Each with a sentence on the screen; none is a person's own words."""


SpokenSentence = Annotated[Mapping[LanguageTag, ShortLine], Items(1, 6), Checked(in_french_too)]
"""One sentence to the public: few enough languages for a line of the stream to kiosk-ui."""


@dataclass(frozen=True, slots=True, repr=False)
class RestartApp(Answer):
    """kiosk-ui ends and starts anew."""

    verb: Literal["restart-app"] = "restart-app"


@dataclass(frozen=True, slots=True, repr=False)
class RestartMachine(Answer):
    verb: Literal["restart-machine"] = "restart-machine"


@dataclass(frozen=True, slots=True, repr=False)
class TakeOutOfService(Answer):
    """Until it is put back, restarts included."""

    reason: OutOfServiceReason
    verb: Literal["out-of-service"] = "out-of-service"


@dataclass(frozen=True, slots=True, repr=False)
class PutBackInService(Answer):
    """What a command took out of service; a fault of a device stays a fault."""

    verb: Literal["back-in-service"] = "back-in-service"


@dataclass(frozen=True, slots=True, repr=False)
class PrintTestPage(Answer):
    verb: Literal["test-page"] = "test-page"


@dataclass(frozen=True, slots=True, repr=False)
class PurgePrints(Answer):
    verb: Literal["purge-prints"] = "purge-prints"


@dataclass(frozen=True, slots=True, repr=False)
class SendLogs(Answer):
    """The newest lines of the kiosk's own events, of the last ``hours``."""

    hours: Annotated[int, Number(1, 48)] = 2
    verb: Literal["send-logs"] = "send-logs"


@dataclass(frozen=True, slots=True, repr=False)
class RefreshConfiguration(Answer):
    """Central is asked at once, and the screen told again what counts."""

    verb: Literal["refresh"] = "refresh"


@dataclass(frozen=True, slots=True, repr=False)
class TakeScreenshot(Answer):
    """Of a screen that nobody stands before; refused in a visit."""

    verb: Literal["screenshot"] = "screenshot"


@dataclass(frozen=True, slots=True, repr=False)
class ShowMessage(Answer):
    """For so many minutes, where no fault has something to say."""

    text: SpokenSentence
    minutes: Annotated[int, Number(1, 1_440)] = 60
    verb: Literal["message"] = "message"


_Orders = (
    RestartApp
    | RestartMachine
    | TakeOutOfService
    | PutBackInService
    | PrintTestPage
    | PurgePrints
    | SendLogs
    | RefreshConfiguration
    | TakeScreenshot
    | ShowMessage
)
CommandOrder = Annotated[_Orders, OneOf("verb")]
"""What is to be done, with all that may be said about it."""
PRIVILEGED: frozenset[str] = frozenset({"restart-app", "restart-machine"})
"""Verbs that reach beyond kiosk-sync's own account: a second person approves it."""


VERBS: Mapping[str, type[Answer]] = {
    str(field.default): order
    for order in get_args(_Orders)
    for field in fields(order)
    if field.name == "verb"
}
"""By what they are called on the wire: the list that is compiled in."""


@dataclass(frozen=True, slots=True, repr=False)
class KioskCommand(Answer):
    id: UUID
    order: CommandOrder


@dataclass(frozen=True, slots=True, repr=False)
class CommandOffer(Answer):
    """``id``: by which a kiosk reports, also of what it cannot believe; the same is signed."""

    id: UUID
    document: SignedDocument


ReportedState = Literal["acknowledged", "executed", "failed", "expired", "refused"]
SETTLED: frozenset[str] = frozenset(get_args(ReportedState)) - {"acknowledged"}


@dataclass(frozen=True, slots=True, repr=False)
class CommandReport(Answer):
    """How a command stands at the kiosk, said until central has taken it. ``at``: by the kiosk's
    wall clock, for people."""

    id: UUID
    state: ReportedState
    at: Moment
    reason: Slug | None = None


ResultForm = Literal["logs", "screenshot"]


@dataclass(frozen=True, slots=True, repr=False)
class CommandResult(Request):
    """``POST /v1/command-results``: what a command brought, before it is reported executed. Lines
    of JSON, or a picture as PNG."""

    id: UUID
    form: ResultForm
    content: Annotated[bytes, Base64(MAX_RESULT_BYTES)]
