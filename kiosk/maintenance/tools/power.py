"""Starting anew, and switching off: what each does is said before it is done."""

from kiosk.domain.maintenance.tool import (
    AskFirst,
    DoBySync,
    Page,
    Seen,
    Tool,
    ToolContext,
    ToolId,
    ToolOffer,
)
from shared_runtime.messages.message import message
from wire.staff_calls.deeds import POWER_OFF, RESTART_APP, RESTART_MACHINE

_OFFERS = (
    ToolOffer(
        message("tool.power.app"),
        AskFirst(
            message("tool.power.app.ask"),
            (ToolOffer(message("tool.power.app.yes"), DoBySync(RESTART_APP), icon="retry"),),
            (message("tool.power.app.line"), message("tool.power.nothing_lost")),
        ),
        detail=message("tool.power.app.detail"),
        icon="retry",
    ),
    ToolOffer(
        message("tool.power.machine"),
        AskFirst(
            message("tool.power.machine.ask"),
            (
                ToolOffer(
                    message("tool.power.machine.yes"),
                    DoBySync(RESTART_MACHINE),
                    icon="retry",
                    role=RESTART_MACHINE.role,
                ),
            ),
            (message("tool.power.machine.line"), message("tool.power.nothing_lost")),
        ),
        detail=message("tool.power.machine.detail"),
        icon="retry",
        role=RESTART_MACHINE.role,
    ),
    ToolOffer(
        message("tool.power.off"),
        AskFirst(
            message("tool.power.off.ask"),
            (
                ToolOffer(
                    message("tool.power.off.yes"),
                    DoBySync(POWER_OFF),
                    icon="power",
                    role=POWER_OFF.role,
                ),
            ),
            (message("tool.power.off.line"), message("tool.power.off.line_2")),
        ),
        detail=message("tool.power.off.detail"),
        icon="power",
        role=POWER_OFF.role,
    ),
)


def _page(_seen: Seen, _here: ToolContext) -> Page:
    return Page(offers=_OFFERS)


TOOL = Tool(ToolId("power"), _page, picture="power", rank=130)
