"""Central's web application, put together from its parts."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from importlib.metadata import version
from typing import Any

import structlog
from fastapi import FastAPI
from fastapi.concurrency import run_in_threadpool
from pydantic.json_schema import models_json_schema

from central import problems
from central.attestations.api import router as attestations
from central.callers import PartsOf
from central.chance import Chance
from central.clock import Clock
from central.edge import Edge
from central.intake.api import router as sync
from central.intake.handlers import Handlers
from central.intake.opening import IntakeKeys
from central.parts import build
from central.rights.api import router as citizens
from central.rights.sms import SmsSender
from central.rights.source import RightsSource
from central.settings import Settings
from central.verifier.api import router as verifications
from central.verifier.page import router as verifier_page
from wire.problem import Problem
from wire.status import Health

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
    parts = build(
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
        await run_in_threadpool(parts.hasher.prepare)
        await run_in_threadpool(parts.intake.retention.sweep_when_due)
        _log.info("central_started")
        yield
        parts.engine.dispose()
        _log.info("central_stopped")

    app = _App(
        title="Borne: central",
        version=version("borne"),
        lifespan=lifespan,
        docs_url=None,
        redoc_url=None,
        openapi_url="/v1/openapi.json",
    )
    app.state.parts = parts
    app.add_middleware(Edge, clock=parts.clock)
    problems.install(app)
    app.get("/v1/health", tags=["health"])(health)
    app.include_router(citizens)
    app.include_router(attestations)
    app.include_router(sync)
    app.include_router(verifications)
    app.include_router(verifier_page)
    return app


async def health(parts: PartsOf) -> Health:
    """That central lives, and its time, by which a kiosk judges its own clock."""
    return Health(server_time=parts.clock.now())


class _App(FastAPI):
    """FastAPI whose published description also knows the problem that every route may answer."""

    def openapi(self) -> dict[str, Any]:
        if self.openapi_schema is None:
            schema = super().openapi()
            _, definitions = models_json_schema(
                [(Problem, "serialization")], ref_template="#/components/schemas/{model}"
            )
            schemas = schema.setdefault("components", {}).setdefault("schemas", {})
            schemas.update(definitions["$defs"])
        assert self.openapi_schema is not None
        return self.openapi_schema
