"""What people ask for, as it lies in the sealed body of an action: from kiosk-ui to central.

kiosk-sync seals it and cannot read it again. ``SCHEMA_VERSION`` grows when a field is added; an
older one is read for as long as kiosks may still hold it. A body is of the oldest version that has
all its fields, so that an older central refuses no more than it must.
"""

from typing import Annotated, Literal

from pydantic import Field, StringConstraints, TypeAdapter

from wire.base import CardDate, GivenName, Name, NirText, Request, Seen, adapter

SCHEMA_VERSION = 2

AddressLine = Annotated[str, Seen, StringConstraints(min_length=1, max_length=38)]
"""38 characters: a line of a French postal address (NF Z10-011)."""
Postcode = Annotated[str, StringConstraints(pattern=r"^[0-9]{5}$")]


class Applicant(Request):
    """Who asks. The names stand on the card; whoever has typed the number gave none."""

    nir: NirText
    birth_date: CardDate
    family_name: Name | None = None
    given_name: GivenName | None = None


class PostalAddress(Request):
    street: AddressLine
    complement: AddressLine | None = None
    postcode: Postcode
    city: AddressLine


class _Demande(Request):
    applicant: Applicant


class AttestationByPost(_Demande):
    """The attestation de droits, to the address on file."""

    kind: Literal["attestation_by_post"] = "attestation_by_post"


class CardDamaged(_Demande):
    """The carte Vitale is damaged or no longer works."""

    kind: Literal["card_damaged"] = "card_damaged"


class CardOpposition(_Demande):
    """The card was lost or stolen: an agent confirms before it is blocked. ``lost_on``: AAAAMMJJ
    with 00 for what nobody knows any more; from version 2 on."""

    kind: Literal["card_opposition"] = "card_opposition"
    circumstance: Literal["lost", "stolen"]
    lost_on: CardDate | None = None


class AddressChange(_Demande):
    kind: Literal["address_change"] = "address_change"
    address: PostalAddress


class CeamOrder(_Demande):
    """The European card, to the address on file."""

    kind: Literal["ceam"] = "ceam"


Demande = Annotated[
    AttestationByPost | CardDamaged | CardOpposition | AddressChange | CeamOrder,
    Field(discriminator="kind"),
]
DEMANDE: TypeAdapter[Demande] = adapter(Demande)

Kind = Literal[
    "attestation_by_post", "card_damaged", "card_opposition", "address_change", "ceam"
]  # fmt: skip


def schema_version(demande: Demande) -> int:
    """The oldest version in which the whole of it can be said."""
    is_dated = isinstance(demande, CardOpposition) and demande.lost_on is not None
    return SCHEMA_VERSION if is_dated else 1
