"""How it stands, asked for once or followed."""

from collections.abc import Awaitable, Callable

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from kiosk.sync.events import EventFeed, EventResponse
from kiosk.sync.problems import said
from kiosk.sync.routes.requests import version_in_query
from wire.headers import RUNNING_CONFIGURATION, UNUSABLE_CONFIGURATION

ScreenIsThere = Callable[[int, int | None], None]
"""Told which version of the fleet's configuration it runs, and which it could not use."""


class StatusRoutes:
    """``look``: brings the feed's status up to date. ``came``: told when a screen opens the stream,
    after its predecessor's end."""

    def __init__(
        self,
        feed: EventFeed,
        look: Callable[[], Awaitable[None]],
        came: ScreenIsThere = lambda _running, _unusable: None,
    ) -> None:
        self._feed, self._look, self._came = feed, look, came

    def routes(self) -> list[Route]:
        return [
            Route("/v1/status", self._status, methods=["GET"]),
            Route("/v1/events", self._events, methods=["GET"]),
        ]

    async def _status(self, _request: Request) -> Response:
        await self._look()
        return said(self._feed.status)

    async def _events(self, request: Request) -> Response:
        running = version_in_query(request, RUNNING_CONFIGURATION)
        unusable = version_in_query(request, UNUSABLE_CONFIGURATION)
        response = EventResponse(self._feed)
        self._came(running or 0, unusable)
        return response
