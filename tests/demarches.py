"""Ids of the démarches that some test is about. Tests that hold for any one of them go over
``DEMARCHES`` instead, so that one more is put to them without a word here."""

from dataclasses import replace

from kiosk.domain.ids import ServiceId
from kiosk.domain.services import Registry
from kiosk.services import (
    address,
    attestation,
    by_post,
    damaged_card,
    european_card,
    information,
    lost_card,
    read_card,
    third_party_accident,
)
from kiosk.services.registry import registry

ACCIDENT = third_party_accident.DEMARCHE.id
ADDRESS = address.DEMARCHE.id
ATTESTATION = attestation.DEMARCHE.id
BY_POST = by_post.DEMARCHE.id
CEAM = european_card.DEMARCHE.id
DAMAGED_CARD = damaged_card.DEMARCHE.id
LOST_CARD = lost_card.DEMARCHE.id
NUMBERS = information.NUMBERS.id
PHISHING = information.PHISHING.id
READ_CARD = read_card.DEMARCHE.id
THIS_KIOSK = information.THIS_KIOSK.id
YOUR_DATA = information.YOUR_DATA.id


def only(*ids: ServiceId) -> Registry:
    """A kiosk that offers these and nothing else: for what is said about their tiles."""
    every = registry({})
    offered = {id_: each for id_, each in every.services.items() if id_ in ids}
    return replace(every, services=offered)
