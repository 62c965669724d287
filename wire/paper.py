"""What every paper that central issues bears, whatever it says: its marks, and whose it is."""

from dataclasses import dataclass
from datetime import date
from typing import Annotated

from wire.base import Answer, GivenName, Line, Name, TwoDigits
from wire.constraints import Text
from wire.nir import Nir
from wire.rights import Caisse

PaperCode = Annotated[str, Text(pattern="[0-9A-HJKMNP-TV-Z]{12}")]
"""Twelve characters of Crockford's base 32: no I, L, O or U to misread."""


@dataclass(frozen=True, slots=True, repr=False)
class Assure(Answer):
    """The insured person the rights hang on, with the address on file line by line."""

    nir: Nir
    nom_famille: Name
    prenom: GivenName
    adresse: tuple[Line, ...]
    code_gestion: TwoDigits
    nom_usage: Name | None = None


@dataclass(frozen=True, slots=True, repr=False, kw_only=True)
class Paper(Answer):
    """Base of each kind of paper, which adds what it alone says. ``adresse_controle`` is what the
    QR holds: the address of the check page with ``code_controle``, and no person."""

    numero: Annotated[str, Text(most=40)]
    emise_le: date
    code_controle: PaperCode
    adresse_controle: Annotated[str, Text(pattern=r"https?://[^\s\[\]]{1,180}")]
    caisse: Caisse
    assure: Assure
