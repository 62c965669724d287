"""Every service the kiosk offers, a line each."""

from collections.abc import Mapping
from dataclasses import replace

from kiosk.domain.flow import Flow
from kiosk.domain.ids import ServiceId
from kiosk.domain.place import NOWHERE, Place
from kiosk.domain.services import Group, Level, Registry, Service
from kiosk.services.address import adresse
from kiosk.services.attestation import attestation_de_droits
from kiosk.services.by_post import attestation_par_courrier
from kiosk.services.damaged_card import carte_abimee
from kiosk.services.european_card import carte_europeenne
from kiosk.services.information import cette_borne, hameconnage, numeros_utiles, vos_donnees
from kiosk.services.log_in import log_in, log_in_if_wanted
from kiosk.services.lost_card import carte_perdue
from kiosk.services.read_card import lire_ma_carte
from wire.calls import ATTESTATION as ISSUE
from wire.calls import RIGHTS

ATTESTATION = ServiceId("attestation_de_droits")
BY_POST = ServiceId("attestation_par_courrier")
READ_CARD = ServiceId("lire_ma_carte")
DAMAGED_CARD = ServiceId("carte_abimee")
LOST_CARD = ServiceId("carte_perdue")
ADDRESS = ServiceId("adresse")
CEAM = ServiceId("ceam")

DEFAULT_LEVELS: Mapping[ServiceId, Level] = {
    ATTESTATION: Level.CODE,
    BY_POST: Level.CARD,
    READ_CARD: Level.CARD,
    ADDRESS: Level.CODE,
    CEAM: Level.CODE,
}
"""Of the services about a person; what is open to all stays so."""


def registry(levels: Mapping[ServiceId, Level], place: Place = NOWHERE) -> Registry:
    """The services with the levels of the configuration; the default where it says nothing.
    ``place`` is where the kiosk stands."""
    level = {**DEFAULT_LEVELS, **levels}
    offered = (
        Service(
            ATTESTATION,
            Group.ATTESTATIONS,
            level[ATTESTATION],
            attestation_de_droits,
            needs_central=True,
            needs_paper=True,
            instead=BY_POST,
            calls=frozenset({RIGHTS.name, ISSUE.name}),
        ),
        _queued(
            BY_POST,
            Group.ATTESTATIONS,
            level[BY_POST],
            attestation_par_courrier,
            "attestation_by_post",
        ),
        Service(
            READ_CARD,
            Group.CARD,
            level[READ_CARD],
            lire_ma_carte,
            needs_central=level[READ_CARD] is Level.CODE,
            needs_paper=False,
        ),
        _queued(DAMAGED_CARD, Group.CARD, Level.OPEN, carte_abimee, "card_damaged"),
        replace(
            _queued(LOST_CARD, Group.CARD, Level.OPEN, carte_perdue, "card_opposition"),
            cardless=True,
        ),
        _queued(ADDRESS, Group.REQUESTS, level[ADDRESS], adresse, "address_change"),
        _queued(CEAM, Group.REQUESTS, level[CEAM], carte_europeenne, "ceam"),
        _to_read("cette_borne", Group.INFORMATION, cette_borne),
        _to_read("numeros_utiles", Group.INFORMATION, numeros_utiles),
        _to_read("hameconnage", Group.INFORMATION, hameconnage),
        _to_read("vos_donnees", Group.PRIVACY, vos_donnees),
    )
    services = {service.id: service for service in offered}
    return Registry(services, log_in, log_in_if_wanted, place)


def _queued(id_: ServiceId, group: Group, level: Level, flow: Flow[None], kind: str) -> Service:
    return Service(
        id_, group, level, flow, needs_central=False, needs_paper=False, queued=True, kind=kind
    )


def _to_read(id_: str, group: Group, flow: Flow[None]) -> Service:
    return Service(ServiceId(id_), group, Level.OPEN, flow, needs_central=False, needs_paper=False)
