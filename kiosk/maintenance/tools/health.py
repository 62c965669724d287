"""Everything that is watched, the worst first: the same checks as the doctor's and the fleet's."""

from kiosk.domain.maintenance.tool import CheckRow, NotSeen, Page, Seen, Tool, ToolContext, ToolId
from wire.health import CheckState
from wire.staff_calls.looks import HEALTH

_ORDER = (
    CheckState.FAILED,
    CheckState.UNKNOWN,
    CheckState.WARNING,
    CheckState.OK,
    CheckState.NOT_FITTED,
)


def _page(seen: Seen, _here: ToolContext) -> Page:
    health = seen.of(HEALTH)
    if isinstance(health, NotSeen):
        return Page()
    checks = sorted(health.checks, key=lambda check: _ORDER.index(check.state))
    return Page(tuple(CheckRow(check) for check in checks))


TOOL = Tool(ToolId("health"), _page, picture="doctor", looks=(HEALTH,), every_s=2.0)
