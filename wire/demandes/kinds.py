"""All kinds of requests that this release knows, a line each."""

from collections.abc import Mapping
from typing import Annotated, get_args

from wire.constraints import OneOf
from wire.demandes.address_change import AddressChange
from wire.demandes.attestation_by_post import AttestationByPost
from wire.demandes.card_damaged import CardDamaged
from wire.demandes.card_opposition import CardOpposition
from wire.demandes.ceam import CeamOrder
from wire.demandes.demande import AnyDemande, kind_of

_Demande = AttestationByPost | CardDamaged | CardOpposition | AddressChange | CeamOrder
Demande = Annotated[_Demande, OneOf("kind")]

KINDS: Mapping[str, type[AnyDemande]] = {kind_of(each): each for each in get_args(_Demande)}
"""By what they are called on the wire."""
