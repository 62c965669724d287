"""The print journal at kiosk-sync's API: what was to come out of a printer, by its job."""

from dataclasses import dataclass
from typing import Annotated, Literal

from wire.base import Answer, Request
from wire.constraints import Number

PrintState = Literal["intent", "handed_over", "done", "failed", "unknown"]
"""``intent`` is written before a printer hears of the job; only the first ever gives leave to
print."""


@dataclass(frozen=True, slots=True, repr=False)
class NotePrint(Request):
    """``PUT /v1/prints/{job}``. States go forward only: what is settled stays as it is."""

    state: PrintState


@dataclass(frozen=True, slots=True, repr=False)
class PrintNoted(Answer):
    """``fresh``: the job was not in the journal before; ``state``: what it says now."""

    fresh: bool
    state: PrintState


@dataclass(frozen=True, slots=True, repr=False)
class PrintsSettled(Answer):
    """``POST /v1/prints/settle``: how many jobs that were open are ``unknown`` now."""

    unknown: Annotated[int, Number(0)]
