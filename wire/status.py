"""Liveness: what central says of itself, and what kiosk-sync says of its link to it."""

from typing import Literal

from pydantic import AwareDatetime

from wire.base import Answer

LinkState = Literal["unknown", "online", "offline", "degraded", "clock_wrong"]


class Health(Answer):
    """``GET /v1/health`` at central: its own time, so that a kiosk can judge its clock."""

    status: Literal["ok"] = "ok"
    server_time: AwareDatetime


class LinkStatus(Answer):
    """Sent to kiosk-ui as SSE event ``status``, on connection and on each change."""

    state: LinkState
