"""Liveness: what central says of itself, and what kiosk-sync says of its link to it."""

from dataclasses import dataclass
from typing import Annotated, Literal
from uuid import UUID

from wire.base import Answer
from wire.capabilities import Capabilities, Names, Versions
from wire.constraints import Number
from wire.moments import Time

LinkState = Literal["unknown", "online", "offline", "degraded", "clock_wrong"]


@dataclass(frozen=True, slots=True, repr=False)
class CentralHealth(Answer):
    """``GET /v1/health`` at central: its own time, so that a kiosk can judge its clock. ``serves``:
    the names of the calls that it answers; ``takes``: the kinds of requests, with the newest
    version of each. None of a central that says nothing of them, and on the page for everybody."""

    server_time: Time
    status: Literal["ok"] = "ok"
    serves: Names | None = None
    takes: Versions | None = None


@dataclass(frozen=True, slots=True, repr=False)
class LinkStatus(Answer):
    """Sent to kiosk-ui as SSE event ``status``, on connection and on each change. ``accepting``:
    whether the queue takes one more action; ``waiting``: how many are not at central yet;
    ``newest``: the largest action id ever stored, which every new one is to exceed. ``central``:
    what central can do, as it last said; None as long as it has said nothing. ``configuration``:
    the fleet's version that the screen is to run, 0 for the kiosk's own file alone; None of a
    kiosk that is told none."""

    state: LinkState
    accepting: bool = True
    waiting: Annotated[int, Number(0)] = 0
    newest: UUID | None = None
    central: Capabilities | None = None
    configuration: Annotated[int, Number(0)] | None = None
