"""The parts of the public page: a check of papers, the list of open kiosks, and nothing of people,
of a kiosk by its name, or of keys."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import Annotated, TypeVar

from anyio import CapacityLimiter, to_thread
from fastapi import Depends, Request
from sqlalchemy import Engine

from central.config.server_settings import ServerSettings
from central.crypto.narrow_keys import CheckKey
from central.web.verifier.feed import OpenKiosksFeed
from central.web.verifier.limits import PublicCounts
from shared_runtime.clock import Clock
from shared_runtime.messages.catalogue import Catalogue
from shared_runtime.messages.loading import shipped

_THREADS = 8
"""Of its own: however many checks wait, they take no thread from the kiosk API beside it."""
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class PublicContainer:
    settings: ServerSettings
    clock: Clock
    engine: Engine
    key: CheckKey
    counts: PublicCounts
    feed: OpenKiosksFeed
    catalogue: Catalogue = field(default_factory=shipped)
    threads: CapacityLimiter = field(default_factory=lambda: CapacityLimiter(_THREADS))

    @classmethod
    def of(
        cls, settings: ServerSettings, clock: Clock, engine: Engine, key: CheckKey
    ) -> "PublicContainer":
        counts = PublicCounts.of(settings.limits, engine, clock, key)
        feed = OpenKiosksFeed(engine, clock, settings.zone, shipped())
        return cls(settings, clock, engine, key, counts, feed)

    def today(self) -> date:
        return self.clock.now().astimezone(self.settings.zone).date()

    async def in_thread(self, work: Callable[[], T]) -> T:
        return await to_thread.run_sync(work, limiter=self.threads)


def public_container_of(request: Request) -> PublicContainer:
    """The parts that ``create_public_app`` gave to the application behind this request."""
    container = request.app.state.container
    assert isinstance(container, PublicContainer)
    return container


PublicContainerOf = Annotated[PublicContainer, Depends(public_container_of)]
