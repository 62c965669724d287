"""Who a card says is there: NIR and holder."""

import re
from dataclasses import dataclass

from shared_runtime.private import Private

_SHAPE = re.compile(r"[0-9]{5}[0-9][0-9AB][0-9]{8}")
_HIDDEN = "•"
LONGEST_NAME = 80
"""Characters of a family name or a given name, on the wire and at central too."""


@dataclass(frozen=True, slots=True, repr=False)
class Nir(Private):
    """A numéro d'inscription au répertoire: 13 characters and a key of two digits.

    The edge that first sees a number checks its key; this class only keeps its shape.
    Raises ValueError, without quoting the number, when the shape is wrong.
    """

    value: str

    def __post_init__(self) -> None:
        if not _SHAPE.fullmatch(self.value):
            raise ValueError("a NIR has 15 characters: digits, or 2A and 2B as department")

    @property
    def masked(self) -> str:
        """What a screen may show: sex, year and month, the rest hidden."""
        v, h = self.value, _HIDDEN
        return f"{v[0]} {v[1:3]} {v[3:5]} {h * 2} {h * 3} {h * 3} {h * 2}"

    @property
    def spaced(self) -> str:
        """The number in the groups in which it is written on paper."""
        v = self.value
        return f"{v[0]} {v[1:3]} {v[3:5]} {v[5:7]} {v[7:10]} {v[10:13]} {v[13:]}"


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
