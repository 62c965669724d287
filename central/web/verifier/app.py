"""The public page as an application of its own: the check's key, and no route to a person."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import structlog
from fastapi import FastAPI

from central.web.described import described_app
from central.web.edge import Capacity
from central.web.verifier.api import router as verifications
from central.web.verifier.page import router as page
from central.web.verifier.parts import PublicParts

_BODY_BYTES = 2_048
"""A code, a name and a date; the name in a form is up to nine bytes a letter."""
_IN_FLIGHT, _IN_FLIGHT_PER_ADDRESS = 128, 16

_log = structlog.get_logger("central")


def create_public_app(parts: PublicParts) -> FastAPI:
    """The application; at its end it closes the engine of ``parts``."""

    @asynccontextmanager
    async def lifespan(_app: FastAPI) -> AsyncIterator[None]:
        _log.info("central_started")
        yield
        parts.engine.dispose()
        _log.info("central_stopped")

    takes = Capacity(
        lambda _path: _BODY_BYTES,
        _IN_FLIGHT,
        _IN_FLIGHT_PER_ADDRESS,
        encrypted=parts.settings.encrypted,
    )
    app = described_app(
        "Borne: checking a paper", "/verifier/openapi.json", lifespan, parts.clock, takes
    )
    app.state.parts = parts
    app.include_router(verifications)
    app.include_router(page)
    return app
