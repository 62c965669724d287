"""Routes that decide from the headers alone whether to take a body, and then read it strictly."""

from collections.abc import Callable, Coroutine
from typing import Any

from fastapi import Request, Response
from fastapi.routing import APIRoute

from wire.strict_json import loads


class EarlyRoute(APIRoute):
    """FastAPI reads and parses a body before it asks anything else; here ``admit`` comes first."""

    async def admit(self, request: Request) -> None:
        """Raises ProblemError for whom this route has no ear."""
        raise NotImplementedError

    def left(self, request: Request) -> None:
        """What ``admit`` let in has been dealt with, in whichever way."""

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        handle = super().get_route_handler()

        async def early(request: Request) -> Response:
            await self.admit(request)
            try:
                return await handle(_StrictRequest(request.scope, request.receive))
            finally:
                self.left(request)

        return early


class _StrictRequest(Request):
    async def json(self) -> Any:
        return loads(await self.body())
