"""The last events of the kiosk's own log, scrubbed: when, how grave, which part, what."""

from collections.abc import Mapping

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
from shared_runtime.messages.message import message
from wire.health import CheckState
from wire.staff_calls.looks import LOGS, LoggedEvent, ReadLogs

_STATES: Mapping[str, CheckState] = {
    "critical": CheckState.FAILED,
    "error": CheckState.FAILED,
    "warning": CheckState.WARNING,
}
_PROCESSES = frozenset({"kiosk-ui", "kiosk-sync"})
_OFFERS = (
    ToolOffer(message("tool.logs.warning"), LookAgain(LOGS, ReadLogs("warning")), icon="warning"),
    ToolOffer(message("tool.logs.error"), LookAgain(LOGS, ReadLogs("error")), icon="notNow"),
    ToolOffer(message("tool.logs.info"), LookAgain(LOGS, ReadLogs("info")), icon="list"),
)


def _page(seen: Seen, _here: ToolContext) -> Page:
    look = seen.of(LOGS)
    if isinstance(look, NotSeen):
        return Page(offers=_OFFERS)
    if not look.readable:
        return Page(offers=_OFFERS, lines=(message("tool.logs.unreadable"),))
    lines = () if look.lines else (message("tool.logs.none"),)
    return Page(tuple(map(_row, look.lines)), _OFFERS, lines)


def _row(logged: LoggedEvent) -> FactRow:
    fields = ", ".join(f"{name} {value}" for name, value in logged.fields.items())
    return FactRow(
        logged.event, _process(logged.process), fields, _STATES.get(logged.level), logged.at
    )


def _process(name: str) -> Say:
    return message(f"tool.logs.process.{name}") if name in _PROCESSES else name


TOOL = Tool(ToolId("logs"), _page, picture="document", looks=(LOGS,), rank=110)
