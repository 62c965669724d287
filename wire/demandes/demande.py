"""What every request has in common, and the facts that a kind may have of its own.

A request lies in the sealed body of an action, from kiosk-ui to central: kiosk-sync seals it and
cannot read it again.
"""

from dataclasses import dataclass, fields
from enum import StrEnum
from typing import TYPE_CHECKING, ClassVar, Self

from wire.base import CardDate, GivenName, Name, Request
from wire.nir import Nir


class Assurance(StrEnum):
    """How sure one is who asks. ``DECLARED``: typed; ``CARD``: the card was in the reader;
    ``CODE``: central checked a code in this visit."""

    DECLARED = "declared"
    CARD = "card"
    CODE = "code"


class OpenState(StrEnum):
    """How a request stands that nobody has dealt with. ``READY``: it can be done; ``TO_CONFIRM``:
    an agent first makes sure that the person wants it."""

    READY = "ready"
    TO_CONFIRM = "to_confirm"


@dataclass(frozen=True, slots=True, repr=False)
class Applicant(Request):
    """Who asks. The names stand on the card; whoever has typed the number gave none."""

    nir: Nir
    birth_date: CardDate
    family_name: Name | None = None
    given_name: GivenName | None = None

    @property
    def is_by_card(self) -> bool:
        return self.family_name is not None


@dataclass(frozen=True, slots=True, repr=False)
class AnyDemande(Request):
    """Base of the kinds. A kind says by a field ``kind`` what it is called on the wire, and by
    overriding what differs from here."""

    newest_version: ClassVar[int] = 1
    """Grows when a field is added to this kind. What an older kiosk sent is read for as long as
    kiosks may still hold it."""
    priority: ClassVar[int] = 5
    """0 goes up first, 9 last."""
    newest_counts: ClassVar[bool] = False
    """Of two that are one request: whether the newest replaces the former, with how sure that one
    is; else they are the same thing again, as sure as the surest."""

    days_to_deal: ClassVar[int] = 7
    """Days after which an agent is late with one, where the caisse has set no others."""

    needs_code: ClassVar[bool] = False
    """Whether the card alone is not enough: an agent then makes sure first, and the follow-up has
    a word of its own, that of the kind with ``_to_confirm``."""

    applicant: Applicant

    if TYPE_CHECKING:

        @property
        def kind(self) -> str:
            """What it is called on the wire."""

    @property
    def version(self) -> int:
        """The oldest version in which the whole of it can be said, so that an older central refuses
        no more than it must."""
        return 1

    @property
    def receipt_only_if_asked(self) -> bool:
        """Whether paper that tells of it may harm whoever is seen with it."""
        return False

    @property
    def occasion(self) -> tuple[str, ...]:
        """What makes it another request than one of the same person and kind that is open. Empty
        where there can be only one: the card that is in use, a paper sent to the address on
        file."""
        return ()

    @property
    def whom(self) -> tuple[str, ...]:
        """The person whom it is for, by the texts that tell them from everybody else: whoever else
        asks for that person asks for the same."""
        return self.applicant.nir.value, self.applicant.birth_date

    @property
    def parts(self) -> tuple[Self, ...]:
        """The requests that it is, each dealt with by itself: one for each person."""
        return (self,)

    @property
    def told_to_staff(self) -> tuple[str, ...]:
        """What an agent reads besides who asks, line by line."""
        return ()

    def state_at(self, assurance: Assurance) -> OpenState:
        """A card alone is good for what goes to the address on file, not for what ``needs_code``;
        who only typed may be anybody."""
        by_card = assurance is Assurance.CARD and not self.needs_code
        sure = by_card or assurance is Assurance.CODE
        return OpenState.READY if sure else OpenState.TO_CONFIRM

    def follow_up(self, assurance: Assurance) -> str:
        """What becomes of it, in one word of the catalogue: that of its kind, unless it says
        otherwise."""
        if assurance is Assurance.DECLARED:
            return "declared"
        unsure = assurance is Assurance.CARD and self.needs_code
        return f"{self.kind}_to_confirm" if unsure else self.kind


def kind_of(demande: "type[AnyDemande]") -> str:
    """What a kind is called on the wire."""
    return next(str(field.default) for field in fields(demande) if field.name == "kind")
