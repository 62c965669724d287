"""How it stands, asked for once or followed."""

from collections.abc import Awaitable, Callable

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from kiosk.sync.events import EventFeed, EventResponse
from kiosk.sync.problems import said


class StatusRoutes:
    """``look``: brings the feed's status up to date."""

    def __init__(self, feed: EventFeed, look: Callable[[], Awaitable[None]]) -> None:
        self._feed, self._look = feed, look

    def routes(self) -> list[Route]:
        return [
            Route("/v1/status", self._status, methods=["GET"]),
            Route("/v1/events", self._events, methods=["GET"]),
        ]

    async def _status(self, _request: Request) -> Response:
        await self._look()
        return said(self._feed.status)

    async def _events(self, _request: Request) -> Response:
        return EventResponse(self._feed)
