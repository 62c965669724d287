"""Every service the kiosk offers, a line each."""

from collections.abc import Mapping
from functools import partial

from kiosk.domain.flow import Flow
from kiosk.domain.ids import ServiceId
from kiosk.domain.place import NOWHERE, Place
from kiosk.domain.services import Group, Level, Registry, Service
from kiosk.services.attestation import attestation_de_droits
from kiosk.services.information import cette_borne, hameconnage, numeros_utiles, vos_donnees
from kiosk.services.log_in import log_in, log_in_if_wanted
from kiosk.services.read_card import lire_ma_carte

ATTESTATION = ServiceId("attestation_de_droits")
READ_CARD = ServiceId("lire_ma_carte")

DEFAULT_LEVELS: Mapping[ServiceId, Level] = {ATTESTATION: Level.CODE, READ_CARD: Level.CARD}
"""Of the services about a person; what is open to all stays so."""


def registry(levels: Mapping[ServiceId, Level], place: Place = NOWHERE) -> Registry:
    """The services with the levels of the configuration; the default where it says nothing.
    ``place`` is what the open ones tell of."""
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
        _to_read("cette_borne", Group.INFORMATION, cette_borne),
        _to_read("numeros_utiles", Group.INFORMATION, partial(numeros_utiles, place)),
        _to_read("hameconnage", Group.INFORMATION, hameconnage),
        _to_read("vos_donnees", Group.PRIVACY, partial(vos_donnees, place)),
    )
    return Registry({service.id: service for service in offered}, log_in, log_in_if_wanted)


def _to_read(id_: str, group: Group, flow: Flow[None]) -> Service:
    return Service(ServiceId(id_), group, Level.OPEN, flow, needs_central=False, needs_paper=False)
