"""Every service that central answers, and every kind of paper that one of them issues: each that a
module of this package declares, or uses from elsewhere."""

from typing import Any

import central.services
from central.papers.paper import PaperKind
from central.services.service import Service
from wire.discovery import declared

SERVICES: tuple[Service, ...] = declared(central.services, Service)
KINDS: tuple[PaperKind[Any, Any], ...] = declared(central.services, PaperKind)


def served(source: object, services: tuple[Service, ...] = SERVICES) -> tuple[Service, ...]:
    """Those for which the caisse's own system has what they need."""
    return tuple(each for each in services if each.is_served(source))
