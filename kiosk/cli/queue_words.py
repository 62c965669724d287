"""The words of ``kiosk queue``, in French and in English."""

from collections.abc import Mapping
from dataclasses import dataclass

from kiosk.doctor.words import Language
from kiosk.gateway.asking import Absent, Forbidden, Nonsense, Silent, Trouble


@dataclass(frozen=True, slots=True)
class QueueWords:
    """Sentences have their gaps in braces. A kind or a state that a newer kiosk-sync sends and
    that has no words is shown as it came."""

    day: str
    """As of strftime."""
    decimal: str
    none: str
    counted: str
    oldest: str
    last_sync: str
    never_synced: str
    room: str
    full: str
    more: str
    columns: tuple[str, str, str, str, str]
    """Reference, recorded, kind, assurance, state."""
    fields: Mapping[str, str]
    kinds: Mapping[str, str]
    assurances: Mapping[str, str]
    states: Mapping[str, str]
    not_there: str
    retried: str
    not_stuck: str
    troubles: Mapping[type[Trouble], str]


_FRENCH = QueueWords(
    day="%d/%m/%Y %H:%M",
    decimal=",",
    none="Aucune demande n’est gardée ici.",
    counted="En attente : {waiting}. Transmises : {acknowledged}. Refusées : {quarantined}. "
    "Expirées : {expired}.",
    oldest="La plus ancienne attend depuis le {at}.",
    last_sync="Dernier échange avec le serveur central : {at}.",
    never_synced="Aucun échange avec le serveur central pour l’instant.",
    room="Place occupée : {used} Mo sur {limit} Mo.",
    full="La file n’accepte plus de demande : vérifiez le disque et le réseau.",
    more="Seules les {shown} plus récentes sont montrées ; pour toutes : --all",
    columns=("Référence", "Enregistrée le", "Demande", "Assurance", "État"),
    fields={
        "id": "Identifiant",
        "expires_at": "Expire le",
        "attempts": "Envois",
        "settled_at": "Réglée le",
    },
    kinds={
        "attestation_by_post": "Attestation par courrier",
        "card_damaged": "Carte abîmée",
        "card_opposition": "Carte perdue ou volée",
        "address_change": "Changement d’adresse",
        "ceam": "Carte européenne (CEAM)",
    },
    assurances={"declared": "déclarée", "card": "carte", "code": "code"},
    states={
        "ready": "en attente",
        "in_flight": "en cours d’envoi",
        "acknowledged": "transmise",
        "quarantined": "refusée",
        "expired": "expirée",
    },
    not_there="Cette borne n’a pas de demande {which}, ou ne l’a plus.",
    retried="La demande {which} va repartir.",
    not_stuck="La demande {which} n’est ni refusée ni expirée : il n’y a rien à relancer.",
    troubles={
        Absent: "kiosk-sync ne fonctionne pas ({socket}). Démarrez-le : systemctl start kiosk-sync "
        "; sinon : journalctl -u kiosk-sync",
        Silent: "kiosk-sync ne répond plus. Relancez-le : systemctl restart kiosk-sync",
        Nonsense: "Ce qui répond sur {socket} ne donne pas l’état de la file : kiosk-sync n’est "
        "pas dans cette version, ou son disque est en panne. Voyez : kiosk doctor",
        Forbidden: "Ce compte ne peut pas interroger kiosk-sync. Relancez sous le compte de la "
        "borne : sudo -u kiosk-ui /opt/borne/bin/kiosk queue …",
    },
)
_ENGLISH = QueueWords(
    day="%Y-%m-%d %H:%M",
    decimal=".",
    none="No request is kept here.",
    counted="Waiting: {waiting}. Sent: {acknowledged}. Refused: {quarantined}. Expired: {expired}.",
    oldest="The oldest has waited since {at}.",
    last_sync="Central last answered: {at}.",
    never_synced="Central has not answered yet.",
    room="Room taken: {used} MB of {limit} MB.",
    full="The queue takes no more requests: check the disk and the network.",
    more="Only the {shown} newest are shown; for all of them: --all",
    columns=("Reference", "Recorded", "Request", "Assurance", "State"),
    fields={
        "id": "Id",
        "expires_at": "Expires",
        "attempts": "Times sent",
        "settled_at": "Settled",
    },
    kinds={
        "attestation_by_post": "Attestation by post",
        "card_damaged": "Damaged card",
        "card_opposition": "Lost or stolen card",
        "address_change": "Change of address",
        "ceam": "European card (CEAM)",
    },
    assurances={"declared": "declared", "card": "card", "code": "code"},
    states={
        "ready": "waiting",
        "in_flight": "being sent",
        "acknowledged": "sent",
        "quarantined": "refused",
        "expired": "expired",
    },
    not_there="This kiosk has no request {which}, or no longer has it.",
    retried="The request {which} will be sent again.",
    not_stuck="The request {which} is neither refused nor expired: there is nothing to retry.",
    troubles={
        Absent: "kiosk-sync is not running ({socket}). Start it: systemctl start kiosk-sync; "
        "otherwise: journalctl -u kiosk-sync",
        Silent: "kiosk-sync does not answer any more. Restart it: systemctl restart kiosk-sync",
        Nonsense: "What answers on {socket} does not tell how the queue stands: kiosk-sync is of "
        "another version, or its disk fails. See: kiosk doctor",
        Forbidden: "This account may not ask kiosk-sync. Run it as the kiosk's own account: "
        "sudo -u kiosk-ui /opt/borne/bin/kiosk queue …",
    },
)
_WORDS = {Language.FR: _FRENCH, Language.EN: _ENGLISH}


def in_language(language: Language) -> QueueWords:
    return _WORDS[language]
