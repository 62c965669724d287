"""What the kiosk API and the public page have in common: an application that describes itself,
answers problems, and says that it lives."""

from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from importlib.metadata import version
from typing import Any

from fastapi import APIRouter, FastAPI
from fastapi.responses import JSONResponse

from central.web import problems
from central.web.middleware import Capacity, RequestGuard
from shared_runtime.clock import Clock
from wire.capabilities import Names, Versions
from wire.codec import Codec, codec_of
from wire.problem import Problem
from wire.status import CentralHealth

_HEALTH = Codec[CentralHealth](CentralHealth)

Lifespan = Callable[[FastAPI], AbstractAsyncContextManager[None]]


def described_app(
    title: str,
    described_at: str,
    lifespan: Lifespan,
    clock: Clock,
    capacity: Capacity,
    *,
    serves: Names | None = None,
    takes: Versions | None = None,
) -> FastAPI:
    """An application without routes but ``/v1/health``, which announces what it ``serves`` and
    ``takes``, and its description."""

    async def health() -> JSONResponse:
        """That central lives, what it can do, and its time, by which a kiosk judges its clock."""
        # A response, with which FastAPI has nothing to do: kiosks ask four times a minute.
        told = CentralHealth(server_time=clock.now(), serves=serves, takes=takes)
        return JSONResponse(_HEALTH.plain(told))

    app = _App(
        title=title,
        version=version("borne"),
        lifespan=lifespan,
        docs_url=None,
        redoc_url=None,
        openapi_url=described_at,
    )
    app.add_middleware(RequestGuard, clock=clock, takes=capacity)
    problems.install(app)
    app.get("/v1/health", tags=["health"], response_model=CentralHealth)(health)
    return app


def add_routes(app: FastAPI, *routers: APIRouter) -> None:
    """Puts the routes of these among the application's own. Those of a router that is included
    FastAPI describes anew for each application, at its first request: for as long as ten take."""
    for router in routers:
        app.router.routes.extend(router.routes)


class _App(FastAPI):
    """FastAPI whose published description also knows the problem that every route may answer."""

    def openapi(self) -> dict[str, Any]:
        if self.openapi_schema is None:
            schema = super().openapi()
            schemas = schema.setdefault("components", {}).setdefault("schemas", {})
            schemas["Problem"] = codec_of(Problem).adapter.json_schema(mode="serialization")
        assert self.openapi_schema is not None
        return self.openapi_schema
