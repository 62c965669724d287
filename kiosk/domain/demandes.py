"""What a person may ask for that is recorded here and dealt with later, by central or an agent."""

from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar

from kiosk.domain.identity import Holder, Nir
from shared_runtime.private import Private


class Kind(StrEnum):
    ATTESTATION_BY_POST = "attestation_by_post"
    CARD_DAMAGED = "card_damaged"
    CARD_OPPOSITION = "card_opposition"
    ADDRESS_CHANGE = "address_change"
    CEAM = "ceam"


class Assurance(StrEnum):
    """How sure one is who asked, as kiosk-sync recorded it. ``DECLARED``: an agent confirms.
    ``CARD``: the card was in the reader. ``CODE``: central checked a code in this visit."""

    DECLARED = "declared"
    CARD = "card"
    CODE = "code"


@dataclass(frozen=True, slots=True, repr=False)
class Declared(Private):
    """Somebody without a card: what they typed. ``birth_date`` is AAAAMMJJ."""

    nir: Nir
    birth_date: str


Applicant = Holder | Declared


class Circumstance(StrEnum):
    LOST = "lost"
    STOLEN = "stolen"


@dataclass(frozen=True, slots=True, repr=False)
class Address(Private):
    """A French postal address; each line at most 38 characters."""

    street: str
    complement: str | None
    postcode: str
    city: str


@dataclass(frozen=True, slots=True, repr=False)
class AttestationByPost(Private):
    """The attestation de droits, to the address on file."""

    kind: ClassVar[Kind] = Kind.ATTESTATION_BY_POST
    applicant: Applicant


@dataclass(frozen=True, slots=True, repr=False)
class CardDamaged(Private):
    kind: ClassVar[Kind] = Kind.CARD_DAMAGED
    applicant: Applicant


@dataclass(frozen=True, slots=True, repr=False)
class CardOpposition(Private):
    """The card is lost or stolen: an agent confirms before it is blocked. ``lost_on`` is AAAAMMJJ,
    with 00 for what is not known any more: a card lost on another day is another request."""

    kind: ClassVar[Kind] = Kind.CARD_OPPOSITION
    applicant: Applicant
    circumstance: Circumstance
    lost_on: str


@dataclass(frozen=True, slots=True, repr=False)
class AddressChange(Private):
    kind: ClassVar[Kind] = Kind.ADDRESS_CHANGE
    applicant: Applicant
    address: Address


@dataclass(frozen=True, slots=True, repr=False)
class CeamOrder(Private):
    """The European card, to the address on file."""

    kind: ClassVar[Kind] = Kind.CEAM
    applicant: Applicant


Demande = AttestationByPost | CardDamaged | CardOpposition | AddressChange | CeamOrder


@dataclass(frozen=True, slots=True)
class Recorded:
    """On disk, and not to be lost any more. ``reference`` names the request and nobody;
    ``online``: whether it can go to central at once."""

    reference: str
    assurance: Assurance
    online: bool


class NotRecordedReason(StrEnum):
    FULL = "full"
    UNAVAILABLE = "unavailable"


@dataclass(frozen=True, slots=True)
class NotRecorded:
    """Nothing of it is on disk: there is no room, or the disk takes nothing."""

    reason: NotRecordedReason
