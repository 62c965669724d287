"""What support needs to find a fault, scrubbed and sealed for it: sent, or saved to a stick."""

from kiosk.domain.maintenance.tool import (
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
from wire.staff_calls.deeds import BUNDLE_TO_CENTRAL, BUNDLE_TO_STICK
from wire.staff_calls.looks import ABOUT

_SEND = ToolOffer(
    message("tool.bundle.send"),
    DoBySync(BUNDLE_TO_CENTRAL),
    detail=message("tool.bundle.send.detail"),
    icon="up",
)
_SAVE = ToolOffer(
    message("tool.bundle.save"),
    DoBySync(BUNDLE_TO_STICK),
    detail=message("tool.bundle.save.detail"),
    icon="down",
)
_HOLDS = message("tool.bundle.holds")


def _page(seen: Seen, _here: ToolContext) -> Page:
    about = seen.of(ABOUT)
    if isinstance(about, NotSeen):
        return Page()
    if not about.can_bundle:
        no_key = FactRow(
            message("tool.bundle.no_key"),
            detail=message("tool.bundle.no_key.next"),
            state=CheckState.WARNING,
        )
        return Page((no_key,), lines=(_HOLDS,))
    if not about.stick:
        no_stick = FactRow(
            message("tool.bundle.no_stick"), detail=message("tool.bundle.no_stick.next")
        )
        return Page((no_stick,), (_SEND,), (_HOLDS,))
    there = FactRow(message("tool.bundle.stick"), state=CheckState.OK)
    return Page((there,), (_SEND, _SAVE), (_HOLDS,))


TOOL = Tool(ToolId("bundle"), _page, picture="deposit", looks=(ABOUT,), every_s=2.0, rank=120)
