"""All addresses of the Unix socket as one application, and what it says where none of them can."""

from collections.abc import Sequence
from itertools import chain
from typing import Protocol

import structlog
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response
from starlette.routing import Route
from starlette.types import ASGIApp, Receive, Scope, Send

from kiosk.sync.db.failures import StoreFailed
from kiosk.sync.problems import problem
from kiosk.sync.routes.requests import Turned
from shared_runtime.uncaught import frames
from wire.problem import ProblemType

log = structlog.get_logger(__name__)


class RouteGroup(Protocol):
    """Addresses that belong together, bound to what is behind them."""

    def routes(self) -> list[Route]: ...


def application(groups: Sequence[RouteGroup]) -> ASGIApp:
    app = Starlette(
        routes=list(chain.from_iterable(group.routes() for group in groups)),
        exception_handlers={
            Turned: _turned,
            StoreFailed: _store_failed,
            HTTPException: _no_such_address,
            Exception: _bug,
        },
    )
    app.router.redirect_slashes = False
    return _RecordingBugs(app)


async def _turned(_request: Request, turned: Exception) -> Response:
    assert isinstance(turned, Turned)
    return turned.response


async def _store_failed(_request: Request, _error: Exception) -> Response:
    return problem(ProblemType.QUEUE_UNAVAILABLE)


async def _no_such_address(_request: Request, error: Exception) -> Response:
    if isinstance(error, HTTPException) and error.status_code == 405:
        return problem(ProblemType.METHOD_NOT_ALLOWED)
    return problem(ProblemType.NOT_FOUND)


async def _bug(_request: Request, _error: Exception) -> Response:
    return problem(ProblemType.INTERNAL)


class _RecordingBugs:
    """Stands around the application, which has answered a bug with a calm 500 and raises it again:
    it is recorded by its kind and place alone, for its text may quote a person."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        try:
            await self._app(scope, receive, send)
        except ClientDisconnect:
            log.info("peer_left_early")
        except Exception as error:  # noqa: BLE001 - the boundary of a request: answered, recorded
            places = frames(error)[-3:]
            log.error("request_failed", error=type(error).__name__, places=places)
