"""What a receipt says, whatever it is put on."""

from dataclasses import dataclass

from kiosk.documents import receipt_wording as wording
from kiosk.documents.contact import CaisseContact
from kiosk.documents.place_of_issue import PlaceOfIssue
from kiosk.domain.receipt import Receipt
from shared_runtime.private import Private


@dataclass(frozen=True, slots=True, repr=False)
class ReceiptLine(Private):
    """``sentences`` stand under each other beside their ``label``."""

    label: str
    sentences: tuple[str, ...]


@dataclass(frozen=True, slots=True, repr=False)
class ReceiptText(Private):
    """``todo``: what whoever asked must still do, under its headline. ``reference`` is what the QR
    holds, and nothing more."""

    caisse: str
    operation: str
    todo: tuple[str, ...]
    reference: str
    lines: tuple[ReceiptLine, ...]


def receipt_text(receipt: Receipt, place: PlaceOfIssue, contact: CaisseContact) -> ReceiptText:
    """The receipt of a request made at ``place``. It names no person."""
    made_at = receipt.made_at.astimezone(contact.fuseau)
    kind, online = receipt.kind, receipt.online
    lines = (
        ReceiptLine(wording.say("receipt.recorded"), (wording.moment(made_at),)),
        ReceiptLine(wording.say("receipt.agency"), (place.agence,)),
        ReceiptLine(wording.say("receipt.kiosk"), (place.borne,)),
        ReceiptLine(wording.say("receipt.state"), (wording.state(online=online),)),
        ReceiptLine(wording.say("receipt.delay"), (wording.delay(kind, online=online),)),
        ReceiptLine(wording.say("receipt.next"), wording.follows(receipt.follow_up)),
        ReceiptLine(
            wording.say("receipt.contact"),
            (wording.unbroken(contact.telephone), wording.unbroken(contact.horaires)),
        ),
    )
    return ReceiptText(
        contact.caisse,
        wording.operation(kind),
        wording.todo(receipt.follow_up),
        receipt.reference,
        lines,
    )
