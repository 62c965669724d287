"""The print journal at kiosk-sync's door: what was to come out of a printer, by its job."""

from typing import Literal

from pydantic import Field

from wire.base import Answer, Request

PrintState = Literal["intent", "handed_over", "done", "failed", "unknown"]
"""``intent`` is written before a printer hears of the job; only the first ever gives leave to
print."""


class NotePrint(Request):
    """``PUT /v1/prints/{job}``. States go forward only: what is settled stays as it is."""

    state: PrintState


class PrintNoted(Answer):
    """``fresh``: the job was not in the journal before; ``state``: what it says now."""

    fresh: bool
    state: PrintState


class PrintsSettled(Answer):
    """``POST /v1/prints/settle``: how many jobs that were open are ``unknown`` now."""

    unknown: int = Field(ge=0)
