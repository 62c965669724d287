"""Every French word of a receipt, and what is said of each request."""

from collections.abc import Mapping
from datetime import datetime

from kiosk.documents.wording import long_date

TITLE = "Reçu de votre demande"
REFERENCE = "Référence"
RECORDED = "Enregistrée le"
AGENCY = "Agence"
KIOSK = "Borne"
STATE = "État"
NEXT = "Suite"
DELAY = "Délai habituel"
CONTACT = "Par téléphone"
KEEP = "Gardez ce reçu\u00a0: votre caisse retrouve la demande par sa référence."
NOBODY = "Ce reçu ne porte ni votre nom ni votre numéro."
REFERENCE_QR = "Carré à scanner\u00a0: il contient la référence de la demande."

OPERATIONS: Mapping[str, str] = {
    "attestation_by_post": "Attestation de droits par courrier",
    "card_damaged": "Carte Vitale abîmée ou qui ne marche plus",
    "card_opposition": "Carte Vitale perdue ou volée",
    "address_change": "Changement d’adresse",
    "ceam": "Carte européenne d’assurance maladie",
}

DELAYS: Mapping[str, str] = {
    "attestation_by_post": "10 jours ouvrés",
    "card_damaged": "3 semaines",
    "card_opposition": "2 jours ouvrés",
    "address_change": "10 jours ouvrés",
    "ceam": "15 à 20 jours",
}
"""As the screen says; from the moment the caisse has the request."""

_ON_ITS_WAY = "Enregistrée, en cours de transmission"
_OFFLINE = "Enregistrée hors ligne\u00a0: sera transmise"
_AFTER_SENDING = "après la transmission"

_BY_AN_AGENT = "À confirmer par un agent."
_WHO_ASKED = "Il vérifie d’abord qui a fait la demande."
_NOT_BLOCKED_YET = "Votre carte n’est bloquée qu’après cette confirmation."
_OLD_ADDRESS = "À confirmer\u00a0: une lettre part à l’ancienne adresse."
_FOLLOW_UPS: Mapping[str, tuple[str, ...]] = {
    "declared": (_BY_AN_AGENT, _WHO_ASKED),
    "address_to_confirm": (_OLD_ADDRESS,),
    "attestation_by_post": ("L’attestation arrive à l’adresse de votre dossier.",),
    "card_damaged": ("Votre caisse vous écrit pour remplacer la carte.",),
    "card_opposition": (_BY_AN_AGENT, _NOT_BLOCKED_YET),
    "address_change": ("Votre caisse met à jour votre adresse.",),
    "ceam": ("La carte arrive à l’adresse de votre dossier.",),
}


def state(*, online: bool) -> str:
    return _ON_ITS_WAY if online else _OFFLINE


def delay(kind: str, *, online: bool) -> str:
    return DELAYS[kind] if online else f"{DELAYS[kind]}, {_AFTER_SENDING}"


def follows(follow_up: str) -> tuple[str, ...]:
    """What happens now; whole sentences."""
    return _FOLLOW_UPS[follow_up]


def moment(at: datetime) -> str:
    """``22 novembre 2026 à 14 h 05``, by the clock that ``at`` is told in."""
    return f"{long_date(at.date())} à {at.hour}\u00a0h\u00a0{at.minute:02}"
