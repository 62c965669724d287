"""The one stream of events to kiosk-ui: the link's state, what the fleet wants of the screen, where
other kiosks are, each change of these, and a sign of life."""

import asyncio
from collections.abc import AsyncIterator, Callable

from starlette.responses import StreamingResponse
from starlette.types import Receive, Scope, Send

from wire.codec import codec_of
from wire.nearest import KnownNearest
from wire.screen_orders import ScreenOrders
from wire.status import LinkStatus

KEEP_ALIVE_S = 10.0
"""kiosk-ui takes 25 s of silence for a hung gateway: two signs of life may be late."""

_SIGN_OF_LIFE = b": alive\n\n"


class EventFeed:
    """Holds the newest status and the open stream. There is one stream: a new one ends its
    predecessor, whose reader has gone or has stopped listening. ``on_lost`` is called each time a
    stream ends, for kiosk-ui is then no longer there."""

    def __init__(self, on_lost: Callable[[], None], keep_alive_s: float = KEEP_ALIVE_S) -> None:
        self._on_lost = on_lost
        self._keep_alive_s = keep_alive_s
        self._open: EventStream | None = None
        self.status = LinkStatus(state="unknown")
        self.orders: ScreenOrders | None = None
        """None of a kiosk that is given none."""
        self.nearest: KnownNearest | None = None
        """None of a kiosk that is told nothing of others."""

    def publish(self, status: LinkStatus) -> None:
        self.status = status
        self._tell()

    def publish_orders(self, orders: ScreenOrders) -> None:
        self.orders = orders
        self._tell()

    def publish_nearest(self, nearest: KnownNearest) -> None:
        self.nearest = nearest
        self._tell()

    def open(self) -> "EventStream":
        self.close()
        self._open = EventStream()
        return self._open

    def close(self) -> None:
        """Ends the stream, if one is open."""
        if self._open is not None:
            self.end(self._open)

    def end(self, stream: "EventStream") -> None:
        """Ends that stream; nothing when it has ended before."""
        if self._open is not stream:
            return
        self._open = None
        stream.over = True
        stream.news.set()
        self._on_lost()

    def _tell(self) -> None:
        if self._open is not None:
            self._open.news.set()

    async def follow(self, stream: "EventStream") -> AsyncIterator[bytes]:
        """What is sent on that stream until it ends."""
        told: KnownNearest | None = None
        while not stream.over:
            stream.news.clear()
            yield _event("status", self.status)
            if self.orders is not None:
                yield _event("orders", self.orders)
            if self.nearest is not None and self.nearest is not told:
                # Large, and hardly ever new: not with every change of the others.
                told = self.nearest
                yield _event("nearest", told)
            while not await _set_within(stream.news, self._keep_alive_s):
                yield _SIGN_OF_LIFE


class EventStream:
    """One reader's stream: ``news`` is set when there is something to send, or when it is over."""

    __slots__ = ("news", "over")

    def __init__(self) -> None:
        self.news = asyncio.Event()
        self.over = False


class EventResponse(StreamingResponse):
    """The answer that carries a stream, and ends it however the answer itself ends."""

    def __init__(self, feed: EventFeed) -> None:
        self._feed = feed
        self._stream = feed.open()
        super().__init__(
            feed.follow(self._stream),
            media_type="text/event-stream",
            headers={"Cache-Control": "no-store"},
        )

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        try:
            await super().__call__(scope, receive, send)
        finally:
            self._feed.end(self._stream)


def _event(name: str, said: LinkStatus | ScreenOrders | KnownNearest) -> bytes:
    return f"event: {name}\ndata: ".encode() + codec_of(type(said)).write(said) + b"\n\n"


async def _set_within(event: asyncio.Event, seconds: float) -> bool:
    try:
        async with asyncio.timeout(seconds):
            return await event.wait()
    except TimeoutError:
        return False
