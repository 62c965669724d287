"""Every service that central answers, a line each."""

from central.services import attestation, rights
from central.services.service import Service

SERVICES = (rights.SERVICE, attestation.SERVICE)


def served(source: object, services: tuple[Service, ...] = SERVICES) -> tuple[Service, ...]:
    """Those for which the caisse's own system has what they need."""
    return tuple(each for each in services if isinstance(source, each.capability))
