"""The stream to kiosk-ui: one at a time, and its end is noticed."""

import asyncio

import pytest

from kiosk.sync.events import EventFeed
from wire.codec import codec_of
from wire.nearest import KnownNearest
from wire.status import LinkStatus

pytestmark = pytest.mark.anyio


def event(status: LinkStatus) -> bytes:
    return b"event: status\ndata: " + codec_of(LinkStatus).write(status) + b"\n\n"


class Losses:
    def __init__(self) -> None:
        self.count = 0

    def __call__(self) -> None:
        self.count += 1


@pytest.fixture
def losses() -> Losses:
    return Losses()


async def test_the_state_now_and_each_change(losses: Losses):
    feed = EventFeed(losses)
    sent = feed.follow(feed.open())
    assert await anext(sent) == event(LinkStatus(state="unknown"))
    online = LinkStatus(state="online", accepting=False, waiting=3)
    feed.publish(online)
    assert await anext(sent) == event(online)


async def test_where_other_kiosks_are_is_told_once_to_each_reader(losses: Losses):
    feed = EventFeed(losses)
    feed.publish_nearest(KnownNearest("1" * 16))
    sent = feed.follow(feed.open())
    assert b"status" in await anext(sent)
    assert (await anext(sent)).startswith(b"event: nearest\n")
    feed.publish(LinkStatus(state="online"))
    assert b"online" in await anext(sent)
    feed.publish_nearest(KnownNearest("2" * 16))
    assert b'"2222' in await anext(sent), "what is new goes with what is being told"
    assert b"online" in await anext(sent)
    feed.publish(LinkStatus(state="offline"))
    assert b"offline" in await anext(sent), "it was told again"
    again = feed.follow(feed.open())
    assert b"offline" in await anext(again)
    assert b'"2222' in await anext(again)


async def test_a_change_between_two_readings_is_not_lost(losses: Losses):
    feed = EventFeed(losses)
    stream = feed.open()
    sent = feed.follow(stream)
    await anext(sent)
    feed.publish(LinkStatus(state="offline"))
    feed.publish(LinkStatus(state="degraded"))
    assert b"degraded" in await anext(sent)


async def test_silence_is_filled_with_signs_of_life(losses: Losses):
    feed = EventFeed(losses, keep_alive_s=0.001)
    sent = feed.follow(feed.open())
    await anext(sent)
    assert (await anext(sent)).startswith(b":")


async def test_a_second_stream_ends_the_first_and_its_visit(losses: Losses):
    feed = EventFeed(losses)
    first = feed.open()
    following = feed.follow(first)
    await anext(following)
    second = feed.open()
    assert losses.count == 1
    async with asyncio.timeout(5):
        left = [chunk async for chunk in following]
    assert len(left) <= 1
    feed.end(first)
    assert losses.count == 1, "the end of a stream that was replaced ends nothing more"
    feed.end(second)
    assert losses.count == 2


async def test_no_stream_no_loss(losses: Losses):
    EventFeed(losses).close()
    assert losses.count == 0
