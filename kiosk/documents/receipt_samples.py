"""Receipts of requests that nobody made, one for each thing that a receipt must be able to say."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from kiosk.documents.contact import CaisseContact
from kiosk.domain.receipt import Receipt

CONTACT = CaisseContact(
    caisse="Caisse primaire de démonstration",
    telephone="36 46",
    horaires="Du lundi au vendredi, de 8 h 30 à 17 h 30.",
    fuseau=ZoneInfo("Europe/Paris"),
)
MADE_AT = datetime(2026, 11, 22, 13, 5, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class ReceiptSample:
    """``about``: what there is to see on it."""

    about: str
    receipt: Receipt


def receipt(
    kind: str,
    follow_up: str | None = None,
    *,
    online: bool = True,
    reference: str = "20261122-0751-07-000042-52",
) -> Receipt:
    return Receipt(reference, MADE_AT, kind, follow_up or kind, online)


RECEIPTS: Mapping[str, ReceiptSample] = {
    "by-post": ReceiptSample(
        "An attestation by post, recorded offline",
        receipt("attestation_by_post", online=False),
    ),
    "damaged": ReceiptSample("A damaged card, by code", receipt("card_damaged")),
    "opposition": ReceiptSample(
        "A lost card, declared and recorded offline",
        receipt("card_opposition", online=False),
    ),
    "address": ReceiptSample(
        "A new address by the card alone, to be confirmed",
        receipt("address_change", "address_change_to_confirm"),
    ),
    "ceam": ReceiptSample("The European card, by code", receipt("ceam")),
    "accident": ReceiptSample(
        "An accident, declared and recorded offline: there is something to do",
        receipt("third_party_accident", "third_party_accident_to_confirm", online=False),
    ),
}
"""By the name that the command line knows."""
