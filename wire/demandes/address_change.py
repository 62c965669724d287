"""A change of address: applied for whoever gave the code, else confirmed to the old one first."""

from dataclasses import dataclass, field
from typing import Annotated, ClassVar, Literal

from wire.base import Request, without_unseen
from wire.constraints import Text
from wire.demandes.demande import AnyDemande

AddressLine = Annotated[str, Text(1, 38, through=without_unseen)]
"""38 characters: a line of a French postal address (NF Z10-011)."""
Postcode = Annotated[str, Text(pattern="[0-9]{5}")]


@dataclass(frozen=True, slots=True, repr=False)
class PostalAddress(Request):
    street: AddressLine
    postcode: Postcode
    city: AddressLine
    complement: AddressLine | None = None


@dataclass(frozen=True, slots=True, repr=False)
class AddressChange(AnyDemande):
    newest_counts: ClassVar[bool] = True
    needs_code: ClassVar[bool] = True

    address: PostalAddress
    kind: Literal["address_change"] = field(default="address_change", kw_only=True)

    @property
    def told_to_staff(self) -> tuple[str, ...]:
        address = self.address
        lines = (address.street, address.complement, f"{address.postcode} {address.city}")
        return tuple(line for line in lines if line is not None)
