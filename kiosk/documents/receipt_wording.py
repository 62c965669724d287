"""Every French word of a receipt, and what is said of each request."""

from collections.abc import Mapping
from datetime import datetime

from kiosk.documents.wording import long_date
from kiosk.domain.demandes import Assurance, Kind

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

OPERATIONS: Mapping[Kind, str] = {
    Kind.ATTESTATION_BY_POST: "Attestation de droits par courrier",
    Kind.CARD_DAMAGED: "Carte Vitale abîmée ou qui ne marche plus",
    Kind.CARD_OPPOSITION: "Carte Vitale perdue ou volée",
    Kind.ADDRESS_CHANGE: "Changement d’adresse",
    Kind.CEAM: "Carte européenne d’assurance maladie",
}

DELAYS: Mapping[Kind, str] = {
    Kind.ATTESTATION_BY_POST: "10 jours ouvrés",
    Kind.CARD_DAMAGED: "3 semaines",
    Kind.CARD_OPPOSITION: "2 jours ouvrés",
    Kind.ADDRESS_CHANGE: "10 jours ouvrés",
    Kind.CEAM: "15 à 20 jours",
}
"""As the screen says; from the moment the caisse has the request."""

_ON_ITS_WAY = "Enregistrée, en cours de transmission"
_OFFLINE = "Enregistrée hors ligne\u00a0: sera transmise"
_AFTER_SENDING = "après la transmission"

_BY_AN_AGENT = "À confirmer par un agent."
_WHO_ASKED = "Il vérifie d’abord qui a fait la demande."
_NOT_BLOCKED_YET = "Votre carte n’est bloquée qu’après cette confirmation."
_OLD_ADDRESS = "À confirmer\u00a0: une lettre part à l’ancienne adresse."
_NEXT: Mapping[Kind, str] = {
    Kind.ATTESTATION_BY_POST: "L’attestation arrive à l’adresse de votre dossier.",
    Kind.CARD_DAMAGED: "Votre caisse vous écrit pour remplacer la carte.",
    Kind.ADDRESS_CHANGE: "Votre caisse met à jour votre adresse.",
    Kind.CEAM: "La carte arrive à l’adresse de votre dossier.",
}


def state(*, online: bool) -> str:
    return _ON_ITS_WAY if online else _OFFLINE


def delay(kind: Kind, *, online: bool) -> str:
    return DELAYS[kind] if online else f"{DELAYS[kind]}, {_AFTER_SENDING}"


def follows(kind: Kind, assurance: Assurance) -> tuple[str, ...]:
    """What happens now, by how sure one is who asked; whole sentences."""
    match kind, assurance:
        case Kind.CARD_OPPOSITION, _:
            return _BY_AN_AGENT, _NOT_BLOCKED_YET
        case _, Assurance.DECLARED:
            return _BY_AN_AGENT, _WHO_ASKED
        case Kind.ADDRESS_CHANGE, Assurance.CARD:
            return (_OLD_ADDRESS,)
        case _:
            return (_NEXT[kind],)


def moment(at: datetime) -> str:
    """``22 novembre 2026 à 14 h 05``, by the clock that ``at`` is told in."""
    return f"{long_date(at.date())} à {at.hour}\u00a0h\u00a0{at.minute:02}"
