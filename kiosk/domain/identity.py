"""Who a card says is there: NIR and holder."""

from dataclasses import dataclass

from shared_runtime.private import Private
from wire.nir import Nir


@dataclass(frozen=True, slots=True, repr=False)
class Holder(Private):
    """One person as a card names them. ``birth_date`` is AAAAMMJJ, perhaps lunar, hence text."""

    family_name: str
    given_name: str
    birth_date: str
    nationality: str
    nir: Nir


@dataclass(frozen=True, slots=True, repr=False)
class Insured(Private):
    """The person at the kiosk, and whoever else their card names."""

    holder: Holder
    others: tuple[Holder, ...] = ()
