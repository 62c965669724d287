"""A central that does as the test says, and the loop with pauses that only turn the clock."""

import asyncio
from collections.abc import Callable
from typing import Any
from uuid import UUID

import pytest

from kiosk.sync.upload.engine import Uploader
from kiosk.sync.upload.policy import Exchanged
from tests.sync.fakes import TurnedClock
from wire.sync import ItemAnswer, ItemOutcome, SyncAnswer, SyncRequest

POLL_S = 60.0


class Central:
    """Stores what it is sent, but for what the test says first: ``next`` in turn, ``outcomes`` of
    single ids, ``refuses`` whole messages."""

    def __init__(self, clock: TurnedClock) -> None:
        self._clock = clock
        self.asked: list[SyncRequest] = []
        self.stored: list[UUID] = []
        self.next: list[Exchanged | Exception] = []
        self.outcomes: dict[UUID, ItemOutcome | None] = {}
        self.refuses: Callable[[SyncRequest], Exchanged | None] = lambda _request: None

    async def __call__(self, request: SyncRequest) -> Exchanged:
        self.asked.append(request)
        said = self.next.pop(0) if self.next else self.refuses(request)
        if isinstance(said, Exception):
            raise said
        return said or self._take(request)

    def _take(self, request: SyncRequest) -> SyncAnswer:
        answers = [ItemAnswer(id=each.id, outcome="stored") for each in request.tombstones]
        for each in (item.header.id for item in request.items):
            outcome = self.outcomes.get(each, "duplicate" if each in self.stored else "stored")
            if outcome == "stored":
                self.stored.append(each)
            if outcome is not None:
                answers.append(ItemAnswer(id=each, outcome=outcome))
        now = self._clock.now()
        return SyncAnswer(server_time=now, next_poll_s=POLL_S, answers=tuple(answers))

    def sent(self) -> list[list[int]]:
        """The numbers of the items of each message."""
        return [[_number(each.header.id) for each in asked.items] for asked in self.asked]


def _number(action: UUID) -> int:
    return action.int & 0xFFFF_FFFF_FFFF


class Enough(BaseException):
    """Ends a loop that nothing else ends."""


class Run:
    """The loop with pauses that only turn the clock; it ends after so many that were no rest
    between two exchanges."""

    def __init__(self, worker: Any, central: Central, clock: TurnedClock) -> None:
        self.pauses: list[float] = []
        self.changes = 0
        self._clock = clock
        self._left = 0
        self._at_pause: Callable[[], None] = lambda: None
        self.uploader = Uploader(
            worker, central, self._changed, clock=clock, chance=lambda: 0.5, pause=self._pause
        )

    def _changed(self) -> None:
        self.changes += 1

    async def _pause(self, _wake: asyncio.Event, seconds: float) -> None:
        if seconds == 0:
            return
        self.pauses.append(seconds)
        if self._left == 0:
            raise Enough
        self._left -= 1
        self._clock.turn(seconds)

    async def until_it_rests(self, times: int = 1) -> None:
        self._left = times - 1
        with pytest.raises(Enough):
            await self.uploader.run()
