"""The stream's opening says with what a screen stands; its end, that it is gone."""

from collections.abc import MutableMapping
from typing import Any

import pytest

from kiosk.sync.events import EventFeed
from kiosk.sync.routes.application import application
from kiosk.sync.routes.status import StatusRoutes
from tests.sync.fakes import nothing_new

pytestmark = pytest.mark.anyio

Seen = list[tuple[int, int | None] | str]


async def opened(query: str) -> tuple[int, Seen]:
    """The status of an answer to a stream that is left at once, and what was told of the screen."""
    seen: Seen = []
    feed = EventFeed(on_lost=lambda: seen.append("left"))
    groups = (StatusRoutes(feed, nothing_new, lambda *came: seen.append(came)),)
    sent: list[MutableMapping[str, Any]] = []

    async def receive() -> MutableMapping[str, Any]:
        return {"type": "http.disconnect"}

    async def send(message: MutableMapping[str, Any]) -> None:
        sent.append(message)

    scope = {
        "type": "http",
        "asgi": {"version": "3.0", "spec_version": "2.1"},
        "method": "GET",
        "path": "/v1/events",
        "query_string": query.encode(),
        "headers": [],
    }
    await application(groups)(scope, receive, send)
    return sent[0]["status"], seen


@pytest.mark.parametrize(
    ("query", "came"),
    [
        ("", (0, None)),
        ("configuration=7", (7, None)),
        ("configuration=0&unusable=7", (0, 7)),
    ],
)
async def test_a_screen_says_with_what_it_stands(query: str, came: tuple[int, int | None]) -> None:
    assert await opened(query) == (200, [came, "left"])


@pytest.mark.parametrize("query", ["configuration=x", "configuration=-1", "unusable=" + "9" * 17])
async def test_a_version_that_is_none_is_turned_away(query: str) -> None:
    assert await opened(query) == (422, [])
