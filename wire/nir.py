"""The numéro d'inscription au répertoire: its shape, its key, and how much of it may be shown."""

import re
from dataclasses import dataclass
from typing import Any

from shared_runtime.private import Private
from wire.constraints import CoreSchema, SchemaHandler

_SHAPE = re.compile(r"[0-9]{6}[0-9AB][0-9]{8}")
_CORSICA = {"2A": "19", "2B": "18"}
"""What stands for the departments of Corsica when the key is reckoned."""
_HIDDEN = "•"


@dataclass(frozen=True, slots=True, repr=False)
class Nir(Private):
    """13 characters and a key of two digits.

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

    @classmethod
    def __get_pydantic_core_schema__(cls, _source: Any, _handler: SchemaHandler) -> CoreSchema:
        """On the wire it is its text, whose key must be right."""
        return {
            "type": "function-plain",
            "function": {"type": "no-info", "function": _read},
            "serialization": {
                "type": "function-plain",
                "function": _written,
                "return_schema": {"type": "str"},
            },
        }

    @classmethod
    def __get_pydantic_json_schema__(cls, _schema: Any, _handler: SchemaHandler) -> dict[str, Any]:
        return {"type": "string", "title": "Nir", "pattern": f"^{_SHAPE.pattern}$"}


def nir_key(number: str) -> str:
    """The key of a NIR's 13 characters: 97 less its remainder by 97 (décret 82-103)."""
    digits = number[:5] + _CORSICA.get(number[5:7], number[5:7]) + number[7:]
    return f"{97 - int(digits) % 97:02d}"


def checked_nir(text: str) -> Nir:
    """The number whose key is right; raises ValueError without quoting it."""
    if not _SHAPE.fullmatch(text) or nir_key(text[:13]) != text[13:]:
        raise ValueError("not a NIR: 15 characters with a right key are needed")
    return Nir(text)


def _read(value: Any) -> Nir:
    if isinstance(value, Nir):
        return checked_nir(value.value)
    if not isinstance(value, str):
        raise ValueError("a text is needed")
    return checked_nir(value)


def _written(nir: Nir) -> str:
    return nir.value
