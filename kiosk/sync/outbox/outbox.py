"""The outbox: every action from the person's decision until central has settled it."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from kiosk.sync.outbox.action import Batch, NewAction, Submitted, Verdict
from wire.actions import QueuedAction, QueuePage, QueueSummary


class IdTaken(Exception):
    """An id came again for another kind or another visit: a bug of whoever minted it."""


class Outbox:
    """For the owner's thread alone; see Keeper.ask."""

    def submit(self, action: NewAction) -> Submitted:
        raise NotImplementedError

    def take(self, limit: int) -> Batch:
        raise NotImplementedError

    def settle(self, verdicts: Mapping[UUID, Verdict]) -> None:
        raise NotImplementedError

    def witness(self, server_time: datetime) -> None:
        raise NotImplementedError

    def expire(self) -> int:
        raise NotImplementedError

    def summary(self) -> QueueSummary:
        raise NotImplementedError

    def page(self, before: UUID | None, limit: int) -> QueuePage:
        raise NotImplementedError

    def find(self, action: UUID) -> QueuedAction | None:
        raise NotImplementedError

    def retry(self, action: UUID) -> bool:
        raise NotImplementedError

    def newest(self) -> UUID | None:
        raise NotImplementedError
