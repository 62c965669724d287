"""Every service the kiosk offers, a line each."""

from collections.abc import Mapping

from kiosk.domain.ids import ServiceId
from kiosk.domain.services import Group, Level, Registry, Service
from kiosk.services.attestation import attestation_de_droits
from kiosk.services.log_in import log_in
from kiosk.services.read_card import lire_ma_carte

ATTESTATION = ServiceId("attestation_de_droits")
READ_CARD = ServiceId("lire_ma_carte")

DEFAULT_LEVELS: Mapping[ServiceId, Level] = {ATTESTATION: Level.CODE, READ_CARD: Level.CARD}


def registry(levels: Mapping[ServiceId, Level]) -> Registry:
    """The services with the levels of the configuration; the default where it says nothing."""
    level = {**DEFAULT_LEVELS, **levels}
    offered = (
        Service(
            ATTESTATION,
            Group.ATTESTATIONS,
            level[ATTESTATION],
            attestation_de_droits,
            needs_central=True,
            needs_paper=True,
        ),
        Service(
            READ_CARD,
            Group.CARD,
            level[READ_CARD],
            lire_ma_carte,
            needs_central=level[READ_CARD] is Level.CODE,
            needs_paper=False,
        ),
    )
    return Registry({service.id: service for service in offered}, log_in)
