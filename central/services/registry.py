"""Every service that central answers: each that a module of this package declares."""

import central.services
from central.services.service import Service
from wire.discovery import declared

SERVICES: tuple[Service, ...] = declared(central.services, Service)


def served(source: object, services: tuple[Service, ...] = SERVICES) -> tuple[Service, ...]:
    """Those for which the caisse's own system has what they need."""
    return tuple(each for each in services if each.is_served(source))
