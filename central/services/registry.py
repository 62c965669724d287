"""Every service that central answers: each that a module of this package declares."""

import central.services
from central.services.service import Service
from wire.discovery import declared

SERVICES: tuple[Service, ...] = declared(central.services, Service)
