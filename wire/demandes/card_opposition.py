"""The card was lost or stolen: an agent confirms before it is blocked."""

from dataclasses import dataclass, field
from enum import StrEnum
from typing import ClassVar, Literal

from wire.base import CardDate
from wire.demandes.demande import AnyDemande, Assurance, OpenState


class Circumstance(StrEnum):
    LOST = "lost"
    STOLEN = "stolen"


@dataclass(frozen=True, slots=True, repr=False)
class CardOpposition(AnyDemande):
    """``lost_on``: AAAAMMJJ with 00 for what nobody knows any more; from version 2 on."""

    newest_version: ClassVar[int] = 2
    priority: ClassVar[int] = 1
    """A lost card can be misused until somebody has blocked it."""
    days_to_deal: ClassVar[int] = 1

    circumstance: Circumstance
    lost_on: CardDate | None = None
    kind: Literal["card_opposition"] = field(default="card_opposition", kw_only=True)

    @property
    def version(self) -> int:
        return 1 if self.lost_on is None else 2

    @property
    def occasion(self) -> tuple[str, ...]:
        """Two losses are two requests. An older kiosk does not ask when: all those are one."""
        return () if self.lost_on is None else (self.circumstance, self.lost_on)

    @property
    def told_to_staff(self) -> tuple[str, ...]:
        what = self.circumstance.value
        return (what if self.lost_on is None else f"{what} on {self.lost_on}",)

    def state_at(self, assurance: Assurance) -> OpenState:  # noqa: ARG002 - the same for all
        """A card is never blocked before an agent has asked."""
        return OpenState.TO_CONFIRM

    def follow_up(self, assurance: Assurance) -> str:  # noqa: ARG002 - the same for all
        return self.kind
