"""A change of address: applied for whoever gave the code, else confirmed to the old one first."""

from dataclasses import dataclass, field
from typing import ClassVar, Literal

from wire.base import AddressLine, Postcode, Request
from wire.demandes.demande import AnyDemande


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
