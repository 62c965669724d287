"""A request from its confirmation to its reference: recorded, on a receipt, and shown."""

from typing import assert_never

from kiosk.domain.flow import Fact, ShowRecorded
from kiosk.domain.ids import Confirmation
from kiosk.domain.outcomes import Refused, SessionLost, TooManyRequests, Unreachable
from kiosk.domain.paper import HandedOver, MaybePrinted, Medium, NotPrinted, PrintOutcome
from kiosk.domain.place import Place, in_each_language
from kiosk.domain.receipt import Receipt
from kiosk.services.dialog import Way, choose, explain, option, print_receipt, submit
from shared_runtime.messages.message import Message, message
from wire.actions import ActionRecorded
from wire.demandes.kinds import Demande
from wire.problem import ProblemType

_WHETHER = (option("recorded.print.yes", True), option("recorded.print.no", False))


async def record(place: Place, go: Confirmation, demande: Demande) -> None:
    """Recorded once under the action of ``go``; its receipt printed at most once, under the job,
    and where paper may do harm only for whoever asks for it."""
    recorded = await _recorded(go, demande)
    if recorded is None:
        return
    receipt = Receipt(
        recorded.reference,
        go.at,
        demande.kind,
        demande.follow_up(recorded.assurance),
        recorded.online,
    )
    if demande.receipt_only_if_asked:
        await recorded_screen(place, receipt, None)
        if not await choose("recorded.print", *_WHETHER):
            return
    outcome = await print_receipt(go, receipt)
    await recorded_screen(place, receipt, outcome)


def to_address_on_file() -> Fact:
    return Fact(message("demande.fact.address"), message("demande.fact.on_file"))


async def _recorded(go: Confirmation, demande: Demande) -> ActionRecorded | None:
    """Trying again is safe: the same action id is recorded once."""
    while True:
        match await submit(go, demande):
            case ActionRecorded() as recorded:
                return recorded
            case Refused(ProblemType.QUEUE_FULL | ProblemType.QUEUE_UNAVAILABLE):
                await explain("demande.not_recorded")
                return None
            case Refused() | Unreachable() | TooManyRequests() | SessionLost():
                if await explain("demande.unknown", retry=True) is not Way.RETRY:
                    return None
            case unexpected:
                assert_never(unexpected)


def recorded_screen(
    place: Place, receipt: Receipt, outcome: PrintOutcome | None
) -> ShowRecorded[Way]:
    """``outcome``: of printing the receipt; None before it is offered."""
    lines = (
        message("recorded.sent_now" if receipt.online else "recorded.sent_later"),
        message(f"recorded.next.{receipt.follow_up}"),
        _where_the_receipt_is(place, outcome),
    )
    facts = (
        Fact(message("recorded.reference"), message("plain", text=receipt.reference)),
        Fact(message("recorded.operation"), message(f"recorded.operation.{receipt.kind}")),
        Fact(
            message("recorded.delay" if receipt.online else "recorded.delay_later"),
            message(f"recorded.delay.{receipt.kind}"),
        ),
        Fact(message("recorded.phone"), message("plain", text=place.phone)),
    )
    way = option("way.on" if outcome is None else "recorded.other_thing", Way.ON)
    return ShowRecorded(message("recorded.title"), lines, (way,), facts)


def _where_the_receipt_is(place: Place, outcome: PrintOutcome | None) -> Message:
    match outcome:
        case None:
            return message("recorded.receipt.offered")
        case HandedOver(_, Medium.STRIP):
            return message("recorded.receipt", where=in_each_language(place.receipt_where))
        case HandedOver():
            return message("recorded.receipt.sheet", where=in_each_language(place.paper_where))
        case MaybePrinted():
            return message("recorded.receipt.perhaps")
        case NotPrinted():
            return message("recorded.receipt.none")
        case unexpected:
            assert_never(unexpected)
