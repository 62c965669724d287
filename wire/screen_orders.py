"""What the fleet wants of the screen, as kiosk-sync tells kiosk-ui, and what comes back."""

from dataclasses import dataclass
from typing import Annotated, Literal
from uuid import UUID

from wire.base import Answer, Request, Slug
from wire.commands import MAX_RESULT_BYTES, OutOfServiceReason, SpokenSentence
from wire.constraints import Base64

ScreenDeed = Literal["test-page", "purge-prints", "screenshot", "rest", "restart"]
"""``rest``: kiosk-sync does it, once nobody is there. ``restart``: the same, and nobody may begin
from then on."""


@dataclass(frozen=True, slots=True, repr=False)
class ScreenTask(Answer):
    """One thing to be done when nobody is there. ``id``: the command's."""

    id: UUID
    deed: ScreenDeed


@dataclass(frozen=True, slots=True, repr=False)
class ScreenOrders(Answer):
    """SSE event ``orders``, on connection and on each change: all that counts now.
    ``out_of_service``: why a command keeps people away; ``message``: what to say to the public."""

    out_of_service: OutOfServiceReason | None = None
    message: SpokenSentence | None = None
    task: ScreenTask | None = None


@dataclass(frozen=True, slots=True, repr=False)
class TaskLeave(Answer):
    """``POST /v1/commands/{id}/begin``, said when nobody is there. ``act``: it is on disk that it
    has begun, and the screen does its part now, once. False: there is nothing to do (any more)."""

    act: bool


@dataclass(frozen=True, slots=True, repr=False)
class TaskDone(Request):
    """``POST /v1/commands/{id}/done``. ``picture``: of a screenshot, as PNG."""

    state: Literal["executed", "failed", "refused"]
    reason: Slug | None = None
    picture: Annotated[bytes, Base64(MAX_RESULT_BYTES)] | None = None
