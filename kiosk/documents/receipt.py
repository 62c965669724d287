"""What a receipt says, whatever it is put on."""

from dataclasses import dataclass

from kiosk.documents import receipt_wording as wording
from kiosk.documents.contact import Contact
from kiosk.documents.place import Place
from kiosk.domain.receipt import Receipt
from shared_runtime.private import Private


@dataclass(frozen=True, slots=True, repr=False)
class Line(Private):
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
    lines: tuple[Line, ...]


def receipt_text(receipt: Receipt, place: Place, contact: Contact) -> ReceiptText:
    """The receipt of a request made at ``place``. It names no person."""
    made_at = receipt.made_at.astimezone(contact.fuseau)
    kind, online = receipt.kind, receipt.online
    lines = (
        Line(wording.say("receipt.recorded"), (wording.moment(made_at),)),
        Line(wording.say("receipt.agency"), (place.agence,)),
        Line(wording.say("receipt.kiosk"), (place.borne,)),
        Line(wording.say("receipt.state"), (wording.state(online=online),)),
        Line(wording.say("receipt.delay"), (wording.delay(kind, online=online),)),
        Line(wording.say("receipt.next"), wording.follows(receipt.follow_up)),
        Line(
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
