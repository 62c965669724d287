"""The schemes (grands régimes): which are served here, and who helps the others.

Codes: SNDS nomenclature of grands régimes. Contacts name the institution that runs the scheme; a
caisse adds telephone numbers by configuration.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

DEFAULT_SERVED = ("01", "06", "07", "08", "90", "91", "92", "93")
"""Régime général, the schemes hosted by it (partners of the compte ameli), and MGEN with a note."""

NOTES: Mapping[str, str] = {"91": "mgen"}
"""Keys of notes shown to people of a scheme that is served in part."""

_CONTACTS: Mapping[str, str] = {
    "01": "votre caisse primaire d’assurance maladie (CPAM)",
    "02": "votre caisse de la Mutualité sociale agricole (MSA)",
    "04": "la Caisse de prévoyance et de retraite du personnel ferroviaire (CPRPF)",
    "05": "la Caisse de coordination aux assurances sociales de la RATP (CCAS)",
    "06": "l’Établissement national des invalides de la marine (ENIM)",
    "07": "la Caisse autonome nationale de la sécurité sociale dans les mines (CANSSM)",
    "08": "la Caisse nationale militaire de sécurité sociale (CNMSS)",
    "10": "la Caisse de retraite et de prévoyance des clercs et employés de notaires (CRPCEN)",
    "14": "le service de sécurité sociale de l’Assemblée nationale",
    "15": "le service de sécurité sociale du Sénat",
    "17": "la Caisse des Français de l’étranger (CFE)",
    "90": "la Caisse d’assurance vieillesse, invalidité et maladie des cultes (CAVIMAC)",
    "91": "MGEN",
    "92": "La Mutuelle Générale",
    "93": "la Mutuelle générale de la police (MGP)",
    "94": "la Mutualité fonction publique (MFP)",
    "95": "la Mutuelle nationale des hospitaliers (MNH)",
    "96": "la mutuelle de la Marine",
}
_OTHER = "l’organisme qui gère votre assurance maladie"


@dataclass(frozen=True, slots=True)
class SchemeContact:
    """Whom to ask, as the end of the sentence « Adressez-vous à … » ; phone when known."""

    name: str
    phone: str | None = None


@dataclass(frozen=True, slots=True)
class Schemes:
    served: frozenset[str] = frozenset(DEFAULT_SERVED)
    contacts: Mapping[str, SchemeContact] = field(default_factory=dict)

    def contact(self, grand_regime: str) -> SchemeContact:
        known = SchemeContact(_CONTACTS.get(grand_regime, _OTHER))
        return self.contacts.get(grand_regime, known)
