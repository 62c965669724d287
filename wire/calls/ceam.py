"""Reading who has a European card (CEAM), until when, and who may have one ordered."""

from dataclasses import dataclass
from datetime import date
from typing import Annotated

from wire.base import Answer, Slug
from wire.calls.call import Call, SessionLevel
from wire.constraints import Items
from wire.rights import Reference


@dataclass(frozen=True, slots=True, repr=False)
class CeamCard(Answer):
    """How it stands with one person's card. ``card_until``: the last day of the one they have;
    ``ordered_on``: when one was asked for that is not made yet. ``why`` none is ordered now where
    it is not ``allowed``: ``valid``, ``ordered``, ``rights``, ``number``; a newer central may know
    other reasons."""

    person: Reference
    allowed: bool
    card_until: date | None = None
    ordered_on: date | None = None
    why: Slug | None = None


@dataclass(frozen=True, slots=True, repr=False)
class CeamCards(Answer):
    """Of the person and of dependants under 16."""

    cards: Annotated[tuple[CeamCard, ...], Items(most=41)]


CEAM: Call[None, CeamCards] = Call("ceam", "GET", "/v1/ceam", None, CeamCards, SessionLevel.CODE)
