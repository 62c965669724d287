"""Liveness: what central says of itself, and what kiosk-sync says of its link to it."""

from dataclasses import dataclass
from typing import Annotated, Literal
from uuid import UUID

from wire.base import Answer
from wire.constraints import Number
from wire.moments import Time

LinkState = Literal["unknown", "online", "offline", "degraded", "clock_wrong"]


@dataclass(frozen=True, slots=True, repr=False)
class Health(Answer):
    """``GET /v1/health`` at central: its own time, so that a kiosk can judge its clock."""

    server_time: Time
    status: Literal["ok"] = "ok"


@dataclass(frozen=True, slots=True, repr=False)
class LinkStatus(Answer):
    """Sent to kiosk-ui as SSE event ``status``, on connection and on each change. ``accepting``:
    whether the queue takes one more action; ``waiting``: how many are not at central yet;
    ``newest``: the largest action id ever stored, which every new one is to exceed."""

    state: LinkState
    accepting: bool = True
    waiting: Annotated[int, Number(0)] = 0
    newest: UUID | None = None
