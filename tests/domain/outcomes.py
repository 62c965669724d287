"""Every result that each step may come to, member for member of its closed union; and others."""

from collections.abc import Sequence

from kiosk.domain.actions import (
    AnyStep,
    AskCode,
    HandOver,
    Issue,
    Read,
    Reported,
    ReportInconsistent,
    Submit,
)
from kiosk.domain.card import (
    AccessDenied,
    CardOutcome,
    CardRead,
    Mute,
    ReaderAbsent,
    ReaderUnavailable,
    ReadTimedOut,
    RemovedTooEarly,
    ServiceAbsent,
    StaffCard,
    Unreadable,
    UnreadableReason,
    WrongCard,
    WrongCardKind,
)
from kiosk.domain.identity import Holder
from kiosk.domain.outcomes import Cause, Refused, SessionLost, TooManyRequests, Unreachable
from kiosk.domain.paper import HandedOver, MaybePrinted, Medium, NotPrinted, PaperTrouble
from tests.calls import answers_to
from tests.domain.people import attestation, droits
from wire.actions import ActionRecorded
from wire.calls.session import CHECK_CODE
from wire.citizen import (
    AccountState,
    CodeAccepted,
    CodeSent,
    CodeWrong,
    PersonUnknown,
    SessionOpened,
)
from wire.demandes.demande import Assurance
from wire.problem import ProblemType
from wire.staff import StaffBadge

UNREACHABLE = tuple(Unreachable(cause) for cause in Cause)
REFERENCE = "261122-0000-07-000001-K"
NOT_RECORDED = (Refused(ProblemType.QUEUE_FULL), Refused(ProblemType.QUEUE_UNAVAILABLE))
BUSY = TooManyRequests(30)
NO = Refused(ProblemType.NO_CURRENT_RIGHTS)
NOT_REACHED = (NO, BUSY, SessionLost(), *UNREACHABLE)


def cards(*people: Holder) -> tuple[CardOutcome, ...]:
    """Everything that can come of a card; read ones come with one and with all of ``people``."""
    return (
        CardRead(people[:1]),
        CardRead(people),
        StaffCard(StaffBadge("dsi", "serial", "04a1b2c3d4e580")),
        *(WrongCard(kind) for kind in WrongCardKind),
        *(Unreadable(reason) for reason in UnreadableReason),
        Mute(),
        RemovedTooEarly(),
        ReaderAbsent(),
        ReaderUnavailable(),
        ServiceAbsent(),
        AccessDenied(),
        ReadTimedOut(),
    )


def results_of(step: AnyStep, person: Holder) -> Sequence[object]:
    """All that performing ``step`` for ``person`` may come to, the hoped-for result first."""
    match step:
        case Read(call=call):
            return (*answers_to(call, person), *NOT_REACHED)
        case AskCode():
            return (*answers_to(CHECK_CODE, person), *NOT_REACHED)
        case Issue(call=call):
            return (*answers_to(call, person), *NOT_REACHED)
        case HandOver():
            troubles = tuple(NotPrinted(trouble) for trouble in PaperTrouble)
            return (HandedOver(2), HandedOver(1, Medium.STRIP), MaybePrinted(), *troubles)
        case ReportInconsistent():
            return (Reported(),)
        case Submit():
            recorded = (ActionRecorded(REFERENCE, each, False) for each in Assurance)
            hoped_for = ActionRecorded(REFERENCE, Assurance.CARD, True)
            return (hoped_for, *recorded, *NOT_RECORDED, *NOT_REACHED)
        case _:
            raise AssertionError(f"{type(step).__name__} is not performed")


def is_settled(result: object) -> bool:
    """Whether a request that came to this is recorded, or cannot be."""
    return isinstance(result, ActionRecorded) or result in NOT_RECORDED


def foreign_to(step: AnyStep, person: Holder) -> Sequence[object]:
    """Results of other steps, and things that are no result at all: none may answer ``step``."""
    own = {type(result) for result in results_of(step, person)}
    everything = (
        *cards(person),
        *_codes_and_accounts(),
        droits(person),
        attestation(person),
        None,
        HandedOver(1),
        MaybePrinted(),
        NotPrinted(PaperTrouble.PAPER_JAM),
        ActionRecorded(REFERENCE, Assurance.CODE, True),
        *NOT_RECORDED,
        Reported(),
        None,
        True,
        "accepted",
        object,
    )
    return tuple(result for result in everything if type(result) not in own)


def _codes_and_accounts() -> Sequence[object]:
    opened = (SessionOpened(AccountState.ACTIF, None), PersonUnknown(), CodeAccepted())
    return (*opened, CodeWrong(1), CodeSent("42", 600), NO, SessionLost(), BUSY)
