"""The public page as an application of its own: the check's key, and no route to a person."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import structlog
from fastapi import FastAPI

from central.web.described import add_routes, described_app
from central.web.middleware import Capacity
from central.web.verifier.api import router as verifications
from central.web.verifier.container import PublicContainer
from central.web.verifier.open_kiosks import router as open_kiosks
from central.web.verifier.page import router as page

_BODY_BYTES = 2_048
"""A code, a name and a date; the name in a form is up to nine bytes a letter."""
_IN_FLIGHT, _IN_FLIGHT_PER_ADDRESS = 128, 16

_log = structlog.get_logger("central")


def create_public_app(container: PublicContainer) -> FastAPI:
    """The application; at its end it closes the engine of ``parts``."""

    @asynccontextmanager
    async def lifespan(_app: FastAPI) -> AsyncIterator[None]:
        _log.info("central_started")
        yield
        container.engine.dispose()
        _log.info("central_stopped")

    takes = Capacity(
        lambda _path: _BODY_BYTES,
        _IN_FLIGHT,
        _IN_FLIGHT_PER_ADDRESS,
        encrypted=container.settings.encrypted,
    )
    app = described_app(
        "Borne: for everybody",
        "/verifier/openapi.json",
        lifespan,
        container.clock,
        takes,
    )
    app.state.container = container
    add_routes(app, verifications, open_kiosks, page)
    return app
