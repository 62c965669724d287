"""The way to the server, link by link: the first that is broken is named, with what mends it."""

from typing import get_args

from kiosk.domain.maintenance.tool import (
    FactRow,
    LookAgain,
    NotSeen,
    Page,
    Say,
    Seen,
    Tool,
    ToolContext,
    ToolId,
    ToolOffer,
)
from shared_runtime.messages.message import Message, message
from wire.health import CheckState, Part
from wire.staff_calls.looks import NETWORK, NetworkStage, StageFound

_STAGES = frozenset(get_args(NetworkStage))
_MENDED = frozenset({CheckState.FAILED, CheckState.WARNING, CheckState.UNKNOWN})
"""Only of these is there something to do."""


def _page(seen: Seen, _here: ToolContext) -> Page:
    look = seen.of(NETWORK)
    if isinstance(look, NotSeen):
        return Page(offers=(_again(),))
    return Page(tuple(map(_row, look.stages)), (_again(),), (_verdict(look.stages),))


def _again() -> ToolOffer:
    return ToolOffer(message("tool.network.again"), LookAgain(NETWORK), icon="retry")


def _verdict(stages: tuple[StageFound, ...]) -> Message:
    broken = next((each.stage for each in stages if each.state is CheckState.FAILED), None)
    if broken is None:
        return message("tool.network.well")
    if broken not in _STAGES:
        return message("tool.network.broken")
    return message(f"tool.network.broken.{broken}")


def _row(found: StageFound) -> FactRow:
    words = f"network.{found.stage}.{found.reason}"
    args = tuple(sorted(found.args.items()))
    known = found.stage in _STAGES
    label: Say = message(f"tool.network.stage.{found.stage}") if known else found.stage
    mend: Say = Message(f"{words}.mend", args) if found.state in _MENDED else ""
    return FactRow(label, Message(f"{words}.means", args), mend, state=found.state)


TOOL = Tool(
    ToolId("network"),
    _page,
    picture="network",
    looks=(NETWORK,),
    parts=frozenset({Part.CENTRAL.value, Part.GATEWAY.value, Part.CLOCK.value}),
    rank=40,
)
