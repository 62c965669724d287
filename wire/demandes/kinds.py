"""All kinds of requests that this release knows: each that a module of this package declares."""

from collections.abc import Mapping
from typing import Annotated

import wire.demandes
from wire.constraints import OneOf
from wire.demandes.demande import AnyDemande, kind_of
from wire.discovery import modules

KINDS: Mapping[str, type[AnyDemande]] = {
    kind_of(each): each
    for module in modules(wire.demandes)
    for each in vars(module).values()
    if isinstance(each, type) and issubclass(each, AnyDemande) and each is not AnyDemande
}
"""By what they are called on the wire."""

Demande = Annotated[AnyDemande, OneOf("kind", tuple(KINDS.values()))]
