"""Every French word of a receipt, and what is said of each request."""

from collections.abc import Mapping
from datetime import datetime
from typing import assert_never

from kiosk.documents.wording import long_date
from kiosk.domain.demandes import Assurance, Kind

TITLE = "Reçu de votre demande"
REFERENCE = "Référence"
RECORDED = "Enregistrée le"
AGENCY = "Agence"
KIOSK = "Borne"
STATE = "État"
NEXT = "Suite"
DELAY = "Délai"
CONTACT = "Contact"
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
    Kind.ATTESTATION_BY_POST: "Environ 5 jours ouvrés, par courrier",
    Kind.CARD_DAMAGED: "Environ 3 semaines, par courrier",
    Kind.CARD_OPPOSITION: "Environ 2 jours ouvrés",
    Kind.ADDRESS_CHANGE: "Environ 5 jours ouvrés",
    Kind.CEAM: "Environ 15 jours, par courrier",
}
"""From the moment the caisse has the request."""

_ON_ITS_WAY = "Enregistrée, en cours de transmission"
_OFFLINE = "Enregistrée hors ligne\u00a0: sera transmise"
_AFTER_SENDING = "après la transmission"

_NOTHING_TO_DO = "Vous n’avez rien d’autre à faire."
_TO_ADDRESS_ON_FILE = "L’envoi se fait à l’adresse connue de votre caisse."
_BY_AN_AGENT = "À confirmer par un agent, qui vous contactera."
_NOT_BLOCKED_YET = "Votre carte n’est bloquée qu’après cette confirmation."
_TO_OLD_ADDRESS = "À confirmer\u00a0: suivez le courrier envoyé à votre ancienne adresse."


def state(*, online: bool) -> str:
    return _ON_ITS_WAY if online else _OFFLINE


def delay(kind: Kind, *, online: bool) -> str:
    return DELAYS[kind] if online else f"{DELAYS[kind]}, {_AFTER_SENDING}"


def follows(kind: Kind, assurance: Assurance) -> tuple[str, ...]:
    """What happens now, by how sure one is who asked; whole sentences."""
    match assurance:
        case Assurance.DECLARED if kind is Kind.CARD_OPPOSITION:
            return _BY_AN_AGENT, _NOT_BLOCKED_YET
        case Assurance.DECLARED:
            return (_BY_AN_AGENT,)
        case Assurance.CARD if kind is Kind.ADDRESS_CHANGE:
            return (_TO_OLD_ADDRESS,)
        case Assurance.CARD | Assurance.CODE:
            return _of_somebody_known(kind)
        case _:
            assert_never(assurance)


def _of_somebody_known(kind: Kind) -> tuple[str, ...]:
    match kind:
        case Kind.ATTESTATION_BY_POST | Kind.CARD_DAMAGED | Kind.CEAM:
            return _NOTHING_TO_DO, _TO_ADDRESS_ON_FILE
        case Kind.ADDRESS_CHANGE:
            return (_NOTHING_TO_DO,)
        case Kind.CARD_OPPOSITION:
            return _BY_AN_AGENT, _NOT_BLOCKED_YET
        case _:
            assert_never(kind)


def moment(at: datetime) -> str:
    """``22 novembre 2026 à 14 h 05``, by the clock that ``at`` is told in."""
    return f"{long_date(at.date())} à {at.hour}\u00a0h\u00a0{at.minute:02}"
