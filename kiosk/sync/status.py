"""What kiosk-ui is told without asking: the link's state, and how the queue stands."""

import asyncio
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from typing import Any

import structlog

from kiosk.sync.store.store_worker import Store, StoreWorker
from kiosk.sync.watcher import Sleep, pause
from wire.capabilities import Capabilities
from wire.status import LinkState, LinkStatus

LOOK_EVERY_S = 15.0
"""A disk that has room again tells nobody."""
SETTLE_S = 0.5
"""A backlog that drains changes the summary many times a second; people read slower."""
LOOK_WITHIN_S = 2.0
"""Whoever asks how it stands is told in time, though the disk hangs."""

log = structlog.get_logger(__name__)


class StatusPublisher:
    """Puts the two together, and publishes each change once."""

    def __init__(
        self,
        worker: StoreWorker,
        publish: Callable[[LinkStatus], None],
        *,
        pause: Sleep = pause,
    ) -> None:
        self._worker = worker
        self._publish = publish
        self._pause = pause
        self._changed = asyncio.Event()
        self.status = LinkStatus(state="unknown")

    def link(self, state: LinkState, central: Capabilities | None) -> None:
        self._make_known(replace(self.status, state=state, central=central))

    def configuration(self, version: int) -> None:
        """Which one the screen is to run: it starts anew for another, outside a visit."""
        self._make_known(replace(self.status, configuration=version))

    def queue_changed(self) -> None:
        """The queue may stand differently: it is looked at soon."""
        self._changed.set()

    async def look(self) -> None:
        """Makes known how the queue stands now, for somebody who asks: within ``SETTLE_S`` of a
        change the loop may not have looked yet. Of a disk that hangs, nothing new is known."""
        with suppress(TimeoutError):
            async with asyncio.timeout(LOOK_WITHIN_S):
                await self._look()

    async def run(self) -> None:
        """Runs until cancelled; nothing else ends it."""
        while True:
            self._changed.clear()
            await self._look()
            await self._pause(asyncio.Event(), SETTLE_S)
            await self._pause(self._changed, LOOK_EVERY_S)

    async def _look(self) -> None:
        try:
            queue = await self._worker.ask(_queue)
        except Exception as error:  # noqa: BLE001 - a bad disk or a bug must not end all looking
            log.error("queue_look_failed", error=type(error).__name__)
            queue = {"accepting": False}
        self._make_known(replace(self.status, **queue))

    def _make_known(self, status: LinkStatus) -> None:
        if status != self.status:
            self.status = status
            self._publish(status)


def _queue(store: Store) -> dict[str, Any]:
    summary = store.outbox.summary()
    return {
        "accepting": summary.accepting,
        "waiting": summary.ready + summary.in_flight,
        "newest": store.outbox.newest(),
    }
