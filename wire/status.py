"""Liveness: what central says of itself, and what kiosk-sync says of its link to it."""

from typing import Literal
from uuid import UUID

from pydantic import AwareDatetime, Field

from wire.base import Answer

LinkState = Literal["unknown", "online", "offline", "degraded", "clock_wrong"]


class Health(Answer):
    """``GET /v1/health`` at central: its own time, so that a kiosk can judge its clock."""

    status: Literal["ok"] = "ok"
    server_time: AwareDatetime


class LinkStatus(Answer):
    """Sent to kiosk-ui as SSE event ``status``, on connection and on each change. ``accepting``:
    whether the queue takes one more action; ``waiting``: how many are not at central yet;
    ``newest``: the largest action id ever stored, which every new one is to exceed."""

    state: LinkState
    accepting: bool = True
    waiting: int = Field(default=0, ge=0)
    newest: UUID | None = None
