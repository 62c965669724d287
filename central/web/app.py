"""The kiosk API: central's web application for kiosks, put together from its parts."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import structlog
from fastapi import FastAPI
from fastapi.concurrency import run_in_threadpool

from central.config.reading import metrics_token_of
from central.config.settings import Settings
from central.container import Container, build
from central.crypto.decryption import IntakeKeys
from central.fleet.kiosks import credential_digests
from central.intake.handlers import Handlers
from central.rights.sms import SmsSender
from central.rights.source import RightsSource
from central.runtime.chance import Chance
from central.services.registry import served
from central.store.database import transaction
from central.web.described import add_routes, described_app
from central.web.middleware import Capacity
from central.web.routers.calls import router_of
from central.web.routers.citizen_sessions import SERVED
from central.web.routers.citizen_sessions import router as citizens
from central.web.routers.command_results import RESULTS
from central.web.routers.command_results import router as command_results
from central.web.routers.enrolment import router as enrolment
from central.web.routers.intake import PATH as SYNC
from central.web.routers.intake import router as exchange
from central.web.routers.metrics import metrics_router
from central.web.routers.support_bundles import BUNDLES
from central.web.routers.support_bundles import MOST_BYTES as BUNDLE_BYTES
from central.web.routers.support_bundles import router as support_bundles
from shared_runtime.clock import Clock
from wire.demandes.kinds import KINDS
from wire.headers import MAX_BODY_BYTES

_SMALL_BODY_BYTES = 4_096
"""Of a call for one person: two names of 80 letters, each escaped, and some numbers."""
_LARGE_BODIES = {SYNC: MAX_BODY_BYTES, RESULTS: MAX_BODY_BYTES, BUNDLES: BUNDLE_BYTES}
_IN_FLIGHT = 128

_log = structlog.get_logger("central")


def create_app(
    settings: Settings,
    *,
    clock: Clock | None = None,
    chance: Chance | None = None,
    source: RightsSource | None = None,
    sms: SmsSender | None = None,
    intake_keys: IntakeKeys | None = None,
    handlers: Handlers | None = None,
) -> FastAPI:
    """The application; what is not given is built from the settings. The store must be migrated.

    Raises ConfigurationError.
    """
    metrics_token = metrics_token_of(settings)
    container = build(
        settings,
        clock=clock,
        chance=chance,
        source=source,
        sms=sms,
        intake_keys=intake_keys,
        handlers=handlers,
    )

    @asynccontextmanager
    async def lifespan(_app: FastAPI) -> AsyncIterator[None]:
        await run_in_threadpool(container.hasher.prepare)
        await run_in_threadpool(container.intake.retention.sweep_when_due)
        await run_in_threadpool(_know_kiosks, container)
        _log.info("central_started")
        yield
        container.close()
        _log.info("central_stopped")

    services = served(container.source)
    app = described_app(
        "Borne: central",
        "/v1/openapi.json",
        lifespan,
        container.clock,
        Capacity(_body_bytes, _IN_FLIGHT, encrypted=settings.encrypted),
        serves=(*(call.name for call in SERVED), *(each.call.name for each in services)),
        takes={name: kind.newest_version for name, kind in KINDS.items()},
    )
    app.state.container = container
    # All kiosks exchange all the time, and each route before that is looked at first.
    others = (router_of(services), command_results, enrolment, support_bundles)
    add_routes(app, exchange, citizens, *others)
    if metrics_token is not None:
        add_routes(app, metrics_router(metrics_token))
    return app


def _know_kiosks(container: Container) -> None:
    with transaction(container.engine) as db:
        container.known_credentials.begin(credential_digests(db))


def _body_bytes(path: str) -> int:
    return _LARGE_BODIES.get(path, _SMALL_BODY_BYTES)
