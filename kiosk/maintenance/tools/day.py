"""What the kiosk did today, in plain counts: nobody's visit."""

from kiosk.domain.maintenance.tool import FactRow, NotSeen, Page, Seen, Tool, ToolContext, ToolId
from shared_runtime.messages.message import message
from wire.staff_calls.looks import DAY


def _page(seen: Seen, here: ToolContext) -> Page:
    day = seen.of(DAY)
    if isinstance(day, NotSeen):
        return Page()
    rows = [
        FactRow(message("tool.day.visits"), str(day.visits)),
        FactRow(message("tool.day.sheets"), str(day.sheets)),
    ]
    if "receipts" in here.fitted:
        rows.append(FactRow(message("tool.day.strips"), str(day.strips)))
    rows.append(
        FactRow(message("tool.day.offline"), message("tool.day.minutes", count=day.offline_minutes))
    )
    often = sorted(day.services.items(), key=lambda each: (-each[1], each[0]))
    rows += [FactRow(message(f"service.{service}"), str(used)) for service, used in often if used]
    return Page(tuple(rows), lines=(message("tool.day.line"),))


TOOL = Tool(ToolId("day"), _page, picture="calendar", looks=(DAY,), every_s=30.0, rank=90)
