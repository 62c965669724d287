"""The console as an application of its own: pages for those who look after the kiosks."""

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from http import HTTPStatus

import structlog
from fastapi import APIRouter, FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import HTMLResponse
from sqlalchemy import Engine
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware

from central.dashboard import assets, preferences
from central.dashboard.access.container import Access
from central.dashboard.access.deeds import NotGranted
from central.dashboard.access.installing import install_access
from central.dashboard.container import DashboardContainer
from central.dashboard.pages import (
    admin,
    admins,
    alert_rules,
    alert_silences,
    alerts,
    audit,
    bulk,
    bulk_reading,
    command,
    command_giving,
    commands,
    configuration,
    configuration_draft,
    configuration_history,
    configuration_layer,
    departements,
    enrolment,
    enrolments,
    kiosk,
    kiosk_bundles,
    kiosk_identity,
    kiosk_tags,
    kiosk_views,
    kiosks,
    overview,
    proposals,
    request,
    requests,
    staff,
    staff_member,
    statistics,
    tags,
    tour,
    trouble,
    wave_ending,
    wave_starting,
    waves,
)
from central.dashboard.rendering import page
from central.store.database import STORE_FAILS
from central.web.described import add_routes
from central.web.middleware import Capacity, RequestGuard

_BODY_BYTES = 65_536
_IN_FLIGHT, _IN_FLIGHT_PER_ADDRESS = 1_024, 512
"""With the streams that stay open, one for each window that somebody looks at, and the page that
each of them asks for when something changed. A whole caisse may come from one address."""
_PACKED_FROM_BYTES = 1_024
OPEN_PATHS = ("/assets/", "/preferences")
"""What whoever signs in needs before."""
ROUTERS: tuple[APIRouter, ...] = (
    assets.router,
    preferences.router,
    overview.router,
    kiosks.router,
    kiosk.router,
    kiosk_bundles.router,
    kiosk_tags.router,
    tags.router,
    kiosk_views.router,
    departements.router,
    command_giving.router,
    command.router,
    commands.router,
    wave_starting.router,
    waves.router,
    wave_ending.router,
    alert_silences.router,
    alert_rules.router,
    alerts.router,
    statistics.router,
    audit.router,
    requests.router,
    request.router,
    trouble.router,
    bulk_reading.router,
    tour.router,
    staff.router,
    staff_member.router,
    enrolments.router,
    enrolment.router,
    kiosk_identity.router,
    proposals.router,
    bulk.router,
    configuration.router,
    configuration_layer.router,
    configuration_draft.router,
    configuration_history.router,
    admins.router,
    admin.router,
)
_EXPLAINED = frozenset({403, 404, 503})

_log = structlog.get_logger("central")


def create_dashboard_app(container: DashboardContainer, access: Access) -> FastAPI:
    """All pages, for those who have signed in, and the pages that let them. At its end the engines
    are closed."""
    app = create_pages(container, [access.engine])
    install_access(app, access)
    return app


def create_pages(
    container: DashboardContainer,
    engines: Sequence[Engine] = (),
    middleware: Sequence[Middleware] = (),
) -> FastAPI:
    """The pages alone. ``middleware`` puts who has signed in, an ``Admin``, into
    ``request.state.admin``; ``engines`` are closed at the end beside the pages' own."""

    @asynccontextmanager
    async def lifespan(_app: FastAPI) -> AsyncIterator[None]:
        _log.info("central_started")
        yield
        for engine in (container.engine, *engines):
            engine.dispose()
        _log.info("central_stopped")

    takes = Capacity(
        lambda _path: _BODY_BYTES,
        _IN_FLIGHT,
        _IN_FLIGHT_PER_ADDRESS,
        encrypted=container.encrypted,
    )
    app = FastAPI(
        title="Borne: console",
        lifespan=lifespan,
        docs_url=None,
        redoc_url=None,
        openapi_url=None,
        middleware=[
            Middleware(RequestGuard, clock=container.clock, takes=takes),
            Middleware(GZipMiddleware, minimum_size=_PACKED_FROM_BYTES, compresslevel=5),
            *middleware,
        ],
    )
    app.state.container = container
    app.add_exception_handler(HTTPException, _on_http)
    app.add_exception_handler(NotGranted, _on_not_granted)
    app.add_exception_handler(RequestValidationError, _on_invalid)
    for kind in STORE_FAILS:
        app.add_exception_handler(kind, _on_store)
    add_routes(app, *ROUTERS)
    return app


async def _on_http(request: Request, error: Exception) -> HTMLResponse:
    assert isinstance(error, HTTPException)
    return _error(request, error.status_code)


async def _on_not_granted(request: Request, error: Exception) -> HTMLResponse:
    assert isinstance(error, NotGranted)
    return _error(request, HTTPStatus.FORBIDDEN if error.known else HTTPStatus.NOT_FOUND)


async def _on_invalid(request: Request, _problem: Exception) -> HTMLResponse:
    return _error(request, HTTPStatus.BAD_REQUEST)


async def _on_store(request: Request, error: Exception) -> HTMLResponse:
    _log.error("store_unavailable", kind=type(error).__name__)
    return _error(request, HTTPStatus.SERVICE_UNAVAILABLE)


def _error(request: Request, status: int) -> HTMLResponse:
    """What happened, and how to go on."""
    told = str(status) if status in _EXPLAINED else "other"
    return page(request, "error.html", status=status, told=told)
