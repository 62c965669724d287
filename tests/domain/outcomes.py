"""Every result that each step may come to, member for member of its closed union; and others."""

from collections.abc import Sequence

from kiosk.domain.actions import (
    AskCode,
    FetchRights,
    HandOver,
    Issue,
    OpenAccount,
    SendProvisionalCode,
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
    Unreadable,
    UnreadableReason,
    WrongCard,
    WrongCardKind,
)
from kiosk.domain.demandes import Assurance, NotRecorded, NotRecordedReason, Recorded
from kiosk.domain.flow import AnyStep
from kiosk.domain.identity import Holder
from kiosk.domain.outcomes import (
    AccountState,
    AccountSuspended,
    CardInOpposition,
    Cause,
    CodeAccepted,
    CodeExpired,
    CodeSent,
    CodeWrong,
    NoPhoneOnFile,
    Opened,
    PersonUnknown,
    Reached,
    Refused,
    SchemeNotServed,
    SessionLost,
    TooManyRequests,
    Unreachable,
)
from kiosk.domain.paper import HandedOver, MaybePrinted, Medium, NotPrinted, PaperTrouble
from tests.domain.people import attestation, droits

UNREACHABLE = tuple(Unreachable(cause) for cause in Cause)
REFERENCE = "261122-0000-07-000001-K"
NOT_RECORDED = tuple(NotRecorded(reason) for reason in NotRecordedReason)
BUSY = TooManyRequests(30)


def cards(*people: Holder) -> tuple[CardOutcome, ...]:
    """Everything that can come of a card; read ones come with one and with all of ``people``."""
    return (
        CardRead(people[:1]),
        CardRead(people),
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
        case OpenAccount():
            accounts = tuple(Opened(a, None) for a in AccountState)
            return (
                Opened(AccountState.ACTIF, None),
                *accounts,
                SchemeNotServed("02", "MSA", "01 00 00 00 00"),
                SchemeNotServed("02", "MSA", None),
                CardInOpposition(),
                PersonUnknown(),
                BUSY,
                *UNREACHABLE,
            )
        case AskCode():
            wrong = tuple(CodeWrong(left) for left in (2, 1, 0))
            expected = (CodeAccepted(), *wrong, CodeExpired(), AccountSuspended(), BUSY)
            return (*expected, SessionLost(), *UNREACHABLE)
        case SendProvisionalCode():
            expected_sms = (CodeSent("42"), NoPhoneOnFile(), AccountSuspended(), BUSY)
            return (*expected_sms, SessionLost(), *UNREACHABLE)
        case FetchRights():
            rights = (droits(person, f"{person.family_name}Lou"), droits(person))
            reached = tuple(Reached(value) for value in rights)
            return (*reached, Refused("not-served"), SessionLost(), *UNREACHABLE)
        case Issue():
            paper = Reached(attestation(person))
            return (paper, Refused("no-rights"), SessionLost(), *UNREACHABLE)
        case HandOver():
            troubles = tuple(NotPrinted(trouble) for trouble in PaperTrouble)
            return (HandedOver(2), HandedOver(1, Medium.STRIP), MaybePrinted(), *troubles)
        case Submit():
            recorded = (Recorded(REFERENCE, each, False) for each in Assurance)
            hoped_for = Recorded(REFERENCE, Assurance.CARD, True)
            return (hoped_for, *recorded, *NOT_RECORDED, *UNREACHABLE)
        case _:
            raise AssertionError(f"{type(step).__name__} is not performed")


def foreign_to(step: AnyStep, person: Holder) -> Sequence[object]:
    """Results of other steps, and things that are no result at all: none may answer ``step``."""
    own = {_kind(result) for result in results_of(step, person)}
    everything = (
        *cards(person),
        *_codes_and_accounts(),
        Reached(droits(person)),
        Reached(attestation(person)),
        Reached(None),
        HandedOver(1),
        MaybePrinted(),
        NotPrinted(PaperTrouble.PAPER_JAM),
        Recorded(REFERENCE, Assurance.CODE, True),
        *NOT_RECORDED,
        None,
        True,
        "accepted",
        object,
    )
    return tuple(result for result in everything if _kind(result) not in own)


def _codes_and_accounts() -> Sequence[object]:
    opened = (Opened(AccountState.ACTIF, None), PersonUnknown(), CodeAccepted())
    return (*opened, CodeWrong(1), CodeSent("42"), Refused("no"), SessionLost(), BUSY)


def _kind(result: object) -> tuple[type, ...]:
    if isinstance(result, Reached):
        return Reached, type(result.value)
    return (type(result),)
