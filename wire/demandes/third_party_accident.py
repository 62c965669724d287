"""An accident that somebody else caused: the caisse claims from them what the care has cost.

Nothing is said of what was hurt, or of who treats it.
"""

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Annotated, ClassVar, Literal

from wire.base import CardDate, Request, without_unseen
from wire.constraints import Text
from wire.demandes.demande import AnyDemande

Written = Annotated[str, Text(1, 38, through=without_unseen)]
"""As long as a line of an address (NF Z10-011)."""


class Accident(StrEnum):
    ROAD = "road"
    BLOWS = "blows"
    TRANSPORT = "transport"
    SPORT = "sport"
    ANIMAL = "animal"
    OBJECT = "object"
    PAVEMENT = "pavement"
    PUBLIC_PLACE = "public_place"
    SCHOOL = "school"
    MEDICAL = "medical"
    OTHER = "other"


@dataclass(frozen=True, slots=True, repr=False)
class Responsible(Request):
    """Who is held responsible, as far as the person knows. ``claim``: how their insurer numbers
    it."""

    name: Written | None = None
    insurer: Written | None = None
    claim: Written | None = None

    @property
    def is_known(self) -> bool:
        return self != Responsible()


@dataclass(frozen=True, slots=True, repr=False)
class ThirdPartyAccident(AnyDemande):
    """``on``: AAAAMMJJ with 00 for what nobody knows any more. ``report``: whether the police or
    the gendarmerie wrote one; ``work``: whether it happened at work or on the way there."""

    needs_code: ClassVar[bool] = True

    accident: Accident
    on: CardDate
    report: bool
    work: bool
    place: Written | None = None
    responsible: Responsible | None = None
    kind: Literal["third_party_accident"] = field(default="third_party_accident", kw_only=True)

    @property
    def occasion(self) -> tuple[str, ...]:
        """Two accidents on two days are two requests."""
        return self.accident, self.on

    @property
    def receipt_only_if_asked(self) -> bool:
        """Whoever struck them may look into their pockets."""
        return self.accident is Accident.BLOWS

    @property
    def told_to_staff(self) -> tuple[str, ...]:
        who = self.responsible or Responsible()
        lines = (
            ("place", self.place),
            ("responsible", who.name),
            ("insurer", who.insurer),
            ("claim", who.claim),
            ("police report", "yes" if self.report else "no"),
            ("at work", "yes" if self.work else "no"),
        )
        said = tuple(f"{name}: {text}" for name, text in lines if text is not None)
        return f"{self.accident} on {self.on}", *said
