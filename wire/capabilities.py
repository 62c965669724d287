"""What a central can do: the calls that it answers, and the kinds of requests that it takes."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated

from wire.base import Answer, Slug
from wire.calls.table import CALLS
from wire.constraints import Items, Number
from wire.demandes.kinds import KINDS

Names = Annotated[tuple[Slug, ...], Items(most=500)]
Versions = Annotated[Mapping[Slug, Annotated[int, Number(1, 1_000)]], Items(most=500)]

SERVED_UNANNOUNCED: Names = ("open", "code", "provisional_code", "rights", "attestation")
"""Calls of a central that says nothing of them: those of 0.1.0, the one release that announced
none. Fixed for good, whatever is added to the table of calls."""
TAKEN_UNANNOUNCED: Versions = {
    "attestation_by_post": 1,
    "card_damaged": 1,
    "card_opposition": 2,
    "address_change": 1,
    "ceam": 1,
}
"""Kinds that such a central takes, and the newest version of each, for the same reason."""


@dataclass(frozen=True, slots=True, repr=False)
class Capabilities(Answer):
    """``calls`` by their names, ``kinds`` as they are called on the wire: of those that this
    release knows. A kind is there in whichever version: what an older one cannot say waits."""

    calls: frozenset[Slug]
    kinds: frozenset[Slug]


def announced(serves: Names | None, takes: Versions | None) -> Capabilities:
    """What a central can do that announces this much. Names from a later release mean nothing
    here."""
    calls = SERVED_UNANNOUNCED if serves is None else serves
    kinds = TAKEN_UNANNOUNCED if takes is None else takes
    return Capabilities(frozenset(calls).intersection(CALLS), frozenset(kinds).intersection(KINDS))
