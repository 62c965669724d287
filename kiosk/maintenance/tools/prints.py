"""What was to come out of a printer, by its job: those of which nobody knows stand first, and
whoever has looked says what became of them."""

from collections.abc import Mapping

from kiosk.domain.maintenance.tool import (
    AskFirst,
    DoBySync,
    FactRow,
    NotSeen,
    Page,
    Seen,
    Tool,
    ToolContext,
    ToolId,
    ToolOffer,
)
from shared_runtime.messages.message import message
from wire.health import CheckState
from wire.prints import PrintState
from wire.staff_calls.deeds import SETTLE_PRINT, SettlePrint
from wire.staff_calls.looks import PRINTS, JournaledPrint

_STATES: Mapping[PrintState, CheckState | None] = {
    "intent": None,
    "handed_over": None,
    "done": CheckState.OK,
    "failed": CheckState.WARNING,
    "unknown": CheckState.UNKNOWN,
}
_SHORT = 6
"""Signs of a job's id that tell it from the others on the page."""


def _page(seen: Seen, _here: ToolContext) -> Page:
    told = seen.of(PRINTS)
    if isinstance(told, NotSeen):
        return Page()
    prints = sorted(told.prints, key=lambda each: each.state != "unknown")
    if not prints:
        return Page(lines=(message("tool.prints.none"),))
    open_ones = sum(each.state == "unknown" for each in prints)
    lines = (message("tool.prints.open", count=open_ones),) if open_ones else ()
    return Page(tuple(map(_row, prints)), lines=lines)


def _row(each: JournaledPrint) -> FactRow:
    short = each.job.hex[-_SHORT:].upper()
    return FactRow(
        message(f"tool.prints.state.{each.state}"),
        message("tool.prints.job", job=short),
        state=_STATES[each.state],
        at=each.at,
        offers=(_settle(each),) if each.state == "unknown" else (),
    )


def _settle(each: JournaledPrint) -> ToolOffer:
    came = ToolOffer(
        message("tool.prints.came"),
        DoBySync(SETTLE_PRINT, SettlePrint(each.job, came_out=True)),
        icon="check",
    )
    did_not = ToolOffer(
        message("tool.prints.did_not_come"),
        DoBySync(SETTLE_PRINT, SettlePrint(each.job, came_out=False)),
        icon="close",
    )
    ask = AskFirst(message("tool.prints.ask"), (came, did_not), (message("tool.prints.ask.line"),))
    return ToolOffer(message("tool.prints.settle"), ask, icon="eye")


TOOL = Tool(ToolId("prints"), _page, picture="paperOut", looks=(PRINTS,), every_s=5.0, rank=30)
